-- One row is one child with a plan for adoption that was made, or under way, in the months from a day to another,
-- with each step taken by that day. Read by: reporting/themes/adoption.py.
SELECT
    adoptions.child_id,
    teams.name AS team,
    adoptions.worker_id,
    adoptions.care_started_on,
    adoptions.adoption_decided_on,
    adoptions.placement_order_on,
    adoptions.matched_on,
    adoptions.moved_in_on,
    adoptions.adopted_on,
    least(adoptions.decision_reversed_on, adoptions.other_order_on) AS ended_on,
    adoptions.is_adopted_by_carer,
    adoptions.has_valid_clock
FROM events.adoptions
LEFT JOIN org_units AS teams ON concat(adoptions.authority_id, ':', adoptions.team_id) = teams.org_unit_id
WHERE
    adoptions.authority_id = $authority_id
    AND coalesce(
        adoptions.adoption_decided_on, adoptions.placement_order_on, adoptions.matched_on, adoptions.moved_in_on
    ) <= cast($on AS DATE)
    AND coalesce(adoptions.adopted_on >= cast($since AS DATE), TRUE)
    AND coalesce(adoptions.decision_reversed_on >= cast($since AS DATE), TRUE)
    AND coalesce(adoptions.other_order_on >= cast($since AS DATE), TRUE)
ORDER BY adoptions.care_started_on, adoptions.child_id;
