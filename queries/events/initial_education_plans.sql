-- One row is one entry into care of a child of 3 to 17, with the first personal education plan that had
-- to be completed within 20 working days (statutory guidance on promoting the education of looked-after
-- children, 2018). Short breaks are left out. The first plan is the first one completed from the day of
-- entry on, in the feed education_plans. Leaving before the day it was due, and entries whose due day has
-- not passed on the day of the extract, are marked as for health assessments.
-- An authority has rows from the first day its feed knows of; without the feed it has none.
-- Team, worker and age are those of the day the child entered care.
-- Read by: first education plans within 20 working days.
WITH working_dates AS (
    SELECT
        calendar.date,
        calendar.working_day_number,
        lead(calendar.date, 1, NULL) OVER (ORDER BY calendar.date ASC NULLS LAST) AS next_working_date
    FROM calendar
    WHERE calendar.is_working_day
),

recording AS (
    SELECT
        education_plans.authority_id,
        min(education_plans.due_on) AS recorded_from_on
    FROM staged.education_plans
    GROUP BY education_plans.authority_id
),

completed AS (
    SELECT
        care_periods.event_id,
        min(education_plans.completed_on) AS completed_on
    FROM events.care_periods
    INNER JOIN staged.education_plans
        ON
            care_periods.authority_id = education_plans.authority_id
            AND care_periods.child_id = education_plans.child_id
            AND care_periods.care_started_on <= education_plans.completed_on
            AND coalesce(care_periods.care_ended_on >= education_plans.completed_on, TRUE)
    GROUP BY care_periods.event_id
)

SELECT
    care_periods.event_id,
    care_periods.authority_id,
    care_periods.child_id,
    care_periods.team_id,
    care_periods.worker_id,
    care_periods.sex,
    care_periods.age_band,
    care_periods.ethnicity_group,
    care_periods.disability,
    care_periods.load_id,
    care_periods.landed_row,
    care_periods.landed_table,
    care_periods.care_started_on,
    care_periods.care_ended_on,
    due.date AS due_on,
    completed.completed_on,
    coalesce(completed.completed_on < due.next_working_date, FALSE) AS is_in_time,
    coalesce(care_periods.in_care_until < due.date, FALSE) AS is_left_before_due,
    coalesce(due.date >= coverage.as_at_on, FALSE) AS is_too_recent
FROM events.care_periods
INNER JOIN recording
    ON
        care_periods.authority_id = recording.authority_id
        AND care_periods.care_started_on >= recording.recorded_from_on
INNER JOIN calendar AS starting ON care_periods.care_started_on = starting.date
INNER JOIN working_dates AS due ON starting.working_day_number + 20 = due.working_day_number
LEFT JOIN completed ON care_periods.event_id = completed.event_id
LEFT JOIN staged.coverage ON care_periods.authority_id = coverage.authority_id
WHERE NOT care_periods.is_short_break AND care_periods.age_in_years BETWEEN 3 AND 17
