-- One row is one unit of the organisation with the days it existed, as days from 1 January 1970; of a team
-- also its bare id and the service area it belongs to. Events without a team, or with a team that is not
-- here, belong to the unit 'not allocated'. Read by: data/calculation/places.py.
SELECT
    units.org_unit_id,
    date_diff('day', DATE '1970-01-01', units.valid_from) AS first_day,
    date_diff('day', DATE '1970-01-01', units.valid_to) AS last_day,
    units.authority_id,
    CASE units.level WHEN 'team' THEN substr(units.org_unit_id, length(units.authority_id) + 2) END AS team_id,
    coalesce(units.parent_id, concat(units.authority_id, ':not_allocated_service')) AS service_area_id
FROM staged.org_units AS units;
