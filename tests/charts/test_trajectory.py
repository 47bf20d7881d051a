"""The trajectory chart draws figures for what they are, and invents nothing between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from charts.palette import LIGHT
from charts.trajectory import Point, Step, Trajectory, trajectory_figure

APRIL = Point("month", date(2024, 4, 1), date(2024, 4, 30), 70.4, "70.4%", "April", False, False)
MAY = Point("month", date(2024, 5, 1), date(2024, 5, 31), 75.0, "75%", "May", False, False)
NOVEMBER = Point("month", date(2024, 11, 1), date(2024, 11, 30), 96.7, "96.7%", "November", False, False)
YEAR = Point("financial_year", date(2023, 4, 1), date(2024, 3, 31), 72.0, "72%", "year", True, True)
STEP = Step(date(2024, 4, 1), None, 85.0, 75.0, False)
NOTHING = Trajectory((), (), (), (), (), "percent", "Per cent")


def traces(trajectory: Trajectory) -> list[dict[str, Any]]:
    return trajectory_figure(trajectory, LIGHT)["data"]


def joined(trajectory: Trajectory) -> list[Any]:
    """Return the days of the line through the months; None where it is broken."""
    return next(
        t["x"] for t in traces(trajectory) if t["mode"] == "lines" and t["line"]["color"] == LIGHT.series
    )


def test_months_that_follow_each_other_are_joined() -> None:
    assert joined(replace(NOTHING, points=(APRIL, MAY))) == ["2024-04-30", "2024-05-31"]


def test_no_line_is_drawn_through_a_gap() -> None:
    assert joined(replace(NOTHING, points=(APRIL, NOVEMBER))) == ["2024-04-30", None, "2024-11-30"]


def test_a_longer_period_is_a_bar_as_long_as_the_period() -> None:
    bar = next(t for t in traces(replace(NOTHING, points=(YEAR,))) if t["line"]["width"] == 5)
    assert bar["x"] == ["2023-04-01", "2024-03-31", None]
    assert bar["y"] == [72.0, 72.0, None]


def test_a_doubtful_figure_is_hollow_and_a_start_point_square() -> None:
    marks = next(t for t in traces(replace(NOTHING, points=(YEAR,))) if "marker" in t)
    assert marks["marker"]["color"] == [LIGHT.background]
    assert marks["marker"]["symbol"] == ["square"]


def test_a_target_is_a_step_and_its_floor_bounds_the_amber_band() -> None:
    figure = trajectory_figure(replace(NOTHING, points=(APRIL,), steps=(STEP,)), LIGHT)
    target = next(t for t in figure["data"] if t.get("name") == "Target")
    assert set(target["y"]) == {85.0, None}
    band = next(shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect")
    assert (band["y0"], band["y1"]) == (75.0, 85.0)


def test_two_steps_are_two_levels_without_a_slope_between_them() -> None:
    steps = (replace(STEP, until=date(2024, 10, 1)), replace(STEP, start=date(2024, 10, 1), target=90.0))
    target = next(
        t
        for t in traces(replace(NOTHING, points=(APRIL, NOVEMBER), steps=steps))
        if t.get("name") == "Target"
    )
    assert target["y"] == [85.0, 85.0, None, 90.0, 90.0, None]


def test_percentages_are_shown_from_nought_to_a_hundred() -> None:
    low, high = trajectory_figure(replace(NOTHING, points=(APRIL,)), LIGHT)["layout"]["yaxis"]["range"]
    assert low == 0
    assert 100 < high < 110


def test_nothing_at_all_is_still_a_figure() -> None:
    assert trajectory_figure(NOTHING, LIGHT)["data"] == []
