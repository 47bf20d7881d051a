"""What a scorecard says of the published record, checked against the printed documents."""

from __future__ import annotations

from datetime import date

import pytest

from data.build import build_store
from data.paths import StorePaths
from data.store import Store, open_store
from metrics.library import KpiLibrary, load_library
from reporting.kpi_history import kpi_history
from reporting.scorecard import ScorecardRow, scorecard
from reporting.sentences import trajectory_sentence


@pytest.fixture(scope="module")
def library() -> KpiLibrary:
    return load_library()


@pytest.fixture(scope="module")
def store(library: KpiLibrary, tmp_path_factory: pytest.TempPathFactory) -> Store:
    paths = StorePaths(tmp_path_factory.mktemp("store"))
    build_store(paths, library)
    return open_store(paths)


def row(store: Store, library: KpiLibrary, kpi_id: str, until: date | None = None) -> ScorecardRow:
    return scorecard(store, library, [library.by_id(kpi_id)], "havering", until).rows[0]


def test_the_latest_month_is_rated_against_the_target_in_force(store: Store, library: KpiLibrary) -> None:
    found = row(store, library, "assessments_within_45_working_days")
    assert found.latest is not None
    assert found.latest.value == 96.7
    assert found.step is not None
    assert found.step.target == 85
    assert found.rating.word == "on target"


def test_a_change_is_only_between_figures_of_the_same_length_of_time(
    store: Store, library: KpiLibrary
) -> None:
    found = row(store, library, "assessments_within_45_working_days")
    assert found.earlier is not None
    assert found.earlier.value == 70.4  # April 2024, not the financial year before it
    assert found.change == pytest.approx(26.3)


def test_until_a_month_only_what_had_ended_is_read(store: Store, library: KpiLibrary) -> None:
    found = row(store, library, "assessments_within_45_working_days", until=date(2024, 4, 30))
    assert found.latest is not None
    assert found.latest.value == 70.4
    assert found.rating.word == "off target"


def test_a_start_point_is_not_rated_but_says_whether_it_meets_the_coming_target(
    store: Store, library: KpiLibrary
) -> None:
    visits = row(store, library, "cin_visited_within_4_weeks")  # 75.4 in February 2024, target 90
    assert visits.rating.word == "no rating"
    assert visits.short_reason == "start point, not met yet"
    conferences = row(store, library, "rcpc_within_timescale")  # 98.6, target 95
    assert conferences.rating.maintain
    assert conferences.short_reason == "already met: maintain"


def test_a_doubtful_target_gives_no_colour(store: Store, library: KpiLibrary) -> None:
    found = row(store, library, "cic_two_or_more_social_worker_changes_12m")
    assert found.rating.colour == "none"
    assert found.short_reason == "in doubt"


def test_a_target_of_a_plan_that_has_ended_is_not_in_force(store: Store, library: KpiLibrary) -> None:
    history = kpi_history(store, library.by_id("assessments_within_45_working_days"), "havering")
    in_2023 = [step.target for step in history.steps if step.is_in_force(date(2024, 3, 31))]
    assert in_2023 == []  # the 90% of 2014 ended with that plan; the 85% began in April 2024


def test_a_measure_known_only_in_parts_has_a_row_for_each(store: Store, library: KpiLibrary) -> None:
    rows = scorecard(store, library, [library.by_id("case_supervision_in_timescale")], "havering").rows
    assert {found.part for found in rows} == {
        "Child protection (every month)",
        "Children in care (every 2 months)",
        "Children in need (every 2 months)",
        "Leaving care (every 3 months)",
    }


def test_a_comparator_is_never_the_authoritys_own_value(store: Store, library: KpiLibrary) -> None:
    found = row(store, library, "population_growth_all_ages")
    assert found.latest is not None
    assert found.latest.value == 10.5  # Havering; London 7.7 and England 6.6 are beside it
    beside = kpi_history(store, found.kpi, "havering").beside()
    assert sorted(figure.value for figure in beside if figure.value is not None) == [6.6, 7.7]


def test_an_authority_has_only_its_own_figures(store: Store, library: KpiLibrary) -> None:
    kpi = library.by_id("assessments_within_45_working_days")
    barking = scorecard(store, library, [kpi], "barking_and_dagenham").rows[0]
    assert [figure.value for figure in barking.figures] == [75.0]
    assert barking.latest is not None
    assert barking.latest.short_period_words == "not dated"


def test_the_sentence_says_what_the_chart_shows(store: Store, library: KpiLibrary) -> None:
    said = trajectory_sentence(row(store, library, "icpc_within_15_days"), "Havering")
    assert "95.8% (November 2024)" in said
    assert "82%" in said
    assert "+37.5 points since Apr 2024" in said
