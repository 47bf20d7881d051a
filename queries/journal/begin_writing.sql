-- No rows: waits for another writer now rather than failing later. SQLite only.
-- Read by: journal/database.py.
BEGIN IMMEDIATE; -- noqa: PRS
