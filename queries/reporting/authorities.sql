-- One row is one authority, with how much the store holds on it.
-- Read by: reporting/loaded_data.py, the authority picker of every page.
SELECT
    org_units.org_unit_id,
    org_units.name,
    org_units.long_name,
    org_units.is_synthetic,
    count(DISTINCT kpi_figures.kpi_id) FILTER (kpi_figures.state = 'counted') AS kpis_with_figures,
    count(kpi_figures.value) AS figures,
    max(kpi_figures.period_end) FILTER (kpi_figures.period_end <= current_date) AS latest_period_end
FROM org_units
LEFT JOIN kpi_figures ON org_units.org_unit_id = kpi_figures.org_unit_id
WHERE org_units.level = 'authority'
GROUP BY org_units.org_unit_id, org_units.name, org_units.long_name, org_units.is_synthetic
ORDER BY figures DESC, org_units.name ASC;
