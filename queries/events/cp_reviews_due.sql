-- One row is one review conference that a child protection plan had to have.
-- The first is due within 91 days of the start of the plan, each further one within 183 days of the one
-- before: three and six months, in the days of the dataset's own due dates. The rule decides, not a due
-- date that somebody typed. A review lapses if the plan ends first.
-- Team, worker and age are those of the day the review was due.
-- Read by: reviews due, cp_plans_at_month_end.
WITH moments AS (
    SELECT
        cp_plans.event_id AS plan_event_id,
        cp_plans.plan_started_on AS day,
        0 AS is_review,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.landed_table
    FROM events.cp_plans
    WHERE NOT cp_plans.has_impossible_dates
    UNION ALL
    SELECT
        cp_reviews.plan_event_id,
        cp_reviews.review_held_on AS day,
        1 AS is_review,
        cp_reviews.load_id,
        cp_reviews.landed_row,
        cp_reviews.landed_table
    FROM events.cp_reviews
),

clocks AS (
    SELECT
        moments.*,
        moments.day + CASE WHEN moments.is_review = 0 THEN 91 ELSE 183 END AS due_on,
        lead(moments.day, 1, NULL) OVER (
            PARTITION BY moments.plan_event_id
            ORDER BY moments.day ASC NULLS LAST
        ) AS done_on
    FROM moments
)

SELECT
    concat(clocks.plan_event_id, ':', clocks.day) AS event_id,
    cp_plans.authority_id,
    cp_plans.child_id,
    allocated.team_id,
    allocated.worker_id,
    cp_plans.sex,
    age_band(children.birth_on, clocks.due_on) AS age_band,
    cp_plans.ethnicity_group,
    cp_plans.disability,
    clocks.load_id,
    clocks.landed_row,
    clocks.landed_table,
    clocks.day AS due_from,
    clocks.due_on,
    clocks.done_on,
    CASE WHEN clocks.done_on IS NULL THEN cp_plans.plan_ended_on END AS lapsed_on,
    clocks.is_review = 0 AS is_first_review,
    CASE WHEN clocks.is_review = 1 THEN clocks.day END AS previous_review_on,
    clocks.plan_event_id,
    cp_plans.plan_started_on,
    cp_plans.plan_ended_on,
    cp_plans.category_of_abuse
FROM clocks
INNER JOIN events.cp_plans ON clocks.plan_event_id = cp_plans.event_id
LEFT JOIN events.children
    ON cp_plans.authority_id = children.authority_id AND cp_plans.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        cp_plans.authority_id = allocated.authority_id
        AND cp_plans.child_id = allocated.child_id
        AND clocks.due_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR clocks.due_on <= allocated.in_force_until)
