-- What is known now, with the target in force, and the views that people ask for by name.
-- Read by: queries/reporting, Power BI.

-- One row is one step of a target and the days on which it is in force: from in_force_from up to,
-- but without, in_force_until; a plan's targets end with the plan. Of two steps from the same day
-- the one that an authority supplied counts, then the one known last. A target that the KPI's definition
-- holds counts until the authority has its first step of its own, printed or supplied.
CREATE TABLE target_steps AS
WITH first_own_steps AS (
    SELECT
        targets.kpi_id,
        targets.org_unit_id,
        targets.breakdown,
        targets.part,
        min(targets.in_force_from) AS in_force_from
    FROM targets
    INNER JOIN sources ON targets.source_id = sources.source_id
    WHERE
        sources.kind <> 'definition'
        AND targets.kind = 'goal'
        AND targets.state = 'set'
        AND NOT targets.is_repeat
        AND targets.known_until IS NULL
    GROUP BY
        targets.kpi_id,
        targets.org_unit_id,
        targets.breakdown,
        targets.part
),

ranked AS (
    SELECT
        targets.*,
        row_number() OVER (
            PARTITION BY
                targets.kpi_id, targets.org_unit_id, targets.breakdown, targets.part, targets.in_force_from
            ORDER BY
                CASE sources.kind WHEN 'supplied' THEN 0 ELSE 1 END ASC,
                targets.known_from DESC,
                targets.plan_reference ASC NULLS LAST
        ) AS preference
    FROM targets
    INNER JOIN sources ON targets.source_id = sources.source_id
    LEFT JOIN first_own_steps AS own
        ON
            targets.kpi_id = own.kpi_id
            AND targets.org_unit_id = own.org_unit_id
            AND targets.breakdown IS NOT DISTINCT FROM own.breakdown
            AND targets.part IS NOT DISTINCT FROM own.part
    WHERE
        targets.kind = 'goal'
        AND targets.state = 'set'
        AND NOT targets.is_repeat
        AND targets.known_until IS NULL
        AND (sources.kind <> 'definition' OR own.in_force_from IS NULL OR targets.in_force_from < own.in_force_from)
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

-- One row is one figure as it is known now, printed, supplied or calculated from records.
CREATE VIEW kpi_figures AS
SELECT
    known.* EXCLUDE (known_until), -- noqa: RF02
    cast(NULL AS DOUBLE) AS lower_quartile,
    cast(NULL AS DOUBLE) AS upper_quartile,
    build.build_id
FROM observation_versions AS known
CROSS JOIN build
WHERE known.known_until IS NULL
UNION ALL
SELECT
    calculated.kpi_id,
    calculated.definition_version,
    calculated.org_unit_id,
    calculated.breakdown,
    calculated.part,
    calculated.period_kind,
    calculated.period_start,
    calculated.period_end,
    calculated.basis,
    calculated.numerator,
    calculated.denominator,
    calculated.value,
    calculated.not_counted,
    calculated.state,
    cast(NULL AS VARCHAR) AS awaiting,
    'actual' AS role,
    'calculated' AS origin,
    cast(NULL AS VARCHAR) AS period_as_printed,
    FALSE AS period_is_assumed,
    FALSE AS is_repeat,
    FALSE AS is_inferred_from_words,
    FALSE AS is_doubtful,
    calculated.source_id,
    cast(NULL AS VARCHAR) AS plan_reference,
    calculated.note,
    cast(NULL AS BIGINT) AS source_row,
    build.built_at AS known_from,
    calculated.lower_quartile,
    calculated.upper_quartile,
    build.build_id
FROM calculated_observations AS calculated
CROSS JOIN build;

-- The same figures, each with the step in force on the last day of its period: its own unit's, else
-- its authority's, never the target of one with the floor of the other. A figure about an unknown
-- part of the organisation stays in, so that a check can stop the build.
CREATE VIEW kpi_observations AS
SELECT
    figures.*,
    coalesce(own_step.target, authority_step.target) AS target,
    coalesce(own_step.floor, authority_step.floor) AS floor
FROM kpi_figures AS figures
LEFT JOIN org_units ON figures.org_unit_id = org_units.org_unit_id
LEFT JOIN target_steps AS own_step
    ON
        figures.kpi_id = own_step.kpi_id
        AND figures.org_unit_id = own_step.org_unit_id
        AND figures.breakdown IS NOT DISTINCT FROM own_step.breakdown
        AND figures.part IS NOT DISTINCT FROM own_step.part
        AND figures.period_end >= own_step.in_force_from
        AND figures.period_end < coalesce(own_step.in_force_until, DATE '9999-12-31')
LEFT JOIN target_steps AS authority_step
    ON
        own_step.kpi_id IS NULL
        AND figures.kpi_id = authority_step.kpi_id
        AND figures.org_unit_id <> authority_step.org_unit_id
        AND org_units.authority_id = authority_step.org_unit_id
        AND figures.breakdown IS NOT DISTINCT FROM authority_step.breakdown
        AND figures.part IS NOT DISTINCT FROM authority_step.part
        AND figures.period_end >= authority_step.in_force_from
        AND figures.period_end < coalesce(authority_step.in_force_until, DATE '9999-12-31');

CREATE VIEW baselines AS
SELECT *
FROM kpi_figures
WHERE role = 'baseline' AND NOT is_repeat;

CREATE VIEW milestones AS
SELECT *
FROM targets
WHERE to_reach_by IS NOT NULL AND NOT is_repeat AND known_until IS NULL;
