-- One row is one figure as it is known now, named and with the target in force in its period.
-- Read by: cli.py observations. Every parameter may be null, for all.
SELECT
    kpi_observations.kpi_id,
    kpi_observations.definition_version,
    kpi_observations.org_unit_id,
    authorities.name AS authority,
    org_units.level,
    org_units.name AS org_unit,
    kpi_observations.breakdown,
    kpi_observations.part,
    kpi_observations.period_kind,
    kpi_observations.period_start,
    kpi_observations.period_end,
    kpi_observations.basis,
    kpi_observations.numerator,
    kpi_observations.denominator,
    kpi_observations.value,
    kpi_observations.not_counted,
    kpi_observations.state,
    kpi_observations.awaiting,
    kpi_observations.target,
    kpi_observations.floor,
    kpi_observations.role,
    kpi_observations.origin,
    kpi_observations.period_as_printed,
    kpi_observations.period_is_assumed,
    kpi_observations.is_repeat,
    kpi_observations.is_inferred_from_words,
    kpi_observations.is_doubtful,
    kpi_observations.source_id,
    sources.title AS source,
    kpi_observations.plan_reference,
    kpi_observations.note,
    kpi_observations.known_from,
    kpi_observations.build_id
FROM kpi_observations
INNER JOIN org_units ON kpi_observations.org_unit_id = org_units.org_unit_id
INNER JOIN org_units AS authorities ON org_units.authority_id = authorities.org_unit_id
LEFT JOIN sources ON kpi_observations.source_id = sources.source_id
WHERE
    ($kpis IS NULL OR list_contains(cast($kpis AS VARCHAR[]), kpi_observations.kpi_id))
    AND ($authority IS NULL OR lower($authority) IN (lower(authorities.name), authorities.org_unit_id))
    AND ($org_unit IS NULL OR lower($org_unit) IN (lower(org_units.name), org_units.org_unit_id))
    AND ($level IS NULL OR org_units.level = $level)
    AND ($basis IS NULL OR kpi_observations.basis = $basis)
    AND ($period_kind IS NULL OR kpi_observations.period_kind = $period_kind)
    AND ($from_day IS NULL OR kpi_observations.period_end >= cast($from_day AS DATE))
    AND ($to_day IS NULL OR kpi_observations.period_end <= cast($to_day AS DATE))
ORDER BY
    authorities.name,
    kpi_observations.kpi_id,
    kpi_observations.breakdown NULLS FIRST,
    kpi_observations.part NULLS FIRST,
    kpi_observations.period_end NULLS FIRST,
    kpi_observations.period_start NULLS FIRST,
    kpi_observations.plan_reference NULLS FIRST;
