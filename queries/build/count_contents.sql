-- One row: how many KPIs have a figure, how many figures are known now, how many targets.
SELECT
    (SELECT count(DISTINCT kpi_id) FROM kpi_observations WHERE state = 'counted') AS kpis,
    (SELECT count(*) FROM kpi_observations) AS observations,
    (SELECT count(*) FROM targets WHERE known_until IS NULL) AS targets;
