"""Odd Annex A workbooks through the real command line: taken in, nothing lost, and what is odd is said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.landing import landed_loads, landed_row_count
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from tests.commands.bad_files import copy_of, with_unreadable_dates, write_sheets
from tests.commands.conftest import AUGUST, COUNCIL, KPI, KPIS, OCTOBER, SEPTEMBER, Council, Ran, Run

SAMPLE = (
    Path(__file__).parents[3].joinpath("shared", "testdata", "annex_a", "liia-pipeline_Annex_A_2024_Jan.xlsx")
)
ON_A_PLAN = "children_on_a_child_protection_plan"

pytestmark = [pytest.mark.usefixtures("small_library"), pytest.mark.slow]


@dataclass(frozen=True)
class OwnStore:
    """A store of a test's own, with the workbook of September in it."""

    run: Run
    folder: Path

    def load(self, file: Path, as_at: date = OCTOBER, authority: str = COUNCIL) -> Ran:
        words = ("--authority", authority, "--as-at", str(as_at))
        return self.run("load", "annex-a", file, *words, "--data-dir", self.folder)

    def newest_load(self) -> dict[str, Any]:
        found: dict[str, Any] = self.run("loads", "--json", "--data-dir", self.folder).json[-1]
        return found

    def figures(self, kpi: str, **chosen: str) -> list[dict[str, Any]]:
        """Return the figures of the whole council, of one KPI."""
        words = ["--kpi", kpi, "--org-unit", COUNCIL, "--authority", COUNCIL, "--json"]
        rows = self.run("observations", *words, "--data-dir", self.folder).json
        return [
            row
            for row in rows
            if row["breakdown"] is None and all(row[name] == value for name, value in chosen.items())
        ]

    def build_id(self) -> str:
        return str(json.loads((self.folder / "current.json").read_text())["build_id"])


@pytest.fixture
def store(run: Run, council: Council, tmp_path: Path) -> OwnStore:
    return OwnStore(run, council.copy_of_store(tmp_path))


def test_a_missing_list_is_said_and_what_needs_it_is_not_counted_anew(
    store: OwnStore, council: Council, tmp_path: Path
) -> None:
    before = store.figures(ON_A_PLAN, period_end="2026-09-30")
    changed = copy_of(council.october)
    del changed["List 7"]
    found = store.load(write_sheets(tmp_path / "october.xlsx", changed))
    assert found.exit_code == 0
    assert "List 7 (Child protection) is missing: no sheet has its headings." in found.out
    assert "Add the sheet and load the workbook again." in found.out
    assert store.figures(ON_A_PLAN, period_end="2026-09-30")[0]["value"] == before[0]["value"]
    # a list that is not there says nothing: neither that everybody has disappeared nor that nobody has
    (october,) = store.figures(ON_A_PLAN, period_end="2026-10-31")
    assert (october["state"], october["value"]) == ("incomplete", None)


def test_two_swapped_lists_are_told_apart_by_their_headings_and_said(
    store: OwnStore, council: Council, tmp_path: Path
) -> None:
    changed = copy_of(council.october)
    changed["List 3"], changed["List 4"] = changed["List 4"], changed["List 3"]
    found = store.load(write_sheets(tmp_path / "october.xlsx", changed))
    assert found.exit_code == 0
    assert "sheet 'List 4' is named like List 4 (Assessments) but has the headings of List 3" in found.out
    assert "Check that the sheets are not mixed up." in found.out
    load = landed_loads(StorePaths(store.folder))[-1]
    for number in (3, 4):
        rows = len(council.october[f"List {number}"]) - 1
        assert landed_row_count(StorePaths(store.folder), load.load_id, f"list_{number}") == rows


def test_an_older_workbook_after_a_newer_one_adds_its_history_and_takes_nothing_back(
    store: OwnStore, council: Council
) -> None:
    newer = store.figures(KPI, period_kind="month", period_end="2026-09-30", basis="completed")
    first = min(row["period_end"] for row in store.figures("contacts_received", period_kind="month"))
    found = store.load(council.workbooks[AUGUST], AUGUST)
    assert found.exit_code == 0
    assert (
        "It is about 2026-08-31, and an extract about 2026-09-30 was loaded before. It is kept; the newer one "
        "stays in use, and only what it does not say is taken from this one."
    ) in found.out
    again = store.figures(KPI, period_kind="month", period_end="2026-09-30", basis="completed")
    assert [row["value"] for row in again] == [row["value"] for row in newer]
    assert min(row["period_end"] for row in store.figures("contacts_received", period_kind="month")) < first


def test_unreadable_dates_reject_their_rows_which_are_kept_counted_and_shown(
    store: OwnStore, council: Council, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = with_unreadable_dates(council.october, 0.1)
    rows = sum(len(sheet) - 1 for sheet in changed.values())
    unreadable = sum(int(0.1 * (len(sheet) - 1)) for sheet in changed.values())
    found = store.load(write_sheets(tmp_path / "october.xlsx", changed))
    assert found.exit_code == 1
    assert found.out.startswith(
        f"october.xlsx: {rows - unreadable} of {rows} rows loaded, {unreadable} rejected.\n"
    )
    assert "row 2: list 1: contact_received_on is not a date like 31/10/2025" in found.out
    assert f"and {unreadable - 20} more rejected rows: see python cli.py loads" in found.out
    assert "see case notes" not in found.said  # what stood there may be about a child
    load = store.newest_load()
    assert (load["rows_landed"], load["rows_rejected"], len(load["rejected"])) == (
        rows,
        unreadable,
        unreadable,
    )
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(store.folder))
    monkeypatch.chdir(PROJECT_DIR)
    page = AppTest.from_file(str(PROJECT_DIR / "pages/data/loaded_data.py"), default_timeout=60).run()
    assert not page.exception
    assert f"Rejected rows: {unreadable}" in [heading.value for heading in page.subheader]


def test_rows_of_an_identifier_that_two_children_share_are_rejected_and_kept(
    store: OwnStore, council: Council, tmp_path: Path
) -> None:
    changed = copy_of(council.october)
    headings, *rows = changed["List 3"]
    child, born = headings.index("Child Unique ID"), headings.index("Date of Birth")
    shared = rows[0][child]
    rows[0][born] -= timedelta(days=400)  # type: ignore[operator]
    theirs = sum(row[0] == shared for name, sheet in changed.items() if name != "List 11" for row in sheet)
    assert theirs > 1
    found = store.load(write_sheets(tmp_path / "october.xlsx", changed))
    assert found.exit_code == 1
    assert f"rows loaded, {theirs} rejected." in found.out
    assert "Note: 1 of " in found.out
    assert "identifiers stand beside different dates of birth, so each may be two children" in found.out
    rejected = store.newest_load()["rejected"]
    assert len(rejected) == theirs
    why = "child_id stands beside another date of birth in this workbook, so it may be two children"
    assert all(row["reasons"].endswith(why) for row in rejected)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample workbook is not on this computer")
def test_the_public_sample_of_january_2024_loads(run: Run, tmp_path: Path) -> None:
    words = ("--authority", "Sample Borough", "--as-at", "2021-03-16", "--data-dir", tmp_path / "store")
    found = run("load", "annex-a", SAMPLE, *words)
    # five young people stand in lists 9 and 10 with different dates of birth
    assert found.exit_code == 1
    assert f"{SAMPLE.name}: 49 of 59 rows loaded, 10 rejected." in found.out
    assert "5 of 47 identifiers stand beside different dates of birth" in found.out
    rows = run("observations", "--authority", "Sample Borough", "--json", *words[4:]).json
    assert {row["kpi_id"] for row in rows if row["state"] == "counted"} == set(KPIS)


def test_the_same_file_for_another_day_is_noticed(store: OwnStore, council: Council) -> None:
    found = store.load(council.workbooks[SEPTEMBER], OCTOBER)
    assert found.exit_code == 0
    assert (
        "It is the same file, to the last byte, as the one of Northmere about 2026-09-30. Check that the right "
        "file was sent" in found.out
    )


def test_children_whom_the_authority_has_never_named_are_noticed(
    store: OwnStore, council: Council, tmp_path: Path
) -> None:
    changed = {
        name: [headings, *([f"9{row[0]}", *row[1:]] for row in rows)]
        for name, (headings, *rows) in council.october.items()
    }
    found = store.load(write_sheets(tmp_path / "october.xlsx", changed))
    assert found.exit_code == 0
    assert "Hardly any of its children (0%) are in the extract of Northmere before it." in found.out
    assert "load the right one about the same day: it takes its place" in found.out
    # and so it does
    assert "Hardly any" not in store.load(council.workbooks[OCTOBER]).out
    paths = StorePaths(store.folder)
    assert [load.parameters["as_at"] for load in landed_loads(paths)][-2:] == ["2026-10-31", "2026-10-31"]
    assert store.figures(ON_A_PLAN, period_end="2026-10-31")[0]["value"] == _open_plans(council)


def _open_plans(council: Council) -> int:
    headings, *rows = council.october["List 7"]
    ended = headings.index("Child Protection Plan End Date")
    return sum(not row[ended] or row[ended] > OCTOBER for row in rows)  # type: ignore[operator]


def test_a_file_that_was_kept_out_is_on_the_data_page_before_the_next_build(
    store: OwnStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_id = store.build_id()
    (tmp_path / "october.xlsx").write_bytes(b"")
    assert store.load(tmp_path / "october.xlsx").exit_code == 1
    assert store.build_id() == build_id
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(store.folder))
    monkeypatch.chdir(PROJECT_DIR)
    page = AppTest.from_file(str(PROJECT_DIR / "pages/data/loaded_data.py"), default_timeout=60).run()
    assert not page.exception
    assert [warning.value for warning in page.warning] == [
        "1 file was kept out since these figures were made: they are as before."
    ]
    (said,) = (table.value for table in page.dataframe if "What was said" in table.value.columns)
    assert said["Outcome"].iloc[0] == "Kept out"
    assert said["What was said"].iloc[0].startswith("is empty (0 bytes).")
