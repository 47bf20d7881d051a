-- One row is one entry into care, with the initial health assessment that had to follow within 20 working
-- days. Short breaks are left out. The initial assessment is the first completed health assessment from
-- the day of entry on that is not called a review: its type is free text, and many councils write only
-- "Health Assessment". A planned, cancelled or refused one is not an assessment.
-- A child who left before the day it was due need not have had it (is_left_before_due). An entry whose
-- due day is after the day of the extract is too recent (is_too_recent), done or not, so that
-- the latest months do not hold only those who were quick.
-- An entry of before the first day that the extracts cover, without an assessment in them, is left out: it
-- may have been done and kept elsewhere, and not known is not late.
-- An authority without any health record has no row, so its figure is missing and not zero.
-- Team, worker and age are those of the day the child entered care.
-- Read by: initial health assessments within 20 working days.
WITH working_dates AS (
    SELECT
        calendar.date,
        calendar.working_day_number,
        lead(calendar.date, 1, NULL) OVER (ORDER BY calendar.date ASC NULLS LAST) AS next_working_date
    FROM calendar
    WHERE calendar.is_working_day
),

assessed AS (
    SELECT
        care_periods.event_id,
        min(health_checks.checked_on) AS assessed_on
    FROM events.care_periods
    INNER JOIN staged.health_checks
        ON
            care_periods.authority_id = health_checks.authority_id
            AND care_periods.child_id = health_checks.child_id
            AND care_periods.care_started_on <= health_checks.checked_on
            AND coalesce(care_periods.care_ended_on >= health_checks.checked_on, TRUE)
    WHERE
        upper(trim(health_checks.check_status)) LIKE 'COMPLETE%'
        AND (
            upper(health_checks.check_type) LIKE '%HEALTH%'
            OR upper(health_checks.check_type) LIKE '%MEDICAL%'
            OR upper(health_checks.check_type) LIKE '%IHA%'
        )
        AND upper(health_checks.check_type) NOT LIKE '%REVIEW%'
        AND upper(health_checks.check_type) NOT LIKE '%RHA%'
        AND upper(health_checks.check_type) NOT LIKE '%DENT%'
    GROUP BY care_periods.event_id
),

recording AS (
    SELECT DISTINCT health_checks.authority_id
    FROM staged.health_checks
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
    assessed.assessed_on,
    coalesce(assessed.assessed_on < due.next_working_date, FALSE) AS is_in_time,
    coalesce(care_periods.in_care_until < due.date, FALSE) AS is_left_before_due,
    coalesce(due.date > coverage.as_at_on, FALSE) AS is_too_recent,
    CASE WHEN assessed.assessed_on IS NULL THEN care_periods.in_care_until END AS lapsed_on
FROM events.care_periods
INNER JOIN recording ON care_periods.authority_id = recording.authority_id
INNER JOIN calendar AS starting ON care_periods.care_started_on = starting.date
INNER JOIN working_dates AS due ON starting.working_day_number + 20 = due.working_day_number
LEFT JOIN assessed ON care_periods.event_id = assessed.event_id
LEFT JOIN staged.coverage ON care_periods.authority_id = coverage.authority_id
WHERE
    NOT care_periods.is_short_break
    AND (
        assessed.assessed_on IS NOT NULL
        OR care_periods.care_started_on >= coalesce(coverage.covered_from, DATE '1900-01-01')
    )
