-- One row is one review conference held on a child protection plan of this authority.
-- A review belongs to the plan that was open on its day, from the day after the plan started to the day
-- it ended: an earlier date belongs to an earlier plan. Two records of a child on one day are one review.
-- Quorate stays unknown where it is blank. Team, worker and age are those of the day of the review.
-- Read by: reviews that were quorate, cp_reviews_due.
WITH in_plan AS (
    SELECT
        cp_reviews.authority_id,
        cp_reviews.child_id,
        cp_reviews.review_id,
        cp_reviews.review_held_on,
        cp_reviews.is_quorate,
        cp_reviews.is_plan_continued,
        upper(trim(cp_reviews.participation_code)) AS participation_code,
        cp_reviews.load_id,
        cp_reviews.landed_row,
        cp_plans.event_id AS plan_event_id,
        cp_plans.plan_started_on,
        cp_plans.plan_ended_on,
        cp_plans.category_of_abuse,
        cp_plans.sex,
        cp_plans.ethnicity_group,
        cp_plans.disability
    FROM staged.cp_reviews
    INNER JOIN events.cp_plans
        ON
            cp_reviews.authority_id = cp_plans.authority_id
            AND cp_reviews.child_id = cp_plans.child_id
            AND cp_reviews.review_held_on > cp_plans.plan_started_on
            AND (cp_plans.plan_ended_on IS NULL OR cp_reviews.review_held_on <= cp_plans.plan_ended_on)
    QUALIFY
        row_number() OVER (
            PARTITION BY cp_reviews.authority_id, cp_reviews.child_id, cp_reviews.review_held_on
            ORDER BY
                cp_plans.plan_started_on DESC NULLS LAST,
                cp_plans.event_id DESC NULLS LAST,
                -- of two records the one that says more
                cp_reviews.is_quorate DESC NULLS LAST,
                cp_reviews.review_id ASC NULLS LAST
        ) = 1
)

SELECT
    concat(in_plan.authority_id, ':', in_plan.review_id) AS event_id,
    in_plan.authority_id,
    in_plan.child_id,
    allocated.team_id,
    allocated.worker_id,
    in_plan.sex,
    age_band(children.birth_on, in_plan.review_held_on) AS age_band,
    in_plan.ethnicity_group,
    in_plan.disability,
    in_plan.load_id,
    in_plan.landed_row,
    'cp_reviews' AS landed_table,
    in_plan.review_held_on,
    in_plan.plan_event_id,
    in_plan.plan_started_on,
    in_plan.plan_ended_on,
    in_plan.category_of_abuse,
    in_plan.is_quorate,
    in_plan.is_plan_continued,
    in_plan.participation_code,
    age_on(children.birth_on, in_plan.review_held_on) AS age_in_years
FROM in_plan
LEFT JOIN events.children
    ON in_plan.authority_id = children.authority_id AND in_plan.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        in_plan.authority_id = allocated.authority_id
        AND in_plan.child_id = allocated.child_id
        AND in_plan.review_held_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR in_plan.review_held_on <= allocated.in_force_until)
