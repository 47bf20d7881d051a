-- One row is one KPI that one check threatens in one part of the organisation, the widest swing first.
-- Read by: reporting/data_checks.py.
SELECT
    found.check_id,
    found.kpi_id,
    kpis.name AS kpi_name,
    kpis.unit,
    kpis.decimal_places,
    found.org_unit_id,
    found.period_end,
    found.touches,
    found.records_doubtful,
    found.records,
    found.figure,
    found.lowest,
    found.highest,
    found.swing,
    found.why_no_swing
FROM data_check_kpis AS found
INNER JOIN kpis ON found.kpi_id = kpis.kpi_id
WHERE
    found.org_unit_id = $org_unit_id
    AND found.check_id = $check_id
ORDER BY
    found.touches ASC NULLS LAST,
    coalesce(found.records_doubtful, 0) > 0 DESC,
    found.swing DESC NULLS LAST,
    found.records_doubtful DESC NULLS LAST,
    kpis.name ASC NULLS LAST;
