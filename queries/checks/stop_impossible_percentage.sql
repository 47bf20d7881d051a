-- A percentage is below 0 or above 100, or a numerator is above its denominator.
-- Correct the figure at its source and load it again.
SELECT
    figure_counts.kpi_id,
    figure_counts.org_unit_id,
    unnest(range(figure_counts.outside_0_to_100)) AS place
FROM figure_counts
INNER JOIN kpis ON figure_counts.kpi_id = kpis.kpi_id
WHERE kpis.is_share;
