-- One row says whether a build holds a relation: builds that an older program made may not.
-- Read by: reporting/older_builds.py.
SELECT count(*) > 0 AS is_there
FROM information_schema.tables AS relations
WHERE relations.table_schema = 'main' AND relations.table_name = $relation;
