-- One row is one core group that a child protection plan of this authority had to have, as the feed
-- core_groups lists them. The first is due within 10 working days of the initial conference (Working
-- Together 2023), which is the day the plan started: the rule decides for the first, the feed's own due
-- date for the later ones, whose interval is local. Core groups of a plan that is not ours are left out.
-- A core group lapses if the plan ends first. Team, worker and age are those of the day it was due.
-- An authority that has not loaded the feed has no row here, so its figure is missing and not zero.
-- Read by: core groups on time, first core groups within 10 working days.
WITH working_dates AS (
    SELECT
        calendar.date,
        calendar.working_day_number
    FROM calendar
    WHERE calendar.is_working_day
),

in_plan AS (
    SELECT
        core_groups.authority_id,
        core_groups.core_group_id,
        core_groups.child_id,
        core_groups.is_first IN ('yes', 'Y') AS is_first_core_group,
        core_groups.held_on,
        core_groups.load_id,
        core_groups.landed_row,
        cp_plans.event_id AS plan_event_id,
        cp_plans.plan_started_on,
        cp_plans.plan_ended_on,
        cp_plans.category_of_abuse,
        cp_plans.sex,
        cp_plans.ethnicity_group,
        cp_plans.disability,
        CASE WHEN core_groups.is_first IN ('yes', 'Y') THEN first_due.date ELSE core_groups.due_on END AS due_on
    FROM staged.core_groups
    INNER JOIN events.cp_plans
        ON
            core_groups.authority_id = cp_plans.authority_id
            AND core_groups.plan_id = cp_plans.cp_plan_id
            AND core_groups.child_id = cp_plans.child_id
    LEFT JOIN calendar AS starting ON cp_plans.plan_started_on = starting.date
    LEFT JOIN working_dates AS first_due ON starting.working_day_number + 10 = first_due.working_day_number
)

SELECT
    concat(in_plan.authority_id, ':', in_plan.core_group_id) AS event_id,
    in_plan.authority_id,
    in_plan.child_id,
    allocated.team_id,
    allocated.worker_id,
    in_plan.sex,
    age_band(children.birth_on, in_plan.due_on) AS age_band,
    in_plan.ethnicity_group,
    in_plan.disability,
    in_plan.load_id,
    in_plan.landed_row,
    'core_groups' AS landed_table,
    in_plan.plan_started_on AS due_from,
    in_plan.due_on,
    in_plan.held_on AS done_on,
    CASE WHEN in_plan.held_on IS NULL THEN in_plan.plan_ended_on END AS lapsed_on,
    in_plan.is_first_core_group,
    in_plan.plan_event_id,
    in_plan.plan_started_on,
    in_plan.plan_ended_on,
    in_plan.category_of_abuse
FROM in_plan
LEFT JOIN events.children ON in_plan.authority_id = children.authority_id AND in_plan.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        in_plan.authority_id = allocated.authority_id
        AND in_plan.child_id = allocated.child_id
        AND in_plan.due_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR in_plan.due_on <= allocated.in_force_until)
