"""The trajectory chart draws figures for what they are, and invents nothing between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from charts.palette import LIGHT
from charts.trajectory import BenchmarkBar, Mark, Point, Step, Trajectory, trajectory_figure

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


def axis(*values: float, unit: str = "percent") -> tuple[float, float]:
    points = tuple(replace(APRIL, value=value) for value in values)
    low, high = trajectory_figure(replace(NOTHING, points=points, unit=unit), LIGHT)["layout"]["yaxis"][
        "range"
    ]
    return low, high


def test_percentages_are_shown_from_nought_to_a_hundred() -> None:
    low, high = axis(30.0, 96.0)
    assert low == 0
    assert 100 < high < 110


def test_an_axis_whose_values_are_all_high_begins_higher_and_says_so() -> None:
    figure = trajectory_figure(replace(NOTHING, points=(APRIL,)), LIGHT)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low == 60  # 70.4 %, and air below it
    assert 100 < high < 105
    assert figure["layout"]["yaxis"]["title"]["text"] == "Per cent, from 60"


def test_the_left_margin_has_room_for_the_numbers_without_drawing_twice() -> None:
    narrow = trajectory_figure(replace(NOTHING, points=(APRIL,)), LIGHT)["layout"]
    points = (replace(APRIL, value=0.0), replace(MAY, value=12_500.0))
    wide = trajectory_figure(replace(NOTHING, points=points, unit="count"), LIGHT)["layout"]
    assert wide["margin"]["l"] - narrow["margin"]["l"] == 25  # "13,250" has 3 letters more than "102"
    assert wide["yaxis"]["tickformat"] == ",.0f"
    assert not any("automargin" in layout["yaxis"] for layout in (narrow, wide))


def test_words_over_the_plot_never_share_a_row_with_others_near_them() -> None:
    marks = tuple(Mark(date(2024, 4, day), letter) for day, letter in ((10, "A"), (11, "B"), (12, "C")))
    layout = trajectory_figure(replace(NOTHING, points=(APRIL, NOVEMBER), marks=marks), LIGHT)["layout"]
    over = [note for note in layout["annotations"] if note["y"] == 1.0 and "yshift" in note]
    assert [note["text"] for note in over] == ["<b>A</b>", "<b>B</b>", "<b>C</b>"]
    assert [note["yshift"] for note in over] == [0, 24, 48]
    assert layout["margin"]["t"] == 10 + 3 * 24
    assert layout["height"] - layout["margin"]["t"] == 360 + 60


def test_a_mark_outside_the_days_shown_is_not_drawn() -> None:
    marks = (Mark(date(2019, 1, 1), "A"),)
    layout = trajectory_figure(replace(NOTHING, points=(APRIL, MAY), marks=marks), LIGHT)["layout"]
    assert not any("A" in note["text"] for note in layout["annotations"])
    assert not layout["shapes"]


def test_a_restart_and_another_day_have_different_lines() -> None:
    marks = (Mark(date(2024, 4, 10), "A"), Mark(date(2024, 4, 20), "B", is_restart=True))
    layout = trajectory_figure(replace(NOTHING, points=(APRIL, MAY), marks=marks), LIGHT)["layout"]
    assert [shape["line"]["dash"] for shape in layout["shapes"]] == ["dot", "dash"]


def test_a_benchmark_is_a_bar_over_its_year_and_no_point_of_the_series() -> None:
    bar = BenchmarkBar(
        date(2023, 4, 1), date(2024, 3, 31), 81.0, "England 81%", "England, year to March 2024"
    )
    trajectory = replace(NOTHING, points=(YEAR, APRIL, MAY), benchmarks=(bar,))
    drawn = next(t for t in traces(trajectory) if t.get("name") == "Published benchmark")
    assert drawn["mode"] == "lines"
    assert drawn["x"] == ["2023-04-01", "2024-03-31", None]
    assert joined(trajectory) == ["2024-04-30", "2024-05-31"]
    texts = [note["text"] for note in trajectory_figure(trajectory, LIGHT)["layout"]["annotations"]]
    assert "England 81%" in texts


def test_nothing_at_all_is_still_a_figure() -> None:
    assert trajectory_figure(NOTHING, LIGHT)["data"] == []
