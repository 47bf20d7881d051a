"""Making the event tables: queries/events/*.sql, each after those it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter

import duckdb

from data.side_by_side import side_by_side
from data.sql import QUERIES, read_sql

EVENTS_SCHEMA = "events"
COMMENT = re.compile(r"--[^\n]*")
EVENT_TABLE = re.compile(rf"\b{EVENTS_SCHEMA}\.(\w+)")


def event_names() -> list[str]:
    """Return the names of the event tables, each after those it reads."""
    return list(TopologicalSorter(_events_read()).static_order())


def _events_read() -> dict[str, set[str]]:
    """Return the event tables that each query names. It is worked out for every build, so no parsing."""
    names = sorted(file.stem for file in (QUERIES / "events").glob("*.sql"))
    return {name: set(EVENT_TABLE.findall(COMMENT.sub("", read_sql(f"events/{name}")))) for name in names}


def create_event_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Make every event table from the staged tables of the same connection."""
    con.execute(read_sql("calculation/create_events_schema"))
    for _ in side_by_side(con, _events_read(), _create_event_table):
        pass


def _create_event_table(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.sql(read_sql(f"events/{name}")).create(f"{EVENTS_SCHEMA}.{name}")


def event_columns(con: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each event table in a connection that has them."""
    found: dict[str, tuple[str, ...]] = {}
    for table, columns in con.execute(read_sql("calculation/event_columns")).fetchall():
        found[table] = tuple(columns)
    return found
