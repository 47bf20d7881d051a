-- What is known now, with the target in force, and the views that people ask for by name.
-- Read by: queries/reporting, Power BI.

-- One row is one step of a target and the days on which it is in force: from in_force_from up to,
-- but without, in_force_until; a plan's targets end with the plan. Of two steps from the same day the one an authority supplied counts.
CREATE TABLE target_steps AS
WITH ranked AS (
    SELECT
        targets.*,
        row_number() OVER (
            PARTITION BY
                targets.kpi_id, targets.org_unit_id, targets.breakdown, targets.part, targets.in_force_from
            ORDER BY sources.kind DESC, targets.known_from DESC, targets.plan_reference NULLS LAST
        ) AS preference
    FROM targets
    INNER JOIN sources ON targets.source_id = sources.source_id
    WHERE
        targets.kind = 'goal'
        AND targets.state = 'set'
        AND NOT targets.is_repeat
        AND targets.known_until IS NULL
)

SELECT
    ranked.* EXCLUDE (preference),
    least(
        lead(ranked.in_force_from, 1, NULL) OVER (
            PARTITION BY ranked.kpi_id, ranked.org_unit_id, ranked.breakdown, ranked.part
            ORDER BY ranked.in_force_from
        ),
        ranked.holds_until + 1
    ) AS in_force_until
FROM ranked
WHERE ranked.preference = 1;

CREATE TABLE kpi_observations AS
SELECT
    known.* EXCLUDE (known_until),
    coalesce(own_step.target, authority_step.target) AS target,
    coalesce(own_step.floor, authority_step.floor) AS floor,
    build.build_id
FROM observation_versions AS known
CROSS JOIN build
INNER JOIN org_units ON known.org_unit_id = org_units.org_unit_id
LEFT JOIN target_steps AS own_step
    ON
        known.kpi_id = own_step.kpi_id
        AND known.org_unit_id = own_step.org_unit_id
        AND known.breakdown IS NOT DISTINCT FROM own_step.breakdown
        AND known.part IS NOT DISTINCT FROM own_step.part
        AND known.period_end >= own_step.in_force_from
        AND known.period_end < coalesce(own_step.in_force_until, DATE '9999-12-31')
LEFT JOIN target_steps AS authority_step
    ON
        known.kpi_id = authority_step.kpi_id
        AND known.org_unit_id <> authority_step.org_unit_id
        AND org_units.authority_id = authority_step.org_unit_id
        AND known.breakdown IS NOT DISTINCT FROM authority_step.breakdown
        AND known.part IS NOT DISTINCT FROM authority_step.part
        AND known.period_end >= authority_step.in_force_from
        AND known.period_end < coalesce(authority_step.in_force_until, DATE '9999-12-31')
WHERE known.known_until IS NULL
ORDER BY
    known.org_unit_id,
    known.kpi_id,
    known.breakdown NULLS FIRST,
    known.part NULLS FIRST,
    known.period_end NULLS FIRST;

CREATE VIEW baselines AS
SELECT *
FROM kpi_observations
WHERE role = 'baseline' AND NOT is_repeat;

CREATE VIEW milestones AS
SELECT *
FROM targets
WHERE to_reach_by IS NOT NULL AND NOT is_repeat AND known_until IS NULL;
