-- No rows: waits until no other server changes the journal, up to the end of the transaction. PostgreSQL only.
-- Read by: journal/database.py.
SELECT pg_advisory_xact_lock(hashtext('trajectory journal'));
