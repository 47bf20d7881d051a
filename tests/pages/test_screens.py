"""Every screen run in process: what it shows for a real council, an empty one and an odd address."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR
from pages.parts.first_start import DEMO_CHILDREN_VARIABLE

SCREENS = {
    "this_month": "pages/review/this_month.py",
    "scorecard": "pages/measures/scorecard.py",
    "kpi": "pages/measures/kpi_in_detail.py",
    "library": "pages/library/kpi_library.py",
    "data": "pages/data/loaded_data.py",
}


def screen(name: str, **query: str) -> AppTest:
    """Return a screen run as the app runs it, with an address."""
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=30).run()
    test.switch_page(SCREENS[name])
    test.query_params.clear()
    for parameter, value in query.items():
        test.query_params[parameter] = value
    return test.run()


def shown(test: AppTest) -> str:
    return "\n".join(
        str(element.value) for element in (*test.title, *test.markdown, *test.info, *test.warning)
    )


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.usefixtures("use_store")
def test_every_screen_opens_without_an_address(name: str) -> None:
    test = screen(name)
    assert not test.exception
    assert len(test.title) == 1


@pytest.mark.usefixtures("use_store")
def test_the_address_says_which_measure_is_shown() -> None:
    test = screen("kpi", authority="havering", service_area="safeguarding", kpi="icpc_within_15_days")
    text = shown(test)
    assert not test.exception
    assert "95.8%" in text
    assert "At least 82%" in text
    assert "+37.5 points" in text  # 95.8 in November 2024 less 58.3 in April 2024


@pytest.mark.usefixtures("use_store")
def test_a_measure_alone_in_the_address_is_enough_to_open_it() -> None:
    test = screen("kpi", authority="havering", kpi="icpc_within_15_days")
    assert "95.8%" in shown(test)


@pytest.mark.usefixtures("use_store")
def test_a_measure_that_does_not_exist_is_said_so_and_another_is_shown() -> None:
    test = screen("kpi", authority="havering", service_area="assessment", kpi="no_such_measure")
    assert not test.exception
    assert any("no_such_measure" in info.value for info in test.info)


@pytest.mark.usefixtures("use_store")
def test_a_doubtful_target_is_shown_and_rates_nothing() -> None:
    test = screen("kpi", authority="havering", kpi="cic_two_or_more_social_worker_changes_12m")
    text = shown(test)
    assert "Not rated" in text
    assert "Not rated until answered" in text


@pytest.mark.usefixtures("use_store")
@pytest.mark.parametrize(
    ("kpi", "words"),
    [
        ("social_worker_long_term_sickness_rate", "0.0%"),  # a real nought, November 2013
        ("procedures_manual_usage", "To be confirmed"),
        ("early_help_average_waiting_time", "New measure, no value yet"),
        ("average_caseload", "Not printed"),
    ],
)
def test_nought_missing_to_be_confirmed_and_new_are_four_different_texts(kpi: str, words: str) -> None:
    assert words in shown(screen("kpi", authority="havering", kpi=kpi))


@pytest.mark.usefixtures("use_store")
def test_a_council_without_a_figure_for_a_service_is_told_so() -> None:
    test = screen("scorecard", authority="city_of_london", service_area="finance")
    assert not test.exception
    assert any("No figure has been published or loaded" in info.value for info in test.info)


@pytest.mark.usefixtures("use_store")
def test_the_library_finds_a_definition_by_its_words() -> None:
    test = screen("library")
    test.text_input(key="q").set_value("45 working days").run()
    assert not test.exception
    assert "Assessments completed within 45 working days" in [heading.value for heading in test.header]


@pytest.mark.usefixtures("use_store")
def test_a_search_that_finds_nothing_says_what_to_do() -> None:
    test = screen("library")
    test.text_input(key="q").set_value("zebra crossing").run()
    assert any("No measure matches" in info.value for info in test.info)


@pytest.mark.usefixtures("use_store")
def test_the_data_screen_names_every_document() -> None:
    test = screen("data")
    sources = next(frame.value for frame in test.dataframe if "Source" in frame.value.columns)
    assert len(sources) == 5
    assert sources["Figures"].sum() == 234  # every printed value, repeats included


def test_the_first_start_builds_the_store_and_opens_this_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "new"))
    monkeypatch.setenv(DEMO_CHILDREN_VARIABLE, "300")
    monkeypatch.chdir(PROJECT_DIR)
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=240).run()
    assert not test.exception
    assert test.title[0].value == "This month"
    assert (tmp_path / "new" / "current.json").is_file()
