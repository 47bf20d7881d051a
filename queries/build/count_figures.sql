-- How many figures a build holds, and how many of them cannot be: a build never changes, so they are counted once.
-- Read by: data/build.py, queries/checks.

-- One row is one KPI of one part of the organisation from one source.
CREATE OR REPLACE TABLE figure_counts AS
SELECT
    kpi_figures.kpi_id,
    kpi_figures.org_unit_id,
    kpi_figures.source_id,
    count(*) AS figures_of_any_state,
    count(kpi_figures.value) AS figures,
    count(*) FILTER (kpi_figures.state = 'counted') AS figures_counted,
    count(*) FILTER ((kpi_figures.state = 'counted') <> (kpi_figures.value IS NOT NULL)) AS states_that_disagree,
    count(*) FILTER (
        kpi_figures.basis IN ('completed', 'due')
        AND (
            kpi_figures.value < 0
            OR kpi_figures.value > 100
            OR kpi_figures.numerator > kpi_figures.denominator
        )
    ) AS outside_0_to_100
FROM kpi_figures
GROUP BY
    kpi_figures.kpi_id,
    kpi_figures.org_unit_id,
    kpi_figures.source_id;

-- One row is one authority with its KPIs and figures that have a value.
CREATE OR REPLACE TABLE figures_held AS
SELECT
    figure_counts.org_unit_id,
    count(DISTINCT figure_counts.kpi_id) FILTER (figure_counts.figures_counted > 0) AS kpis_with_figures,
    cast(sum(figure_counts.figures) AS BIGINT) AS figures
FROM figure_counts
INNER JOIN org_units ON figure_counts.org_unit_id = org_units.org_unit_id
WHERE org_units.level = 'authority'
GROUP BY figure_counts.org_unit_id;

-- One row is one source with the figures that were read from it.
CREATE OR REPLACE TABLE figures_read AS
SELECT
    figure_counts.source_id,
    cast(sum(figure_counts.figures) AS BIGINT) AS figures,
    count(DISTINCT figure_counts.kpi_id) AS kpis
FROM figure_counts
GROUP BY figure_counts.source_id;
