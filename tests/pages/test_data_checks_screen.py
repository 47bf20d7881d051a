"""The screen of doubtful records: what it shows of a council with records, and of one without."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.store import Store
from journal.audit_trail import latest_acts
from journal.database import open_journal, sqlite_address
from pages.parts.data_check_parts import checks_sentence, kpis_sentence
from reporting.data_checks import checks_found, threatened_kpis

SCREEN = "pages/data/data_checks.py"


def screen(**query: str) -> AppTest:
    """Return the screen run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page(SCREEN)
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def shown(test: AppTest) -> str:
    return "\n".join(
        str(element.value) for element in (*test.title, *test.header, *test.markdown, *test.info)
    )


@pytest.mark.usefixtures("use_northmere")
def test_the_screen_says_how_many_checks_found_something(northmere: Store) -> None:
    found = checks_found(northmere, "northmere")
    with_doubts = [one for one in found if one.rows_doubtful]
    test = screen(authority="northmere")
    assert not test.exception
    assert f"{len(with_doubts)} of {len(found)} checks found something doubtful." in shown(test)
    assert with_doubts[0].check.title in [heading.value for heading in test.header]


@pytest.mark.usefixtures("use_northmere")
def test_the_address_says_which_check_is_shown() -> None:
    test = screen(authority="northmere", check="facts_about_child_missing")
    assert "Facts about children that are not known" in [heading.value for heading in test.header]
    assert "Ask the worker to find out and fill it in." in shown(test)


def test_rows_are_shown_when_asked_for_and_that_is_noted(
    own_northmere: StorePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_northmere.data_dir))
    monkeypatch.chdir(PROJECT_DIR)
    journal = open_journal(sqlite_address(own_northmere.journal))
    test = screen(authority="northmere", check="facts_about_child_missing")
    columns = [set(frame.value.columns) for frame in test.dataframe]
    assert not any("Child" in names for names in columns)
    before = len(latest_acts(journal))
    test.toggle(key="rows:facts_about_child_missing").set_value(True).run()
    rows = next(frame.value for frame in test.dataframe if "Child" in frame.value.columns)
    assert len(rows) > 0
    newest = latest_acts(journal)
    assert len(newest) > before
    assert (newest[0].act, newest[0].subject) == ("records shown", "doubtful rows: facts_about_child_missing")


@pytest.mark.usefixtures("use_store")
def test_a_council_without_records_is_told_what_to_load() -> None:
    test = screen(authority="havering")
    assert not test.exception
    assert any("load an extract" in info.value for info in test.info)
    assert not test.dataframe


def test_sentences_come_from_the_figures(northmere: Store) -> None:
    found = checks_found(northmere, "northmere")
    assert checks_sentence([one for one in found if not one.rows_doubtful]).endswith("anything doubtful.**")
    doubts = threatened_kpis(northmere, "recorded_late", "northmere")
    figures = [doubt for doubt in doubts if doubt.touches == "figure"]
    assert kpis_sentence(doubts) == f"**{len(figures)} measures are made from such rows.**"
    assert kpis_sentence([]) == "No measure is made from what is doubtful here."
