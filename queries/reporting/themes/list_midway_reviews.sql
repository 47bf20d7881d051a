-- One row is one child in care for whom half the time between the last review and the next passes in the 30 days
-- after a day. Read by: reporting/themes (midway reviews).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    children.last_review_on,
    children.review_due_on,
    cast(
        children.last_review_on
        + to_days(cast(date_diff('day', children.last_review_on, children.review_due_on) // 2 AS INTEGER)) AS DATE
    ) AS midway_on
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND date_diff('day', children.last_review_on, children.review_due_on) > 0
    AND date_diff('day', children.month_end, children.last_review_on)
    + date_diff('day', children.last_review_on, children.review_due_on) // 2 BETWEEN 1 AND 30
ORDER BY midway_on, children.child_id;
