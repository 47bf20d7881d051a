-- One row is one part of an authority above the single worker, with the days between which it exists.
-- Read by: reporting/organisation_tree.py.
SELECT
    org_units.org_unit_id,
    org_units.parent_id,
    org_units.authority_id,
    org_units.level,
    org_units.name,
    org_units.valid_from,
    org_units.valid_to
FROM org_units
WHERE org_units.authority_id = $authority_id AND org_units.level <> 'worker'
ORDER BY org_units.level, org_units.name, org_units.org_unit_id;
