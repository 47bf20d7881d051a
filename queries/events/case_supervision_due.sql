-- One row is one supervision of the work with one child that fell due: counted from the last one, or from
-- the day the worker took over. It lapses when the worker changes or the work with the child ends, whichever
-- comes first. The interval is that of the case status on the day the counting starts (local settings).
-- Children without an allocated worker owe nothing here; they stand in open_cases_at_month_end.
-- Care leavers are in that table only, because their worker is an adviser.
-- Team: the worker's at the start of the stretch. Read by: case supervision due in the month.
WITH sessions AS (
    SELECT DISTINCT
        case_supervision.authority_id,
        case_supervision.child_id,
        cast(case_supervision.held_at AS DATE) AS held_on
    FROM staged.case_supervision
    WHERE case_supervision.held_at IS NOT NULL
),

supervision_starts AS (
    SELECT
        sessions.authority_id,
        min(sessions.held_on) AS supervision_from
    FROM sessions
    GROUP BY sessions.authority_id
),

days AS (
    SELECT
        with_worker.authority_id,
        with_worker.child_id,
        with_worker.event_id AS stretch_id,
        with_worker.worker_id,
        with_worker.team_id,
        with_worker.released_on,
        with_worker.allocated_on AS day,
        0 AS is_session
    FROM events.worker_stretches AS with_worker
    UNION ALL
    SELECT
        with_worker.authority_id,
        with_worker.child_id,
        with_worker.event_id AS stretch_id,
        with_worker.worker_id,
        with_worker.team_id,
        with_worker.released_on,
        sessions.held_on AS day,
        1 AS is_session
    FROM events.worker_stretches AS with_worker
    INNER JOIN sessions
        ON
            with_worker.authority_id = sessions.authority_id
            AND with_worker.child_id = sessions.child_id
            AND with_worker.allocated_on <= sessions.held_on
            AND (with_worker.released_on IS NULL OR with_worker.released_on > sessions.held_on)
),

owed AS (
    SELECT
        days.authority_id,
        days.child_id,
        days.stretch_id,
        days.worker_id,
        days.team_id,
        days.released_on,
        days.day AS due_from,
        days.is_session,
        lead(days.day, 1, NULL) OVER (
            PARTITION BY days.authority_id, days.child_id, days.stretch_id
            ORDER BY days.day ASC NULLS LAST, days.is_session ASC NULLS LAST
        ) AS done_on
    FROM days
),

-- when the work with the child ends: statuses that follow each other are one stretch
open_runs AS (
    SELECT
        case_statuses.authority_id,
        case_statuses.child_id,
        case_statuses.case_status,
        case_statuses.status_started_on,
        case_statuses.status_ended_on,
        CASE
            WHEN
                lead(case_statuses.status_started_on, 1, NULL) OVER (
                    PARTITION BY case_statuses.authority_id, case_statuses.child_id
                    ORDER BY case_statuses.status_started_on ASC NULLS LAST
                ) = case_statuses.status_ended_on
                THEN NULL
            ELSE coalesce(case_statuses.status_ended_on, DATE '9999-12-31')
        END AS run_end_on
    FROM events.case_statuses
),

statuses AS (
    SELECT
        open_runs.authority_id,
        open_runs.child_id,
        open_runs.case_status,
        open_runs.status_started_on,
        open_runs.status_ended_on,
        min(open_runs.run_end_on) OVER (
            PARTITION BY open_runs.authority_id, open_runs.child_id
            ORDER BY open_runs.status_started_on ASC NULLS LAST
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
        ) AS work_ends_on
    FROM open_runs
),

with_status AS (
    SELECT
        owed.*,
        statuses.case_status,
        statuses.work_ends_on,
        CASE statuses.case_status
            WHEN 'In care' THEN 'supervision_children_in_care'
            WHEN 'Child protection plan' THEN 'supervision_child_protection'
            WHEN 'Assessment' THEN 'supervision_assessment'
            ELSE 'supervision_child_in_need'
        END AS setting_id
    FROM owed
    INNER JOIN statuses
        ON
            owed.authority_id = statuses.authority_id
            AND owed.child_id = statuses.child_id
            AND owed.due_from >= statuses.status_started_on
            AND (statuses.status_ended_on IS NULL OR owed.due_from < statuses.status_ended_on)
),

-- outer joins, so that the rules are looked up once for a row and not joined to every row first
with_rule AS (
    SELECT
        with_status.*,
        supervision_starts.supervision_from,
        supervision_rule.value AS interval_value,
        supervision_rule.unit AS interval_unit
    FROM with_status
    LEFT JOIN supervision_starts ON with_status.authority_id = supervision_starts.authority_id
    LEFT JOIN staged.settings AS supervision_rule
        ON
            with_status.authority_id = supervision_rule.authority_id
            AND with_status.setting_id = supervision_rule.setting_id
            AND with_status.due_from >= supervision_rule.valid_from
            AND (supervision_rule.valid_until IS NULL OR with_status.due_from < supervision_rule.valid_until)
),

-- due days are worked out once for a day and interval, not for every child
due_days AS (
    SELECT
        lengths.day,
        lengths.interval_value,
        lengths.interval_unit,
        due_after(lengths.day, lengths.interval_value, lengths.interval_unit) AS due_on
    FROM (
        SELECT
            with_rule.due_from AS day,
            with_rule.interval_value,
            with_rule.interval_unit
        FROM with_rule
        UNION
        SELECT
            with_rule.supervision_from AS day,
            with_rule.interval_value,
            with_rule.interval_unit
        FROM with_rule
    ) AS lengths
),

obligations AS (
    SELECT
        with_rule.*,
        due_days.due_on,
        first_days.due_on AS known_from
    FROM with_rule
    INNER JOIN due_days
        ON
            with_rule.due_from = due_days.day
            AND with_rule.interval_value = due_days.interval_value
            AND with_rule.interval_unit = due_days.interval_unit
    INNER JOIN due_days AS first_days
        ON
            with_rule.supervision_from = first_days.day
            AND with_rule.interval_value = first_days.interval_value
            AND with_rule.interval_unit = first_days.interval_unit
)

SELECT
    concat(
        obligations.stretch_id,
        ':',
        obligations.due_from,
        CASE WHEN obligations.is_session = 1 THEN ':supervised' ELSE '' END
    ) AS event_id,
    obligations.authority_id,
    obligations.child_id,
    obligations.team_id,
    obligations.worker_id,
    children.sex,
    age_band(children.birth_on, obligations.due_on) AS age_band,
    children.ethnicity_group,
    children.disability,
    children.load_id,
    children.landed_row,
    children.landed_table,
    obligations.case_status,
    obligations.due_from,
    obligations.due_on,
    CASE
        WHEN obligations.done_on < least(coalesce(obligations.released_on, DATE '9999-12-31'), obligations.work_ends_on)
            THEN obligations.done_on
    END AS done_on,
    CASE
        WHEN
            least(coalesce(obligations.released_on, DATE '9999-12-31'), obligations.work_ends_on) < DATE '9999-12-31'
            AND coalesce(
                obligations.done_on
                >= least(coalesce(obligations.released_on, DATE '9999-12-31'), obligations.work_ends_on),
                TRUE
            )
            THEN least(coalesce(obligations.released_on, DATE '9999-12-31'), obligations.work_ends_on)
    END AS lapsed_on,
    obligations.due_on >= obligations.known_from AS is_supervision_known
FROM obligations
LEFT JOIN events.children
    ON obligations.authority_id = children.authority_id AND obligations.child_id = children.child_id
