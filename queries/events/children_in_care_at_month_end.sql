-- One row is one child in care at the end of one month, with everything a measure asks of that day.
-- The cohort, its exclusions, placement and legal status come from care_at_month_end; health from
-- care_health_at_month_end; the visit and the review that were due from care_visits_due and
-- care_reviews_due, so that a child never visited and past the limit is late.
-- A plan for permanence is any care plan of this period of care, begun by the day, with a choice in it.
-- The contact of the reviewing officer is known as the latest one: where that lies after the month's end,
-- whether there had been one before is not known.
-- Where the council never records something, it is NULL (not known), so its figure is missing, not zero.
-- Team, worker and age are those of the month's end.
-- Read by: the measures of children in care.
WITH visited AS (
    SELECT
        care_at_month_end.event_id,
        max(care_visits.visited_on) AS last_visit_on
    FROM events.care_at_month_end
    INNER JOIN events.care_visits
        ON
            care_at_month_end.care_event_id = care_visits.care_event_id
            AND care_at_month_end.month_end >= care_visits.visited_on
    WHERE care_visits.is_statutory_visit
    GROUP BY care_at_month_end.event_id
),

-- reviews that were due in the 12 months up to the month's end; one not yet late does not count
reviewed AS (
    SELECT
        care_at_month_end.event_id,
        bool_and(coalesce(care_reviews_due.done_on < care_reviews_due.late_from_on, FALSE)) AS is_each_in_time
    FROM events.care_at_month_end
    INNER JOIN events.care_reviews_due
        ON
            care_at_month_end.care_event_id = care_reviews_due.care_event_id
            AND care_at_month_end.month_end >= care_reviews_due.due_on
            AND add_months(care_at_month_end.month_end, -12) < care_reviews_due.due_on
            AND (
                care_at_month_end.month_end >= care_reviews_due.late_from_on
                OR care_at_month_end.month_end >= care_reviews_due.done_on
            )
    GROUP BY care_at_month_end.event_id
),

planned AS (
    SELECT DISTINCT care_at_month_end.event_id
    FROM events.care_at_month_end
    INNER JOIN staged.care_plans
        ON
            care_at_month_end.authority_id = care_plans.authority_id
            AND care_at_month_end.child_id = care_plans.child_id
            AND care_at_month_end.month_end >= care_plans.plan_started_on
            AND coalesce(care_at_month_end.care_started_on <= care_plans.plan_ended_on, TRUE)
    WHERE
        has_flag(care_plans.permanence_plan, 'REMAINSUP')
        OR has_flag(care_plans.permanence_plan, 'RETURN1M')
        OR has_flag(care_plans.permanence_plan, 'RETURN6M')
        OR has_flag(care_plans.permanence_plan, 'RETURNEV')
        OR has_flag(care_plans.permanence_plan, 'LTRELFR')
        OR has_flag(care_plans.permanence_plan, 'LTFOST18')
        OR has_flag(care_plans.permanence_plan, 'RESPLMT')
        OR has_flag(care_plans.permanence_plan, 'SUPPLIV')
        OR has_flag(care_plans.permanence_plan, 'ADOPTION')
        OR has_flag(care_plans.permanence_plan, 'OTHERPLN')
),

recording AS (
    SELECT
        care_periods.authority_id,
        bool_or(care_periods.last_iro_contact_on IS NOT NULL) AS has_iro_contacts,
        bool_or(care_plans.authority_id IS NOT NULL) AS has_care_plans
    FROM events.care_periods
    LEFT JOIN (SELECT DISTINCT care_plans.authority_id FROM staged.care_plans) AS care_plans
        ON care_periods.authority_id = care_plans.authority_id
    GROUP BY care_periods.authority_id
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
    care_at_month_end.age_in_years,
    care_at_month_end.care_started_on,
    care_at_month_end.days_in_care,
    care_at_month_end.month_end >= add_months(care_at_month_end.care_started_on, 12) AS is_in_care_12_months,
    care_at_month_end.is_uasc,
    care_at_month_end.placement_type_code,
    care_at_month_end.placement_type,
    care_at_month_end.provider_code,
    care_at_month_end.placement_started_on,
    care_at_month_end.distance_miles,
    care_at_month_end.is_outside_area,
    care_at_month_end.placements_in_12_months,
    care_at_month_end.age_in_years < 16 AND care_at_month_end.days_in_care >= 913 AS is_long_term_under_16,
    care_at_month_end.settled_from_on,
    coalesce(care_at_month_end.month_end - care_at_month_end.settled_from_on >= 730, FALSE) AS is_settled_two_years,
    care_at_month_end.legal_status_code,
    care_at_month_end.legal_status_started_on,
    visited.last_visit_on,
    coalesce(visited.last_visit_on >= care_at_month_end.month_end - 42, FALSE) AS is_visited_in_6_weeks,
    care_visits_due.due_on AS visit_due_on,
    care_at_month_end.month_end >= care_at_month_end.care_started_on + 7 AS is_first_visit_due,
    care_at_month_end.month_end <= care_visits_due.due_on AS is_visit_in_time,
    care_reviews_due.previous_review_on AS last_review_on,
    care_reviews_due.due_on AS review_due_on,
    care_at_month_end.month_end < care_reviews_due.late_from_on AS is_review_in_date,
    reviewed.event_id IS NOT NULL AS is_review_due_in_12_months,
    coalesce(reviewed.is_each_in_time, FALSE) AS is_every_review_in_time,
    CASE WHEN recording.has_care_plans THEN planned.event_id IS NOT NULL END AS has_permanence_plan,
    CASE
        WHEN NOT recording.has_iro_contacts THEN NULL
        WHEN care_at_month_end.last_iro_contact_on > care_at_month_end.month_end THEN NULL
        ELSE coalesce(
            care_at_month_end.last_iro_contact_on
            > coalesce(care_reviews_due.previous_review_on, care_at_month_end.care_started_on),
            FALSE
        )
    END AS has_iro_contact_since_review,
    care_health_at_month_end.last_health_assessment_on,
    care_health_at_month_end.health_assessment_due_on,
    care_health_at_month_end.is_health_assessment_up_to_date,
    care_health_at_month_end.last_dental_check_on,
    care_health_at_month_end.is_dental_check_up_to_date,
    care_health_at_month_end.is_immunised,
    care_health_at_month_end.is_sdq_completed,
    care_health_at_month_end.sdq_score,
    care_health_at_month_end.is_development_check_up_to_date,
    care_health_at_month_end.is_convicted_in_12_months,
    care_health_at_month_end.is_misusing_substances_in_12_months,
    care_health_at_month_end.is_substance_misuse_help_received,
    social_worker_changes_at_month_end.social_workers_in_12_months,
    social_worker_changes_at_month_end.social_worker_changes_in_12_months
FROM events.care_at_month_end
LEFT JOIN events.care_health_at_month_end ON care_at_month_end.event_id = care_health_at_month_end.event_id
LEFT JOIN events.social_worker_changes_at_month_end
    ON
        care_at_month_end.authority_id = social_worker_changes_at_month_end.authority_id
        AND care_at_month_end.child_id = social_worker_changes_at_month_end.child_id
        AND care_at_month_end.month_end = social_worker_changes_at_month_end.month_end
LEFT JOIN visited ON care_at_month_end.event_id = visited.event_id
LEFT JOIN reviewed ON care_at_month_end.event_id = reviewed.event_id
LEFT JOIN planned ON care_at_month_end.event_id = planned.event_id
LEFT JOIN recording ON care_at_month_end.authority_id = recording.authority_id
LEFT JOIN events.care_visits_due
    ON
        care_at_month_end.care_event_id = care_visits_due.care_event_id
        AND care_at_month_end.month_end >= care_visits_due.due_from
        AND (care_visits_due.done_on IS NULL OR care_at_month_end.month_end < care_visits_due.done_on)
        AND (care_visits_due.lapsed_on IS NULL OR care_at_month_end.month_end < care_visits_due.lapsed_on)
LEFT JOIN events.care_reviews_due
    ON
        care_at_month_end.care_event_id = care_reviews_due.care_event_id
        AND care_at_month_end.month_end >= care_reviews_due.due_from
        AND (care_reviews_due.done_on IS NULL OR care_at_month_end.month_end < care_reviews_due.done_on)
