"""The DuckDB store: what is received, how it becomes a build, and how a build is opened."""
