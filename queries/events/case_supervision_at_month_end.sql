-- One row is one child with open work at the end of one month, and when a manager last looked at the work.
-- Supervision is judged by the interval for the case status (local settings). The last supervision is
-- day 0; a new worker starts the clock (a new team of the same worker does not), so a child is judged from
-- the day after the interval since the worker took over. A session about brothers and sisters is a row for
-- each child. Nothing is known before one interval has passed since the feed's first row.
-- Oversight is a manager's decision, or supervision of the work, that was on the record by the day.
-- Read by: case supervision in time, management oversight.
WITH sessions AS (
    SELECT DISTINCT
        case_supervision.authority_id,
        case_supervision.child_id,
        cast(case_supervision.held_at AS DATE) AS held_on
    FROM staged.case_supervision
    WHERE case_supervision.held_at IS NOT NULL
),

supervised AS (
    SELECT
        sessions.authority_id,
        sessions.child_id,
        sessions.held_on,
        lead(sessions.held_on, 1, NULL) OVER (
            PARTITION BY sessions.authority_id, sessions.child_id
            ORDER BY sessions.held_on ASC NULLS LAST
        ) AS next_held_on
    FROM sessions
),

supervision_starts AS (
    SELECT
        sessions.authority_id,
        min(sessions.held_on) AS supervision_from
    FROM sessions
    GROUP BY sessions.authority_id
),

oversight AS (
    SELECT
        recording_times.authority_id,
        recording_times.child_id,
        cast(recording_times.happened_at AS DATE) AS overseen_on,
        cast(recording_times.recorded_at AS DATE) AS recorded_on
    FROM staged.recording_times
    WHERE recording_times.kind = 'decision'
    UNION ALL
    SELECT
        case_supervision.authority_id,
        case_supervision.child_id,
        cast(case_supervision.held_at AS DATE) AS overseen_on,
        cast(coalesce(case_supervision.recorded_at, case_supervision.held_at) AS DATE) AS recorded_on
    FROM staged.case_supervision
),

oversight_days AS (
    SELECT
        oversight.authority_id,
        oversight.child_id,
        oversight.recorded_on,
        max(oversight.overseen_on) AS overseen_on
    FROM oversight
    WHERE oversight.recorded_on IS NOT NULL
    GROUP BY
        oversight.authority_id,
        oversight.child_id,
        oversight.recorded_on
),

overseen AS (
    SELECT
        oversight_days.authority_id,
        oversight_days.child_id,
        oversight_days.recorded_on,
        max(oversight_days.overseen_on) OVER (
            PARTITION BY oversight_days.authority_id, oversight_days.child_id
            ORDER BY oversight_days.recorded_on ASC NULLS LAST
            ROWS UNBOUNDED PRECEDING
        ) AS overseen_on,
        lead(oversight_days.recorded_on, 1, NULL) OVER (
            PARTITION BY oversight_days.authority_id, oversight_days.child_id
            ORDER BY oversight_days.recorded_on ASC NULLS LAST
        ) AS next_recorded_on
    FROM oversight_days
),

oversight_starts AS (
    SELECT
        oversight_days.authority_id,
        min(oversight_days.recorded_on) AS oversight_from
    FROM oversight_days
    GROUP BY oversight_days.authority_id
),

-- the intervals in force at each month's end
intervals AS (
    SELECT
        month_ends.authority_id,
        month_ends.month_end,
        settings.setting_id,
        settings.value AS interval_value,
        settings.unit AS interval_unit
    FROM month_ends
    INNER JOIN staged.settings
        ON
            month_ends.authority_id = settings.authority_id
            AND month_ends.month_end >= settings.valid_from
            AND (settings.valid_until IS NULL OR month_ends.month_end < settings.valid_until)
    WHERE settings.setting_id LIKE 'supervision_%' OR settings.setting_id = 'management_oversight_interval'
),

-- each day from which an interval may run, so that due days are worked out once and not for every child
days AS (
    SELECT sessions.held_on AS day
    FROM sessions
    UNION
    SELECT open_cases_at_month_end.allocated_on AS day
    FROM events.open_cases_at_month_end
    UNION
    SELECT oversight_days.overseen_on AS day
    FROM oversight_days
    UNION
    SELECT oversight_days.recorded_on AS day
    FROM oversight_days
),

lengths AS (
    SELECT DISTINCT
        intervals.interval_value,
        intervals.interval_unit
    FROM intervals
),

due_days AS (
    SELECT
        days.day,
        lengths.interval_value,
        lengths.interval_unit,
        due_after(days.day, lengths.interval_value, lengths.interval_unit) AS due_on
    FROM days
    CROSS JOIN lengths
    WHERE days.day IS NOT NULL
),

judged AS (
    SELECT
        cases.*,
        supervised.held_on AS last_supervised_on,
        intervals.interval_value,
        intervals.interval_unit,
        supervision_starts.supervision_from
    FROM events.open_cases_at_month_end AS cases
    LEFT JOIN intervals
        ON
            cases.authority_id = intervals.authority_id
            AND cases.month_end = intervals.month_end
            AND intervals.setting_id
            = CASE cases.case_status
                WHEN 'In care' THEN 'supervision_children_in_care'
                WHEN 'Child protection plan' THEN 'supervision_child_protection'
                WHEN 'Assessment' THEN 'supervision_assessment'
                WHEN 'Care leaver' THEN 'supervision_care_leaver'
                ELSE 'supervision_child_in_need'
            END
    LEFT JOIN supervision_starts ON cases.authority_id = supervision_starts.authority_id
    LEFT JOIN supervised
        ON
            cases.authority_id = supervised.authority_id
            AND cases.child_id = supervised.child_id
            AND cases.month_end >= supervised.held_on
            AND (supervised.next_held_on IS NULL OR cases.month_end < supervised.next_held_on)
)

SELECT
    judged.event_id,
    judged.authority_id,
    judged.child_id,
    judged.team_id,
    judged.worker_id,
    judged.sex,
    judged.age_band,
    judged.ethnicity_group,
    judged.disability,
    judged.load_id,
    judged.landed_row,
    judged.landed_table,
    judged.month_end,
    judged.case_status,
    judged.has_allocated_worker,
    judged.allocated_on,
    judged.last_supervised_on,
    session_due.due_on AS supervision_due_on,
    judged.month_end > allocation_due.due_on AS is_supervision_expected,
    coalesce(judged.month_end <= session_due.due_on, FALSE) AS is_supervised_in_time,
    coalesce(judged.month_end >= supervision_start_due.due_on, FALSE) AS is_supervision_known,
    overseen.overseen_on AS last_overseen_on,
    coalesce(judged.month_end <= oversight_due.due_on, FALSE) AS has_recent_oversight,
    coalesce(judged.month_end >= oversight_start_due.due_on, FALSE) AS is_oversight_known
FROM judged
LEFT JOIN intervals AS oversight_rule
    ON
        judged.authority_id = oversight_rule.authority_id
        AND judged.month_end = oversight_rule.month_end
        AND oversight_rule.setting_id = 'management_oversight_interval'
LEFT JOIN oversight_starts ON judged.authority_id = oversight_starts.authority_id
LEFT JOIN overseen
    ON
        judged.authority_id = overseen.authority_id
        AND judged.child_id = overseen.child_id
        AND judged.month_end >= overseen.recorded_on
        AND (overseen.next_recorded_on IS NULL OR judged.month_end < overseen.next_recorded_on)
LEFT JOIN due_days AS session_due
    ON
        judged.last_supervised_on = session_due.day
        AND judged.interval_value = session_due.interval_value
        AND judged.interval_unit = session_due.interval_unit
LEFT JOIN due_days AS allocation_due
    ON
        judged.allocated_on = allocation_due.day
        AND judged.interval_value = allocation_due.interval_value
        AND judged.interval_unit = allocation_due.interval_unit
LEFT JOIN due_days AS supervision_start_due
    ON
        judged.supervision_from = supervision_start_due.day
        AND judged.interval_value = supervision_start_due.interval_value
        AND judged.interval_unit = supervision_start_due.interval_unit
LEFT JOIN due_days AS oversight_due
    ON
        overseen.overseen_on = oversight_due.day
        AND oversight_rule.interval_value = oversight_due.interval_value
        AND oversight_rule.interval_unit = oversight_due.interval_unit
LEFT JOIN due_days AS oversight_start_due
    ON
        oversight_starts.oversight_from = oversight_start_due.day
        AND oversight_rule.interval_value = oversight_start_due.interval_value
        AND oversight_rule.interval_unit = oversight_start_due.interval_unit
