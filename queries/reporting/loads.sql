-- One row is one load, newest first. Read by: reporting/loaded_data.py.
SELECT
    load_id,
    kind,
    file_name,
    loaded_at,
    rows_landed,
    rows_accepted,
    rows_rejected,
    authority
FROM loads
ORDER BY loaded_at DESC, load_id DESC;
