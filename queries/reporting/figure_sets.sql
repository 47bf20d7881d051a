-- One row is one figure as known now, for many KPIs and many parts of one organisation at once: the
-- unbroken totals, or the parts of the breakdowns named. Read by: reporting/figure_sets.py.
SELECT
    kpi_figures.kpi_id,
    kpi_figures.org_unit_id,
    kpi_figures.breakdown,
    kpi_figures.part,
    kpi_figures.period_kind,
    kpi_figures.period_start,
    kpi_figures.period_end,
    kpi_figures.basis,
    kpi_figures.numerator,
    kpi_figures.denominator,
    kpi_figures.value,
    kpi_figures.not_counted,
    kpi_figures.state,
    kpi_figures.origin,
    kpi_figures.is_doubtful
FROM kpi_figures
WHERE
    list_contains(cast($kpis AS VARCHAR[]), kpi_figures.kpi_id)
    AND list_contains(cast($org_units AS VARCHAR[]), kpi_figures.org_unit_id)
    AND list_contains(cast($bases AS VARCHAR[]), kpi_figures.basis)
    AND list_contains(cast($period_kinds AS VARCHAR[]), kpi_figures.period_kind)
    AND (
        kpi_figures.breakdown IS NULL AND len(cast($breakdowns AS VARCHAR[])) = 0
        OR list_contains(cast($breakdowns AS VARCHAR[]), kpi_figures.breakdown)
    )
    AND kpi_figures.role = 'actual'
    AND NOT kpi_figures.is_repeat
    AND ($since IS NULL OR kpi_figures.period_end >= cast($since AS DATE))
    AND ($until IS NULL OR kpi_figures.period_end <= cast($until AS DATE))
ORDER BY
    kpi_figures.kpi_id,
    kpi_figures.org_unit_id,
    kpi_figures.breakdown NULLS FIRST,
    kpi_figures.part NULLS FIRST,
    kpi_figures.basis,
    kpi_figures.period_kind,
    kpi_figures.period_end NULLS FIRST;
