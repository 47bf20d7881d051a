-- One row is one child on a child in need plan, and neither on a child protection plan nor in care, at the
-- end of one month. A child with two open plans counts once, by the one open longest. The plan's start is
-- its own, or the day the child came off protection or out of care if the plan ran on underneath.
-- A visit is in time if the interval since the last visit at which the child was seen, or since the start
-- if there was none, is not over; a plan is judged from the day its first visit was due.
-- Children on short breaks (care_periods) are marked: many councils visit them less often.
-- Read by: child in need plans, visits in time, plans open long.
WITH plans AS (
    SELECT
        cin_plans.authority_id,
        cin_plans.child_id,
        month_ends.month_end,
        min(cin_plans.plan_started_on) AS plan_started_on
    FROM staged.cin_plans
    INNER JOIN month_ends
        ON
            cin_plans.authority_id = month_ends.authority_id
            AND cin_plans.plan_started_on <= month_ends.month_end
            AND (cin_plans.plan_ended_on IS NULL OR cin_plans.plan_ended_on > month_ends.month_end)
    GROUP BY
        cin_plans.authority_id,
        cin_plans.child_id,
        month_ends.month_end
),

on_a_plan AS (
    SELECT
        plans.authority_id,
        plans.child_id,
        plans.month_end,
        plans.plan_started_on,
        case_statuses.status_started_on,
        case_statuses.load_id,
        case_statuses.landed_row,
        case_statuses.landed_table
    FROM plans
    INNER JOIN events.case_statuses
        ON
            plans.authority_id = case_statuses.authority_id
            AND plans.child_id = case_statuses.child_id
            AND case_statuses.case_status = 'Child in need plan'
            AND plans.month_end >= case_statuses.status_started_on
            AND (case_statuses.status_ended_on IS NULL OR plans.month_end < case_statuses.status_ended_on)
),

short_breaks AS (
    SELECT DISTINCT
        on_a_plan.authority_id,
        on_a_plan.child_id,
        on_a_plan.month_end
    FROM on_a_plan
    INNER JOIN events.care_periods
        ON
            on_a_plan.authority_id = care_periods.authority_id
            AND on_a_plan.child_id = care_periods.child_id
            AND on_a_plan.month_end >= care_periods.care_started_on
            AND (care_periods.in_care_until IS NULL OR on_a_plan.month_end < care_periods.in_care_until)
    WHERE care_periods.is_short_break
)

SELECT
    concat(on_a_plan.authority_id, ':', on_a_plan.child_id, ':', on_a_plan.month_end) AS event_id,
    on_a_plan.authority_id,
    on_a_plan.child_id,
    allocated.team_id,
    allocated.worker_id,
    children.sex,
    age_band(children.birth_on, on_a_plan.month_end) AS age_band,
    children.ethnicity_group,
    children.disability,
    on_a_plan.load_id,
    on_a_plan.landed_row,
    on_a_plan.landed_table,
    on_a_plan.month_end,
    on_a_plan.plan_started_on,
    on_a_plan.month_end - on_a_plan.plan_started_on AS days_open,
    add_months(on_a_plan.plan_started_on, 9) < on_a_plan.month_end AS is_open_over_9_months,
    add_months(on_a_plan.plan_started_on, 24) <= on_a_plan.month_end AS is_open_2_years_or_more,
    coalesce(on_a_plan.month_end >= children.turns_18_on, FALSE) AS is_18_or_over,
    CASE WHEN NOT owed.is_first THEN owed.due_from END AS last_visit_on,
    owed.due_on AS next_visit_due_on,
    coalesce(first_visit.due_on < on_a_plan.month_end, FALSE) AS is_past_first_visit,
    coalesce(on_a_plan.month_end <= owed.due_on, FALSE) AS is_visit_in_time,
    short_breaks.child_id IS NOT NULL AS has_short_breaks
FROM on_a_plan
LEFT JOIN events.cin_visits_due AS owed
    ON
        on_a_plan.authority_id = owed.authority_id
        AND on_a_plan.child_id = owed.child_id
        AND on_a_plan.status_started_on = owed.plan_from_on
        AND on_a_plan.month_end >= owed.due_from
        AND (owed.done_on IS NULL OR on_a_plan.month_end < owed.done_on)
LEFT JOIN events.cin_visits_due AS first_visit
    ON
        on_a_plan.authority_id = first_visit.authority_id
        AND on_a_plan.child_id = first_visit.child_id
        AND on_a_plan.status_started_on = first_visit.plan_from_on
        AND first_visit.is_first
LEFT JOIN short_breaks
    ON
        on_a_plan.authority_id = short_breaks.authority_id
        AND on_a_plan.child_id = short_breaks.child_id
        AND on_a_plan.month_end = short_breaks.month_end
LEFT JOIN events.children
    ON on_a_plan.authority_id = children.authority_id AND on_a_plan.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        on_a_plan.authority_id = allocated.authority_id
        AND on_a_plan.child_id = allocated.child_id
        AND on_a_plan.month_end >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR on_a_plan.month_end <= allocated.in_force_until)
