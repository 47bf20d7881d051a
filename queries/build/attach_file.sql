-- The file of the build, under the name store. It has no other name until it is whole, so nothing is gained
-- by a log to recover it with. Read by: data/build.py.
ATTACH $file AS store (RECOVERY_MODE no_wal_writes); -- noqa: PRS
