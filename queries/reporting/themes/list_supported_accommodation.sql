-- One row is one child in care aged 16 or 17 who lives in supported or independent accommodation on a day.
-- Read by: reporting/themes (supported accommodation).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    children.placement_type,
    children.placement_started_on,
    children.distance_miles,
    children.last_visit_on,
    children.visit_due_on,
    children.is_uasc AS is_unaccompanied
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.age_in_years >= 16
    AND children.placement_type_code IN ('P2', 'H5')
ORDER BY children.age_in_years, children.placement_started_on, children.child_id;
