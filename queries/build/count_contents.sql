-- One row: how many KPIs have a figure, how many figures and how many targets are known now.
-- Read by: data/build.py.
SELECT
    count(DISTINCT figure_counts.kpi_id) FILTER (figure_counts.figures_counted > 0) AS kpis,
    cast(coalesce(sum(figure_counts.figures_of_any_state), 0) AS BIGINT) AS observations,
    (SELECT count(targets.kpi_id) FILTER (targets.known_until IS NULL) FROM targets) AS targets
FROM figure_counts;
