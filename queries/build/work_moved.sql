-- One row is one part of an authority that gave work to another or took it over on one day, and the names of
-- the others: teams, and services where the other team belongs to another service.
-- Read by: data/series_breaks.py.
WITH moves AS (
    SELECT
        team_changes.authority_id,
        team_changes.changed_on,
        team_changes.old_unit_id AS unit_id,
        team_changes.new_unit_id AS other_id,
        TRUE AS has_given
    FROM team_changes
    UNION ALL
    SELECT
        team_changes.authority_id,
        team_changes.changed_on,
        team_changes.new_unit_id AS unit_id,
        team_changes.old_unit_id AS other_id,
        FALSE AS has_given
    FROM team_changes
),

placed AS (
    SELECT
        moves.authority_id,
        moves.changed_on,
        moves.has_given,
        moves.unit_id,
        own.parent_id AS service_id,
        others.name AS other_name,
        others.parent_id AS other_service_id
    FROM moves
    INNER JOIN org_units AS own ON moves.unit_id = own.org_unit_id
    INNER JOIN org_units AS others ON moves.other_id = others.org_unit_id
),

of_units AS (
    SELECT
        placed.authority_id,
        placed.unit_id AS org_unit_id,
        placed.changed_on,
        placed.has_given,
        placed.other_name
    FROM placed
    UNION DISTINCT
    SELECT
        placed.authority_id,
        placed.service_id AS org_unit_id,
        placed.changed_on,
        placed.has_given,
        placed.other_name
    FROM placed
    WHERE placed.service_id <> placed.other_service_id
)

SELECT
    of_units.authority_id,
    of_units.org_unit_id,
    of_units.changed_on,
    of_units.has_given,
    list(of_units.other_name ORDER BY of_units.other_name ASC NULLS LAST) AS other_names
FROM of_units
GROUP BY
    of_units.authority_id,
    of_units.org_unit_id,
    of_units.changed_on,
    of_units.has_given
ORDER BY
    of_units.authority_id ASC NULLS LAST,
    of_units.org_unit_id ASC NULLS LAST,
    of_units.changed_on ASC NULLS LAST,
    of_units.has_given ASC NULLS LAST;
