-- One row is one thing that is not done on the day looked at and is overdue then, or falls due by the last
-- day wanted; oldest first. Team and worker are those the figures count it under: of the day it was due.
-- worker_now_id is who is allocated to the child on the day looked at.
-- all_work stands for the open work of every kind, one branch a KPI. Read by: data/calculation/open_work.py.
WITH now_with AS (
    SELECT
        in_force.child_id,
        min(in_force.worker_id) AS worker_id
    FROM events.allocations_in_force AS in_force
    WHERE
        in_force.authority_id = $authority_id
        AND in_force.in_force_from <= cast($looked_at_on AS DATE)
        AND (in_force.in_force_until IS NULL OR in_force.in_force_until >= cast($looked_at_on AS DATE))
    GROUP BY in_force.child_id
),

placed AS (
    SELECT
        work.kind_id,
        work.kpi_id,
        work.event_id,
        work.child_id,
        work.worker_id,
        work.started_on,
        work.due_on,
        work.is_overdue,
        work.is_doubtful,
        coalesce(teams.org_unit_id, concat($authority_id, ':not_allocated')) AS team_unit_id
    FROM all_work AS work
    LEFT JOIN org_units AS teams
        ON teams.level = 'team' AND concat($authority_id, ':', work.team_id) = teams.org_unit_id
)

SELECT
    placed.kind_id,
    placed.kpi_id,
    placed.event_id,
    placed.child_id,
    placed.team_unit_id,
    placed.worker_id,
    now_with.worker_id AS worker_now_id,
    placed.started_on,
    placed.due_on,
    placed.is_overdue,
    placed.is_doubtful
FROM placed
LEFT JOIN now_with ON placed.child_id = now_with.child_id
WHERE
    ($team_unit_ids IS NULL OR list_contains(cast($team_unit_ids AS VARCHAR[]), placed.team_unit_id))
    AND ($worker_id IS NULL OR placed.worker_id = $worker_id)
ORDER BY
    placed.due_on ASC NULLS LAST,
    placed.kind_id ASC NULLS LAST,
    placed.child_id ASC NULLS LAST,
    placed.event_id ASC NULLS LAST;
