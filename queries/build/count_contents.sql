-- One row: how many KPIs have a figure, how many figures and how many targets are known now.
-- Read by: data/build.py.
SELECT
    count(DISTINCT kpi_figures.kpi_id) FILTER (kpi_figures.state = 'counted') AS kpis,
    count(*) AS observations,
    (SELECT count(targets.kpi_id) FILTER (targets.known_until IS NULL) FROM targets) AS targets
FROM kpi_figures;
