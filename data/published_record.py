"""The published record: figures, targets and milestones that real councils have printed.

The CSV files under data/reference/published hold facts with their source document and plan
reference, each period as printed and as read. They enter every build and are never mixed with
synthetic figures: their sources are of kind published_document and their units not synthetic.
"""

from __future__ import annotations

import duckdb

from data.paths import PROJECT_DIR
from data.sql import read_sql

PUBLISHED = PROJECT_DIR / "data" / "reference" / "published"


def insert_published_organisation(con: duckdb.DuckDBPyConnection) -> None:
    """Add the authorities and the documents of the record."""
    con.execute(
        read_sql("build/insert_published_organisation"), {"authorities_file": str(PUBLISHED / "authorities.csv")}
    )
    con.execute(read_sql("build/insert_published_sources"), {"documents_file": str(PUBLISHED / "documents.csv")})


def insert_published_targets(con: duckdb.DuckDBPyConnection) -> None:
    """Add every printed target and milestone."""
    con.execute(
        read_sql("build/insert_published_targets"),
        {"targets_file": str(PUBLISHED / "targets.csv"), "documents_file": str(PUBLISHED / "documents.csv")},
    )


def create_published_values(con: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table published_values, one row a printed or awaited value."""
    con.execute(
        read_sql("build/create_published_values"),
        {
            "values_file": str(PUBLISHED / "values.csv"),
            "awaited_file": str(PUBLISHED / "awaited_values.csv"),
        },
    )
