-- One row is one row of an extract in use that was not taken in, and one row a table with how many were.
-- Read by: data/data_checks.
SELECT
    record_loads.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS child_id,
    row_counts.staged_table AS source_table,
    '*' AS source_columns,
    rejected_rows.load_id,
    rejected_rows.landed_row,
    1 AS rows_concerned,
    concat('Not taken in: ', rejected_rows.reasons, '.') AS doubt
FROM staged.rejected_rows
INNER JOIN staged.record_loads ON rejected_rows.load_id = record_loads.load_id
INNER JOIN staged.row_counts
    ON
        rejected_rows.load_id = row_counts.load_id
        AND rejected_rows.landed_table = row_counts.landed_table
UNION ALL
SELECT
    record_loads.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS child_id,
    row_counts.staged_table AS source_table,
    '*' AS source_columns,
    row_counts.load_id,
    cast(NULL AS BIGINT) AS landed_row,
    row_counts.rows_landed - row_counts.rows_rejected AS rows_concerned,
    cast(NULL AS VARCHAR) AS doubt
FROM staged.row_counts
INNER JOIN staged.record_loads ON row_counts.load_id = record_loads.load_id
