-- One row is one step of a target of one of several units, and the days on which it is in force.
-- Read by: reporting/teams/targets.py.
SELECT
    target_steps.kpi_id,
    target_steps.org_unit_id,
    target_steps.breakdown,
    target_steps.part,
    target_steps.kind,
    target_steps.state,
    target_steps.operator,
    target_steps.target,
    target_steps.floor,
    target_steps.band_low,
    target_steps.band_high,
    target_steps.in_force_from,
    target_steps.in_force_until,
    target_steps.to_reach_by,
    target_steps.label_as_printed,
    target_steps.set_by,
    target_steps.is_inferred_from_words,
    target_steps.is_doubtful,
    sources.title AS source,
    target_steps.plan_reference,
    target_steps.note
FROM target_steps
INNER JOIN sources ON target_steps.source_id = sources.source_id
WHERE
    list_contains(cast($org_units AS VARCHAR[]), target_steps.org_unit_id)
    AND list_contains(cast($kpis AS VARCHAR[]), target_steps.kpi_id)
    AND target_steps.breakdown IS NULL
ORDER BY
    target_steps.kpi_id,
    target_steps.org_unit_id,
    target_steps.in_force_from;
