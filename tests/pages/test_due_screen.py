"""The due and overdue screen run in process: counts, choices, the sheet to print, what is noted, no records."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.store import Store
from journal.audit_trail import latest_acts
from journal.database import open_journal, sqlite_address
from metrics.library import load_library
from reporting.due_work import DueWork, due_work
from reporting.due_work.words import item_row

SCREEN = "pages/work/due_and_overdue.py"


def due(**query: str) -> AppTest:
    """Return the screen run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page(SCREEN)
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def shown(test: AppTest) -> str:
    elements = (*test.title, *test.subheader, *test.markdown, *test.info, *test.get("html"))
    return "\n".join(str(getattr(element, "value", "") or element.proto.body) for element in elements)


@pytest.fixture(scope="module")
def everything(northmere: Store) -> DueWork:
    return due_work(northmere, load_library(), "northmere", role="bi")


@pytest.fixture(scope="module")
def own_copy(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the same build and a journal of its own, since showing a list is noted."""
    folder = tmp_path_factory.mktemp("due") / "northmere"
    shutil.copytree(northmere_dir, folder, ignore=shutil.ignore_patterns("landed", "journal*"))
    return folder


@pytest.fixture
def use_copy(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_copy))
    monkeypatch.chdir(PROJECT_DIR)
    return own_copy


@pytest.mark.usefixtures("use_copy")
def test_the_council_shows_its_counts_and_says_what_the_records_cannot_know(everything: DueWork) -> None:
    test = due(authority="northmere")
    text = shown(test)
    assert not test.exception
    assert "Records are as at Saturday 31 October 2026. What has been done since then is not known." in text
    assert f">{everything.overdue:,}<" in text
    assert f">{everything.coming:,}<" in text


@pytest.mark.usefixtures("use_copy")
def test_part_worker_kind_and_day_are_in_the_address(everything: DueWork) -> None:
    item = next(item for item in everything.items if item.worker_id and item.is_overdue)
    test = due(
        authority="northmere",
        unit=item.team_id,
        worker=str(item.worker_id),
        kind=item.kind_id,
        when="overdue",
        on="2026-11-07",
    )
    text = shown(test)
    assert not test.exception
    assert "7 days further on, to Saturday 7 November 2026" in text
    assert any(heading.value.startswith("Overdue: Worker ") for heading in test.subheader)
    assert 'aria-label="Breadcrumbs"' in text


@pytest.mark.usefixtures("use_copy")
def test_the_list_can_be_counted_by_another_kpi(everything: DueWork) -> None:
    test = due(authority="northmere", kind="child_protection_visits")
    assert not test.exception
    box = next(box for box in test.selectbox if box.label == "Counted by")
    box.set_value("child_protection_visits_within_15_working_days").run()
    assert not test.exception
    assert test.query_params["count"] == "child_protection_visits_within_15_working_days"


@pytest.mark.usefixtures("use_copy")
def test_a_day_that_is_none_and_a_unit_that_is_not_there_are_said_so() -> None:
    test = due(authority="northmere", on="never", unit="northmere:T99")
    assert not test.exception
    assert any("'never', which is not here" in info.value for info in test.info)
    assert any("'northmere:T99', which is not here" in info.value for info in test.info)


def test_showing_a_list_goes_into_the_audit_trail_once(use_copy: Path) -> None:
    def notes() -> list[str]:
        journal = open_journal(sqlite_address(StorePaths(use_copy).journal))
        return [entry.subject for entry in latest_acts(journal)]

    before = len(notes())
    test = due(authority="northmere", when="coming")
    test.run()
    new = notes()
    assert new[: len(new) - before] == ["due and overdue on 2026-10-31, northmere"]


@pytest.mark.usefixtures("use_copy")
def test_the_sheet_to_print_has_a_box_for_each_thing_and_no_heading_of_the_screen(
    everything: DueWork,
) -> None:
    worker = next(item.worker_id for item in everything.items if item.worker_id)
    test = due(authority="northmere", worker=worker, view="print")
    assert not test.exception
    assert len(test.title) == 0
    text = shown(test)
    to_do = [
        item
        for item in everything.items
        if item.worker_now_id == worker or (item.worker_id == worker and not item.has_changed_hands)
    ]
    assert text.count('aria-label="box to tick"') == len(to_do)
    assert all(str(item.child_id) in text for item in to_do)


@pytest.mark.usefixtures("use_store")
def test_published_figures_alone_have_nothing_due_and_the_screen_says_why() -> None:
    test = due(authority="havering")
    assert not test.exception
    assert any("no records of its children" in info.value for info in test.info)


def test_a_saved_row_has_full_ids_and_days(everything: DueWork) -> None:
    item = everything.items[0]
    row = item_row(item, everything, "A team")
    assert row["Child"] == item.child_id
    assert row["Days left"] == str((item.due_on - date(2026, 10, 31)).days)
    assert row["Overdue"] == "yes"
