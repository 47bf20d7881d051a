-- One row is one target of one part of the organisation, in force or not, with its words.
-- Read by: reporting/scorecard.py and reporting/kpi_history.py.
SELECT
    targets.kpi_id,
    targets.breakdown,
    targets.part,
    targets.kind,
    targets.state,
    targets.operator,
    targets.target,
    targets.floor,
    targets.band_low,
    targets.band_high,
    targets.in_force_from,
    target_steps.in_force_until,
    targets.to_reach_by,
    targets.label_as_printed,
    targets.set_by,
    targets.is_inferred_from_words,
    targets.is_doubtful,
    sources.title AS source,
    targets.plan_reference,
    targets.note
FROM targets
INNER JOIN sources ON targets.source_id = sources.source_id
LEFT JOIN target_steps
    ON
        targets.kpi_id = target_steps.kpi_id
        AND targets.org_unit_id = target_steps.org_unit_id
        AND targets.breakdown IS NOT DISTINCT FROM target_steps.breakdown
        AND targets.part IS NOT DISTINCT FROM target_steps.part
        AND targets.in_force_from = target_steps.in_force_from
        AND targets.source_id = target_steps.source_id
        AND targets.plan_reference IS NOT DISTINCT FROM target_steps.plan_reference
WHERE
    targets.org_unit_id = $org_unit_id
    AND list_contains(cast($kpis AS VARCHAR[]), targets.kpi_id)
    AND NOT targets.is_repeat
    AND targets.known_until IS NULL
ORDER BY
    targets.kpi_id,
    targets.breakdown NULLS FIRST,
    targets.part NULLS FIRST,
    targets.in_force_from,
    targets.to_reach_by NULLS LAST;
