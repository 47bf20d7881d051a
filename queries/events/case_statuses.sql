-- One row is one stretch of days of one child in one status, the highest that holds on those days:
-- in care, child protection plan, child in need plan, open assessment, other open episode. A child in
-- two statuses takes the higher, so that stock counts a child once; timeliness keeps both events.
-- A status holds from its first day up to, and not on, the day it ends. Who is in care and whose plan
-- counts is said in care_periods and cp_plans. Referrals with no further action are left out, as is
-- whatever ends before it starts.
-- Read by: children in need at month end, child in need plans, visits due.
WITH spells AS (
    SELECT
        care_periods.authority_id,
        care_periods.child_id,
        'care' AS kind,
        care_periods.care_started_on AS started_on,
        coalesce(care_periods.in_care_until, DATE '9999-12-31') AS ended_on
    FROM events.care_periods
    WHERE NOT care_periods.is_short_break
    UNION ALL
    SELECT
        cp_plans.authority_id,
        cp_plans.child_id,
        'protection' AS kind,
        cp_plans.plan_started_on AS started_on,
        coalesce(cp_plans.plan_ended_on, DATE '9999-12-31') AS ended_on
    FROM events.cp_plans
    UNION ALL
    SELECT
        cin_plans.authority_id,
        cin_plans.child_id,
        'need' AS kind,
        cin_plans.plan_started_on AS started_on,
        coalesce(cin_plans.plan_ended_on, DATE '9999-12-31') AS ended_on
    FROM staged.cin_plans
    UNION ALL
    SELECT
        assessments.authority_id,
        assessments.child_id,
        'assessment' AS kind,
        assessments.assessment_started_on AS started_on,
        coalesce(assessments.assessment_authorised_on, DATE '9999-12-31') AS ended_on
    FROM staged.assessments
    UNION ALL
    SELECT
        referrals.authority_id,
        referrals.child_id,
        'episode' AS kind,
        referrals.referral_received_on AS started_on,
        coalesce(referrals.closed_on, DATE '9999-12-31') AS ended_on
    FROM staged.referrals
    WHERE referrals.is_no_further_action IS NOT TRUE
),

steps AS (
    SELECT
        spells.authority_id,
        spells.child_id,
        spells.kind,
        spells.started_on AS day,
        1 AS step
    FROM spells
    WHERE spells.ended_on > spells.started_on
    UNION ALL
    SELECT
        spells.authority_id,
        spells.child_id,
        spells.kind,
        spells.ended_on AS day,
        -1 AS step
    FROM spells
    WHERE spells.ended_on > spells.started_on AND spells.ended_on < DATE '9999-12-31'
),

days AS (
    SELECT
        steps.authority_id,
        steps.child_id,
        steps.day,
        sum(CASE WHEN steps.kind = 'care' THEN steps.step ELSE 0 END) AS care,
        sum(CASE WHEN steps.kind = 'protection' THEN steps.step ELSE 0 END) AS protection,
        sum(CASE WHEN steps.kind = 'need' THEN steps.step ELSE 0 END) AS need,
        sum(CASE WHEN steps.kind = 'assessment' THEN steps.step ELSE 0 END) AS assessment,
        sum(CASE WHEN steps.kind = 'episode' THEN steps.step ELSE 0 END) AS episode
    FROM steps
    GROUP BY
        steps.authority_id,
        steps.child_id,
        steps.day
),

open_on AS (
    SELECT
        days.authority_id,
        days.child_id,
        days.day,
        sum(days.care) OVER from_the_first_day AS care,
        sum(days.protection) OVER from_the_first_day AS protection,
        sum(days.need) OVER from_the_first_day AS need,
        sum(days.assessment) OVER from_the_first_day AS assessment,
        sum(days.episode) OVER from_the_first_day AS episode
    FROM days
    WINDOW
        from_the_first_day AS (
            PARTITION BY days.authority_id, days.child_id
            ORDER BY days.day ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        )
),

highest AS (
    SELECT
        open_on.authority_id,
        open_on.child_id,
        open_on.day,
        CASE
            WHEN open_on.care > 0 THEN 'In care'
            WHEN open_on.protection > 0 THEN 'Child protection plan'
            WHEN open_on.need > 0 THEN 'Child in need plan'
            WHEN open_on.assessment > 0 THEN 'Assessment'
            WHEN open_on.episode > 0 THEN 'Other open episode'
            ELSE 'Closed'
        END AS case_status
    FROM open_on
),

changed AS (
    SELECT
        highest.authority_id,
        highest.child_id,
        highest.day,
        highest.case_status
    FROM highest
    QUALIFY
        highest.case_status
        IS DISTINCT FROM lag(highest.case_status, 1, NULL) OVER (
            PARTITION BY highest.authority_id, highest.child_id
            ORDER BY highest.day ASC NULLS LAST
        )
),

stretches AS (
    SELECT
        changed.authority_id,
        changed.child_id,
        changed.case_status,
        changed.day AS status_started_on,
        lead(changed.day, 1, NULL) OVER (
            PARTITION BY changed.authority_id, changed.child_id
            ORDER BY changed.day ASC NULLS LAST
        ) AS status_ended_on
    FROM changed
)

SELECT
    concat(stretches.authority_id, ':', stretches.child_id, ':', stretches.status_started_on) AS event_id,
    stretches.authority_id,
    stretches.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, stretches.status_started_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    children.load_id,
    children.landed_row,
    children.landed_table,
    stretches.case_status,
    stretches.status_started_on,
    stretches.status_ended_on
FROM stretches
LEFT JOIN events.children
    ON stretches.authority_id = children.authority_id AND stretches.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        stretches.authority_id = allocated.authority_id
        AND stretches.child_id = allocated.child_id
        AND stretches.status_started_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR stretches.status_started_on <= allocated.in_force_until)
WHERE stretches.case_status <> 'Closed'
