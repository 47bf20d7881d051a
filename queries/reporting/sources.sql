-- One row is one source and what was read from it. Read by: reporting/loaded_data.py.
WITH targets_read AS (
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
    coalesce(targets_read.targets, 0) AS targets
FROM sources
LEFT JOIN figures_read ON sources.source_id = figures_read.source_id
LEFT JOIN targets_read ON sources.source_id = targets_read.source_id
ORDER BY sources.published_on NULLS FIRST, sources.source_id;
