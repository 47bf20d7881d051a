-- Let another connection find tables in the same places. Read by: data/side_by_side.py.
SET search_path = $search_path;
