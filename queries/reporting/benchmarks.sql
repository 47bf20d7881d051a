-- One row is one published annual figure that an authority is set beside: those for every authority and
-- those for it alone, England first and newest first. Read by: reporting/benchmarks.py.
SELECT
    benchmarks.kpi_id,
    benchmarks.area,
    benchmarks.area_kind,
    benchmarks.period_start,
    benchmarks.period_end,
    benchmarks.value,
    benchmarks.numerator,
    benchmarks.denominator,
    benchmarks.source,
    benchmarks.publisher,
    benchmarks.published_on,
    benchmarks.differs,
    authorities.is_synthetic
FROM benchmarks
INNER JOIN org_units AS authorities ON authorities.org_unit_id = $authority_id
WHERE
    list_contains(cast($kpis AS VARCHAR[]), benchmarks.kpi_id)
    AND (benchmarks.org_unit_id IS NULL OR benchmarks.org_unit_id = $authority_id)
ORDER BY
    benchmarks.kpi_id ASC,
    CASE benchmarks.area_kind
        WHEN 'country' THEN 1 WHEN 'neighbours' THEN 2 WHEN 'region' THEN 3 ELSE 4
    END ASC,
    benchmarks.area ASC,
    benchmarks.period_end DESC;
