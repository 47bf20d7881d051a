-- One row is one figure that was known once and has been replaced, with the days on which it was
-- known. Read by: reporting/kpi_history.py.
SELECT
    observation_versions.breakdown,
    observation_versions.part,
    observation_versions.period_kind,
    observation_versions.period_start,
    observation_versions.period_end,
    observation_versions.value,
    observation_versions.numerator,
    observation_versions.denominator,
    observation_versions.state,
    observation_versions.awaiting,
    sources.title AS source,
    observation_versions.known_from,
    observation_versions.known_until
FROM observation_versions
INNER JOIN sources ON observation_versions.source_id = sources.source_id
WHERE
    observation_versions.org_unit_id = $org_unit_id
    AND observation_versions.kpi_id = $kpi
    AND observation_versions.basis = $basis
    AND observation_versions.known_until IS NOT NULL
ORDER BY observation_versions.period_end NULLS FIRST, observation_versions.known_from;
