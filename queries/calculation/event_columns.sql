-- One row is one event table and its columns. Read by: data/calculation/event_tables.py.
SELECT
    columns.table_name,
    list(columns.column_name ORDER BY columns.ordinal_position ASC NULLS LAST) AS column_names
FROM information_schema.columns AS columns
WHERE columns.table_schema = 'events'
GROUP BY columns.table_name;
