"""Case-system numbers on the screens: a deliberate step, for those who may, noted, and never in a saved list."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.sources.pseudonyms import KEY_FILE_VARIABLE
from data.store import Store
from exports.rows import csv_file
from journal.audit_trail import AuditEntry, latest_acts
from journal.database import open_journal, sqlite_address
from metrics.library import load_library
from pages.parts.shown import Rows
from reporting.case_system_numbers import ACT
from reporting.due_work import DueWork, due_work
from reporting.reader import ROLE_VARIABLE, UNITS_VARIABLE

DUE, JOURNEY, KPI = "work/due_and_overdue", "children/childs_journey", "measures/kpi_in_detail"
SWITCH = "Show case-system numbers"
RECORDS = {"kpi": "assessments_within_45_working_days", "tab": "Records"}
A_NUMBER = "SYN-C"  # how the case-system numbers of Northmere's children begin


@pytest.fixture(scope="module")
def everything(northmere: Store) -> DueWork:
    return due_work(northmere, load_library(), "northmere", role="bi")


@pytest.fixture(scope="module")
def own_copy(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("numbers") / "northmere"
    shutil.copytree(northmere_dir, folder, ignore=shutil.ignore_patterns("landed", "journal*"))
    return folder


@pytest.fixture(autouse=True)
def use_copy(own_copy: Path, northmere_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_copy))
    monkeypatch.setenv(KEY_FILE_VARIABLE, str(northmere_dir.parent / f"{northmere_dir.name}.key"))
    monkeypatch.setenv(ROLE_VARIABLE, "bi")
    monkeypatch.delenv(UNITS_VARIABLE, raising=False)
    monkeypatch.chdir(PROJECT_DIR)
    return own_copy


def screen(name: str, **query: str) -> AppTest:
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=90).run()
    test.switch_page(f"pages/{name}.py")
    test.query_params.clear()
    for parameter, value in {"authority": "northmere", **query}.items():
        test.query_params[parameter] = value
    return test.run()


def switched_on(test: AppTest) -> AppTest:
    (switch,) = [toggle for toggle in test.toggle if toggle.label == SWITCH]
    assert switch.value is False
    return switch.set_value(True).run()


def everything_shown(test: AppTest) -> str:
    """Return whatever is sent to the browser: every element of the page."""
    return "".join(str(element.proto) for element in test.main) + "".join(
        frame.value.to_csv() for frame in test.dataframe
    )


def noted(data_dir: Path) -> list[AuditEntry]:
    journal = open_journal(sqlite_address(StorePaths(data_dir).journal))
    return [entry for entry in latest_acts(journal) if entry.act == ACT]


def screens(everything: DueWork) -> dict[str, tuple[str, dict[str, str]]]:
    item = next(item for item in everything.items if item.child_id and item.worker_id)
    return {
        "due": (DUE, {}),
        "worker": (DUE, {"worker": str(item.worker_id)}),
        "print": (DUE, {"worker": str(item.worker_id), "view": "print"}),
        "child": (JOURNEY, {"child": str(item.child_id)}),
        "records": (KPI, RECORDS),
    }


@pytest.mark.parametrize("name", ["due", "worker", "print", "child", "records"])
def test_numbers_are_shown_only_after_the_switch_and_each_use_is_noted(
    everything: DueWork, use_copy: Path, name: str
) -> None:
    page, query = screens(everything)[name]
    test = screen(page, **query)
    assert not test.exception
    assert A_NUMBER not in everything_shown(test)
    before = len(noted(use_copy))
    test = switched_on(test)
    assert not test.exception
    assert A_NUMBER in everything_shown(test)
    entries = noted(use_copy)
    assert len(entries) == before + 1
    assert entries[0].role == "bi"
    assert entries[0].outcome.endswith(" shown")
    assert A_NUMBER not in str(StorePaths(use_copy).journal.read_bytes())
    assert A_NUMBER not in str(test.session_state._state.filtered_state)


@pytest.mark.parametrize("name", ["due", "print", "child", "records"])
@pytest.mark.parametrize("role", ["scrutiny", "administrator"])
def test_who_may_not_has_no_switch_and_sees_no_record(
    everything: DueWork, monkeypatch: pytest.MonkeyPatch, name: str, role: str
) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, role)
    page, query = screens(everything)[name]
    test = screen(page, **query)
    assert not test.exception
    assert SWITCH not in [toggle.label for toggle in test.toggle]
    child = str(next(item.child_id for item in everything.items if item.child_id))
    assert A_NUMBER not in everything_shown(test)
    assert child not in everything_shown(test) or name == "child"


@pytest.mark.parametrize("section", ["front_door", "early_help", "plans", "meetings"])
def test_the_journey_opens_for_who_may_not_see_records(monkeypatch: pytest.MonkeyPatch, section: str) -> None:
    monkeypatch.setenv(ROLE_VARIABLE, "scrutiny")
    test = screen(JOURNEY, section=section)
    assert not test.exception


def test_a_manager_sees_the_numbers_of_the_own_team_and_is_told_of_the_others(
    everything: DueWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = everything.items[0]
    monkeypatch.setenv(ROLE_VARIABLE, "team_manager")
    monkeypatch.setenv(UNITS_VARIABLE, first.team_id)
    test = switched_on(screen(DUE))
    assert any("stand under teams that are not yours" in text.value for text in test.markdown)
    assert A_NUMBER in everything_shown(test)
    monkeypatch.setenv(UNITS_VARIABLE, "northmere:T99")
    assert A_NUMBER not in everything_shown(switched_on(screen(DUE)))


def test_a_saved_list_never_has_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[str] = []

    def kept(rows: Rows) -> bytes:
        saved.append(str(csv_file(rows)))
        return csv_file(rows)

    monkeypatch.setattr("pages.parts.records_table.csv_file", kept)
    test = switched_on(screen(KPI, **RECORDS))
    assert any("Child's number" in frame.value.columns for frame in test.dataframe)
    assert any("How it counts" in text for text in saved)
    assert not any(A_NUMBER in text for text in saved)


def test_a_lost_way_back_is_said_on_the_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEY_FILE_VARIABLE, str(tmp_path / "our.key"))
    test = switched_on(screen(DUE))
    assert not test.exception
    assert any("ask the BI team" in warning.value for warning in test.warning)
