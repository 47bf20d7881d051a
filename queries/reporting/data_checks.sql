-- One row is one check in one part of the organisation: rows doubtful, rows looked at, and how many KPIs are made
-- from what it doubts: for their figure, and for a split of it alone. Read by: reporting/data_checks.py.
WITH threatened AS (
    SELECT
        data_check_kpis.check_id,
        count(DISTINCT data_check_kpis.kpi_id) FILTER (data_check_kpis.touches = 'figure') AS kpis_threatened,
        count(DISTINCT data_check_kpis.kpi_id) FILTER (data_check_kpis.touches = 'parts') AS kpis_split
    FROM data_check_kpis
    WHERE data_check_kpis.org_unit_id = $org_unit_id
    GROUP BY data_check_kpis.check_id
)

SELECT
    data_checks.check_id,
    data_checks.rows_doubtful,
    data_checks.rows_looked_at,
    coalesce(threatened.kpis_threatened, 0) AS kpis_threatened,
    coalesce(threatened.kpis_split, 0) AS kpis_split
FROM data_checks
LEFT JOIN threatened ON data_checks.check_id = threatened.check_id
WHERE data_checks.org_unit_id = $org_unit_id;
