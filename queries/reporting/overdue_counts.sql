-- One row is one KPI with how many were open and overdue on the last day that was counted.
-- Read by: reporting/overdue.py.
SELECT
    kpi_observations.kpi_id,
    arg_max(kpi_observations.value, kpi_observations.period_end) AS overdue,
    max(kpi_observations.period_end) AS counted_on
FROM kpi_observations
WHERE
    kpi_observations.org_unit_id = $org_unit_id
    AND list_contains(cast($kpis AS VARCHAR[]), kpi_observations.kpi_id)
    AND kpi_observations.basis = 'open_overdue'
    AND kpi_observations.breakdown IS NULL
    AND kpi_observations.state = 'counted'
    AND NOT kpi_observations.is_repeat
    AND ($until IS NULL OR kpi_observations.period_end <= cast($until AS DATE))
GROUP BY kpi_observations.kpi_id
ORDER BY kpi_observations.kpi_id;
