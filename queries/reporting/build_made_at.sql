-- One row: when a build was made, and of what moment it knows. Read by: reporting/as_published.py.
SELECT
    build.build_id,
    build.built_at,
    build.as_known_at
FROM build;
