-- One row is one child and the team that can put its records right: the one that has the child now, or had it last.
-- Read by: queries/data_checks.
CREATE OR REPLACE TEMP TABLE teams_of_children AS
SELECT
    in_force.authority_id,
    in_force.child_id,
    in_force.team_id
FROM events.allocations_in_force AS in_force
QUALIFY
    row_number() OVER (
        PARTITION BY in_force.authority_id, in_force.child_id
        ORDER BY in_force.in_force_from DESC NULLS LAST
    ) = 1;
