-- One row is one child who went missing twice or more in the 90 days up to a day, or is missing on it.
-- Read by: reporting/themes (missing children).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_band,
    children.missing_episodes_in_90_days,
    children.missing_episodes_in_12_months,
    children.is_in_care,
    children.is_missing_now,
    children.missing_since_on
FROM events.children_missing_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND (children.missing_episodes_in_90_days >= 2 OR children.is_missing_now)
ORDER BY children.is_missing_now DESC, children.missing_episodes_in_90_days DESC, children.child_id ASC;
