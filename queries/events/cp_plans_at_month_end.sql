-- One row is one child subject to a child protection plan of this authority at the end of one month.
-- A plan that ended on the last day of the month is not open. A child with two open plans by mistake
-- counts once, on the plan that started last. Unborn children are in.
-- The visit and the review that the child was waiting for come from cp_visits_due and cp_reviews_due,
-- so a child who was never visited and is past the interval is late. Team, worker, age: the month's end.
-- Annex A answers for each child whether there was an emergency order in six months: the first answer after the
-- month's end counts, and without one it is not known.
-- Read by: children on a plan, long plans, visits and reviews in date, category of abuse.
WITH open_plans AS (
    SELECT
        cp_plans.*,
        month_ends.month_end,
        cast(add_months(month_ends.month_end, -6) AS DATE) AS six_months_before_on
    FROM events.cp_plans
    INNER JOIN month_ends
        ON
            cp_plans.authority_id = month_ends.authority_id
            AND cp_plans.plan_started_on <= month_ends.month_end
            AND (cp_plans.plan_ended_on IS NULL OR cp_plans.plan_ended_on > month_ends.month_end)
    QUALIFY
        row_number() OVER (
            PARTITION BY cp_plans.authority_id, cp_plans.child_id, month_ends.month_end
            ORDER BY cp_plans.plan_started_on DESC NULLS LAST, cp_plans.event_id DESC NULLS LAST
        ) = 1
),

-- a visit that was late, with the days between which it was outstanding
late_visits AS (
    SELECT
        cp_visits_due.plan_event_id,
        cp_visits_due.late_from_on,
        cp_visits_due.done_on
    FROM events.cp_visits_due
    WHERE cp_visits_due.done_on IS NULL OR cp_visits_due.done_on >= cp_visits_due.late_from_on
),

gaps AS (
    SELECT DISTINCT
        open_plans.event_id,
        open_plans.month_end
    FROM open_plans
    INNER JOIN late_visits
        ON
            open_plans.event_id = late_visits.plan_event_id
            AND open_plans.month_end >= late_visits.late_from_on
            AND (late_visits.done_on IS NULL OR late_visits.done_on > open_plans.month_end - 84)
),

-- once one review is late, the plan has not been reviewed in time from then on
first_late_reviews AS (
    SELECT
        cp_reviews_due.plan_event_id,
        min(cp_reviews_due.due_on) AS due_on
    FROM events.cp_reviews_due
    WHERE cp_reviews_due.done_on IS NULL OR cp_reviews_due.done_on > cp_reviews_due.due_on
    GROUP BY cp_reviews_due.plan_event_id
),

emergencies AS (
    SELECT DISTINCT
        open_plans.event_id,
        open_plans.month_end
    FROM open_plans
    INNER JOIN staged.legal_statuses
        ON
            open_plans.authority_id = legal_statuses.authority_id
            AND open_plans.child_id = legal_statuses.child_id
            AND legal_statuses.legal_status_code IN ('L1', 'L2')
            AND open_plans.month_end >= legal_statuses.status_started_on
            AND (
                legal_statuses.status_ended_on IS NULL
                OR open_plans.six_months_before_on < legal_statuses.status_ended_on
            )
),

answers AS (
    SELECT
        annex_a_counts.authority_id,
        annex_a_counts.child_id,
        last_month_end(annex_a_counts.known_on) AS month_end,
        min_by(annex_a_counts.has_emergency_protection_in_6_months, annex_a_counts.known_on) AS is_under_order
    FROM staged.annex_a_counts
    WHERE annex_a_counts.list_number = 7
    GROUP BY
        annex_a_counts.authority_id,
        annex_a_counts.child_id,
        last_month_end(annex_a_counts.known_on)
),

known_by_answers AS (
    SELECT DISTINCT answers.authority_id
    FROM answers
)

SELECT
    concat(open_plans.event_id, ':', open_plans.month_end) AS event_id,
    open_plans.authority_id,
    open_plans.child_id,
    allocated.team_id,
    allocated.worker_id,
    open_plans.sex,
    age_band(children.birth_on, open_plans.month_end) AS age_band,
    open_plans.ethnicity_group,
    open_plans.disability,
    open_plans.load_id,
    open_plans.landed_row,
    open_plans.landed_table,
    open_plans.month_end,
    open_plans.event_id AS plan_event_id,
    open_plans.plan_started_on,
    open_plans.month_end - open_plans.plan_started_on AS days_open,
    open_plans.month_end >= add_months(open_plans.plan_started_on, 3) AS is_open_3_months,
    open_plans.month_end >= add_months(open_plans.plan_started_on, 12) AS is_open_12_months,
    open_plans.month_end >= add_months(open_plans.plan_started_on, 18) AS is_open_18_months,
    open_plans.month_end - open_plans.plan_started_on + 1 > 729 AS is_open_two_years,
    open_plans.month_end >= open_plans.plan_started_on + 84 AS is_open_12_weeks,
    coalesce(children.birth_on > open_plans.month_end, FALSE) AS is_unborn,
    open_plans.category_of_abuse,
    open_plans.category_of_abuse_at_start,
    cp_visits_due.previous_visit_on AS last_visit_on,
    cp_visits_due.due_on AS visit_due_on,
    open_plans.month_end < cp_visits_due.late_from_on AS is_visit_in_time,
    open_plans.month_end < cp_visits_due.late_from_after_10_working_days_on AS is_visited_in_10_working_days,
    open_plans.month_end < cp_visits_due.late_from_after_15_working_days_on AS is_visited_in_15_working_days,
    gaps.event_id IS NULL AS is_visited_without_gap_for_12_weeks,
    cp_reviews_due.previous_review_on AS last_review_on,
    cp_reviews_due.due_on AS review_due_on,
    open_plans.month_end <= cp_reviews_due.due_on AS is_review_in_date,
    coalesce(open_plans.month_end <= first_late_reviews.due_on, TRUE) AS is_every_review_in_time,
    CASE
        WHEN emergencies.event_id IS NOT NULL THEN TRUE
        WHEN known_by_answers.authority_id IS NOT NULL THEN answers.is_under_order
        ELSE FALSE
    END AS is_under_emergency_order_in_6_months
FROM open_plans
LEFT JOIN events.children
    ON open_plans.authority_id = children.authority_id AND open_plans.child_id = children.child_id
LEFT JOIN events.cp_visits_due
    ON
        open_plans.event_id = cp_visits_due.plan_event_id
        AND open_plans.month_end >= cp_visits_due.due_from
        AND (cp_visits_due.done_on IS NULL OR open_plans.month_end < cp_visits_due.done_on)
LEFT JOIN events.cp_reviews_due
    ON
        open_plans.event_id = cp_reviews_due.plan_event_id
        AND open_plans.month_end >= cp_reviews_due.due_from
        AND (cp_reviews_due.done_on IS NULL OR open_plans.month_end < cp_reviews_due.done_on)
LEFT JOIN gaps ON open_plans.event_id = gaps.event_id AND open_plans.month_end = gaps.month_end
LEFT JOIN first_late_reviews ON open_plans.event_id = first_late_reviews.plan_event_id
LEFT JOIN emergencies
    ON open_plans.event_id = emergencies.event_id AND open_plans.month_end = emergencies.month_end
LEFT JOIN answers
    ON
        open_plans.authority_id = answers.authority_id
        AND open_plans.child_id = answers.child_id
        AND open_plans.month_end = answers.month_end
LEFT JOIN known_by_answers ON open_plans.authority_id = known_by_answers.authority_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        open_plans.authority_id = allocated.authority_id
        AND open_plans.child_id = allocated.child_id
        AND open_plans.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR open_plans.month_end <= allocated.in_force_until)
