-- One row is one child in care at the end of one month, with health as it was known on that day.
-- Only completed assessments and checks count: refused, cancelled, planned and undated ones are not up to
-- date. The age at the assessment decides how long it holds: under five 183 days, from five on 365 days.
-- A dental check holds 365 days. A questionnaire counts if it was scored in the 12 months before.
-- Development checks come from the feed health_checks_under_5: up to date if each one that was due is done.
-- Immunisations are known as they are now, with the date on which that was written: before that date, and
-- more than a year before the extract, they are not known. A child without a record then is not immunised.
-- What an authority never records is NULL (not known), so its figure is missing and not zero.
-- Team, worker and age are those of the month's end.
-- Read by: children_in_care_at_month_end.
WITH checks AS (
    SELECT
        health_checks.authority_id,
        health_checks.child_id,
        health_checks.checked_on,
        CASE
            WHEN upper(health_checks.check_type) LIKE '%DENT%' THEN 'dental'
            WHEN
                upper(health_checks.check_type) LIKE '%HEALTH%'
                OR upper(health_checks.check_type) LIKE '%MEDICAL%'
                OR upper(health_checks.check_type) LIKE '%IHA%'
                OR upper(health_checks.check_type) LIKE '%RHA%'
                THEN 'assessment'
        END AS kind,
        CASE
            WHEN age_on(children.birth_on, health_checks.checked_on) < 5 THEN health_checks.checked_on + 183
            ELSE health_checks.checked_on + 365
        END AS assessment_holds_until
    FROM staged.health_checks
    LEFT JOIN events.children
        ON
            health_checks.authority_id = children.authority_id
            AND health_checks.child_id = children.child_id
    WHERE
        upper(trim(health_checks.check_status)) LIKE 'COMPLETE%'
        AND health_checks.checked_on IS NOT NULL
),

checked AS (
    SELECT
        care_at_month_end.event_id,
        max(CASE WHEN checks.kind = 'assessment' THEN checks.checked_on END) AS last_health_assessment_on,
        max(CASE WHEN checks.kind = 'assessment' THEN checks.assessment_holds_until END)
            AS health_assessment_due_on,
        max(CASE WHEN checks.kind = 'dental' THEN checks.checked_on END) AS last_dental_check_on
    FROM events.care_at_month_end
    INNER JOIN checks
        ON
            care_at_month_end.authority_id = checks.authority_id
            AND care_at_month_end.child_id = checks.child_id
            AND care_at_month_end.month_end >= checks.checked_on
    GROUP BY care_at_month_end.event_id
),

kinds AS (
    SELECT DISTINCT
        checks.authority_id,
        checks.kind
    FROM checks
    UNION ALL
    SELECT DISTINCT
        immunisations.authority_id,
        'immunisation' AS kind
    FROM staged.immunisations
    UNION ALL
    SELECT DISTINCT
        sdq_scores.authority_id,
        'score' AS kind
    FROM staged.sdq_scores
    UNION ALL
    SELECT DISTINCT
        convictions.authority_id,
        'conviction' AS kind
    FROM staged.convictions
    UNION ALL
    SELECT DISTINCT
        substance_misuse.authority_id,
        'substance' AS kind
    FROM staged.substance_misuse
),

recorded AS (
    SELECT
        coverage.authority_id,
        coverage.as_at_on,
        bool_or(kinds.kind = 'assessment') AS has_health_assessments,
        bool_or(kinds.kind = 'dental') AS has_dental_checks,
        bool_or(kinds.kind = 'immunisation') AS has_immunisations,
        bool_or(kinds.kind = 'score') AS has_scores,
        bool_or(kinds.kind = 'conviction') AS has_convictions,
        bool_or(kinds.kind = 'substance') AS has_substance_misuse
    FROM staged.coverage
    INNER JOIN kinds ON coverage.authority_id = kinds.authority_id
    GROUP BY
        coverage.authority_id,
        coverage.as_at_on
),

immunised AS (
    SELECT
        care_at_month_end.event_id,
        immunisations.is_up_to_date,
        immunisations.status_on
    FROM events.care_at_month_end
    INNER JOIN staged.immunisations
        ON
            care_at_month_end.authority_id = immunisations.authority_id
            AND care_at_month_end.child_id = immunisations.child_id
    -- the latest status of the day; failing that, the earliest one written after it
    QUALIFY
        row_number() OVER (
            PARTITION BY care_at_month_end.event_id
            ORDER BY
                coalesce(immunisations.status_on <= care_at_month_end.month_end, FALSE) DESC NULLS LAST,
                immunisations.status_on DESC NULLS LAST,
                immunisations.load_id DESC NULLS LAST,
                immunisations.landed_row DESC NULLS LAST
        ) = 1
),

scored AS (
    SELECT
        care_at_month_end.event_id,
        sdq_scores.completed_on,
        sdq_scores.score
    FROM events.care_at_month_end
    INNER JOIN staged.sdq_scores
        ON
            care_at_month_end.authority_id = sdq_scores.authority_id
            AND care_at_month_end.child_id = sdq_scores.child_id
            AND care_at_month_end.month_end >= sdq_scores.completed_on
            AND add_months(care_at_month_end.month_end, -12) < sdq_scores.completed_on
    WHERE sdq_scores.score BETWEEN 0 AND 40
    QUALIFY
        row_number() OVER (
            PARTITION BY care_at_month_end.event_id
            ORDER BY sdq_scores.completed_on DESC NULLS LAST, sdq_scores.sdq_id DESC NULLS LAST
        ) = 1
),

developed AS (
    SELECT
        care_at_month_end.event_id,
        bool_and(coalesce(health_checks_under_5.completed_on <= care_at_month_end.month_end, FALSE))
            AS is_up_to_date
    FROM events.care_at_month_end
    INNER JOIN staged.health_checks_under_5
        ON
            care_at_month_end.authority_id = health_checks_under_5.authority_id
            AND care_at_month_end.child_id = health_checks_under_5.child_id
            AND care_at_month_end.month_end > health_checks_under_5.due_on
    GROUP BY care_at_month_end.event_id
),

convicted AS (
    SELECT DISTINCT care_at_month_end.event_id
    FROM events.care_at_month_end
    INNER JOIN staged.convictions
        ON
            care_at_month_end.authority_id = convictions.authority_id
            AND care_at_month_end.child_id = convictions.child_id
            AND care_at_month_end.month_end >= convictions.offended_on
            AND add_months(care_at_month_end.month_end, -12) < convictions.offended_on
),

misusing AS (
    SELECT
        care_at_month_end.event_id,
        bool_or(coalesce(substance_misuse.is_intervention_received, FALSE)) AS is_intervention_received
    FROM events.care_at_month_end
    INNER JOIN staged.substance_misuse
        ON
            care_at_month_end.authority_id = substance_misuse.authority_id
            AND care_at_month_end.child_id = substance_misuse.child_id
            AND care_at_month_end.month_end >= substance_misuse.identified_on
            AND add_months(care_at_month_end.month_end, -12) < substance_misuse.identified_on
    GROUP BY care_at_month_end.event_id
)

SELECT
    care_at_month_end.event_id,
    care_at_month_end.authority_id,
    care_at_month_end.child_id,
    care_at_month_end.team_id,
    care_at_month_end.worker_id,
    care_at_month_end.sex,
    care_at_month_end.age_band,
    care_at_month_end.ethnicity_group,
    care_at_month_end.disability,
    care_at_month_end.load_id,
    care_at_month_end.landed_row,
    care_at_month_end.landed_table,
    care_at_month_end.month_end,
    checked.last_health_assessment_on,
    checked.health_assessment_due_on,
    CASE
        WHEN recorded.has_health_assessments
            THEN coalesce(checked.health_assessment_due_on >= care_at_month_end.month_end, FALSE)
    END AS is_health_assessment_up_to_date,
    checked.last_dental_check_on,
    CASE
        WHEN recorded.has_dental_checks
            THEN coalesce(checked.last_dental_check_on + 365 >= care_at_month_end.month_end, FALSE)
    END AS is_dental_check_up_to_date,
    CASE
        WHEN NOT coalesce(recorded.has_immunisations, FALSE) THEN NULL
        WHEN add_months(recorded.as_at_on, -12) > care_at_month_end.month_end THEN NULL
        WHEN immunised.event_id IS NULL THEN FALSE
        WHEN immunised.status_on > care_at_month_end.month_end THEN NULL
        ELSE coalesce(immunised.is_up_to_date, FALSE)
    END AS is_immunised,
    CASE WHEN recorded.has_scores THEN scored.event_id IS NOT NULL END AS is_sdq_completed,
    scored.completed_on AS sdq_completed_on,
    scored.score AS sdq_score,
    developed.is_up_to_date AS is_development_check_up_to_date,
    CASE WHEN recorded.has_convictions THEN convicted.event_id IS NOT NULL END AS is_convicted_in_12_months,
    CASE WHEN recorded.has_substance_misuse THEN misusing.event_id IS NOT NULL END
        AS is_misusing_substances_in_12_months,
    misusing.is_intervention_received AS is_substance_misuse_help_received
FROM events.care_at_month_end
LEFT JOIN recorded ON care_at_month_end.authority_id = recorded.authority_id
LEFT JOIN checked ON care_at_month_end.event_id = checked.event_id
LEFT JOIN immunised ON care_at_month_end.event_id = immunised.event_id
LEFT JOIN scored ON care_at_month_end.event_id = scored.event_id
LEFT JOIN developed ON care_at_month_end.event_id = developed.event_id
LEFT JOIN convicted ON care_at_month_end.event_id = convicted.event_id
LEFT JOIN misusing ON care_at_month_end.event_id = misusing.event_id
