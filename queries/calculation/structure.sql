-- One row is one unit of the organisation with the days it existed, as days from 1 January 1970; of a team
-- also its bare id and the service area it belongs to. Read by: data/calculation/places.py.
SELECT
    units.org_unit_id,
    date_diff('day', DATE '1970-01-01', units.valid_from) AS first_day,
    date_diff('day', DATE '1970-01-01', units.valid_to) AS last_day,
    units.authority_id,
    teams.team_id,
    teams.service_area_unit
FROM staged.org_units AS units
LEFT JOIN team_structure AS teams ON units.org_unit_id = teams.team_unit;
