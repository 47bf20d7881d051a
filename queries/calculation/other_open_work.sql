-- One row is one thing of a kind that no KPI has a running clock for, not done on the day looked at, and
-- when it is due. Read by: data/calculation/open_work.py.
SELECT
    other_work_due.kind_id,
    cast(NULL AS VARCHAR) AS kpi_id,
    other_work_due.event_id,
    other_work_due.child_id,
    other_work_due.team_id,
    other_work_due.worker_id,
    other_work_due.due_from AS started_on,
    other_work_due.due_on,
    other_work_due.late_from_on <= cast($looked_at_on AS DATE) AS is_overdue,
    FALSE AS is_doubtful
FROM events.other_work_due
WHERE
    other_work_due.authority_id = $authority_id
    AND other_work_due.due_from <= cast($looked_at_on AS DATE)
    AND other_work_due.due_on <= cast($until AS DATE)
    AND (other_work_due.done_on IS NULL OR other_work_due.done_on > cast($looked_at_on AS DATE))
    AND (other_work_due.lapsed_on IS NULL OR other_work_due.lapsed_on > cast($looked_at_on AS DATE))
