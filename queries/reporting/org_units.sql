-- One row is one part of the organisation that figures can be about. Read by: data/organisation.py.
SELECT
    org_unit_id,
    authority_id,
    name
FROM org_units
ORDER BY org_unit_id;
