-- One row is one event table that the build holds; a build without records holds none.
-- Read by: reporting/event_tables.py.
SELECT tables.table_name AS event_table
FROM information_schema.tables AS tables
WHERE tables.table_schema = 'events'
ORDER BY tables.table_name;
