-- One row is one authority of the build. Read by: data/series_breaks.py.
SELECT org_units.org_unit_id
FROM org_units
WHERE org_units.level = 'authority'
ORDER BY org_units.org_unit_id ASC NULLS LAST;
