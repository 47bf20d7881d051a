"""Figures of several units together: sums of numerators and denominators, never averages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from metrics.definition import Calculation, KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import Method, State, Unit
from reporting.teams.unit_figures import (
    UnitFigure,
    figures_by_unit,
    is_same,
    shown_count,
    shown_value,
    together,
)

OCTOBER = date(2026, 10, 31)


def counted(top: float | None, bottom: float | None, value: float | None) -> UnitFigure:
    return UnitFigure(top, bottom, value, State.COUNTED if value is not None else State.NO_CASES)


def test_a_share_of_two_teams_is_made_from_their_sums_and_is_no_average(share: KpiDefinition) -> None:
    # 9 of 10 and 30 of 60: 39 of 70 is 55.71…%, the average of 90% and 50% would be 70%.
    found = together(share, [counted(9, 10, 90.0), counted(30, 60, 50.0)])
    assert found is not None
    assert (found.numerator, found.denominator) == (39, 70)
    assert found.value == pytest.approx(55.7142857)
    assert shown_value(share, found) == "55.7%"
    assert shown_count(share, found) == "39 of 70"


def test_a_team_without_cases_adds_nothing_and_does_not_make_nought(share: KpiDefinition) -> None:
    nobody = counted(0, 0, None)
    assert together(share, [counted(9, 10, 90.0), nobody]) == UnitFigure(9, 10, 90.0, State.COUNTED)
    none = together(share, [nobody, nobody])
    assert none is not None
    assert (none.value, none.state) == (None, State.NO_CASES)
    assert shown_value(share, none) == "No cases"


def test_without_any_figure_there_is_none(share: KpiDefinition) -> None:
    assert together(share, []) is None
    assert shown_value(share, None) == "No figure"
    assert shown_count(share, None) == ""


def test_a_team_whose_extracts_are_incomplete_makes_the_sum_incomplete(share: KpiDefinition) -> None:
    found = together(share, [counted(9, 10, 90.0), UnitFigure(None, None, None, State.INCOMPLETE)])
    assert found is not None
    assert (found.value, found.state) == (None, State.INCOMPLETE)


def test_counts_are_added(number: KpiDefinition) -> None:
    found = together(number, [counted(4, None, 4.0), counted(7, None, 7.0)])
    assert found is not None
    assert (found.value, shown_count(number, found)) == (11.0, "11")


def test_the_highest_caseload_of_two_teams_is_the_higher_one(library: KpiLibrary) -> None:
    kpi = library.by_id("maximum_caseload")
    found = together(kpi, [counted(None, 3, 16.0), counted(None, 5, 34.0)])
    assert found == UnitFigure(None, 8, 34.0, State.COUNTED)


def test_a_median_of_two_teams_is_not_known_and_says_so(share: KpiDefinition) -> None:
    median = replace(share, unit=Unit.DAYS, calculation=Calculation(method=Method.DURATION), counted=None)
    found = together(median, [counted(None, 31, 27.0), counted(None, 36, 34.0)])
    assert found is not None
    assert found.is_sum_unknown
    assert found.denominator == 67
    assert shown_value(median, found) == "Not known together"
    assert shown_count(median, found) == "67 counted"


def test_a_median_is_known_where_only_one_of_the_teams_has_any_case(share: KpiDefinition) -> None:
    median = replace(share, unit=Unit.DAYS, calculation=Calculation(method=Method.DURATION), counted=None)
    found = together(median, [counted(None, 31, 27.0), counted(None, 0, None)])
    assert found == UnitFigure(None, 31, 27.0, State.COUNTED)


def test_a_value_without_its_numbers_makes_the_sum_unknown(share: KpiDefinition) -> None:
    found = together(share, [counted(9, 10, 90.0), counted(None, None, 50.0)])
    assert found is not None
    assert found.value is None
    assert found.is_sum_unknown


def test_a_ratio_says_how_many_for_how_many_and_hours_have_one_decimal_place(
    library: KpiLibrary,
) -> None:
    caseload, agency = library.by_id("average_caseload"), library.by_id("social_worker_agency_rate")
    assert shown_count(caseload, counted(109, 4.8, 22.7)) == "109 for 4.8"
    assert shown_count(agency, counted(1, 4.80001, 20.8)) == "1 of 4.8"


def test_sums_are_the_same_but_for_the_rounding_of_the_machine(library: KpiLibrary) -> None:
    caseload = library.by_id("average_caseload")
    hours = 0.1 + 0.2  # 0.30000000000000004
    assert is_same(caseload, counted(3, hours, 10.0), counted(3, 0.3, 10.0)) is True
    assert is_same(caseload, counted(3, 0.3, 10.0), counted(4, 0.3, 13.3)) is False
    assert is_same(caseload, None, counted(0, 0, None)) is True
    assert is_same(caseload, None, None) is None


def row(origin: str, kind: str, value: float) -> dict[str, object]:
    return {
        "kpi_id": "k",
        "org_unit_id": "x",
        "period_end": OCTOBER,
        "period_kind": kind,
        "origin": origin,
        "numerator": value,
        "denominator": 100.0,
        "value": value,
        "state": "counted",
        "is_doubtful": False,
    }


def test_of_two_figures_for_one_day_the_calculated_one_counts_then_the_month() -> None:
    rows = [row("supplied", "month", 1.0), row("calculated", "as_at", 2.0), row("calculated", "month", 3.0)]
    for order in (rows, rows[::-1]):
        found = figures_by_unit(pa.Table.from_pylist(order))
        assert found["k", "x", OCTOBER].value == 3.0
