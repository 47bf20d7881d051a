-- One row: the number of the last migration that was applied, null before the first.
SELECT max(migration_number) AS migration_number
FROM schema_migrations;
