-- A figure is about a part of the organisation that the store does not know.
-- Load the organisation's structure first, or name the authority with --authority.
SELECT
    kpi_observations.kpi_id,
    kpi_observations.org_unit_id
FROM kpi_observations
LEFT JOIN org_units ON kpi_observations.org_unit_id = org_units.org_unit_id
WHERE org_units.org_unit_id IS NULL;
