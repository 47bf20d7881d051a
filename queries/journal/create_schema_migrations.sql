-- One row is one migration that was applied.
CREATE TABLE IF NOT EXISTS schema_migrations (
    migration_number INTEGER PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    applied_at VARCHAR(32) NOT NULL
);
