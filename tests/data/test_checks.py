"""Each check that stops a build finds its fault when it is planted in a good build, and only then."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data.checks import run_checks
from data.published_record import PUBLISHED
from data.sql import QUERIES, read_sql
from data.store import Store

PLANTED = {
    "stop_figure_twice": (
        "UPDATE observation_versions SET origin = 'supplied' WHERE value = 96.7; "
        "INSERT INTO observation_versions SELECT * FROM observation_versions WHERE value = 96.7"
    ),
    "stop_impossible_percentage": "UPDATE observation_versions SET value = 100.1 WHERE value = 96.7",
    "stop_row_lost": "INSERT INTO loads VALUES ('x', 'values', 'x.csv', '', now(), 3, 1, 1, NULL)",
    "stop_state_disagrees": "UPDATE observation_versions SET value = NULL WHERE value = 96.7",
    "stop_unknown_org_unit": "UPDATE observation_versions SET org_unit_id = 'atlantis' WHERE value = 96.7",
}


@pytest.fixture
def copy(published_store: Store, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the build of the published record that a test may spoil."""
    file = shutil.copy(published_store.file, tmp_path / "copy.duckdb")
    with duckdb.connect(str(file)) as connection:
        yield connection


def found(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    connection.execute(read_sql("build/count_figures"))
    return {
        result.name: result.rows for result in run_checks(connection) if result.stops_build and result.rows
    }


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_by_its_check_alone(copy: duckdb.DuckDBPyConnection, name: str) -> None:
    assert found(copy) == {}
    copy.execute(PLANTED[name])
    assert found(copy) == {name: 1}


def test_every_stopping_check_has_its_planted_fault() -> None:
    assert sorted(PLANTED) == sorted(file.stem for file in (QUERIES / "checks").glob("stop_*.sql"))


@pytest.mark.parametrize(
    ("value", "is_wrong"), [("0", False), ("100", False), ("-0.1", True), ("100.1", True)]
)
def test_a_percentage_is_from_0_to_100(copy: duckdb.DuckDBPyConnection, value: str, is_wrong: bool) -> None:
    copy.execute(f"UPDATE observation_versions SET value = {value} WHERE value = 96.7")
    assert ("stop_impossible_percentage" in found(copy)) is is_wrong


def test_cases_that_are_late_are_counted_and_may_be_over_100(copy: duckdb.DuckDBPyConnection) -> None:
    copy.execute("UPDATE observation_versions SET value = 140, basis = 'open_overdue' WHERE value = 96.7")
    assert found(copy) == {}


def test_a_numerator_above_its_denominator_is_found(copy: duckdb.DuckDBPyConnection) -> None:
    copy.execute("UPDATE observation_versions SET numerator = 11, denominator = 10 WHERE value = 96.7")
    assert found(copy) == {"stop_impossible_percentage": 1}


def test_notes_count_what_the_owners_of_measures_should_settle(copy: duckdb.DuckDBPyConnection) -> None:
    with (PUBLISHED / "targets.csv").open(encoding="utf-8", newline="") as handle:
        targets = list(csv.DictReader(handle))
    without_end = [
        row
        for row in targets
        if row["state"] == "set" and not row["to_reach_by"] and row["is_repeat"] == "no"
    ]
    notes = {result.name: result.rows for result in run_checks(copy) if not result.stops_build}
    assert notes == {
        "note_doubtful_figure": 14,
        "note_doubtful_target": 9,
        "note_rejected_rows": 0,
        "note_target_without_end": len(without_end),
    }
    copy.execute("INSERT INTO rejected_rows VALUES ('x', 2, 'kpi is empty')")
    assert {result.name: result.rows for result in run_checks(copy)}["note_rejected_rows"] == 1


def test_every_check_says_what_is_wrong_and_what_to_do(copy: duckdb.DuckDBPyConnection) -> None:
    for result in run_checks(copy):
        assert result.what_is_wrong[0].isupper(), result.name
        assert result.what_is_wrong.endswith("."), result.name
        assert result.what_to_do.endswith("."), result.name
        assert result.name.startswith(("stop_", "note_"))
