"""Reading the SQL in queries/, the only place that holds any."""

from __future__ import annotations

from functools import cache

from data.paths import PROJECT_DIR

QUERIES = PROJECT_DIR / "queries"


@cache
def read_sql(name: str) -> str:
    """Return the text of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
