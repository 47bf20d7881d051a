-- Notes one applied migration.
INSERT INTO schema_migrations (migration_number, name, applied_at)
VALUES (:migration_number, :name, :applied_at);
