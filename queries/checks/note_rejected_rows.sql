-- A row of a loaded file was rejected.
-- See the Data page or `python cli.py loads`, correct the file, and load it again.
SELECT
    load_id,
    source_row
FROM rejected_rows;
