-- The schema that holds what the extracts say, in one form for every source. Read by: data/staging.
CREATE SCHEMA IF NOT EXISTS staged;
