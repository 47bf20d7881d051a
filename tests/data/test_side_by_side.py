"""Work done at the same time: each piece after those it needs, and the first error is the reader's to see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data.side_by_side import side_by_side

WORK = {"plan": {"referral"}, "visit": {"plan", "worker"}, "referral": (), "worker": ()}


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{tmp_path / 'own.duckdb'}' AS own")
        connection.execute("CREATE SCHEMA memory.beside")
        connection.execute("SET search_path = 'own.main,memory.beside'")
        yield connection


def test_each_piece_finds_what_it_needs_made(con: duckdb.DuckDBPyConnection) -> None:
    def make(own: duckdb.DuckDBPyConnection, name: str) -> str:
        for needed in WORK[name]:
            own.execute(f"FROM {needed}")
        own.execute(f"CREATE TABLE {name} AS SELECT '{name}' AS made")
        return name

    assert sorted(side_by_side(con, WORK, make)) == sorted(WORK)
    assert sorted(con.execute("SELECT table_name FROM duckdb_tables()").fetchall()) == [
        (name,) for name in sorted(WORK)
    ]


def test_every_connection_is_prepared_and_finds_tables_where_the_first_one_does(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("CREATE TABLE memory.beside.known AS SELECT 7 AS number")

    def ask(own: duckdb.DuckDBPyConnection, _name: str) -> object:
        return own.execute("SELECT number, word FROM known CROSS JOIN prepared").fetchall()

    def prepare(own: duckdb.DuckDBPyConnection) -> None:
        own.execute("CREATE TEMP TABLE prepared AS SELECT 'yes' AS word")

    assert list(side_by_side(con, dict.fromkeys("abcdef", ()), ask, prepare)) == [[(7, "yes")]] * 6


def test_an_error_stops_what_needs_the_piece_that_failed(con: duckdb.DuckDBPyConnection) -> None:
    begun = []

    def fail(_own: duckdb.DuckDBPyConnection, name: str) -> None:
        begun.append(name)
        if name == "plan":
            raise ValueError("no plan")

    with pytest.raises(ValueError, match="no plan"):
        list(side_by_side(con, WORK, fail))
    assert "visit" not in begun
