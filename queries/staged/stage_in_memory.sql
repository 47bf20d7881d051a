-- The schema staged beside the build, in memory: what the extracts say is in the landed files already.
-- Read by: data/from_records.py.
CREATE SCHEMA memory.staged;

SET search_path = 'store.main,memory.staged';
