-- One row is one KPI of a whole authority that is made from rows a check doubts, where no record of the newest month
-- can be named: because no doubtful row is in that month, because only the split of the figure is in doubt, or because
-- the finds of the check are no single records (why_no_swing). Reads threats and doubt_counts.
-- Read by: data/data_checks.
INSERT INTO data_check_kpis
WITH threatened AS (
    SELECT
        doubtful_rows.check_id,
        threats.kpi_id,
        doubtful_rows.authority_id,
        min(threats.touches) AS touches,
        CASE
            WHEN min(threats.touches) = 'parts' THEN 'the total does not change, only its split'
            ELSE max(threats.why_no_swing)
        END AS why_no_swing
    FROM doubtful_rows
    INNER JOIN threats
        ON
            doubtful_rows.check_id = threats.check_id
            AND doubtful_rows.source_table = threats.source_table
            AND doubtful_rows.source_columns = threats.source_columns
    GROUP BY
        doubtful_rows.check_id,
        threats.kpi_id,
        doubtful_rows.authority_id
)

SELECT
    threatened.check_id,
    threatened.kpi_id,
    threatened.authority_id,
    threatened.authority_id AS org_unit_id,
    newest_months.last_day AS period_end,
    threatened.touches,
    CASE WHEN threatened.why_no_swing IS NULL THEN 0 END AS records_doubtful,
    cast(NULL AS BIGINT) AS records,
    cast(NULL AS DOUBLE) AS figure,
    cast(NULL AS DOUBLE) AS lowest,
    cast(NULL AS DOUBLE) AS highest,
    CASE WHEN threatened.why_no_swing IS NULL THEN 0 END AS swing,
    threatened.why_no_swing
FROM threatened
INNER JOIN newest_months ON threatened.authority_id = newest_months.authority_id
LEFT JOIN doubt_counts
    ON
        threatened.check_id = doubt_counts.check_id
        AND threatened.kpi_id = doubt_counts.kpi_id
        AND threatened.authority_id = doubt_counts.org_unit_id
WHERE doubt_counts.kpi_id IS NULL;
