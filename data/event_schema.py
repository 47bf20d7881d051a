"""The event tables of a store that holds nothing: what they hold, and a place to work examples through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.calculation.event_tables import create_event_tables, event_columns
from data.event_origins import ORIGINS_FILE
from data.origin_finder import event_origins_text
from data.paths import StorePaths
from data.sql import read_sql
from data.staging.stage import stage_records
from data.staging.supplied_tables import received_tables
from metrics.calculation_rules import RECEIVED_TABLES
from metrics.library import EVENT_COLUMNS


@contextmanager
def empty_events() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database in memory that has every staged table and event table, and no row in them."""
    with duckdb.connect() as con:
        con.execute(read_sql("use_utc"))
        stage_records(con, StorePaths(Path()), [])
        con.execute(read_sql("calculation/create_load_quality"))
        create_event_tables(con)
        yield con


def texts_about_events() -> dict[Path, str]:
    """Return what the files about events and records should hold that are written from the queries, by file."""
    with empty_events() as con:
        columns = {table: list(names) for table, names in sorted(event_columns(con).items())}
        origins = event_origins_text(con)
    return {
        EVENT_COLUMNS: json.dumps(columns, indent=1) + "\n",
        ORIGINS_FILE: origins,
        RECEIVED_TABLES: json.dumps(received_tables(), indent=1) + "\n",
    }
