-- One row is one column of one staged table. Read by: data/origin_finder.py.
SELECT
    columns.table_schema,
    columns.table_name,
    columns.column_name
FROM information_schema.columns AS columns
WHERE columns.table_schema = 'staged'
ORDER BY
    columns.table_name ASC NULLS LAST,
    columns.ordinal_position ASC NULLS LAST;
