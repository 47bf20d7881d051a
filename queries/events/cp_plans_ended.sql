-- One row is one child protection plan of this authority that ended, with how long it lasted.
-- Days count the day the plan started and the day it ended, as the national measure of two years does
-- ("more than 729 calendar days, including the day of cessation"). Three months are calendar months, up
-- to and including the same day three months later. The dataset does not say why a plan ended, so plans
-- that ended because a child died or moved away are in. Team, worker and age are those of the last day.
-- Read by: plans ended, ended within three months, lasted two years or more.
SELECT
    cp_plans.event_id,
    cp_plans.authority_id,
    cp_plans.child_id,
    allocated.team_id,
    allocated.worker_id,
    cp_plans.sex,
    age_band(children.birth_on, cp_plans.plan_ended_on) AS age_band,
    cp_plans.ethnicity_group,
    cp_plans.disability,
    cp_plans.load_id,
    cp_plans.landed_row,
    cp_plans.landed_table,
    cp_plans.plan_started_on,
    cp_plans.plan_ended_on,
    cp_plans.has_impossible_dates,
    cp_plans.category_of_abuse,
    cp_plans.plan_ended_on - cp_plans.plan_started_on + 1 AS days_on_plan,
    cp_plans.plan_ended_on <= add_months(cp_plans.plan_started_on, 3) AS is_within_3_months,
    cp_plans.plan_ended_on - cp_plans.plan_started_on + 1 > 729 AS is_two_years_or_more
FROM events.cp_plans
LEFT JOIN events.children
    ON cp_plans.authority_id = children.authority_id AND cp_plans.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        cp_plans.authority_id = allocated.authority_id
        AND cp_plans.child_id = allocated.child_id
        AND cp_plans.plan_ended_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR cp_plans.plan_ended_on <= allocated.in_force_until)
WHERE cp_plans.plan_ended_on IS NOT NULL
