-- One row is one statutory visit that a child on a child protection plan had to have.
-- The clock starts with the plan and again with every visit; that day is day 0 (day 1 where the setting
-- visit_day_is_day_1 says so). How long it may run is not in law: the council's own interval
-- (cp_visit_interval) counts as it stood on the day the clock started, so a new rule never makes late
-- what was not late under the rule of its day. 10 and 15 working days stand beside it, always from day 0.
-- Several visits on a day count once. The visit lapses if the plan ends first.
-- late_from_on is the first day on which it is late: after a limit in working days that is the next
-- working day, because at a weekend no further working day has passed.
-- Team, worker and age are those of the day the visit was due.
-- Read by: visits due, cp_plans_at_month_end.
WITH moments AS (
    SELECT
        cp_plans.authority_id,
        cp_plans.event_id AS plan_event_id,
        cp_plans.plan_started_on AS day,
        0 AS is_visit,
        cp_plans.load_id,
        cp_plans.landed_row,
        cp_plans.landed_table
    FROM events.cp_plans
    WHERE NOT cp_plans.has_impossible_dates
    UNION ALL
    SELECT
        cp_visits.authority_id,
        cp_visits.plan_event_id,
        cp_visits.visited_on AS day,
        1 AS is_visit,
        cp_visits.load_id,
        cp_visits.landed_row,
        cp_visits.landed_table
    FROM events.cp_visits
    WHERE cp_visits.is_statutory_visit
),

days AS (
    SELECT moments.*
    FROM moments
    QUALIFY
        row_number() OVER (
            PARTITION BY moments.plan_event_id, moments.day, moments.is_visit
            ORDER BY moments.load_id ASC NULLS LAST, moments.landed_row ASC NULLS LAST
        ) = 1
),

clocks AS (
    SELECT
        days.*,
        lead(days.day, 1, NULL) OVER (
            PARTITION BY days.plan_event_id
            ORDER BY days.day ASC NULLS LAST, days.is_visit ASC NULLS LAST
        ) AS done_on
    FROM days
),

working_dates AS (
    SELECT
        calendar.date,
        calendar.working_day_number,
        lead(calendar.date, 1, NULL) OVER (ORDER BY calendar.date ASC NULLS LAST) AS next_working_date
    FROM calendar
    WHERE calendar.is_working_day
),

numbered AS (
    SELECT
        clocks.*,
        starting.working_day_number,
        intervals.value AS interval_length,
        intervals.unit AS interval_unit,
        CASE WHEN first_day.value = 1 THEN 1 ELSE 0 END AS start_is_day,
        CASE WHEN first_day.value = 1 AND starting.is_working_day THEN 1 ELSE 0 END AS start_is_working_day_1
    FROM clocks
    INNER JOIN calendar AS starting ON clocks.day = starting.date
    LEFT JOIN staged.settings AS intervals
        ON
            clocks.authority_id = intervals.authority_id
            AND intervals.setting_id = 'cp_visit_interval'
            AND clocks.day >= intervals.valid_from
            AND (intervals.valid_until IS NULL OR clocks.day < intervals.valid_until)
    LEFT JOIN staged.settings AS first_day
        ON
            clocks.authority_id = first_day.authority_id
            AND first_day.setting_id = 'visit_day_is_day_1'
            AND clocks.day >= first_day.valid_from
            AND (first_day.valid_until IS NULL OR clocks.day < first_day.valid_until)
),

local_rule AS (
    SELECT
        numbered.*,
        CASE numbered.interval_unit
            WHEN 'working_days' THEN greatest(numbered.day, local_due.date)
            WHEN 'calendar_days'
                THEN numbered.day + cast(numbered.interval_length AS INTEGER) - numbered.start_is_day
            WHEN 'weeks'
                THEN numbered.day + 7 * cast(numbered.interval_length AS INTEGER) - numbered.start_is_day
            WHEN 'months'
                THEN
                    cast(add_months(numbered.day, cast(numbered.interval_length AS INTEGER)) AS DATE)
                    - numbered.start_is_day
        END AS due_on,
        local_due.next_working_date AS after_local_due
    FROM numbered
    LEFT JOIN working_dates AS local_due
        ON
            numbered.interval_unit = 'working_days'
            AND numbered.working_day_number
            + cast(numbered.interval_length AS INTEGER)
            - numbered.start_is_working_day_1
            = local_due.working_day_number
)

SELECT
    concat(local_rule.plan_event_id, ':', local_rule.day, CASE WHEN local_rule.is_visit = 1 THEN ':visit' ELSE '' END)
        AS event_id,
    local_rule.authority_id,
    cp_plans.child_id,
    allocated.team_id,
    allocated.worker_id,
    cp_plans.sex,
    age_band(children.birth_on, local_rule.due_on) AS age_band,
    cp_plans.ethnicity_group,
    cp_plans.disability,
    local_rule.load_id,
    local_rule.landed_row,
    local_rule.landed_table,
    local_rule.day AS due_from,
    local_rule.due_on,
    local_rule.done_on,
    CASE WHEN local_rule.done_on IS NULL THEN cp_plans.plan_ended_on END AS lapsed_on,
    CASE
        WHEN local_rule.interval_unit = 'working_days' THEN local_rule.after_local_due
        ELSE local_rule.due_on + 1
    END AS late_from_on,
    due_10.next_working_date AS late_from_after_10_working_days_on,
    due_15.next_working_date AS late_from_after_15_working_days_on,
    CASE WHEN local_rule.is_visit = 1 THEN local_rule.day END AS previous_visit_on,
    local_rule.plan_event_id,
    cp_plans.plan_started_on,
    cp_plans.plan_ended_on,
    cp_plans.category_of_abuse
FROM local_rule
INNER JOIN events.cp_plans ON local_rule.plan_event_id = cp_plans.event_id
LEFT JOIN working_dates AS due_10 ON local_rule.working_day_number + 10 = due_10.working_day_number
LEFT JOIN working_dates AS due_15 ON local_rule.working_day_number + 15 = due_15.working_day_number
LEFT JOIN events.children
    ON cp_plans.authority_id = children.authority_id AND cp_plans.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        cp_plans.authority_id = allocated.authority_id
        AND cp_plans.child_id = allocated.child_id
        AND coalesce(local_rule.due_on, local_rule.day) >= allocated.in_force_from
        AND (
            allocated.in_force_until IS NULL
            OR coalesce(local_rule.due_on, local_rule.day) <= allocated.in_force_until
        )
