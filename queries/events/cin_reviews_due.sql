-- One row is one review of a child in need plan that was due, from the local feed cin_reviews, with the
-- due date the council gave it: the case system holds no reviews of these plans. A review that was not
-- held lapses when the plan ends, or when the child goes onto a child protection plan or into care.
-- The time runs from the review before, or from the start of the plan.
-- Read by: child in need reviews on time.
WITH reviews AS (
    SELECT
        cin_reviews.authority_id,
        cin_reviews.cin_review_id,
        cin_reviews.child_id,
        cin_reviews.plan_id,
        cin_reviews.due_on,
        cin_reviews.held_on,
        upper(substr(cin_reviews.plan_updated, 1, 1)) = 'Y' AS is_plan_updated,
        upper(substr(cin_reviews.child_contributed, 1, 1)) = 'Y' AS has_child_contributed,
        cin_reviews.load_id,
        cin_reviews.landed_row,
        lag(cin_reviews.held_on, 1, NULL) OVER (
            PARTITION BY cin_reviews.authority_id, cin_reviews.plan_id
            ORDER BY cin_reviews.due_on ASC NULLS LAST, cin_reviews.cin_review_id ASC NULLS LAST
        ) AS previous_held_on
    FROM staged.cin_reviews
),

left_for_more AS (
    SELECT
        reviews.authority_id,
        reviews.cin_review_id,
        min(case_statuses.status_started_on) AS left_on
    FROM reviews
    INNER JOIN staged.cin_plans
        ON reviews.authority_id = cin_plans.authority_id AND reviews.plan_id = cin_plans.cin_plan_id
    INNER JOIN events.case_statuses
        ON
            reviews.authority_id = case_statuses.authority_id
            AND reviews.child_id = case_statuses.child_id
            AND case_statuses.status_started_on
            >= coalesce(reviews.previous_held_on, cin_plans.plan_started_on)
    WHERE case_statuses.case_status IN ('In care', 'Child protection plan')
    GROUP BY
        reviews.authority_id,
        reviews.cin_review_id
)

SELECT
    concat(reviews.authority_id, ':', reviews.cin_review_id) AS event_id,
    reviews.authority_id,
    reviews.child_id,
    coalesce(allocated.team_id, cin_plans.team_id) AS team_id,
    coalesce(allocated.worker_id, cin_plans.worker_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, reviews.due_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    reviews.load_id,
    reviews.landed_row,
    'cin_reviews' AS landed_table,
    coalesce(reviews.previous_held_on, cin_plans.plan_started_on) AS due_from,
    reviews.due_on,
    reviews.held_on AS done_on,
    CASE WHEN reviews.held_on IS NULL THEN least(cin_plans.plan_ended_on, left_for_more.left_on) END AS lapsed_on,
    reviews.is_plan_updated,
    reviews.has_child_contributed
FROM reviews
LEFT JOIN staged.cin_plans
    ON reviews.authority_id = cin_plans.authority_id AND reviews.plan_id = cin_plans.cin_plan_id
LEFT JOIN left_for_more
    ON reviews.authority_id = left_for_more.authority_id AND reviews.cin_review_id = left_for_more.cin_review_id
LEFT JOIN events.children ON reviews.authority_id = children.authority_id AND reviews.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        reviews.authority_id = allocated.authority_id
        AND reviews.child_id = allocated.child_id
        AND coalesce(reviews.held_on, reviews.due_on) >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR coalesce(reviews.held_on, reviews.due_on) <= allocated.in_force_until)
