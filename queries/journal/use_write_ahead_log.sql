-- No rows: SQLite lets several processes read while one writes. Read by: journal/database.py.
PRAGMA journal_mode = WAL; -- noqa: PRS
