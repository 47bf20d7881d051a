-- One row is one time a child came back after being missing in the months from a day to another without a return home
-- interview within 72 hours on record. Read by: reporting/themes (missing children).
SELECT
    episodes.child_id,
    teams.name AS team,
    episodes.worker_id,
    episodes.age_band,
    episodes.missing_from,
    episodes.episode_started_on,
    episodes.episode_ended_on,
    CASE
        WHEN episodes.is_interview_refused THEN 'Refused'
        WHEN episodes.held_at IS NOT NULL THEN 'Held after 72 hours'
        WHEN episodes.is_interview_offered THEN 'Offered, not held'
        WHEN NOT episodes.is_interview_offered THEN 'Not offered'
        ELSE 'Not known'
    END AS interview
FROM events.missing_episodes AS episodes
LEFT JOIN org_units AS teams ON concat(episodes.authority_id, ':', episodes.team_id) = teams.org_unit_id
WHERE
    episodes.authority_id = $authority_id
    AND episodes.episode_ended_on BETWEEN cast($since AS DATE) AND cast($on AS DATE)
    AND episodes.is_interview_applicable
    AND NOT episodes.is_interviewed_in_72_hours
    AND NOT coalesce(episodes.is_too_recent_for_interview, FALSE)
ORDER BY episodes.episode_ended_on DESC, episodes.child_id ASC;
