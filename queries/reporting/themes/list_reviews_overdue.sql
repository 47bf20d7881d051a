-- One row is one child in care whose review is not in date on a day.
-- Read by: reporting/themes (reviews of children in care).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    children.care_started_on,
    children.last_review_on,
    children.review_due_on,
    date_diff('day', children.review_due_on, children.month_end) AS days_overdue
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.is_review_in_date IS NOT TRUE
ORDER BY children.review_due_on NULLS FIRST, children.child_id;
