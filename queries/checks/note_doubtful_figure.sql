-- A figure is doubtful: its source contradicts itself or another source.
-- Read the doubt on the KPI's page and settle it with the owner of the measure.
SELECT
    kpi_id,
    org_unit_id,
    period_end
FROM kpi_observations
WHERE is_doubtful AND NOT is_repeat;
