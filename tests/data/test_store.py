"""Opening a build: read-only, without access to anything outside it, from many threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import store as opening
from data.build import build_file, build_store
from data.errors import BuildError
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths, store_paths
from data.store import Store, current_build_id, open_store
from metrics.library import KpiLibrary

Ask = Callable[..., list[tuple[Any, ...]]]
COUNT = "SELECT count(*) FROM kpi_observations"


def test_a_question_is_a_file_of_queries_and_its_answer_a_table(published_store: Store) -> None:
    table = published_store.ask("reporting/authorities")
    assert table.column("name").to_pylist() == ["Havering", "Barking and Dagenham", "City of London"]
    (row,) = published_store.rows(
        "reporting/target_steps", kpis=["icpc_within_15_days"], org_unit_id="havering"
    )
    assert (row["target"], row["label_as_printed"]) == (82.0, "2024/25 plan target")


def test_eight_threads_ask_at_once_and_each_gets_its_own_answer(published_store: Store, ask: Ask) -> None:
    """Every thread asks for another KPI at the same moment, fifteen times over."""
    question = (
        "SELECT kpi_id, count(*) FROM targets WHERE org_unit_id = 'havering' AND NOT is_repeat "
        "GROUP BY kpi_id ORDER BY kpi_id LIMIT 8"
    )
    counts = dict(ask(published_store, question))
    start = threading.Barrier(len(counts))

    def count(kpi: str) -> set[tuple[int, str]]:
        start.wait()
        found = set()
        for _ in range(15):
            table = published_store.ask("reporting/target_steps", kpis=[kpi], org_unit_id="havering")
            found.add((table.num_rows, *set(table.column("kpi_id").to_pylist())))
        return found

    with ThreadPoolExecutor(len(counts)) as pool:
        answers = list(pool.map(count, counts))
    assert answers == [{(number, kpi)} for kpi, number in counts.items()]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM observation_versions",
        "CREATE TABLE notes (note VARCHAR)",
        "UPDATE targets SET target = 0",
    ],
)
def test_a_build_cannot_be_written(published_store: Store, statement: str) -> None:
    with published_store.connection.cursor() as cursor, pytest.raises(duckdb.Error, match="read-only"):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "COPY (SELECT 1) TO '{file}'",
        "ATTACH '{file}' AS other",
        "INSTALL httpfs",
    ],
)
def test_a_question_cannot_reach_a_file_outside_the_build(
    published_store: Store, tmp_path: Path, statement: str
) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("name\nnobody\n")
    with published_store.connection.cursor() as cursor, pytest.raises(duckdb.Error, match="disabled"):
        cursor.execute(statement.format(file=file))
    assert file.read_text() == "name\nnobody\n"


def test_access_to_files_cannot_be_switched_on_again(published_store: Store) -> None:
    with published_store.connection.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute("SET enable_external_access = true")


def test_a_variable_of_the_program_is_not_taken_for_a_table(published_store: Store) -> None:
    rows = published_store.ask("reporting/authorities")
    with published_store.connection.cursor() as cursor, pytest.raises(duckdb.CatalogException):
        cursor.execute("SELECT * FROM rows")
    assert rows.num_rows == 3


def test_the_same_build_is_opened_once_and_a_new_one_beside_it(
    paths: StorePaths, library: KpiLibrary, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "OPEN_BUILDS_KEPT", 2)
    builds = [build_store(paths, library).build_id]
    first = open_store(paths)
    assert open_store(paths) is first
    assert open_store(paths, builds[0]) is first
    for _ in range(2):
        builds.append(build_store(paths, library).build_id)
        assert open_store(paths).build_id == builds[-1]
    assert open_store(paths, builds[1]).build_id == builds[1]
    assert ask(first, COUNT) == [(234 + 249,)], "a page that still holds an old build can go on reading it"
    again = open_store(paths, builds[0])
    assert again is not first
    assert ask(again, COUNT) == ask(first, COUNT)


def test_without_a_build_the_message_says_what_to_run(paths: StorePaths) -> None:
    assert current_build_id(paths) is None
    with pytest.raises(BuildError, match="holds no build yet. Run: python cli.py demo"):
        open_store(paths)


def test_a_build_that_is_gone_or_damaged_says_so(paths: StorePaths, library: KpiLibrary) -> None:
    with pytest.raises(BuildError, match="kpi-x.duckdb has 1 problem:\n  is not there any more"):
        open_store(paths, "x")
    build_id = build_store(paths, library).build_id
    build_file(paths, build_id).write_bytes(b"not a database" * 1000)
    with pytest.raises(BuildError, match="cannot be opened. Run: python cli.py build"):
        open_store(paths)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_damaged_current_json_says_what_to_do(paths: StorePaths, content: str) -> None:
    paths.data_dir.mkdir()
    paths.current.write_text(content)
    with pytest.raises(BuildError, match="is damaged. Delete it and run: python cli.py build"):
        open_store(paths)


def test_the_data_folder_is_the_one_given_then_the_variable_then_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "variable"))
    assert store_paths(tmp_path / "given").data_dir == tmp_path / "given"
    assert store_paths(None).data_dir == tmp_path / "variable"
    monkeypatch.delenv(DATA_DIR_VARIABLE)
    assert store_paths(None).data_dir == PROJECT_DIR / "data" / "store"
