-- One row is one table of an SQLite file that a council sent. Read by: data/sources/ssd/files.py.
SELECT sqlite_master.name
FROM sqlite_master
WHERE sqlite_master.type IN ('table', 'view')
ORDER BY sqlite_master.name ASC NULLS LAST;
