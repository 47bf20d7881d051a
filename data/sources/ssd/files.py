"""Where the tables of a dataset are: a folder of CSV or Parquet files, or one DuckDB or SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa
from sqlglot import exp

from data.errors import ExtractError
from data.sources.text_files import as_text, read_text_file, with_row_numbers
from data.sql import read_sql

FILE_ENDINGS = {".csv", ".txt", ".parquet"}
SQLITE_START = b"SQLite format 3\x00"
DUCKDB_MARK, DUCKDB_MARK_AT = b"DUCK", 8
READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
}

TableReader = Callable[[], pa.Table]


def tables_in(source: Path) -> list[tuple[str, TableReader]]:
    """Return the name of every table, as written, and how to read it as text with landed_row.

    A reader raises FileFault for a file that cannot be read. Raises ExtractError if there is no such
    folder or file, or if it is none of the four kinds.
    """
    if source.is_dir():
        files = sorted(file for file in source.iterdir() if file.suffix.lower() in FILE_ENDINGS)
        if not files:
            raise ExtractError(source.name, ["the folder holds no CSV or Parquet files, one for each table."])
        return [(file.name, partial(read_text_file, file)) for file in files]
    if not source.is_file():
        raise ExtractError(source.name, ["there is no such folder or file. Check the name and where it is."])
    with source.open("rb") as handle:
        start = handle.read(len(SQLITE_START))
    if start == SQLITE_START:
        return _sqlite_tables(source)
    if start[DUCKDB_MARK_AT : DUCKDB_MARK_AT + len(DUCKDB_MARK)] == DUCKDB_MARK:
        return _duckdb_tables(source)
    raise ExtractError(
        source.name,
        [
            "is neither a DuckDB nor an SQLite file. Load the folder that holds one CSV or Parquet file a table."
        ],
    )


def _sqlite_tables(file: Path) -> list[tuple[str, TableReader]]:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            names = [
                str(name) for (name,) in connection.execute(read_sql("staged/tables_received_in_sqlite"))
            ]
            return [(name, partial(_as_it_is, _sqlite_table(connection, name))) for name in names]
    except sqlite3.Error as error:
        raise ExtractError(file.name, ["is damaged, or in use by another program. Copy it again."]) from error


def _sqlite_table(connection: sqlite3.Connection, name: str) -> pa.Table:
    query = exp.select("*").from_(exp.to_identifier(name, quoted=True)).sql("sqlite")
    cursor = connection.execute(query)
    headings = [str(column[0]) for column in cursor.description]
    rows = cursor.fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * len(headings)
    texts = [_sqlite_column(values) for values in columns]
    return with_row_numbers(pa.table(dict(zip(headings, texts, strict=True))))


def _sqlite_column(values: tuple[object, ...]) -> pa.ChunkedArray:
    """Return a column as text; SQLite keeps what kind a value is with each value, not with the column."""
    try:
        return as_text(pa.chunked_array([pa.array(values)]))
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
        texts = [None if value is None or isinstance(value, bytes) else str(value) for value in values]
        return pa.chunked_array([pa.array(texts, pa.string())])


def _duckdb_tables(file: Path) -> list[tuple[str, TableReader]]:
    try:
        with duckdb.connect(str(file), read_only=True, config=READ_ONLY) as connection:
            names = [str(row[0]) for row in connection.execute(read_sql("staged/tables_received")).fetchall()]
            found = {name: connection.table(name).to_arrow_table() for name in names}
    except duckdb.Error as error:
        raise ExtractError(
            file.name, ["is damaged, in use by another program, or made by a newer DuckDB. Copy it again."]
        ) from error
    return [(name, partial(_as_text_table, table)) for name, table in found.items()]


def _as_it_is(table: pa.Table) -> pa.Table:
    return table


def _as_text_table(table: pa.Table) -> pa.Table:
    return with_row_numbers(pa.table({name: as_text(table.column(name)) for name in table.column_names}))
