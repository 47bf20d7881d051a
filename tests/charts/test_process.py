"""Limits, signals and the outlook on the trajectory chart: what is drawn, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from charts.palette import LIGHT
from charts.process import FanMonth, Process
from charts.trajectory import SIGNAL_SYMBOLS, Point, Step, Trajectory, trajectory_figure

MONTHS = (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30))
PROCESS = Process(
    months=MONTHS,
    centre=(80.0, 80.0, None, 90.0),
    lower=(70.0, 71.0, None, 85.0),
    upper=(90.0, 89.0, None, 95.0),
    starts=(0, 3),
    centre_word="mean",
    restarts=((MONTHS[3], "limits start afresh"),),
    fan_from=(MONTHS[3], 91.0),
    fan=(FanMonth(date(2024, 5, 31), 80.0, 84.0, 90.0, 94.0, 97.0, "May"),),
    fan_words="outlook",
)
CLASSES = ("common_cause", "improvement_high", "concern_low", "neutral_high")


def point(place: int, point_class: str = "common_cause", label_side: str = "") -> Point:
    month = MONTHS[place]
    label = f"{80 + place}%"
    return Point(
        "month", month.replace(day=1), month, 80.0 + place, label, "", False, False, point_class, label_side
    )


def drawn(process: Process | None = PROCESS, *points: Point) -> dict[str, Any]:
    steps = (Step(date(2024, 1, 1), None, 85.0, 75.0, False),)
    trajectory = Trajectory(points, steps, (), (), (), "percent", "Per cent", process)
    return trajectory_figure(trajectory, LIGHT)


def trace(figure: dict[str, Any], name: str) -> dict[str, Any]:
    return next(t for t in figure["data"] if t.get("name") == name)


def marks(figure: dict[str, Any]) -> dict[str, Any]:
    return trace(figure, "Month or day")


def test_limits_are_steps_that_break_where_they_start_afresh() -> None:
    upper = trace(drawn(), "Upper")
    assert upper["x"] == ["2024-01-31", "2024-02-29", None, "2024-04-30"]
    assert upper["y"] == [90.0, 89.0, None, 95.0]
    assert upper["line"]["shape"] == "hvh"


def test_a_month_without_a_figure_does_not_break_the_limits() -> None:
    one_stretch = replace(PROCESS, starts=(0,))
    assert trace(drawn(one_stretch), "Lower")["y"] == [70.0, 71.0, 85.0]


def test_a_median_has_no_limits_beside_it() -> None:
    nothing = (None,) * 4
    run = replace(PROCESS, lower=nothing, upper=nothing, centre_word="median", fan=(), starts=(0,))
    names = {t.get("name") for t in drawn(run)["data"]}
    assert "Median" in names
    assert not names & {"Upper", "Lower", "8 in 10", "19 in 20"}


def test_the_fan_begins_at_the_last_figure_and_holds_both_ranges() -> None:
    figure = drawn()
    wide, narrow = trace(figure, "19 in 20"), trace(figure, "8 in 10")
    assert wide["x"] == ["2024-04-30", "2024-05-31", "2024-05-31", "2024-04-30"]
    assert wide["y"] == [91.0, 80.0, 97.0, 91.0]
    assert narrow["y"] == [91.0, 84.0, 94.0, 91.0]
    assert trace(figure, "Middle of the outlook")["y"] == [91.0, 90.0]


def test_without_an_outlook_nothing_is_drawn_after_the_last_figure() -> None:
    names = {t.get("name") for t in drawn(replace(PROCESS, fan=()))["data"]}
    assert not names & {"8 in 10", "19 in 20", "Middle of the outlook"}


def test_the_target_steps_stay_under_the_limits() -> None:
    figure = drawn()
    assert trace(figure, "Target")["y"] == [85.0, 85.0, None]
    assert any(shape["type"] == "rect" for shape in figure["layout"]["shapes"])


def test_the_axis_holds_the_fan() -> None:
    assert drawn()["layout"]["xaxis"]["range"][1] > "2024-05-31"


def test_signals_differ_from_usual_months_in_colour_and_in_shape() -> None:
    marker = marks(drawn(PROCESS, *(point(place, name) for place, name in enumerate(CLASSES))))["marker"]
    assert marker["symbol"] == ["circle", "triangle-up", "diamond", "hexagon"]
    assert marker["color"] == [LIGHT.usual, LIGHT.improvement, LIGHT.concern, LIGHT.signal]


def test_no_nature_shares_its_shape_with_another() -> None:
    natures: dict[str, set[str]] = {}
    for name, symbol in SIGNAL_SYMBOLS.items():
        natures.setdefault(name.partition("_")[0], set()).add(symbol)
    assert not natures["improvement"] & natures["concern"]
    assert not (natures["improvement"] | natures["concern"]) & natures["neutral"]
    assert "circle" not in set(SIGNAL_SYMBOLS.values())


def test_figures_that_were_not_judged_keep_their_own_colour() -> None:
    marker = marks(drawn(None, point(0, ""), point(1, "")))["marker"]
    assert marker["color"] == [LIGHT.series, LIGHT.series]
    assert marker["symbol"] == ["circle", "circle"]


@pytest.mark.parametrize("count", [8, 9])
def test_of_many_figures_only_those_asked_for_are_labelled(count: int) -> None:
    points = [replace(point(0), value=float(n), label=str(n)) for n in range(count)]
    points[-1] = replace(points[-1], label_side="bottom")
    found = marks(drawn(None, *points))
    written = [text for text in found["text"] if text]
    assert len(written) == (8 if count == 8 else 1)
    assert found["textposition"][-1] == "bottom center"
