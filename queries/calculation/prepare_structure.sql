-- One row is one team at one authority, and the units it belongs to. Events without a team, or with a
-- team the structure does not know, belong to the unit 'not allocated'. Read by: data/calculation.
CREATE OR REPLACE TEMP TABLE team_structure AS
SELECT
    teams.authority_id,
    substr(teams.org_unit_id, length(teams.authority_id) + 2) AS team_id,
    teams.org_unit_id AS team_unit,
    coalesce(teams.parent_id, concat(teams.authority_id, ':not_allocated_service')) AS service_area_unit
FROM staged.org_units AS teams
WHERE teams.level = 'team';
