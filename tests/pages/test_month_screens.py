"""This month and the scorecard run in process: a whole council, printed figures only, one month, no figure."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.build import build_store
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.supplied.load import load_targets, load_values
from metrics.library import load_library
from tests.pages.monthly_figures import AUTHORITY, AUTHORITY_ID, SOURCE, write, write_targets

SCREENS = {"this_month": "pages/review/this_month.py", "scorecard": "pages/measures/scorecard.py"}


def screen(name: str, **query: str) -> AppTest:
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page(SCREENS[name])
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def markup(test: AppTest) -> str:
    """Return the HTML of every piece of the page that is ours."""
    sent = (json.loads(element.proto.json or "null") for element in test.get("bidi_component"))
    return "".join(data["html"] for data in sent if isinstance(data, dict) and "html" in data)


def words(test: AppTest) -> str:
    """Return what a reader sees, drawings left out, single spaces."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", markup(test), flags=re.S)))
    texts = [str(element.value) for element in (*test.title, *test.markdown, *test.info, *test.warning)]
    return " ".join(" ".join([*texts, plain]).split())


@pytest.fixture(scope="module")
def one_month_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the first month of a council that has just started."""
    folder = tmp_path_factory.mktemp("one_month")
    paths, library = StorePaths(folder), load_library()
    columns = "period,kpi,org_unit,numerator,denominator,value,source,note"
    figures = {"icpc_within_15_days": 70, "assessments_within_45_working_days": 91}
    rows: list[list[object]] = [
        ["2026-10", kpi, "", top, 100, top, SOURCE, ""] for kpi, top in figures.items()
    ]
    load_values(paths, write(folder / "values.csv", columns, rows), library, authority=AUTHORITY)
    load_targets(paths, write_targets(folder), library, authority=AUTHORITY)
    build_store(paths, library)
    return folder


@pytest.mark.usefixtures("use_northmere")
def test_a_whole_council_has_every_section_in_order() -> None:
    test = screen("this_month", authority="northmere")
    assert not test.exception
    headings = re.findall(r"<h2>([^<(]+)", markup(test))
    assert [heading.strip() for heading in headings] == [
        "What needs attention",
        "At a glance",
        "Most improved",
        "Needs focus",
        "Ratings by service and theme",
        "Overdue work",
        "Commentary missing",
        "Doubts about the data",
    ]
    text = words(test)
    assert re.search(r"October 2026\.\*\* Of \d+ measures with enough months", text)
    assert re.search(r"\d+ things were open and overdue on 31 Oct 2026\.", text)
    assert "Average caseload" in text
    assert not test.get("plotly_chart")  # light: only drawings in the page itself


@pytest.mark.usefixtures("use_northmere")
def test_every_link_names_a_screen_and_the_authority() -> None:
    sent = markup(screen("this_month", authority="northmere"))
    links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', sent)]
    assert len(links) > 40
    assert {link.split("?")[0] for link in links} <= {"/kpi", "/scorecard", "/due", "/data", "/data-checks"}
    assert [link for link in links if "authority=northmere" not in link] == []


@pytest.mark.usefixtures("use_northmere")
def test_a_rating_in_the_matrix_opens_the_scorecard_of_just_those_measures() -> None:
    sent = markup(screen("this_month", authority="northmere"))
    cell = re.search(
        r'<td data-label="Improving practice"><a href="/scorecard\?([^"]+)"[^>]*aria-label="([^"]+)"', sent
    )
    assert cell is not None
    said = html.unescape(cell[2])
    number = sum(int(count) for count in re.findall(r"(\d+) (?:off|near|on|not)", said))
    query = dict(part.split("=") for part in html.unescape(cell[1]).split("&"))
    test = screen("scorecard", **query)
    assert not test.exception
    assert len(re.findall(r'<tr><th scope="row">', markup(test))) >= number
    assert f"**{number} measure" in words(test)


@pytest.mark.usefixtures("use_northmere")
def test_an_earlier_month_is_shown_as_it_was() -> None:
    test = screen("this_month", authority="northmere", period="2026-03")
    text = words(test)
    assert "on=2026-03-31" in markup(test)  # the list opens as of that day
    assert "**Northmere (synthetic), March 2026.**" in text
    assert "Oct 2026" not in text.split("Overdue work")[0]
    assert "open and overdue on 31 Mar 2026" in text


@pytest.mark.usefixtures("use_store")
def test_printed_figures_only_say_what_is_missing_and_how_to_get_it() -> None:
    test = screen("this_month", authority="havering")
    text = words(test)
    assert not test.exception
    assert "No measure has enough months yet to tell a change from chance." in text
    assert "Load an Annex A workbook or the Standard Safeguarding Dataset to see it here." in text
    assert "The figure is in doubt" in text
    assert "have a question to the owner" in text
    assert "2031" not in text  # a population projection is no month


@pytest.mark.usefixtures("use_store")
@pytest.mark.parametrize("authority", ["barking_and_dagenham", "city_of_london"])
@pytest.mark.parametrize("name", SCREENS)
def test_councils_with_few_figures_open(name: str, authority: str) -> None:
    test = screen(name, authority=authority)
    assert not test.exception
    assert len(test.title) == 1


def test_one_month_shows_values_and_ratings_and_claims_no_change(
    one_month_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(one_month_store))
    monkeypatch.chdir(PROJECT_DIR)
    text = words(screen("this_month", authority=AUTHORITY_ID))
    assert "1 of the 2 rated measures is off target." in text
    assert "Not enough months: 1 of 15" in text
    assert "No measure is better than 12 months before by more than chance." in text
    assert "Off target" in text


@pytest.mark.usefixtures("use_monthly_store")
def test_what_got_worse_by_more_than_chance_comes_first_with_the_reason() -> None:
    test = screen("this_month", authority=AUTHORITY_ID)
    first = re.search(r'<ol class="lines"><li>(.*?)</li>', markup(test), flags=re.S)
    assert first is not None
    line = html.unescape(re.sub(r"<[^>]+>", " ", first[1]))
    # A fall from about 95 to 80 in the last months, against a target of 95.
    assert "Review conferences on time" in line
    assert "Off target" in line
    assert "getting worse by more than chance" in line.casefold()


@pytest.mark.usefixtures("use_northmere")
def test_the_scorecard_stands_in_the_order_of_the_journey_and_has_what_is_asked_for() -> None:
    test = screen("scorecard", authority="northmere", service_area="safeguarding")
    sent, text = markup(test), words(test)
    assert not test.exception
    sections = re.findall(r'scope="rowgroup">([^<]+)<', sent)
    assert sections[:3] == [
        "Children in need",
        "Strategy meetings and section 47 enquiries",
        "Child protection conferences",
    ]
    for heading in (
        "Latest figure",
        "Rating",
        "Variation and change",
        "Last year and longer",
        "Published",
        "Trend",
    ):
        assert f">{heading}</th>" in sent
    assert "Year to date" in text
    assert "12 months" in text
    assert "England 81.4%" in text
    assert "Head of Safeguarding" in text
    assert "Higher is better" in text


@pytest.mark.usefixtures("use_northmere")
def test_a_choice_leaves_out_what_does_not_meet_it_and_says_how_many_are_left() -> None:
    test = screen("scorecard", authority="northmere", service_area="safeguarding", find="core group")
    text = words(test)
    assert not test.exception
    assert re.search(r"\b2 of \d+ measures match", text)
    assert "Core groups on time" in text
    assert "Children in need visits" not in text


@pytest.mark.usefixtures("use_northmere")
def test_a_search_without_a_match_says_what_to_do() -> None:
    test = screen("scorecard", authority="northmere", service_area="safeguarding", find="zebra crossing")
    assert any("No measure matches" in info.value for info in test.info)


@pytest.mark.usefixtures("use_northmere")
def test_an_owner_of_another_service_is_let_go_of() -> None:
    test = screen("scorecard", authority="northmere", service_area="workforce", owner="head_of_assessment")
    assert not test.exception
    assert not test.info


@pytest.mark.usefixtures("use_northmere")
def test_the_sheet_to_print_names_council_service_and_month_at_the_head_of_every_page() -> None:
    sent = markup(screen("scorecard", authority="northmere", service_area="assessment", view="print"))
    head = re.search(r'<th class="sheet-head"[^>]*>([^<]+)', sent)
    assert head is not None
    assert head[1] == "Assessment, Northmere (synthetic), October 2026"
    assert "<button data-print>" in sent


@pytest.mark.usefixtures("use_northmere")
@pytest.mark.parametrize("view", ["print", "icons"])
def test_a_sheet_has_the_rated_measures_alone_and_says_how_many_it_leaves_out(view: str) -> None:
    test = screen("scorecard", authority="northmere", service_area="assessment", view=view)
    assert not test.exception
    first = next(
        json.loads(one.proto.json)["html"] for one in test.get("bidi_component") if "kpi" in one.proto.json
    )
    assert "Near target" in first or "On target" in first
    assert "Not rated" not in first
    lines = first.count('<tr><th scope="row">') + first.count("<li>")
    assert lines == sum(first.count(f"{word} target") for word in ("Off", "Near", "On")) > 2
    if view == "print":
        assert re.search(r"Without \d+ measures that are not rated", words(test))
    else:
        assert any(re.match(r"With limits and not rated \(\d+\)", one.label) for one in test.expander)
