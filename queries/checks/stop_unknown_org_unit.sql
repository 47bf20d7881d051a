-- A figure is about a part of the organisation that the store does not know.
-- Load the organisation's structure first, or name the authority with --authority.
SELECT DISTINCT
    figure_counts.kpi_id,
    figure_counts.org_unit_id
FROM figure_counts
LEFT JOIN org_units ON figure_counts.org_unit_id = org_units.org_unit_id
WHERE org_units.org_unit_id IS NULL;
