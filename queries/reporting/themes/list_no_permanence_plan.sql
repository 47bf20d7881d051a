-- One row is one child in care for 112 days or more on a day whose care plan names no way to a permanent home.
-- Read by: reporting/themes (permanence).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    children.care_started_on,
    children.days_in_care,
    children.legal_status_code,
    children.placement_type,
    children.last_review_on,
    children.review_due_on
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.days_in_care >= 112
    AND NOT children.has_permanence_plan
ORDER BY children.days_in_care DESC, children.child_id ASC;
