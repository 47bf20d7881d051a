"""Making the event tables: queries/events/*.sql, each after those it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from data.sql import QUERIES, read_sql

EVENTS_SCHEMA = "events"
COMMENT = re.compile(r"--[^\n]*")
EVENT_TABLE = re.compile(rf"\b{EVENTS_SCHEMA}\.(\w+)")


def event_names() -> list[str]:
    """Return the names of the event tables, each after those it reads."""
    files = sorted((QUERIES / "events").glob("*.sql"))
    reads = {file.stem: _events_read_by(file) for file in files}
    return list(TopologicalSorter(reads).static_order())


def _events_read_by(file: Path) -> set[str]:
    """Return the event tables that a query names. Their order is worked out for every build, so no parsing."""
    return set(EVENT_TABLE.findall(COMMENT.sub("", file.read_text(encoding="utf-8"))))


def create_event_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Make every event table from the staged tables of the same connection."""
    con.execute(read_sql("calculation/create_events_schema"))
    for name in event_names():
        con.sql(read_sql(f"events/{name}")).create(f"{EVENTS_SCHEMA}.{name}")


def event_columns(con: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each event table in a connection that has them."""
    found: dict[str, tuple[str, ...]] = {}
    for table, columns in con.execute(read_sql("calculation/event_columns")).fetchall():
        found[table] = tuple(columns)
    return found
