-- One row is one loaded figure, target or published figure whose KPI is no longer in the library: kept and shown.
INSERT INTO rejected_rows
SELECT
    orphaned.load_id,
    orphaned.source_row,
    concat('kpi ''', orphaned.kpi_id, ''' is no longer in the library') AS reasons
FROM (
    SELECT
        load_id,
        source_row,
        kpi_id
    FROM supplied_values
    UNION ALL
    SELECT
        load_id,
        source_row,
        kpi_id
    FROM supplied_targets
    UNION ALL
    SELECT
        load_id,
        source_row,
        kpi_id
    FROM supplied_benchmarks
) AS orphaned
LEFT JOIN kpis ON orphaned.kpi_id = kpis.kpi_id
WHERE kpis.kpi_id IS NULL;
