"""A store to load small extracts into, and the staged tables of a build made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.landing import Load, landed_loads
from data.paths import StorePaths
from data.sources.annex_a_load import load_annex_a
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.sql import read_sql
from data.staging.stage import stage_records
from tests.data.sources.record_files import (
    AS_AT,
    COUNCIL,
    TODAY,
    Rows,
    write_dataset,
    write_feed,
    write_lists,
)


@dataclass
class Staging:
    """Loads small extracts and stages them."""

    folder: Path
    connections: list[duckdb.DuckDBPyConnection] = field(default_factory=list)

    @property
    def paths(self) -> StorePaths:
        return StorePaths(self.folder / "store")

    def dataset(
        self, changes: Mapping[str, Rows] | None = None, as_at: date = AS_AT, authority: str = COUNCIL
    ) -> Load:
        return load_ssd(self.paths, write_dataset(self._new("ssd"), changes), authority, as_at, today=TODAY)

    def feed(self, name: str, rows: Rows, as_at: date = AS_AT, authority: str = COUNCIL) -> Load:
        file = write_feed(self._new(f"{name}.csv"), name, rows)
        return load_feed(self.paths, name, file, authority, as_at, today=TODAY)

    def annex_a(
        self,
        as_at: date,
        lists: Mapping[int, Rows],
        authority: str = COUNCIL,
        sheet_names: Mapping[int, str] | None = None,
    ) -> Load:
        file = write_lists(self._new("annex_a.xlsx"), lists, sheet_names)
        return load_annex_a(self.paths, file, authority, as_at, today=TODAY)

    def stage(self) -> StagedBuild:
        connection = duckdb.connect()
        self.connections.append(connection)
        stage_records(connection, self.paths, landed_loads(self.paths))
        return StagedBuild(connection)

    def _new(self, name: str) -> Path:
        return self.folder / f"{len(list(self.folder.iterdir())):03d}_{name}"


@dataclass
class StagedBuild:
    """The staged tables of one build. Every look at them also checks that no row was lost."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, table: str, *columns: str) -> list[Any]:
        """Return some columns of a staged table in their own order, a single one without tuples."""
        assert self.connection.execute(read_sql("staged/stop_rows_lost")).fetchall() == []
        names = ", ".join(columns)
        found = self.connection.execute(f"SELECT {names} FROM {table} ORDER BY ALL NULLS FIRST").fetchall()
        return [row[0] for row in found] if len(columns) == 1 else found

    def count(self, table: str) -> int:
        return len(self.rows(f"staged.{table}", "1"))


@pytest.fixture
def staging(tmp_path: Path) -> Iterator[Staging]:
    made = Staging(tmp_path)
    yield made
    for connection in made.connections:
        connection.close()
