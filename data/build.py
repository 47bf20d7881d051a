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
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from data import published_record
from data.checks import stop_bad_build
from data.definition_targets import insert_definition_targets
from data.errors import BuildError
from data.from_records import calculate_from_records
from data.landing import REJECTED_SCHEMA, Load, landed_loads, landed_table, rejected_table
from data.organisation import known_authorities
from data.paths import StorePaths
from data.series_breaks import create_series_breaks
from data.sql import read_sql
from data.store import current_build_id
from data.supplied import benchmarks as supplied_benchmarks
from data.supplied import targets as supplied_targets
from data.supplied import values as supplied_values
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary

BUILDS_KEPT = 24  # enough to reopen any month of two years
LOCK_SECONDS = 120
BUILD_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
MOMENT = pa.timestamp("us", tz="UTC")
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
    use. Raises BuildError, and leaves the last good build in use, if a check fails or another
    process builds for longer than LOCK_SECONDS.
    """
    paths.builds.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(paths.lock, timeout=LOCK_SECONDS):
            result = _write_build(paths, library, as_known_at, progress)
            if as_known_at is None:
                _put_in_use(paths, result.build_id)
                _delete_old_builds(paths, in_use=result.build_id)
    except Timeout as error:
        raise BuildError(
            str(paths.data_dir), ["is being built by another process. Wait for it, then build again."]
        ) from error
    return result


def _write_build(
    paths: StorePaths, library: KpiLibrary, as_known_at: datetime | None, progress: Progress
) -> BuildResult:
    """Write and check one build and give it its name. Nothing is left of one that fails or was killed."""
    started = time.monotonic()
    build_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    unfinished = paths.builds / f".{build_id}.unfinished"
    try:
        with duckdb.connect(config=BUILD_CONFIG) as con:
            con.execute(read_sql("build/attach_file"), {"file": str(unfinished)})
            con.execute(read_sql("build/use_file"))
            _fill(con, paths, library, build_id, as_known_at, progress)
            progress("Checking the build")
            stop_bad_build(con, in_use=current_build_id(paths))
            contents = con.sql(read_sql("build/count_contents")).to_arrow_table().to_pylist()[0]
        unfinished.replace(build_file(paths, build_id))
    finally:
        _delete_unfinished_builds(paths)
    return BuildResult(build_id, **contents, seconds=time.monotonic() - started)


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
    con.execute(read_sql("data_checks/create_tables"))
    _insert(con, "build", _build_table(build_id, as_known_at, library))
    progress(f"Reading the KPI library ({len(library)} definitions)")
    _insert(con, "kpis", _kpi_table(library))
    progress("Reading the published record")
    published_record.insert_published_organisation(con, as_known_at)
    _insert_new_authorities(con, loads)
    published_record.insert_published_targets(con)
    published_record.create_published_values(con)
    progress(f"Reading what was loaded ({len(loads)} files)")
    _insert(con, "loads", _loads_table(loads))
    _insert(con, "rejected_rows", _rejected_rows(paths, loads))
    con.register("supplied_values", _accepted(paths, loads, "values", supplied_values.STAGED_SCHEMA))
    con.register("supplied_targets", _accepted(paths, loads, "targets", supplied_targets.STAGED_SCHEMA))
    con.register(
        "supplied_benchmarks", _accepted(paths, loads, "published", supplied_benchmarks.STAGED_SCHEMA)
    )
    published_record.insert_benchmarks(con, library, as_known_at)
    con.execute(read_sql("build/insert_rejected_unknown_kpis"))
    con.execute(read_sql("build/insert_supplied_sources"))
    con.execute(read_sql("build/insert_supplied_targets"))
    insert_definition_targets(con, library)
    calculate_from_records(con, paths, loads, library, progress)
    create_series_breaks(con, library)
    progress("Writing the observations")
    con.execute(read_sql("build/create_received_values"))
    con.execute(read_sql("build/insert_observation_versions"))
    con.execute(read_sql("build/finish"))
    con.execute(read_sql("build/count_figures"))


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
            "is_share": kpi.is_share,
        }

    return pa.Table.from_pylist([row(kpi) for kpi in library])


def _insert_new_authorities(con: duckdb.DuckDBPyConnection, loads: list[Load]) -> None:
    for authority in known_authorities(loads):
        con.execute(
            read_sql("build/insert_authority"), {"org_unit_id": authority.org_unit_id, "name": authority.name}
        )


def _loads_table(loads: list[Load]) -> pa.Table:
    return pa.table(
        {
            "load_id": pa.array([load.load_id for load in loads], pa.string()),
            "kind": pa.array([load.kind for load in loads], pa.string()),
            "file_name": pa.array([load.file_name for load in loads], pa.string()),
            "sha256": pa.array([load.sha256 for load in loads], pa.string()),
            "loaded_at": pa.array([load.loaded_on for load in loads], MOMENT),
            "rows_landed": pa.array([load.rows_landed for load in loads], pa.int64()),
            "rows_accepted": pa.array([load.rows_accepted for load in loads], pa.int64()),
            "rows_rejected": pa.array([load.rows_rejected for load in loads], pa.int64()),
            "authority": pa.array([load.authority for load in loads], pa.string()),
        }
    )


def _rejected_rows(paths: StorePaths, loads: list[Load]) -> pa.Table:
    """Return every rejected row with its load; a problem of a whole file is its row 0."""
    tables = [_of_load("", REJECTED_SCHEMA.empty_table())]
    for load in loads:
        of_file = rejected_table([(0, [problem]) for problem in load.problems])
        rejected = pa.concat_tables([of_file, landed_table(paths, load.load_id, "rejected")])
        tables.append(_of_load(load.load_id, rejected))
    return pa.concat_tables(tables)


def _accepted(paths: StorePaths, loads: list[Load], kind: str, schema: pa.Schema) -> pa.Table:
    """Return the accepted rows of every load of one kind, with load_id, source_id and known_from.

    A column that was added after a load was landed is null in its rows.
    """
    tables = [_known_since(datetime.now(UTC), _of_load("", schema.empty_table()))]
    for load in loads:
        if load.kind == kind:
            staged = _of_load(load.load_id, landed_table(paths, load.load_id, "staged"))
            tables.append(_known_since(load.loaded_on, staged))
    return pa.concat_tables(tables, promote_options="default")


def _of_load(load_id: str, rows: pa.Table) -> pa.Table:
    return rows.add_column(0, "load_id", pa.array([load_id] * rows.num_rows, pa.string()))


def _known_since(moment: datetime, staged: pa.Table) -> pa.Table:
    """Add the moment from which the rows were known, and an id for the source that each one names."""
    facts = zip(staged.column("load_id").to_pylist(), staged.column("source_name").to_pylist(), strict=True)
    source_ids = [f"{load_id}: {source_name}" for load_id, source_name in facts]
    return staged.append_column("source_id", pa.array(source_ids, pa.string())).append_column(
        "known_from", pa.array([moment] * staged.num_rows, MOMENT)
    )


def _put_in_use(paths: StorePaths, build_id: str) -> None:
    """Name the build in current.json, on the disk before it takes the place of the old one."""
    beside = paths.current.with_suffix(".unfinished")
    with beside.open("w", encoding="utf-8") as file:
        json.dump({"build_id": build_id}, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(paths.current)


def _delete_unfinished_builds(paths: StorePaths) -> None:
    """Delete what a failed or killed build left. Only the process that holds the lock may."""
    for left in paths.builds.glob(".*.unfinished*"):
        left.unlink()


def _delete_old_builds(paths: StorePaths, in_use: str) -> None:
    """Keep the newest BUILDS_KEPT builds, and the one in use whatever the clock says."""
    for old in sorted(paths.builds.glob("kpi-*.duckdb"))[:-BUILDS_KEPT]:
        if old == build_file(paths, in_use):
            continue
        with suppress(OSError):  # still open in another process, on Windows: the next build deletes it
            old.unlink()
