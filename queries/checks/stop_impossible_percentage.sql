-- A percentage is below 0 or above 100, or a numerator is above its denominator.
-- Correct the figure at its source and load it again.
SELECT
    kpi_observations.kpi_id,
    kpi_observations.org_unit_id,
    kpi_observations.period_end
FROM kpi_observations
INNER JOIN kpis ON kpi_observations.kpi_id = kpis.kpi_id
WHERE
    kpis.is_share
    AND kpi_observations.basis IN ('completed', 'due')
    AND (
        kpi_observations.value < 0
        OR kpi_observations.value > 100
        OR kpi_observations.numerator > kpi_observations.denominator
    );
