"""Builds: whole or not at all, one in use, old ones kept for a while, whoever else is building."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from filelock import FileLock

from data import build as building
from data.build import build_file, build_store
from data.errors import BuildError, StoreError
from data.landing import REJECTED_SCHEMA, LandedRows, Load, land, landed_loads, landed_table
from data.paths import PROJECT_DIR, StorePaths
from data.store import current_build_id, open_store
from data.supplied.values import STAGED_SCHEMA
from metrics.library import KpiLibrary

LoadRows = Callable[..., Load]
StartBuild = Callable[..., subprocess.Popen[str]]
Ask = Callable[..., list[tuple[Any, ...]]]

# What a build of another process does: it says when it is half written, and waits to be killed or told to go on.
BUILD_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from data.build import build_store
from data.paths import StorePaths
from metrics.library import load_library

def say(message):
    print(message, flush=True)
    if message == "Writing the observations":
        sys.stdin.readline()

library = load_library(cache_dir=Path(sys.argv[2]))
print("Ready", flush=True)
print(build_store(StorePaths(Path(sys.argv[1])), library, progress=say).build_id)
"""


@pytest.fixture
def land_figure(paths: StorePaths, tmp_path: Path) -> Callable[..., Load]:
    """Land an accepted figure as it stands, past the checks of loading."""

    def landed(**cells: Any) -> Load:
        figure = {
            "source_row": 2,
            "kpi_id": "assessments_within_45_working_days",
            "org_unit_id": "havering",
            "period_kind": "month",
            "period_start": date(2026, 10, 1),
            "period_end": date(2026, 10, 31),
            "basis": "completed",
            "value": 90.0,
            "state": "counted",
            "role": "actual",
            "source_name": "Return",
        }
        file = tmp_path / "values.csv"
        file.write_text("landed by a test")
        staged = pa.Table.from_pylist([figure | cells], schema=STAGED_SCHEMA)
        return land(paths, file, "values", LandedRows(staged, staged, REJECTED_SCHEMA.empty_table()))

    return landed


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def start_build(paths: StorePaths, library_cache: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a build in another process and return it when it has said `until`."""

    def started(until: str = "Writing the observations") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", BUILD_IN_ANOTHER_PROCESS, str(paths.data_dir), str(library_cache)],
            cwd=PROJECT_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert any(line.strip() == until for line in process.stdout), "the build ended too early"
        return process

    return started


def test_a_build_is_one_file_that_current_json_names(paths: StorePaths, library: KpiLibrary) -> None:
    result = build_store(paths, library)
    assert json.loads(paths.current.read_text("utf-8")) == {"build_id": result.build_id}
    assert names(paths.builds) == {f"kpi-{result.build_id}.duckdb"}
    assert (result.observations, result.targets) == (234 + 249, 155)


def test_a_build_says_when_and_from_which_library_it_was_made(
    paths: StorePaths, library: KpiLibrary, ask: Ask
) -> None:
    before = datetime.now(UTC)
    result = build_store(paths, library)
    ((build_id, built_at, as_known_at, digest),) = ask(open_store(paths), "SELECT * FROM build")
    assert (build_id, as_known_at, digest) == (result.build_id, None, library.digest)
    assert before <= built_at <= datetime.now(UTC)
    assert ask(open_store(paths), "SELECT count(*) FROM kpis") == [(len(library),)]


def test_a_new_build_leaves_the_old_file_as_it_was(
    paths: StorePaths, library: KpiLibrary, load: LoadRows, ask: Ask
) -> None:
    old = build_store(paths, library)
    old_store, old_bytes = open_store(paths), build_file(paths, old.build_id).read_bytes()
    load({})
    new = build_store(paths, library)
    assert build_file(paths, old.build_id).read_bytes() == old_bytes
    count = "SELECT count(*) FROM kpi_observations"
    assert ask(old_store, count) == [(old.observations,)]
    assert ask(open_store(paths), count) == [(old.observations + 1,)]
    assert open_store(paths).build_id == new.build_id


def test_a_build_that_fails_a_check_leaves_the_last_good_one_in_use(
    paths: StorePaths, library: KpiLibrary, land_figure: Callable[..., Load]
) -> None:
    good = build_store(paths, library)
    land_figure(value=140.0)
    with pytest.raises(BuildError) as stopped:
        build_store(paths, library)
    assert str(stopped.value) == (
        f"Build stopped, build {good.build_id} is still in use: the new build has 1 problem:\n"
        "  stop_impossible_percentage found 1 row. A percentage is below 0 or above 100, or a numerator is "
        "above its denominator. Correct the figure at its source and load it again."
    )
    assert open_store(paths).build_id == good.build_id
    assert names(paths.builds) == {f"kpi-{good.build_id}.duckdb"}


def test_every_check_that_fails_is_named_at_once(
    paths: StorePaths, library: KpiLibrary, land_figure: Callable[..., Load]
) -> None:
    land_figure(value=140.0)
    land_figure(value=None, period_end=date(2026, 9, 30))
    land_figure(org_unit_id="atlantis")
    with pytest.raises(BuildError) as stopped:
        build_store(paths, library)
    assert [problem.split(" ")[0] for problem in stopped.value.problems] == [
        "stop_impossible_percentage",
        "stop_state_disagrees",
        "stop_unknown_org_unit",
    ]
    assert str(stopped.value).startswith(
        "Build stopped, there is no earlier build: the new build has 3 problems:"
    )
    assert current_build_id(paths) is None


def test_a_correction_makes_the_next_build_good_again(
    paths: StorePaths, library: KpiLibrary, land_figure: Callable[..., Load], load: LoadRows
) -> None:
    land_figure(value=140.0)
    load({})
    assert build_store(paths, library).build_id == current_build_id(paths)


def test_a_build_that_is_killed_leaves_the_last_good_one_in_use_and_the_next_one_clears_up(
    paths: StorePaths, library: KpiLibrary, ask: Ask, start_build: StartBuild
) -> None:
    good = build_store(paths, library)
    process = start_build()
    process.kill()
    process.communicate()
    assert any(name.endswith(".unfinished") for name in names(paths.builds))
    assert open_store(paths).build_id == good.build_id
    assert ask(open_store(paths), "SELECT count(*) FROM kpi_observations") == [(good.observations,)]
    new = build_store(paths, library)
    assert names(paths.builds) == {f"kpi-{result.build_id}.duckdb" for result in (good, new)}


def test_two_processes_that_build_at_once_do_so_one_after_the_other(
    paths: StorePaths, library: KpiLibrary, start_build: StartBuild
) -> None:
    first, second = start_build(), start_build(until="Ready")
    time.sleep(0.2)  # enough for the second to begin, if nothing held it back
    assert current_build_id(paths) is None
    said = [process.communicate("go on\n")[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    built = [lines.splitlines()[-1] for lines in said]
    assert names(paths.builds) == {f"kpi-{build_id}.duckdb" for build_id in built}
    assert current_build_id(paths) == built[1]


def test_a_build_gives_up_when_another_goes_on_for_too_long(
    paths: StorePaths, library: KpiLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LOCK_SECONDS", 0.05)
    paths.data_dir.mkdir()
    with (
        FileLock(paths.lock),
        pytest.raises(BuildError, match="is being built by another process. Wait for it, then build again."),
    ):
        build_store(paths, library)


def test_old_builds_are_deleted_and_the_one_in_use_never(
    paths: StorePaths, library: KpiLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "BUILDS_KEPT", 2)
    paths.builds.mkdir(parents=True)
    for day in ("20200101", "20200102", "20200103"):
        (paths.builds / f"kpi-{day}T000000-aaaaaa.duckdb").touch()
    new = build_store(paths, library)
    assert names(paths.builds) == {"kpi-20200103T000000-aaaaaa.duckdb", f"kpi-{new.build_id}.duckdb"}
    for year in ("2998", "2999"):  # a clock that was wrong
        (paths.builds / f"kpi-{year}0101T000000-aaaaaa.duckdb").touch()
    newer = build_store(paths, library)
    assert build_file(paths, newer.build_id).is_file()
    assert open_store(paths).build_id == newer.build_id


def test_a_build_is_the_same_wherever_the_computer_stands(
    paths: StorePaths, library: KpiLibrary, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    """Moments are in UTC: in Tokyo 31 May 2024 began nine hours earlier."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        build_store(paths, library)
        question = "SELECT DISTINCT known_from FROM kpi_observations WHERE source_id = 'havering-2024'"
        assert ask(open_store(paths), question) == [(datetime(2024, 5, 31, tzinfo=UTC),)]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_old_load_without_a_newer_column_is_still_read(
    paths: StorePaths, library: KpiLibrary, land_figure: Callable[..., Load], ask: Ask
) -> None:
    load = land_figure(note="checked")
    file = paths.landed / load.load_id / "staged.parquet"
    older = landed_table(paths, load.load_id, "staged").drop_columns(["note"])
    pa.parquet.write_table(older, file)
    build_store(paths, library)
    assert ask(open_store(paths), "SELECT value, note FROM kpi_observations WHERE origin = 'supplied'") == [
        (90.0, None)
    ]


def test_a_load_that_is_not_whole_stops_the_build_instead_of_being_left_out(
    paths: StorePaths, library: KpiLibrary, land_figure: Callable[..., Load]
) -> None:
    load = land_figure()
    (paths.landed / ".unfinished").mkdir()
    (paths.landed / "notes.txt").write_text("not a load")
    assert landed_loads(paths) == [load]
    (paths.landed / load.load_id / "load.json").write_text('{"load_id": "x"}')
    with pytest.raises(StoreError, match="load.json is missing or damaged. Restore this folder"):
        build_store(paths, library)


def test_a_load_of_which_nothing_was_accepted_adds_no_authority(
    paths: StorePaths, library: KpiLibrary, load: LoadRows, ask: Ask
) -> None:
    load({"org_unit": None, "value": 120}, of="Haverng")
    load({"org_unit": None}, of="St Helens & Knowsley")
    build_store(paths, library)
    question = (
        "SELECT org_unit_id, name, level FROM org_units WHERE org_unit_id LIKE '%h%' ORDER BY org_unit_id"
    )
    assert ask(open_store(paths), question) == [
        ("barking_and_dagenham", "Barking and Dagenham", "authority"),
        ("havering", "Havering", "authority"),
        ("st_helens_and_knowsley", "St Helens & Knowsley", "authority"),
    ]


def test_rejected_rows_and_refused_files_are_in_the_build(
    paths: StorePaths, library: KpiLibrary, land_figure: Callable[..., Load], load: LoadRows, ask: Ask
) -> None:
    rejected = load({"value": 120})
    nothing = LandedRows(*[REJECTED_SCHEMA.empty_table()] * 3)
    empty = replace(nothing, staged=STAGED_SCHEMA.empty_table())
    file = paths.data_dir / "refused.csv"
    file.write_text("")
    refused = land(paths, file, "values", empty, problems=("has no rows.", "is no CSV."))
    build_store(paths, library)
    question = "SELECT load_id, source_row, reasons FROM rejected_rows ORDER BY load_id, reasons"
    assert ask(open_store(paths), question) == [
        (rejected.load_id, 2, "value 120 is not a percentage from 0 to 100"),
        (refused.load_id, 0, "has no rows."),
        (refused.load_id, 0, "is no CSV."),
    ]
