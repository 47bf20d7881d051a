-- One row is one assessment that was open at the end of one month, with how long it had been open.
-- Authorised on the last day of the month is not open. Assessments without a start, and those
-- authorised before they start, are left out: how long they have been open is not known.
-- A manager has checked the work if supervision of the work with the child was held from the start of the
-- assessment to the month's end (local feed case_supervision). Whether it was is not known for months
-- before the first supervision in the feed.
-- Read by: open assessments overdue, assessments past half-way without a manager's check.
WITH first_supervision AS (
    SELECT
        case_supervision.authority_id,
        cast(min(case_supervision.held_at) AS DATE) AS supervision_known_from
    FROM staged.case_supervision
    GROUP BY case_supervision.authority_id
),

supervised AS (
    SELECT
        assessments.event_id,
        min(cast(case_supervision.held_at AS DATE)) AS first_supervised_on
    FROM events.assessments
    INNER JOIN staged.case_supervision
        ON
            assessments.authority_id = case_supervision.authority_id
            AND assessments.child_id = case_supervision.child_id
            AND cast(case_supervision.held_at AS DATE) >= assessments.assessment_started_on
    GROUP BY assessments.event_id
)

SELECT
    concat(assessments.event_id, ':', month_ends.month_end) AS event_id,
    assessments.authority_id,
    assessments.child_id,
    assessments.team_id,
    assessments.worker_id,
    assessments.sex,
    assessments.age_band,
    assessments.ethnicity_group,
    assessments.disability,
    assessments.load_id,
    assessments.landed_row,
    assessments.landed_table,
    month_ends.month_end,
    assessments.assessment_started_on,
    assessments.assessment_authorised_on,
    assessments.due_from_start_on,
    working_days(assessments.assessment_started_on, month_ends.month_end) AS working_days_open,
    working_days(assessments.assessment_started_on, month_ends.month_end) > 45 AS is_overdue,
    CASE
        WHEN working_days(assessments.assessment_started_on, month_ends.month_end) > 60 THEN '61 or more'
        WHEN working_days(assessments.assessment_started_on, month_ends.month_end) > 45 THEN '46 to 60'
        WHEN working_days(assessments.assessment_started_on, month_ends.month_end) > 20 THEN '21 to 45'
        ELSE '0 to 20'
    END AS working_days_open_band,
    supervised.first_supervised_on,
    coalesce(supervised.first_supervised_on <= month_ends.month_end, FALSE) AS has_manager_check,
    coalesce(assessments.assessment_started_on >= first_supervision.supervision_known_from, FALSE)
        AS is_manager_check_known
FROM events.assessments
INNER JOIN month_ends
    ON
        assessments.authority_id = month_ends.authority_id
        AND assessments.assessment_started_on <= month_ends.month_end
        AND coalesce(assessments.assessment_authorised_on > month_ends.month_end, TRUE)
LEFT JOIN supervised ON assessments.event_id = supervised.event_id
LEFT JOIN first_supervision ON assessments.authority_id = first_supervision.authority_id
WHERE assessments.has_valid_start_clock
