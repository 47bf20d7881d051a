-- One row is one rejected row of a load; row 0 is the file as a whole.
-- Read by: reporting/loaded_data.py.
SELECT
    rejected_rows.load_id,
    loads.file_name,
    rejected_rows.source_row,
    rejected_rows.reasons
FROM rejected_rows
INNER JOIN loads ON rejected_rows.load_id = loads.load_id
WHERE $load_id IS NULL OR rejected_rows.load_id = $load_id
ORDER BY loads.loaded_at DESC, rejected_rows.source_row ASC;
