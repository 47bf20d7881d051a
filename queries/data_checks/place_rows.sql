-- One row is one row that a check looked at, with the part of the organisation that can put it right: the team it
-- names, if that still exists, else the team that has the child now or had it last. Reads looked_at.
-- Read by: data/data_checks.
CREATE OR REPLACE TEMP TABLE placed_rows AS
SELECT
    looked_at.authority_id,
    looked_at.child_id,
    looked_at.source_table,
    looked_at.source_columns,
    looked_at.load_id,
    looked_at.landed_row,
    looked_at.rows_concerned,
    looked_at.doubt,
    coalesce(structure.service_area_unit, concat(looked_at.authority_id, ':not_allocated_service'))
        AS service_area_unit,
    coalesce(structure.team_unit, concat(looked_at.authority_id, ':not_allocated')) AS team_unit
FROM looked_at
LEFT JOIN teams_of_children
    ON
        looked_at.authority_id = teams_of_children.authority_id
        AND looked_at.child_id = teams_of_children.child_id
LEFT JOIN staged.org_units AS own_team
    ON
        concat(looked_at.authority_id, ':', looked_at.team_id) = own_team.org_unit_id
        AND own_team.valid_to IS NULL
LEFT JOIN team_structure AS structure
    ON
        looked_at.authority_id = structure.authority_id
        AND CASE
            WHEN own_team.org_unit_id IS NOT NULL THEN looked_at.team_id
            ELSE coalesce(teams_of_children.team_id, looked_at.team_id)
        END = structure.team_id;
