-- One row is one child with early help at the end of one month; a child with two open episodes counts
-- once. Ended on the last day of the month is ended. Families are counted through one child of each
-- (is_first_of_family); a child without a known family is a family alone.
-- Read by: children and families open to early help.
WITH open_episodes AS (
    SELECT
        episodes.*,
        month_ends.month_end
    FROM events.early_help_episodes AS episodes
    INNER JOIN month_ends
        ON
            episodes.authority_id = month_ends.authority_id
            AND episodes.episode_started_on <= month_ends.month_end
            AND (episodes.episode_ended_on IS NULL OR episodes.episode_ended_on > month_ends.month_end)
    QUALIFY
        row_number() OVER (
            PARTITION BY episodes.authority_id, episodes.child_id, month_ends.month_end
            ORDER BY episodes.episode_started_on ASC NULLS LAST, episodes.event_id ASC NULLS LAST
        ) = 1
)

SELECT
    concat(open_episodes.authority_id, ':', open_episodes.child_id, ':', open_episodes.month_end) AS event_id,
    open_episodes.authority_id,
    open_episodes.child_id,
    open_episodes.team_id,
    open_episodes.worker_id,
    open_episodes.sex,
    age_band(children.birth_on, open_episodes.month_end) AS age_band,
    open_episodes.ethnicity_group,
    open_episodes.disability,
    open_episodes.load_id,
    open_episodes.landed_row,
    open_episodes.landed_table,
    open_episodes.month_end,
    open_episodes.episode_started_on,
    open_episodes.month_end - open_episodes.episode_started_on AS days_open,
    open_episodes.family_id,
    row_number() OVER (
        PARTITION BY open_episodes.authority_id, open_episodes.family_id, open_episodes.month_end
        ORDER BY open_episodes.episode_started_on ASC NULLS LAST, open_episodes.child_id ASC NULLS LAST
    ) = 1 AS is_first_of_family
FROM open_episodes
LEFT JOIN events.children
    ON open_episodes.authority_id = children.authority_id AND open_episodes.child_id = children.child_id
