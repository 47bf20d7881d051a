-- One row is one table of a DuckDB file that a council sent. Read by: data/sources/ssd/files.py.
SELECT tables.table_name
FROM information_schema.tables AS tables
ORDER BY tables.table_name ASC NULLS LAST;
