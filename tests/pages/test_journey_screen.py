"""The journey screen run in process: every part of it, one child's record, no records, what is noted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.store import Store
from journal.audit_trail import latest_acts
from journal.database import open_journal, sqlite_address
from metrics.periods import read_period
from pages.parts.journey.choices import SECTIONS
from reporting.journey.cohort import cohort

SCREEN = "pages/children/childs_journey.py"


def journey(**query: str) -> AppTest:
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
def own_copy(northmere_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the same build and a journal of its own, since showing a list is noted."""
    folder = tmp_path_factory.mktemp("journey") / "northmere"
    shutil.copytree(northmere_dir, folder, ignore=shutil.ignore_patterns("landed", "journal*"))
    return folder


@pytest.fixture
def use_copy(own_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(own_copy))
    monkeypatch.chdir(PROJECT_DIR)
    return own_copy


@pytest.fixture(scope="module")
def child_in_care(northmere: Store) -> str:
    with northmere.connection.cursor() as cursor:
        ((child_id,),) = cursor.sql(
            "SELECT child_id FROM events.care_periods WHERE care_ended_on IS NULL ORDER BY child_id LIMIT 1"
        ).fetchall()
    return str(child_id)


@pytest.mark.usefixtures("use_copy")
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("period_kind", ["month", "rolling_12_months"])
def test_every_part_opens_for_a_month_and_a_year(section: str, period_kind: str) -> None:
    test = journey(authority="northmere", section=section, period_kind=period_kind)
    assert not test.exception
    assert "Records are as at 31 October 2026 and begin on 1 November 2023." in shown(test)
    assert len(test.subheader) >= 1


@pytest.mark.usefixtures("use_copy")
def test_the_flow_says_how_many_are_followed(northmere: Store) -> None:
    test = journey(authority="northmere")
    followed = cohort(northmere, "northmere", read_period("12 months to 2026-10"), "contact")
    assert f"Each of {followed.total:,} contacts is followed" in shown(test)
    tables = [frame.value for frame in test.dataframe if "Step" in frame.value.columns]
    step = followed.step("referral")
    assert tables[0].loc[0, "Number"] == step.went_on
    assert tables[0].loc[0, "Share of those that had their time"] == f"{step.share:.1f}%"


@pytest.mark.usefixtures("use_copy")
def test_a_service_starts_with_its_referrals_and_a_source_with_its_contacts() -> None:
    test = journey(authority="northmere", unit="northmere:front_door_and_early_help")
    assert not test.exception
    assert "What became of the referrals of" in shown(test)
    test = journey(authority="northmere", source="Police")
    assert "contacts from police is followed" in shown(test)


@pytest.mark.usefixtures("use_copy")
def test_a_period_before_the_records_says_that_it_is_not_covered() -> None:
    test = journey(authority="northmere", period="2024-01", period_kind="rolling_12_months")
    assert not test.exception
    assert "do not cover the whole of 12 months to January 2024" in shown(test)


def test_one_childs_record_is_shown_and_noted_without_the_child(use_copy: Path, child_in_care: str) -> None:
    test = journey(authority="northmere", child=child_in_care)
    text = shown(test)
    assert not test.exception
    assert f"Child {child_in_care[:9]}" in text
    assert "Case status: **In care**" in text
    record = test.dataframe[0].value
    assert "In care" in list(record["What"])
    notes = [
        entry.subject for entry in latest_acts(open_journal(sqlite_address(StorePaths(use_copy).journal)))
    ]
    assert "one child's record, northmere" in notes
    assert not [note for note in notes if child_in_care[:9] in note]


@pytest.mark.usefixtures("use_copy")
def test_an_unknown_child_is_said_so_in_plain_words() -> None:
    test = journey(authority="northmere", child="c0000")
    assert not test.exception
    assert any("No child of this id is in the records" in info.value for info in test.info)


@pytest.mark.usefixtures("use_store")
@pytest.mark.parametrize("query", [{}, {"child": "c0000"}])
def test_published_figures_alone_have_no_journey_and_the_screen_says_why(query: dict[str, str]) -> None:
    test = journey(authority="havering", **query)
    assert not test.exception
    assert any("no records of its children" in info.value for info in test.info)
