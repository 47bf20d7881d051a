"""The event tables of a store that holds nothing: their columns, and a place to work examples through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.calculation.event_tables import create_event_tables, event_columns
from data.paths import StorePaths
from data.sql import read_sql
from data.staging.stage import stage_records


@contextmanager
def empty_events() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database in memory that has every staged table and event table, and no row in them."""
    with duckdb.connect() as con:
        con.execute(read_sql("use_utc"))
        stage_records(con, StorePaths(Path()), [])
        con.execute(read_sql("calculation/create_load_quality"))
        create_event_tables(con)
        yield con


def event_columns_text() -> str:
    """Return what metrics/event_columns.json should hold: each event table with its columns."""
    with empty_events() as con:
        columns = {table: list(names) for table, names in sorted(event_columns(con).items())}
    return json.dumps(columns, indent=1) + "\n"
