-- One row is one column of one table of the extracts with values that could not be read, and one row a table with
-- the rest of its rows. Placeholders for an empty date are read as they are meant and are in no doubt. What was
-- written is not repeated here: it may say something about a child. Read by: data/data_checks.
WITH faults AS (
    SELECT
        row_counts.load_id,
        row_counts.staged_table,
        row_counts.rows_staged,
        values_not_read.column_name,
        values_not_read.reason,
        least(sum(values_not_read.rows), row_counts.rows_staged) AS rows_not_read
    FROM staged.values_not_read
    INNER JOIN staged.row_counts
        ON
            values_not_read.load_id = row_counts.load_id
            AND values_not_read.landed_table = row_counts.landed_table
    WHERE values_not_read.reason NOT LIKE 'holds a placeholder%'
    GROUP BY
        row_counts.load_id,
        row_counts.staged_table,
        row_counts.rows_staged,
        values_not_read.column_name,
        values_not_read.reason
),

by_table AS (
    SELECT
        faults.load_id,
        faults.staged_table,
        sum(faults.rows_not_read) AS rows_not_read
    FROM faults
    GROUP BY
        faults.load_id,
        faults.staged_table
)

SELECT
    record_loads.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS child_id,
    faults.staged_table AS source_table,
    faults.column_name AS source_columns,
    faults.load_id,
    cast(NULL AS BIGINT) AS landed_row,
    faults.rows_not_read AS rows_concerned,
    concat('In ', faults.rows_not_read, ' rows ', faults.column_name, ' ', faults.reason, '.') AS doubt
FROM faults
INNER JOIN staged.record_loads ON faults.load_id = record_loads.load_id
UNION ALL
SELECT
    record_loads.authority_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS child_id,
    row_counts.staged_table AS source_table,
    '*' AS source_columns,
    row_counts.load_id,
    cast(NULL AS BIGINT) AS landed_row,
    greatest(row_counts.rows_staged - coalesce(by_table.rows_not_read, 0), 0) AS rows_concerned,
    cast(NULL AS VARCHAR) AS doubt
FROM staged.row_counts
INNER JOIN staged.record_loads ON row_counts.load_id = record_loads.load_id
LEFT JOIN by_table ON row_counts.load_id = by_table.load_id AND row_counts.staged_table = by_table.staged_table
