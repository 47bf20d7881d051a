-- One row is one child in care who is placed with parents on a day, with the visit that is due.
-- Read by: reporting/themes (placed with parents).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    CASE children.legal_status_code
        WHEN 'C1' THEN 'Interim care order'
        WHEN 'C2' THEN 'Full care order'
        WHEN 'E1' THEN 'Placement order'
        WHEN 'V2' THEN 'Agreed with parents (section 20)'
        ELSE concat('Other, code ', children.legal_status_code)
    END AS legal_status,
    children.placement_started_on,
    children.last_visit_on,
    children.visit_due_on,
    greatest(date_diff('day', children.visit_due_on, children.month_end), 0) AS days_overdue
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.placement_type_code = 'P1'
ORDER BY children.visit_due_on NULLS LAST, children.child_id;
