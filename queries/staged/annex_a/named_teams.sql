-- One row is one team as a list names it, and its id: that of the feed teams if it has a team of
-- this name. Read by: the other files of this folder.
CREATE OR REPLACE TEMP TABLE annex_a_teams AS
WITH named AS (
    SELECT
        annex_a_rows.authority_id,
        annex_a_rows.allocated_team,
        max(annex_a_rows.load_id) AS load_id
    FROM annex_a_rows
    WHERE team_key(annex_a_rows.allocated_team) IS NOT NULL
    GROUP BY
        annex_a_rows.authority_id,
        annex_a_rows.allocated_team
),

in_feed AS (
    SELECT
        teams.authority_id,
        team_key(teams.name) AS name_key,
        max_by(teams.team_id, coalesce(teams.valid_to, DATE '9999-12-31')) AS team_id
    FROM staged.teams
    WHERE teams.source_kind = 'feed'
    GROUP BY
        teams.authority_id,
        team_key(teams.name)
)

SELECT
    named.authority_id,
    named.allocated_team,
    named.load_id,
    coalesce(in_feed.team_id, team_key(named.allocated_team)) AS team_id,
    in_feed.team_id IS NOT NULL AS is_in_feed
FROM named
LEFT JOIN in_feed
    ON named.authority_id = in_feed.authority_id AND team_key(named.allocated_team) = in_feed.name_key;
