"""Where a value axis begins and ends: from nought unless that wastes the chart, and then it says so."""

from __future__ import annotations

import pytest

from charts.value_axis import ValueAxis, value_axis


@pytest.mark.parametrize(
    ("values", "unit", "low", "note"),
    [
        ([30.0, 97.0], "percent", 0.0, ""),
        ([49.9, 97.0], "percent", 0.0, ""),
        ([58.0, 97.0], "percent", 50.0, "The value axis starts at 50, not at 0."),
        ([65.3, 98.6], "percent", 60.0, "The value axis starts at 60, not at 0."),
        ([96.0, 99.0], "percent", 95.0, "The value axis starts at 95, not at 0."),
        ([277.0, 331.0], "count", 270.0, "The value axis starts at 270, not at 0."),
        ([12.0, 40.0], "count", 0.0, ""),
        ([0.0], "count", 0.0, ""),
        ([], "count", 0.0, ""),
    ],
)
def test_the_foot_of_the_axis(values: list[float], unit: str, low: float, note: str) -> None:
    axis = value_axis(values, unit)
    assert (axis.low, axis.note) == (low, note)


def test_everything_has_room() -> None:
    for values in ([65.3, 98.6], [277.0, 331.0], [-12.0, 30.0], [0.0, 0.0], [100.0, 100.0], [5.0]):
        for unit in ("percent", "count"):
            axis = value_axis(values, unit)
            assert axis.low <= min(values)
            assert axis.high > max(values)
            assert axis.low < axis.high


def test_small_percentages_are_not_pressed_to_the_ground() -> None:
    axis = value_axis([8.0, 12.5], "percent")
    assert (axis.low, axis.high) == (0.0, 15.0)
    assert axis.note == "The value axis ends at 15%, not at 100%."
    assert value_axis([0.0, 0.5], "percent").high == 10.0
    assert value_axis([8.0, 41.0], "percent").high > 100.0


def test_values_below_nought_are_shown() -> None:
    axis = value_axis([-40.0, 60.0], "pounds")
    assert axis.low == pytest.approx(-46.0)
    assert axis.high == pytest.approx(66.0)
    assert value_axis([-40.0, -10.0], "pounds").high > 0.0
    assert axis.share(-46.0) == pytest.approx(0.0)
    assert axis.share(66.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("low", "high", "step", "longest"),
    [
        (0.0, 106.0, 20.0, "106"),
        (60.0, 102.4, 10.0, "102"),
        (0.0, 2.1, 0.5, "0.0"),
        (0.0, 0.3, 0.05, "0.00"),
        (0.0, 13_250.0, 2_000.0, "13,250"),
        (-12.0, 30.0, 10.0, "-12"),
    ],
)
def test_the_numbers_on_the_axis_are_round_and_never_too_many(
    low: float, high: float, step: float, longest: str
) -> None:
    axis = ValueAxis(low, high)
    assert axis.step == pytest.approx(step)
    assert axis.longest_number == longest
