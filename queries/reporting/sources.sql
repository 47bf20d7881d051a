-- One row is one source and what was read from it. Read by: reporting/loaded_data.py.
SELECT
    sources.source_id,
    sources.kind,
    sources.title,
    sources.publisher,
    sources.published_on,
    sources.load_id,
    sources.note,
    coalesce(figures.figures, 0) AS figures,
    coalesce(figures.kpis, 0) AS kpis,
    coalesce(named_targets.targets, 0) AS targets,
    figures.authorities
FROM sources
LEFT JOIN (
    SELECT
        kpi_observations.source_id,
        count(kpi_observations.value) AS figures,
        count(DISTINCT kpi_observations.kpi_id) AS kpis,
        string_agg(DISTINCT org_units.name, ', ') AS authorities
    FROM kpi_observations
    INNER JOIN org_units ON kpi_observations.org_unit_id = org_units.org_unit_id
    GROUP BY kpi_observations.source_id
) AS figures ON sources.source_id = figures.source_id
LEFT JOIN (
    SELECT
        source_id,
        count(*) AS targets
    FROM targets
    GROUP BY source_id
) AS named_targets ON sources.source_id = named_targets.source_id
ORDER BY sources.published_on NULLS FIRST, sources.source_id;
