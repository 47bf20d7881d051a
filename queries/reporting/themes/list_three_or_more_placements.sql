-- One row is one child in care on a day with three or more placements in the 12 months up to it.
-- Read by: reporting/themes (placements of children in care).
SELECT
    children.child_id,
    teams.name AS team,
    children.worker_id,
    children.age_in_years,
    children.placements_in_12_months,
    children.placement_type,
    children.placement_started_on,
    children.distance_miles,
    children.care_started_on
FROM events.children_in_care_at_month_end AS children
LEFT JOIN org_units AS teams ON concat(children.authority_id, ':', children.team_id) = teams.org_unit_id
WHERE
    children.authority_id = $authority_id
    AND children.month_end = cast($on AS DATE)
    AND children.placements_in_12_months >= 3
ORDER BY children.placements_in_12_months DESC, children.placement_started_on DESC, children.child_id ASC;
