-- One row is one thing that has to be done for one child by a day, of a kind that no measure runs a clock on
-- while it is open (kind_id, as in metrics/registers/kinds_of_work.yaml):
-- initial conferences, within 15 working days of the enquiry, until one is held or recorded as unnecessary;
-- health assessments and dental checks of children in care, when the last one stops holding (a child never
-- seen by a dentist: a year after coming into care); education plans, the first within 20 working days and
-- one each term, until the next term's is due; return interviews, on the third day after the return, until
-- refused or half a year has passed; pathway plans, when the last review stops holding, and the first one by
-- 16 years and 3 months. What a month's end was counted by is used as it was counted, so that lists and
-- figures agree. late_from_on is the first day on which it is late. Everything lapses when its reason ends.
-- Team, worker and age are those of the day it was due; for pathway plans those of the last month counted.
-- Read by: the lists of what is due and overdue.
WITH working_dates AS (
    SELECT
        calendar.date,
        lead(calendar.date, 1, NULL) OVER (ORDER BY calendar.date ASC NULLS LAST) AS next_working_date
    FROM calendar
    WHERE calendar.is_working_day
),

conferences AS (
    SELECT
        'initial_conferences' AS kind_id,
        enquiries.event_id AS thing_id,
        enquiries.authority_id,
        enquiries.child_id,
        cast(NULL AS VARCHAR) AS team_id,
        cast(NULL AS VARCHAR) AS worker_id,
        enquiries.load_id,
        enquiries.landed_row,
        enquiries.landed_table,
        enquiries.enquiry_started_on AS due_from,
        enquiries.conference_due_on AS due_on,
        coalesce(working_dates.next_working_date, enquiries.conference_due_on + 1) AS late_from_on,
        enquiries.conference_held_on AS done_on,
        CASE
            WHEN enquiries.is_conference_unnecessary
                THEN coalesce(enquiries.enquiry_ended_on, enquiries.enquiry_started_on)
        END AS lapsed_on
    FROM events.section_47_enquiries AS enquiries
    LEFT JOIN working_dates ON enquiries.conference_due_on = working_dates.date
    WHERE enquiries.has_valid_clock
),

health_states AS (
    SELECT
        'health_assessments' AS kind_id,
        health.event_id,
        health.authority_id,
        health.child_id,
        health.month_end,
        health.load_id,
        health.landed_row,
        health.landed_table,
        health.last_health_assessment_on AS due_from,
        health.last_health_assessment_on AS done_before_on,
        health.health_assessment_due_on AS due_on
    FROM events.care_health_at_month_end AS health
    WHERE health.health_assessment_due_on IS NOT NULL
    UNION ALL
    SELECT
        'dental_checks' AS kind_id,
        health.event_id,
        health.authority_id,
        health.child_id,
        health.month_end,
        health.load_id,
        health.landed_row,
        health.landed_table,
        coalesce(health.last_dental_check_on, care_at_month_end.care_started_on) AS due_from,
        health.last_dental_check_on AS done_before_on,
        coalesce(health.last_dental_check_on, care_at_month_end.care_started_on) + 365 AS due_on
    FROM events.care_health_at_month_end AS health
    INNER JOIN events.care_at_month_end ON health.event_id = care_at_month_end.event_id
    WHERE health.is_dental_check_up_to_date IS NOT NULL
),

health AS (
    SELECT
        health_states.kind_id,
        health_states.authority_id,
        health_states.child_id,
        health_states.due_from,
        health_states.due_on,
        arg_max(health_states.event_id, health_states.month_end) AS last_event_id,
        max(health_states.load_id) AS load_id,
        arg_max(health_states.landed_row, health_states.month_end) AS landed_row,
        arg_max(health_states.landed_table, health_states.month_end) AS landed_table,
        lead(max(health_states.done_before_on), 1, NULL) OVER (
            PARTITION BY health_states.kind_id, health_states.authority_id, health_states.child_id
            ORDER BY max(health_states.month_end) ASC NULLS LAST
        ) AS done_on
    FROM health_states
    GROUP BY
        health_states.kind_id,
        health_states.authority_id,
        health_states.child_id,
        health_states.due_from,
        health_states.due_on
),

health_due AS (
    SELECT
        health.kind_id,
        concat(health.authority_id, ':', health.child_id, ':', health.due_from) AS thing_id,
        health.authority_id,
        health.child_id,
        cast(NULL AS VARCHAR) AS team_id,
        cast(NULL AS VARCHAR) AS worker_id,
        health.load_id,
        health.landed_row,
        health.landed_table,
        health.due_from,
        health.due_on,
        health.due_on + 1 AS late_from_on,
        health.done_on,
        care_periods.in_care_until AS lapsed_on
    FROM health
    INNER JOIN events.care_at_month_end ON health.last_event_id = care_at_month_end.event_id
    INNER JOIN events.care_periods ON care_at_month_end.care_event_id = care_periods.event_id
),

first_education_plans AS (
    SELECT
        'education_plans' AS kind_id,
        concat(plans.event_id, ':first') AS thing_id,
        plans.authority_id,
        plans.child_id,
        cast(NULL AS VARCHAR) AS team_id,
        cast(NULL AS VARCHAR) AS worker_id,
        plans.load_id,
        plans.landed_row,
        plans.landed_table,
        plans.care_started_on AS due_from,
        plans.due_on,
        coalesce(working_dates.next_working_date, plans.due_on + 1) AS late_from_on,
        plans.completed_on AS done_on,
        plans.care_ended_on AS lapsed_on
    FROM events.initial_education_plans AS plans
    LEFT JOIN working_dates ON plans.due_on = working_dates.date
    WHERE NOT plans.is_left_before_due
),

education_plans AS (
    SELECT
        'education_plans' AS kind_id,
        plans.event_id AS thing_id,
        plans.authority_id,
        plans.child_id,
        cast(NULL AS VARCHAR) AS team_id,
        cast(NULL AS VARCHAR) AS worker_id,
        plans.load_id,
        plans.landed_row,
        plans.landed_table,
        greatest(plans.care_started_on, lag(plans.due_on, 1, NULL) OVER in_order) AS due_from,
        plans.due_on,
        plans.due_on + 1 AS late_from_on,
        plans.completed_on AS done_on,
        least(lead(plans.due_on, 1, NULL) OVER in_order, care_periods.in_care_until) AS lapsed_on
    FROM events.education_plans_due AS plans
    LEFT JOIN events.care_periods
        ON
            plans.authority_id = care_periods.authority_id
            AND plans.child_id = care_periods.child_id
            AND plans.care_started_on = care_periods.care_started_on
            AND NOT care_periods.is_short_break
    WHERE plans.is_first_plan IS NOT TRUE
    WINDOW
        in_order AS (
            PARTITION BY plans.authority_id, plans.child_id, plans.care_started_on
            ORDER BY plans.due_on ASC NULLS LAST, plans.event_id ASC NULLS LAST
        )
),

return_interviews AS (
    SELECT
        'return_interviews' AS kind_id,
        missing.event_id AS thing_id,
        missing.authority_id,
        missing.child_id,
        cast(NULL AS VARCHAR) AS team_id,
        cast(NULL AS VARCHAR) AS worker_id,
        missing.load_id,
        missing.landed_row,
        missing.landed_table,
        cast(missing.returned_at AS DATE) AS due_from,
        cast(missing.returned_at AS DATE) + 3 AS due_on,
        cast(missing.returned_at AS DATE) + 4 AS late_from_on,
        cast(missing.held_at AS DATE) AS done_on,
        CASE
            WHEN missing.is_interview_refused
                THEN cast(coalesce(missing.offered_at, missing.returned_at) AS DATE)
            ELSE cast(missing.returned_at AS DATE) + 183
        END AS lapsed_on
    FROM events.missing_episodes AS missing
    WHERE missing.is_interview_applicable AND missing.returned_at IS NOT NULL
),

months AS (
    SELECT
        month_ends.authority_id,
        max(month_ends.month_end) AS last_month_end
    FROM month_ends
    GROUP BY month_ends.authority_id
),

pathway_states AS (
    SELECT
        leavers.authority_id,
        leavers.child_id,
        leavers.pathway_plan_reviewed_on AS reviewed_on,
        max(leavers.month_end) AS last_seen_on,
        arg_max(leavers.pathway_plan_due_on, leavers.month_end) AS next_due_on,
        arg_max(leavers.team_id, leavers.month_end) AS team_id,
        arg_max(leavers.worker_id, leavers.month_end) AS worker_id,
        max(leavers.load_id) AS load_id,
        arg_max(leavers.landed_row, leavers.month_end) AS landed_row,
        arg_max(leavers.landed_table, leavers.month_end) AS landed_table
    FROM events.care_leavers_at_month_end AS leavers
    WHERE
        leavers.is_pathway_plan_known
        AND leavers.eligibility IN ('Eligible', 'Relevant', 'Former relevant')
        AND coalesce(leavers.in_touch_code, 'NO') <> 'DIED'
        -- a first plan has a day only for those still in care: 16 years and 3 months
        AND (leavers.has_pathway_plan OR leavers.eligibility = 'Eligible')
    GROUP BY
        leavers.authority_id,
        leavers.child_id,
        leavers.pathway_plan_reviewed_on
),

pathway_plans AS (
    SELECT
        'pathway_plans' AS kind_id,
        concat(states.authority_id, ':', states.child_id, ':', coalesce(states.reviewed_on, children.birth_on))
            AS thing_id,
        states.authority_id,
        states.child_id,
        states.team_id,
        states.worker_id,
        states.load_id,
        states.landed_row,
        states.landed_table,
        coalesce(states.reviewed_on, cast(add_months(children.birth_on, 192) AS DATE)) AS due_from,
        coalesce(states.next_due_on, cast(add_months(children.birth_on, 195) AS DATE)) AS due_on,
        coalesce(states.next_due_on, cast(add_months(children.birth_on, 195) AS DATE)) + 1 AS late_from_on,
        lead(states.reviewed_on, 1, NULL) OVER (
            PARTITION BY states.authority_id, states.child_id
            ORDER BY states.reviewed_on ASC NULLS FIRST
        ) AS done_on,
        CASE WHEN states.last_seen_on < months.last_month_end THEN states.last_seen_on + 1 END AS lapsed_on
    FROM pathway_states AS states
    INNER JOIN months ON states.authority_id = months.authority_id
    INNER JOIN events.children
        ON states.authority_id = children.authority_id AND states.child_id = children.child_id
),

owed AS (
    SELECT conferences.* FROM conferences
    UNION ALL
    SELECT health_due.* FROM health_due
    UNION ALL
    SELECT first_education_plans.* FROM first_education_plans
    UNION ALL
    SELECT education_plans.* FROM education_plans
    UNION ALL
    SELECT return_interviews.* FROM return_interviews
    UNION ALL
    SELECT pathway_plans.* FROM pathway_plans
)

SELECT
    concat(owed.kind_id, ':', owed.thing_id) AS event_id,
    owed.authority_id,
    owed.child_id,
    coalesce(owed.team_id, allocated.team_id) AS team_id,
    coalesce(owed.worker_id, allocated.worker_id) AS worker_id,
    children.sex,
    age_band(children.birth_on, owed.due_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    owed.load_id,
    owed.landed_row,
    owed.landed_table,
    owed.kind_id,
    owed.due_from,
    owed.due_on,
    owed.late_from_on,
    owed.done_on,
    owed.lapsed_on
FROM owed
LEFT JOIN events.children ON owed.authority_id = children.authority_id AND owed.child_id = children.child_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        owed.authority_id = allocated.authority_id
        AND owed.child_id = allocated.child_id
        AND owed.due_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR owed.due_on <= allocated.in_force_until)
WHERE owed.due_from IS NOT NULL AND owed.due_on IS NOT NULL
