"""The pages about one subject run in process: every view, opening a list and its note, months, no records."""

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
from reporting.themes.lists import theme_list
from reporting.themes.register import Section, load_theme, theme_ids

PAGES = {
    "care": "pages/children/children_in_care.py",
    "exploitation": "pages/children/exploitation_and_missing.py",
    "quality": "pages/children/quality_assurance.py",
}
VIEWS = [(theme_id, view.id) for theme_id in theme_ids() for view in load_theme(theme_id).views]
ON = date(2026, 10, 31)
LIST = "three_or_more_placements"


def page(theme_id: str, **query: str) -> AppTest:
    """Return a page run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page(PAGES[theme_id])
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def said(test: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*test.markdown, *test.info, *test.subheader))


def acts(folder: Path) -> list[tuple[str, str, str]]:
    journal = open_journal(sqlite_address(StorePaths(folder).journal))
    return [(entry.act, entry.subject, entry.outcome) for entry in latest_acts(journal)]


def sections(theme_id: str, view_id: str) -> tuple[Section, ...]:
    return load_theme(theme_id).view(view_id).sections


@pytest.fixture(scope="module")
def own_copy(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the same build and a journal of its own, since showing a list is noted."""
    folder = tmp_path_factory.mktemp("themes") / "northmere"
    shutil.copytree(northmere_dir, folder, ignore=shutil.ignore_patterns("landed", "journal*"))
    return folder


@pytest.fixture
def use_copy(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_copy))
    monkeypatch.chdir(PROJECT_DIR)
    return own_copy


@pytest.mark.parametrize(("theme_id", "view_id"), VIEWS)
@pytest.mark.usefixtures("use_copy")
def test_every_view_shows_its_sections_with_their_questions(theme_id: str, view_id: str) -> None:
    test = page(theme_id, authority="northmere", view=view_id)
    assert not test.exception
    assert len(test.title) == 1
    assert [header.value for header in test.header] == [s.title for s in sections(theme_id, view_id)]
    text = said(test)
    assert all(section.question in text for section in sections(theme_id, view_id))
    assert "as of **31 October 2026**" in text
    assert [toggle.label for toggle in test.toggle if toggle.value] == []


@pytest.mark.parametrize(("theme_id", "view_id"), VIEWS)
@pytest.mark.usefixtures("use_store")
def test_a_council_of_published_figures_only_is_told_what_is_missing(theme_id: str, view_id: str) -> None:
    test = page(theme_id, authority="havering", view=view_id)
    assert not test.exception
    assert [header.value for header in test.header] == [s.title for s in sections(theme_id, view_id)]
    text = said(test)
    assert "no records of its children" in text
    assert "docs/how_to/load_records.md" in text
    assert not test.toggle
    assert not test.get("plotly_chart")


@pytest.mark.usefixtures("use_copy")
def test_only_the_open_view_is_there_and_the_address_names_it() -> None:
    test = page("care", authority="northmere")
    assert test.query_params["view"] == "in_care"
    titles = {header.value for header in test.header}
    assert titles.isdisjoint(section.title for section in sections("care", "care_experienced"))


@pytest.mark.usefixtures("use_copy")
def test_the_address_follows_the_tabs_there_and_back() -> None:
    test = page("care", authority="northmere")
    for name, view_id in (("Care experienced", "care_experienced"), ("In care", "in_care")):
        test.session_state["views:care"] = name
        test.run()
        assert test.query_params["view"] == view_id
        assert [header.value for header in test.header] == [s.title for s in sections("care", view_id)]


@pytest.mark.usefixtures("use_copy")
def test_a_view_that_does_not_exist_opens_the_first_one() -> None:
    test = page("quality", authority="northmere", view="no_such_view")
    assert not test.exception
    assert test.query_params["view"] == "audits"
    assert any("no_such_view" in info.value for info in test.info)


def test_a_list_is_shown_on_request_and_noted_once(use_copy: Path, northmere: Store) -> None:
    spec = next(s for s in load_theme("care").view("in_care").sections[0].lists if s.id == LIST)
    expected = len(theme_list(northmere, spec, "northmere", ON, role="bi"))
    before = len(acts(use_copy))
    test = page("care", authority="northmere", view="in_care")
    assert len(acts(use_copy)) == before
    test.toggle(key=f"list:{LIST}").set_value(True).run()
    assert not test.exception
    test.run()
    noted = [act for act in acts(use_copy) if act[1].startswith(spec.title)]
    assert noted == [("records shown", f"{spec.title}, northmere, 2026-10-31", f"{expected} rows")]
    if expected:
        assert f"{expected} on the list: {spec.title}" in said(test)
        table = next(frame.value for frame in test.dataframe if "Placements in 12 months" in frame.value)
        assert len(table) == expected
        assert all(link.startswith("/journey?authority=northmere&child=c") for link in table["Child"])
        assert table["Worker"].dropna().str.len().max() <= 9


def test_every_list_opens(use_copy: Path) -> None:
    for theme_id, view_id in VIEWS:
        test = page(theme_id, authority="northmere", view=view_id)
        for toggle in test.toggle:
            toggle.set_value(True)
        test.run()
        assert not test.exception, (theme_id, view_id)
        assert all(toggle.value for toggle in test.toggle)


@pytest.mark.usefixtures("use_copy")
def test_an_earlier_month_shows_that_month() -> None:
    text = said(page("care", authority="northmere", view="in_care", period="2025-06"))
    assert "as of **30 June 2025**" in text
    assert "on 30 June 2025" in text
    assert "October 2026" not in text


@pytest.mark.usefixtures("use_copy")
def test_the_first_month_of_all_is_enough() -> None:
    for theme_id, view_id in VIEWS:
        test = page(theme_id, authority="northmere", view=view_id, period="2023-11")
        assert not test.exception, (theme_id, view_id)
        assert "as of **30 November 2023**" in said(test)


@pytest.mark.usefixtures("use_copy")
def test_adoption_shows_the_thresholds_and_each_child() -> None:
    test = page("care", authority="northmere", view="in_care")
    assert "426 days from entering care" in said(test)
    test.toggle(key="list:adoption_paths").set_value(True).run()
    assert not test.exception
    assert "plan for adoption in the 12 months to October 2026" in said(test)


@pytest.mark.usefixtures("use_copy")
def test_equality_hides_small_numbers_of_the_measure_chosen() -> None:
    test = page("quality", authority="northmere", view="equality", kpi="children_in_care")
    assert "Numbers of 1 to 4 are hidden" in said(test)
    assert [sub.value for sub in test.subheader] == ["Age", "Sex", "Ethnicity", "Disability"]
    test.selectbox(key="widget:kpi").set_value("contacts_received").run()
    assert not test.exception
    assert test.query_params["kpi"] == "contacts_received"
    assert "12 months to October 2026" in said(test)
