-- One row is what is known of one child on the day of the extract: age, disability, who works with the child.
-- No row for an id that the records do not have. Read by: reporting/journey/child.py.
SELECT
    children.child_id,
    children.sex,
    age_on(children.birth_on, coverage.as_at_on) AS age_in_years,
    children.birth_on > coverage.as_at_on AS is_unborn,
    children.ethnicity_group,
    children.disability,
    teams.name AS team,
    teams.org_unit_id AS team_unit_id,
    allocated.worker_id,
    statuses.case_status
FROM events.children
INNER JOIN staged.coverage ON children.authority_id = coverage.authority_id
LEFT JOIN events.allocations_in_force AS allocated
    ON
        children.authority_id = allocated.authority_id
        AND children.child_id = allocated.child_id
        AND coverage.as_at_on >= allocated.in_force_from
        AND (allocated.in_force_until IS NULL OR coverage.as_at_on <= allocated.in_force_until)
LEFT JOIN org_units AS teams
    ON teams.level = 'team' AND concat(children.authority_id, ':', allocated.team_id) = teams.org_unit_id
LEFT JOIN events.case_statuses AS statuses
    ON
        children.authority_id = statuses.authority_id
        AND children.child_id = statuses.child_id
        AND coverage.as_at_on >= statuses.status_started_on
        AND (statuses.status_ended_on IS NULL OR coverage.as_at_on < statuses.status_ended_on)
WHERE children.authority_id = $authority_id AND children.child_id = $child_id
ORDER BY
    allocated.event_id ASC NULLS LAST,
    statuses.event_id ASC NULLS LAST
LIMIT 1;
