-- One row is one step of a reorganisation of an authority, in ids of its units.
-- Read by: reporting/teams/columns.py.
SELECT
    team_changes.changed_on,
    team_changes.old_unit_id,
    team_changes.new_unit_id
FROM team_changes
WHERE team_changes.authority_id = $authority_id
ORDER BY team_changes.changed_on, team_changes.old_unit_id, team_changes.new_unit_id;
