-- One row is one figure of one part of the organisation, as known now; repeats of the same printed
-- figure are left out. Read by: reporting/scorecard.py (many KPIs), reporting/kpi_history.py (one).
SELECT
    kpi_figures.kpi_id,
    kpi_figures.org_unit_id,
    kpi_figures.breakdown,
    kpi_figures.part,
    kpi_figures.period_kind,
    kpi_figures.period_start,
    kpi_figures.period_end,
    kpi_figures.numerator,
    kpi_figures.denominator,
    kpi_figures.value,
    kpi_figures.state,
    kpi_figures.awaiting,
    kpi_figures.role,
    kpi_figures.origin,
    kpi_figures.period_as_printed,
    kpi_figures.period_is_assumed,
    kpi_figures.is_inferred_from_words,
    kpi_figures.is_doubtful,
    sources.title AS source,
    kpi_figures.plan_reference,
    kpi_figures.note,
    kpi_figures.known_from
FROM kpi_figures
INNER JOIN sources ON kpi_figures.source_id = sources.source_id
WHERE
    kpi_figures.org_unit_id = $org_unit_id
    AND list_contains(cast($kpis AS VARCHAR[]), kpi_figures.kpi_id)
    AND kpi_figures.basis = $basis
    AND NOT kpi_figures.is_repeat
    -- Of what is calculated, charts show months; longer periods are asked for where they are shown.
    AND (kpi_figures.origin <> 'calculated' OR kpi_figures.period_kind IN ('month', 'as_at'))
    AND (kpi_figures.origin <> 'calculated' OR $with_parts OR kpi_figures.breakdown IS NULL)
    AND ($until IS NULL OR kpi_figures.period_end IS NULL OR kpi_figures.period_end <= cast($until AS DATE))
ORDER BY
    kpi_figures.kpi_id,
    kpi_figures.breakdown NULLS FIRST,
    kpi_figures.part NULLS FIRST,
    kpi_figures.period_end NULLS FIRST,
    kpi_figures.period_start NULLS FIRST,
    kpi_figures.origin;
