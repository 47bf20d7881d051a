"""The published record: figures, targets and milestones that real councils have printed.

The CSV files under data/reference/published hold facts with their source document and plan
reference, each period as printed and as read. They enter every build and are never mixed with
synthetic figures: their sources are of kind published_document and their units not synthetic.
"""

from __future__ import annotations

from datetime import datetime

import duckdb
import pyarrow as pa

from data.paths import PROJECT_DIR
from data.sql import read_sql
from metrics.library import KpiLibrary

PUBLISHED = PROJECT_DIR / "data" / "reference" / "published"
SERIES_SCHEMA = pa.schema([("kpi_id", pa.string()), ("differs", pa.string())])


def insert_published_organisation(
    con: duckdb.DuckDBPyConnection, as_known_at: datetime | None = None
) -> None:
    """Add the authorities and the documents of the record; with `as_known_at`, those published by then.

    Figures and targets are read from the documents that are there, so call this first.
    """
    con.execute(read_sql("build/insert_published_organisation"), {"authorities_file": _file("authorities")})
    con.execute(
        read_sql("build/insert_published_sources"),
        {"documents_file": _file("documents"), "as_known_at": as_known_at},
    )


def insert_published_targets(con: duckdb.DuckDBPyConnection) -> None:
    """Add every printed target and milestone."""
    con.execute(
        read_sql("build/insert_published_targets"),
        {"targets_file": _file("targets"), "documents_file": _file("documents")},
    )


def create_published_values(con: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table published_values, one row a printed or awaited value."""
    con.execute(
        read_sql("build/create_published_values"),
        {"values_file": _file("values"), "awaited_file": _file("awaited_values")},
    )


def insert_benchmarks(
    con: duckdb.DuckDBPyConnection, library: KpiLibrary, as_known_at: datetime | None = None
) -> None:
    """Add the published annual figures that authorities are set beside: those of the list and those loaded.

    Reads supplied_benchmarks, the accepted rows of `load published`. In what way a published measure differs
    from the KPI is said by the KPI's definition, and by the row where there is more to say.
    """
    differing = [
        {"kpi_id": kpi.id, "differs": kpi.published.differs} for kpi in library if kpi.published is not None
    ]
    con.register("published_series", pa.Table.from_pylist(differing, schema=SERIES_SCHEMA))
    con.execute(read_sql("build/create_benchmarks"))
    con.execute(
        read_sql("build/insert_benchmarks"),
        {"benchmarks_file": _file("benchmarks"), "as_known_at": as_known_at},
    )


def _file(name: str) -> str:
    return str(PUBLISHED / f"{name}.csv")
