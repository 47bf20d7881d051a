-- One row is one move of one child between early help and social care: up when an early help episode ended
-- with a step up, or the child was referred within 30 days of its end; down when an episode of a child in
-- need closed to early help. Both directions stand in one table, told apart by direction.
-- Read by: children moving between early help and social care.
SELECT
    concat(episodes.event_id, ':up') AS event_id,
    episodes.authority_id,
    episodes.child_id,
    episodes.team_id,
    episodes.worker_id,
    episodes.sex,
    episodes.age_band,
    episodes.ethnicity_group,
    episodes.disability,
    episodes.load_id,
    episodes.landed_row,
    episodes.landed_table,
    episodes.episode_ended_on AS moved_on,
    'Up to social care' AS direction
FROM events.early_help_episodes AS episodes
WHERE
    episodes.episode_ended_on IS NOT NULL
    AND (episodes.is_recorded_as_step_up OR coalesce(episodes.referred_on <= episodes.episode_ended_on + 30, FALSE))
UNION ALL
SELECT
    concat(closures.event_id, ':down') AS event_id,
    closures.authority_id,
    closures.child_id,
    closures.team_id,
    closures.worker_id,
    closures.sex,
    closures.age_band,
    closures.ethnicity_group,
    closures.disability,
    closures.load_id,
    closures.landed_row,
    closures.landed_table,
    closures.closed_on AS moved_on,
    'Down to early help' AS direction
FROM events.closures
WHERE closures.is_step_down AND closures.has_valid_dates
