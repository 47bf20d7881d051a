-- One row is one staged table of one load, with how many of its rows were rejected and in how many at
-- least one value could not be read (at most one a row is counted). Read by: data_quality_at_month_end.
CREATE TABLE staged.load_quality AS
WITH doubts AS (
    SELECT
        values_not_read.load_id,
        values_not_read.landed_table,
        sum(values_not_read.rows) AS rows_not_read
    FROM staged.values_not_read
    GROUP BY values_not_read.load_id, values_not_read.landed_table
)

SELECT
    record_loads.authority_id,
    row_counts.load_id,
    record_loads.as_at_on AS known_on,
    row_counts.staged_table AS table_name,
    cast(sum(row_counts.rows_landed) AS DOUBLE) AS rows_landed,
    cast(sum(row_counts.rows_rejected) AS DOUBLE) AS rows_rejected,
    cast(least(coalesce(max(doubts.rows_not_read), 0), sum(row_counts.rows_staged)) AS DOUBLE) AS rows_with_doubt
FROM staged.row_counts
INNER JOIN staged.record_loads ON row_counts.load_id = record_loads.load_id
LEFT JOIN doubts
    ON row_counts.load_id = doubts.load_id AND row_counts.landed_table = doubts.landed_table
WHERE record_loads.is_staged
GROUP BY record_loads.authority_id, row_counts.load_id, record_loads.as_at_on, row_counts.staged_table;
