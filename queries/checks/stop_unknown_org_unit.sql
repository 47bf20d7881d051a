-- A figure is about a part of the organisation that the store does not know.
-- Load the organisation's structure first, or name the authority with --authority.
WITH figured AS (
    SELECT DISTINCT
        kpi_figures.kpi_id,
        kpi_figures.org_unit_id
    FROM kpi_figures
)

SELECT
    figured.kpi_id,
    figured.org_unit_id
FROM figured
LEFT JOIN org_units ON figured.org_unit_id = org_units.org_unit_id
WHERE org_units.org_unit_id IS NULL;
