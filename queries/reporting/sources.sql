-- One row is one source and what was read from it. Read by: reporting/loaded_data.py.
WITH figures_read AS (
    SELECT
        kpi_figures.source_id,
        count(kpi_figures.value) AS figures,
        count(DISTINCT kpi_figures.kpi_id) AS kpis,
        string_agg(DISTINCT org_units.name, ', ' ORDER BY org_units.name) AS authorities
    FROM kpi_figures
    INNER JOIN org_units ON kpi_figures.org_unit_id = org_units.org_unit_id
    GROUP BY kpi_figures.source_id
),

targets_read AS (
    SELECT
        source_id,
        count(*) AS targets
    FROM targets
    WHERE known_until IS NULL
    GROUP BY source_id
)

SELECT
    sources.source_id,
    sources.kind,
    sources.title,
    sources.publisher,
    sources.published_on,
    sources.load_id,
    sources.note,
    coalesce(figures_read.figures, 0) AS figures,
    coalesce(figures_read.kpis, 0) AS kpis,
    coalesce(targets_read.targets, 0) AS targets,
    figures_read.authorities
FROM sources
LEFT JOIN figures_read ON sources.source_id = figures_read.source_id
LEFT JOIN targets_read ON sources.source_id = targets_read.source_id
ORDER BY sources.published_on NULLS FIRST, sources.source_id;
