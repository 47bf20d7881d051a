-- One row is one team that lists 3 to 9 name and that no feed knows. Read by: staged.org_units.
INSERT INTO staged.teams BY NAME
SELECT
    annex_a_teams.team_id,
    min(annex_a_teams.allocated_team) AS team_name,
    min(annex_a_teams.allocated_team) AS name,
    annex_a_teams.authority_id,
    'annex_a' AS source_kind,
    max(annex_a_teams.load_id) AS load_id
FROM annex_a_teams
WHERE NOT annex_a_teams.is_in_feed
GROUP BY
    annex_a_teams.authority_id,
    annex_a_teams.team_id;
