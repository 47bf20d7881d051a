-- Where a connection finds a table that is named without its database or schema. Read by: data/side_by_side.py.
SELECT current_setting('search_path') AS search_path;
