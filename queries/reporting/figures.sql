-- One row is one figure of one part of the organisation, as known now; repeats of the same printed
-- figure are left out. Read by: reporting/scorecard.py (many KPIs), reporting/kpi_history.py (one).
SELECT
    kpi_observations.kpi_id,
    kpi_observations.org_unit_id,
    kpi_observations.breakdown,
    kpi_observations.part,
    kpi_observations.period_kind,
    kpi_observations.period_start,
    kpi_observations.period_end,
    kpi_observations.numerator,
    kpi_observations.denominator,
    kpi_observations.value,
    kpi_observations.state,
    kpi_observations.awaiting,
    kpi_observations.role,
    kpi_observations.origin,
    kpi_observations.period_as_printed,
    kpi_observations.period_is_assumed,
    kpi_observations.is_inferred_from_words,
    kpi_observations.is_doubtful,
    sources.title AS source,
    kpi_observations.plan_reference,
    kpi_observations.note,
    kpi_observations.known_from
FROM kpi_observations
INNER JOIN sources ON kpi_observations.source_id = sources.source_id
WHERE
    kpi_observations.org_unit_id = $org_unit_id
    AND list_contains(cast($kpis AS VARCHAR []), kpi_observations.kpi_id)
    AND kpi_observations.basis = $basis
    AND NOT kpi_observations.is_repeat
    AND ($until IS NULL OR kpi_observations.period_end IS NULL OR kpi_observations.period_end <= cast($until AS DATE))
ORDER BY
    kpi_observations.kpi_id,
    kpi_observations.breakdown NULLS FIRST,
    kpi_observations.part NULLS FIRST,
    kpi_observations.period_end NULLS FIRST,
    kpi_observations.period_start NULLS FIRST,
    kpi_observations.origin;
