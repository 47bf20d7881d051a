"""Building the store: everything landed and published becomes one new, immutable build.

A build is written to a file of its own, checked, and only then named in current.json, so a
reader sees the old build or the new one and never half of either.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import FileLock

from data import published_record
from data.checks import stop_bad_build
from data.landing import Load, landed_loads, landed_table, rejected_table
from data.organisation import known_authorities
from data.paths import StorePaths
from data.sql import read_sql
from data.supplied import targets as supplied_targets
from data.supplied import values as supplied_values
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary

BUILDS_KEPT = 24  # enough to reopen any month of two years
LOCK_SECONDS = 120
BUILD_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
MOMENT = pa.timestamp("us", tz="UTC")
LOAD_COLUMNS = (
    "load_id",
    "kind",
    "file_name",
    "sha256",
    "loaded_at",
    "rows_landed",
    "rows_accepted",
    "rows_rejected",
    "authority",
)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build made: `kpis` is how many KPIs have at least one figure."""

    build_id: str
    kpis: int
    observations: int
    targets: int
    seconds: float


def no_progress(_message: str) -> None:
    """Say nothing."""


def build_store(
    paths: StorePaths,
    library: KpiLibrary,
    *,
    as_known_at: datetime | None = None,
    progress: Progress = no_progress,
) -> BuildResult:
    """Make a new build, put it in use, and return what it holds.

    With `as_known_at`, only what was landed or published by then is in it, and it is not put in
    use. Raises BuildError, and leaves the last good build in use, if a check fails.
    """
    started = time.monotonic()
    paths.builds.mkdir(parents=True, exist_ok=True)
    with FileLock(paths.lock, timeout=LOCK_SECONDS):
        build_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        unfinished = paths.builds / f".{build_id}.unfinished"
        try:
            with duckdb.connect(str(unfinished), config=BUILD_CONFIG) as con:
                _fill(con, paths, library, build_id, as_known_at, progress)
                progress("Checking the build")
                stop_bad_build(con)
                counts = con.execute(read_sql("build/count_contents")).fetchone()
            os.replace(unfinished, build_file(paths, build_id))
        finally:
            unfinished.unlink(missing_ok=True)
        if as_known_at is None:
            _put_in_use(paths, build_id)
            _delete_old_builds(paths)
    assert counts is not None
    return BuildResult(build_id, *counts, seconds=time.monotonic() - started)


def build_file(paths: StorePaths, build_id: str) -> Path:
    """Return the file of a build."""
    return paths.builds / f"kpi-{build_id}.duckdb"


def _fill(
    con: duckdb.DuckDBPyConnection,
    paths: StorePaths,
    library: KpiLibrary,
    build_id: str,
    as_known_at: datetime | None,
    progress: Progress,
) -> None:
    loads = landed_loads(paths, as_known_at)
    con.execute(read_sql("use_utc"))
    con.execute(read_sql("build/create_tables"))
    _insert(con, "build", _build_table(build_id, as_known_at, library))
    progress(f"Reading the KPI library ({len(library)} definitions)")
    _insert(con, "kpis", _kpi_table(library))
    progress("Reading the published record")
    published_record.insert_published_organisation(con)
    _insert_new_authorities(con, loads)
    published_record.insert_published_targets(con)
    published_record.create_published_values(con)
    progress(f"Reading {len(loads)} loaded files")
    _insert_loads(con, paths, loads)
    con.register("supplied_values", _supplied(paths, loads, "values", supplied_values.STAGED_SCHEMA))
    con.register("received_targets", _supplied(paths, loads, "targets", supplied_targets.STAGED_SCHEMA))
    con.execute(read_sql("build/insert_rejected_unknown_kpis"))
    con.execute(read_sql("build/insert_supplied_sources"))
    con.execute(read_sql("build/insert_supplied_targets"))
    con.execute(read_sql("build/create_received_values"), {"as_known_at": as_known_at})
    progress("Writing the observations")
    con.execute(read_sql("build/insert_observation_versions"))
    con.execute(read_sql("build/finish"))


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    con.from_arrow(rows).insert_into(table)


def _build_table(build_id: str, as_known_at: datetime | None, library: KpiLibrary) -> pa.Table:
    return pa.table(
        {
            "build_id": [build_id],
            "built_at": pa.array([datetime.now(UTC)], MOMENT),
            "as_known_at": pa.array([as_known_at], MOMENT),
            "library_digest": [library.digest],
        }
    )


def _kpi_table(library: KpiLibrary) -> pa.Table:
    def row(kpi: KpiDefinition) -> dict[str, object]:
        return {
            "kpi_id": kpi.id,
            "definition_version": kpi.definition_history[-1].version,
            "name": kpi.name,
            "short_name": kpi.short_name,
            "service_area": kpi.service_area,
            "theme": kpi.theme,
            "kind": kpi.kind,
            "status": kpi.status,
            "owner": kpi.owner,
            "unit": kpi.unit,
            "decimal_places": kpi.decimal_places,
            "better_when": kpi.better_when,
        }

    return pa.Table.from_pylist([row(kpi) for kpi in library])


def _insert_new_authorities(con: duckdb.DuckDBPyConnection, loads: list[Load]) -> None:
    for authority in known_authorities(loads):
        con.execute(
            read_sql("build/insert_authority"), {"org_unit_id": authority.org_unit_id, "name": authority.name}
        )


def _insert_loads(con: duckdb.DuckDBPyConnection, paths: StorePaths, loads: list[Load]) -> None:
    for load in loads:
        facts = {name: [getattr(load, name)] for name in LOAD_COLUMNS}
        facts["loaded_at"] = pa.array([load.loaded_on], MOMENT)
        facts["authority"] = pa.array([load.authority], pa.string())
        _insert(con, "loads", pa.table(facts))
        refused = rejected_table([(0, [problem]) for problem in load.problems])
        rejected = pa.concat_tables([landed_table(paths, load.load_id, "rejected"), refused])
        _insert(con, "rejected_rows", rejected.add_column(0, "load_id", _repeated(load.load_id, rejected)))


def _repeated(value: str, table: pa.Table) -> pa.Array:
    return pa.array([value] * table.num_rows, pa.string())


def _supplied(paths: StorePaths, loads: list[Load], kind: str, schema: pa.Schema) -> pa.Table:
    """Return the accepted rows of every load of one kind, with load_id, source_id and known_from."""
    tables = [_received(schema.empty_table(), "", datetime.now(UTC))]
    for load in loads:
        if load.kind == kind:
            tables.append(_received(landed_table(paths, load.load_id, "staged"), load.load_id, load.loaded_on))
    return pa.concat_tables(tables)


def _received(staged: pa.Table, load_id: str, loaded_at: datetime) -> pa.Table:
    source_ids = [f"{load_id}: {name}" for name in staged.column("source_name").to_pylist()]
    return (
        staged.append_column("load_id", _repeated(load_id, staged))
        .append_column("source_id", pa.array(source_ids, pa.string()))
        .append_column("known_from", pa.array([loaded_at] * staged.num_rows, MOMENT))
    )


def _put_in_use(paths: StorePaths, build_id: str) -> None:
    beside = paths.current.with_suffix(".unfinished")
    beside.write_text(json.dumps({"build_id": build_id}), encoding="utf-8")
    os.replace(beside, paths.current)


def _delete_old_builds(paths: StorePaths) -> None:
    for old in sorted(paths.builds.glob("kpi-*.duckdb"))[:-BUILDS_KEPT]:
        try:
            old.unlink()
        except OSError:  # still open in another process, on Windows: the next build deletes it
            continue
