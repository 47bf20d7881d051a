-- One row is a number of moves of children from one service to another in a period: up from early help to the
-- service that took the referral, down from the service that closed the case to early help, and across where
-- a child's allocated team changed to one of another service. A NULL service is not known.
-- Read by: reporting/journey/moves.py.
WITH services AS (
    SELECT
        concat(teams.authority_id, ':', substr(teams.org_unit_id, length(teams.authority_id) + 2)) AS team_unit_id,
        parents.name AS service
    FROM org_units AS teams
    INNER JOIN org_units AS parents ON teams.parent_id = parents.org_unit_id AND parents.level = 'service_area'
    WHERE teams.level = 'team'
),

referred AS (
    SELECT
        step_changes.event_id,
        arg_min(referrals.team_id, referrals.referral_received_on) AS team_id
    FROM events.step_changes
    INNER JOIN events.referrals
        ON
            step_changes.authority_id = referrals.authority_id
            AND step_changes.child_id = referrals.child_id
            AND step_changes.moved_on <= referrals.referral_received_on
            AND step_changes.moved_on + 30 >= referrals.referral_received_on
    WHERE step_changes.direction = 'Up to social care'
    GROUP BY step_changes.event_id
),

moved AS (
    SELECT
        CASE step_changes.direction WHEN 'Up to social care' THEN 'up' ELSE 'down' END AS move_kind,
        CASE WHEN step_changes.direction <> 'Up to social care' THEN step_changes.team_id END AS from_team_id,
        CASE WHEN step_changes.direction = 'Up to social care' THEN referred.team_id END AS to_team_id,
        step_changes.authority_id
    FROM events.step_changes
    LEFT JOIN referred ON step_changes.event_id = referred.event_id
    WHERE
        step_changes.authority_id = $authority_id
        AND step_changes.moved_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
    UNION ALL
    SELECT
        'across' AS move_kind,
        allocations.previous_team_id AS from_team_id,
        allocations.team_id AS to_team_id,
        allocations.authority_id
    FROM events.allocations
    WHERE
        allocations.authority_id = $authority_id
        AND allocations.is_change_of_team
        AND allocations.allocation_started_on BETWEEN cast($first_day AS DATE) AND cast($last_day AS DATE)
)

SELECT
    moved.move_kind,
    CASE moved.move_kind WHEN 'up' THEN 'Early help' ELSE leaving.service END AS from_service,
    CASE moved.move_kind WHEN 'down' THEN 'Early help' ELSE joining.service END AS to_service,
    count(*) AS moves
FROM moved
LEFT JOIN services AS leaving ON concat(moved.authority_id, ':', moved.from_team_id) = leaving.team_unit_id
LEFT JOIN services AS joining ON concat(moved.authority_id, ':', moved.to_team_id) = joining.team_unit_id
WHERE moved.move_kind <> 'across' OR leaving.service IS DISTINCT FROM joining.service
GROUP BY ALL
ORDER BY ALL;
