-- A percentage is below 0 or above 100, or a numerator is above its denominator.
-- Correct the figure at its source and load it again.
SELECT
    kpi_figures.kpi_id,
    kpi_figures.org_unit_id,
    kpi_figures.period_end
FROM kpi_figures
INNER JOIN kpis ON kpi_figures.kpi_id = kpis.kpi_id
WHERE
    kpis.is_share
    AND kpi_figures.basis IN ('completed', 'due')
    AND (
        kpi_figures.value < 0
        OR kpi_figures.value > 100
        OR kpi_figures.numerator > kpi_figures.denominator
    );
