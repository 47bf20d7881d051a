"""What a supplied figure may say: zero, no cases, awaited, rounded, and the arithmetic of each unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

# One KPI of each unit.
PERCENT = "assessments_within_45_working_days"
COUNT = "contacts_received"
RATIO = "average_caseload"
RATE = "cic_rate_per_10k"
DAYS = "workforce_sickness_days"
POUNDS = "budget_overspend"


@pytest.mark.parametrize(
    ("cells", "value", "state", "awaiting"),
    [
        ({"numerator": 0, "denominator": 50, "value": 0}, 0.0, "counted", None),
        ({"numerator": 0, "denominator": 0, "value": None}, None, "no_cases", None),
        ({"numerator": None, "denominator": 0, "value": None}, None, "no_cases", None),
        ({"numerator": None, "denominator": None, "value": "TBC"}, None, "not_supplied", "to_be_confirmed"),
        (
            {"numerator": None, "denominator": None, "value": "to be confirmed"},
            None,
            "not_supplied",
            "to_be_confirmed",
        ),
        ({"numerator": None, "denominator": None, "value": "New"}, None, "not_supplied", "new_measure"),
        ({"numerator": None, "denominator": None, "value": "missing"}, None, "not_supplied", "missing"),
    ],
)
def test_zero_no_cases_to_be_confirmed_new_and_missing_stay_apart(
    accepted: Callable[..., dict[str, Any]],
    ending: str,
    cells: dict[str, Any],
    value: float | None,
    state: str,
    awaiting: str | None,
) -> None:
    row = accepted(ending, **cells)
    assert (row["value"], row["state"], row["awaiting"]) == (value, state, awaiting)


@pytest.mark.parametrize("cells", [{"value": 0}, {"value": 50}, {"value": None, "numerator": 3}])
def test_no_cases_is_not_a_percentage(reasons: Callable[..., str], cells: dict[str, Any]) -> None:
    found = reasons(**{"numerator": 0, "denominator": 0, **cells})
    assert found == "the denominator is 0, so there were no cases: leave value empty and numerator 0"
    assert reasons(numerator=None, denominator=0, value=50) == found


@pytest.mark.parametrize(
    ("value", "fits"),
    [(71.9, True), (72, True), (71.88, True), (71.8, False), (71, False), (73, False), ("71.9%", True)],
)
def test_a_value_may_be_rounded_but_not_contradict_its_fraction(
    accepted: Callable[..., dict[str, Any]], reasons: Callable[..., str], value: float | str, fits: bool
) -> None:
    """23 of 32 is 71.875 %, and 71.875 is what is kept."""
    cells = {"numerator": 23, "denominator": 32, "value": value}
    if fits:
        assert accepted(**cells)["value"] == 71.875
    else:
        assert reasons(**cells) == f"value {value} does not agree with 23 of 32, which is 71.9"


@pytest.mark.parametrize(
    ("kpi", "cells", "value"),
    [
        (RATE, {"numerator": 280, "denominator": 56_000}, 50.0),  # 280 / 56,000 x 10,000
        (RATIO, {"numerator": 340, "denominator": 20}, 17.0),
        (COUNT, {"value": "1,204"}, 1204.0),
        (COUNT, {"numerator": 812}, 812.0),
        (COUNT, {"value": 0}, 0.0),
        (DAYS, {"value": 7.5}, 7.5),
        (POUNDS, {"value": "£4,600,000"}, 4_600_000.0),
        (POUNDS, {"value": "-£12.50"}, -12.5),
    ],
)
def test_each_unit_has_its_own_arithmetic(
    accepted: Callable[..., dict[str, Any]], kpi: str, cells: dict[str, Any], value: float
) -> None:
    row = accepted(kpi=kpi, **{"numerator": None, "denominator": None, "value": None, **cells})
    assert (row["value"], row["state"]) == (value, "counted")


@pytest.mark.parametrize(
    ("kpi", "cells", "why"),
    [
        (COUNT, {"value": 3.5}, "value 3.5 is not a whole number"),
        (COUNT, {"value": -3}, "value -3 is below 0"),
        (COUNT, {"value": 3, "numerator": 4}, "value 3 does not agree with the numerator 4"),
        (
            COUNT,
            {"value": 3, "denominator": 4},
            "denominator should be empty: this figure is a number, not a share",
        ),
        (COUNT, {}, "value is empty: give the number, or TBC, new or missing"),
        (COUNT, {"value": "45%"}, "value has the sign %, but this KPI is measured as: Number"),
        (PERCENT, {"value": "£45"}, "value has the sign £, but this KPI is measured as: Percentage"),
        (PERCENT, {"numerator": "5%", "denominator": 10}, "numerator has the sign %, but it counts cases"),
        (DAYS, {"value": "12 weeks"}, "value is not a number like 1234 or 70.4"),
        (DAYS, {"value": -1}, "value -1 is below 0"),
        (RATE, {"value": -44}, "value -44 is below 0"),
        (DAYS, {"value": "3,5"}, "value is not a number like 1234 or 70.4"),
        (DAYS, {"value": "1_000"}, "value is not a number like 1234 or 70.4"),
        (DAYS, {"value": "nan"}, "value is not a number like 1234 or 70.4"),
        (DAYS, {"value": "inf"}, "value is not a number like 1234 or 70.4"),
        (DAYS, {}, "value is empty: give a value, or TBC, new or missing"),
    ],
)
def test_a_number_that_does_not_fit_the_unit_is_rejected(
    reasons: Callable[..., str], kpi: str, cells: dict[str, Any], why: str
) -> None:
    assert reasons(kpi=kpi, **{"numerator": None, "denominator": None, "value": None, **cells}) == why


def test_cases_that_are_late_are_a_number_even_where_the_kpi_is_a_percentage(
    accepted: Callable[..., dict[str, Any]],
) -> None:
    row = accepted(basis="open_overdue", numerator=None, denominator=None, value=140)
    assert (row["basis"], row["value"]) == ("open_overdue", 140.0)
