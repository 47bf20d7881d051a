"""What screens say of judged months, run in process: icons with words, limits, and silence on too little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.palette import LIGHT
from data.paths import PROJECT_DIR, StorePaths
from data.store import open_store
from metrics.library import load_library
from pages.parts.icon_grid import grid_html
from pages.parts.linked_html import Links
from pages.parts.scorecard_rows import assurance_html, variation_html
from reporting.judgement import judge_rows
from reporting.scorecard import scorecard
from reporting.this_month import Judged
from tests.pages.monthly_figures import AUTHORITY_ID

SCREENS = {"scorecard": "pages/measures/scorecard.py", "kpi": "pages/measures/kpi_in_detail.py"}


def screen(name: str, **query: str) -> AppTest:
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=30).run()
    test.switch_page(SCREENS[name])
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def shown(test: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*test.markdown, *test.info, *test.warning))


def kpi_screen(kpi: str, area: str = "safeguarding") -> AppTest:
    return screen("kpi", authority=AUTHORITY_ID, service_area=area, kpi=kpi)


@pytest.mark.usefixtures("use_monthly_store")
def test_a_judged_measure_shows_all_that_its_months_say() -> None:
    test = kpi_screen("icpc_within_15_days")
    test.session_state["chart_as_a_table"] = True
    text = shown(test.run())
    assert not test.exception
    for words in (
        "Usual variation",
        "Hit or miss",
        "Direction of travel",
        "If nothing changes, ",
        "in March 2027",
        "Gap to the target:",
        "Rules used: p prime chart",
        "usual range",
    ):
        assert words in text
    table = next(frame.value for frame in test.dataframe if "Lower limit" in frame.value.columns)
    assert len(table) == 36
    ahead = next(frame.value for frame in test.dataframe if "8 in 10 months" in frame.value.columns)
    assert len(ahead) == 5  # November 2026 to March 2027


@pytest.mark.usefixtures("use_monthly_store")
def test_a_fall_is_a_concern_and_says_why_it_needs_a_look() -> None:
    text = shown(kpi_screen("rcpc_within_timescale"))
    assert "Concern, low" in text
    assert "below the lower limit" in text
    assert "**Needs a look:** off target" in text


@pytest.mark.usefixtures("use_monthly_store")
def test_a_step_up_is_offered_a_restart_that_is_not_made() -> None:
    text = shown(kpi_screen("assessments_within_45_working_days", "assessment"))
    assert "Limits could start afresh in November 2025." in text
    assert "Nothing has been changed." in text
    assert "span a lasting change" in text


@pytest.mark.usefixtures("use_monthly_store")
def test_a_run_chart_says_how_many_months_are_missing_and_shows_no_icon() -> None:
    text = shown(kpi_screen("cin_visited_within_4_weeks"))
    assert "not enough months: 12 of 15" in text
    assert "about a median of" in text
    assert "Assurance" not in text
    assert "Usual variation" not in text


@pytest.mark.usefixtures("use_monthly_store")
def test_too_few_months_say_so_and_nothing_else() -> None:
    text = shown(kpi_screen("core_groups_on_time"))
    assert "not enough months: 4 of 15" in text
    assert "Not judged" in text
    assert "No outlook" in text
    for words in ("Rules used", "median", "Direction of travel", "Assurance", "If nothing changes"):
        assert words not in text


@pytest.mark.usefixtures("use_store")
def test_a_printed_measure_says_how_few_months_there_are() -> None:
    text = shown(screen("kpi", authority="havering", kpi="icpc_within_15_days"))
    assert "of 15" in text
    assert "usual range" not in text


@pytest.mark.usefixtures("use_monthly_store")
def test_parts_are_drawn_side_by_side_on_one_scale() -> None:
    text = shown(screen("kpi", authority=AUTHORITY_ID, kpi="icpc_within_15_days", tab="Breakdowns"))
    assert "October 2026, 2 parts: highest Girls (85.0%, 85 of 100), lowest Boys (80.0%, 80 of 100)." in text
    assert text.count("<li><strong>") == 2


@pytest.mark.usefixtures("use_monthly_store")
def test_the_view_is_in_the_address_and_the_icons_name_what_has_no_limits() -> None:
    test = screen("scorecard", authority=AUTHORITY_ID, service_area="safeguarding", view="icons")
    assert not test.exception
    text = shown(test)
    assert "2 measures with limits; 1 need a look" not in text
    assert "**2 measures with limits; 1 needs a look and comes first.**" in text
    assert "not enough months: 12 of 15" in text
    assert "not enough months: 4 of 15" in text


@pytest.mark.usefixtures("use_store")
def test_icons_of_an_authority_without_months_say_so() -> None:
    test = screen("scorecard", authority="havering", service_area="safeguarding", view="icons")
    assert not test.exception
    assert any("has enough months for limits yet" in info.value for info in test.info)


def test_cells_are_there_only_where_there_is_a_judgement(monthly_store: Path) -> None:
    library = load_library()
    store = open_store(StorePaths(monthly_store))
    rows = scorecard(store, library, library.in_service_area("safeguarding"), AUTHORITY_ID).rows
    judged = {
        row.kpi.id: Judged(row, judgement) for row, judgement in zip(rows, judge_rows(rows), strict=True)
    }
    whole = judged["icpc_within_15_days"]
    variation, assurance = variation_html(whole, LIGHT), assurance_html(whole, LIGHT)
    assert "Usual variation" in variation
    assert "Hit or miss" in assurance
    assert "<svg" in variation
    assert "<svg" in assurance
    assert "bout " in assurance  # the chance, like 'about 1 in 2'
    few = judged["core_groups_on_time"]
    assert "Not enough months: 4 of 15" in variation_html(few, LIGHT)
    assert "<svg" not in variation_html(few, LIGHT)
    assert assurance_html(few, LIGHT) == ""


def test_a_card_escapes_its_words_and_leads_to_its_measure(monthly_store: Path) -> None:
    library = load_library()
    store = open_store(StorePaths(monthly_store))
    row = scorecard(store, library, [library.by_id("rcpc_within_timescale")], AUTHORITY_ID).rows[0]
    row = replace(row, part="<b>")
    links = Links()
    html = grid_html([Judged(row, judge_rows([row])[0])], links, LIGHT)
    assert "&lt;b&gt;" in html
    assert [screen for screen, _ in links.opens] == ["kpi"]
    assert "kpi=rcpc_within_timescale" in html
    assert "Concern, low" in html
