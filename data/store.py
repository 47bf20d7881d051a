"""Opening the build in use, read-only, and asking it the questions of queries/.

One connection a build and process, one cursor a question: DuckDB connections are not safe to
share between threads, cursors are cheap.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.errors import BuildError
from data.paths import StorePaths
from data.sql import read_sql

READ_ONLY_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "enable_external_access": "false",
}

OPEN_BUILDS_KEPT = 3  # a long-running process lets go of the builds before

_open_builds: dict[Path, Store] = {}
_opening = threading.Lock()


@dataclass(frozen=True)
class Store:
    """One build, open for reading. `build_id` is what pages cache on."""

    build_id: str
    file: Path
    connection: duckdb.DuckDBPyConnection

    def ask(self, query: str, **parameters: object) -> pa.Table:
        """Return the rows of queries/<query>.sql as an Arrow table; parameters are by name."""
        with self.connection.cursor() as cursor:
            return cursor.sql(read_sql(query), params=parameters or None).to_arrow_table()

    def rows(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the same rows as dictionaries, for small results."""
        found: list[dict[str, Any]] = self.ask(query, **parameters).to_pylist()
        return found


def current_build_id(paths: StorePaths) -> str | None:
    """Return the build in use, None before the first build. Raises BuildError if that cannot be read."""
    try:
        return str(json.loads(paths.current.read_text(encoding="utf-8"))["build_id"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise BuildError(
            str(paths.current), ["is damaged. Delete it and run: python cli.py build"]
        ) from error


def open_store(paths: StorePaths, build_id: str | None = None) -> Store:
    """Return the build in use, or the one named. Raises BuildError if there is none."""
    chosen = build_id or current_build_id(paths)
    if chosen is None:
        raise BuildError(str(paths.data_dir), ["holds no build yet. Run: python cli.py demo"])
    file = paths.builds / f"kpi-{chosen}.duckdb"
    with _opening:
        if file not in _open_builds:
            if not file.is_file():
                raise BuildError(file.name, ["is not there any more. Run: python cli.py build"])
            _open_builds[file] = Store(chosen, file, _connect(file))
            for oldest in list(_open_builds)[:-OPEN_BUILDS_KEPT]:
                del _open_builds[oldest]
        return _open_builds[file]


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(file), read_only=True, config=READ_ONLY_CONFIG)
    except duckdb.Error as error:
        raise BuildError(file.name, ["cannot be opened. Run: python cli.py build"]) from error
    connection.execute(read_sql("use_utc"))
    return connection
