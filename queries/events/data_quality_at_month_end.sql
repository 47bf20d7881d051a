-- One row is one table of the extracts at the end of one month, with how many of its rows were in order.
-- A load speaks for the last complete month up to the day of its extract; of several of that time the latest
-- counts for each table. A row passes if it was neither rejected nor in doubt. Read by: data quality score.
SELECT
    concat(load_quality.authority_id, ':', load_quality.table_name, ':', month_ends.month_end) AS event_id,
    load_quality.authority_id,
    cast(NULL AS VARCHAR) AS child_id,
    cast(NULL AS VARCHAR) AS team_id,
    cast(NULL AS VARCHAR) AS worker_id,
    cast(NULL AS VARCHAR) AS sex,
    cast(NULL AS VARCHAR) AS age_band,
    cast(NULL AS VARCHAR) AS ethnicity_group,
    cast(NULL AS VARCHAR) AS disability,
    load_quality.load_id,
    cast(NULL AS BIGINT) AS landed_row,
    load_quality.table_name AS landed_table,
    month_ends.month_end,
    load_quality.table_name,
    load_quality.known_on,
    load_quality.rows_landed,
    load_quality.rows_rejected,
    load_quality.rows_with_doubt,
    greatest(
        load_quality.rows_landed - coalesce(load_quality.rows_rejected, 0) - coalesce(load_quality.rows_with_doubt, 0),
        0
    ) AS rows_passing
FROM staged.load_quality
INNER JOIN month_ends
    ON
        load_quality.authority_id = month_ends.authority_id
        AND load_quality.known_on >= month_ends.month_end
        AND load_quality.known_on < last_day(month_ends.month_end + 1)
QUALIFY
    row_number() OVER (
        PARTITION BY load_quality.authority_id, load_quality.table_name, month_ends.month_end
        ORDER BY load_quality.known_on DESC NULLS LAST, load_quality.load_id DESC NULLS LAST
    ) = 1
