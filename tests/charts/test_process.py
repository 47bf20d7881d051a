"""Limits, signals and the outlook on the trajectory chart: what is drawn, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from charts.labels import WIDTHS, Box, Place, box_of
from charts.palette import LIGHT
from charts.process import FanMonth, Process
from charts.trajectory import Point, Step, Trajectory, trajectory_figure
from charts.trajectory_figures import SIGNAL_SYMBOLS
from reporting.judgement.series import month_after

MONTHS = (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30))
PROCESS = Process(
    months=MONTHS,
    centre=(80.0, 80.0, None, 90.0),
    lower=(70.0, 71.0, None, 85.0),
    upper=(90.0, 89.0, None, 95.0),
    starts=(0, 3),
    centre_word="mean",
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


@pytest.mark.parametrize("count", [3, 9])
def test_of_many_figures_only_those_asked_for_are_labelled(count: int) -> None:
    points = [
        Point("month", day.replace(day=1), day, 10.0 * n, f"value {n}", "", False, False)
        for n, day in enumerate(month_after(MONTHS[0], n) for n in range(count))
    ]
    points[-1] = replace(points[-1], label_side="bottom")
    written = [
        note["text"] for note in drawn(None, *points)["layout"]["annotations"] if "value" in note["text"]
    ]
    assert sorted(written) == ([f"value {n}" for n in range(3)] if count == 3 else ["value 8"])


def test_the_beginning_of_the_outlook_is_named_over_the_plot() -> None:
    layout = drawn(PROCESS, point(0), point(3))["layout"]
    (named,) = [note for note in layout["annotations"] if note["text"] == "<b>outlook</b>"]
    assert (named["x"], named["yref"], named["yanchor"]) == ("2024-04-30", "paper", "bottom")


def test_no_two_words_of_a_crowded_chart_overlap_at_any_width() -> None:
    """A chart with steps, floors, limits, extremes and an outlook, as a real one has: words taken as boxes."""
    months = tuple(month_after(MONTHS[0], n) for n in range(36))
    values = [70 + 28 * min(1.0, n / 14) for n in range(36)]
    points = [
        Point("month", day.replace(day=1), day, value, f"{value:.1f}%", "", False, False, "common_cause")
        for day, value in zip(months, values, strict=True)
    ]
    points[-1] = replace(points[-1], label_side="bottom")
    points[0] = replace(points[0], label_side="bottom")
    points[20] = replace(points[20], label_side="top")
    steps = (
        Step(date(2024, 4, 1), date(2025, 4, 1), 85.0, 75.0, False),
        Step(date(2025, 4, 1), date(2026, 4, 1), 90.0, 82.0, False),
        Step(date(2026, 4, 1), None, 95.0, 88.0, False),
    )
    process = Process(
        months=months,
        centre=(91.0,) * 36,
        lower=(85.0,) * 36,
        upper=(97.0,) * 36,
        starts=(0,),
        centre_word="mean",
        fan_from=(months[-1], values[-1]),
        fan=tuple(
            FanMonth(month_after(months[-1], n), 88.0, 92.0, 96.0, 98.0, 100.0, "") for n in range(1, 6)
        ),
        fan_words="outlook",
    )
    trajectory = Trajectory(tuple(points), steps, (), (), (), "percent", "Per cent", process)
    notes = trajectory_figure(trajectory, LIGHT)["layout"]["annotations"]
    inside = [note for note in notes if note.get("xref") == "paper"]
    texts = [note["text"] for note in inside]
    assert {"98.0%", "target 95"} <= set(texts)
    assert len(texts) >= 7
    for width in (*WIDTHS, 330.0, 550.0, 1000.0):
        boxes = [box_of_note(note, width) for note in inside]
        for one, other in combinations(boxes, 2):
            assert not one.overlaps(other)


def box_of_note(note: dict[str, Any], width: float) -> Box:
    """Return the room of an annotation in a plot 360 pixels high, worked out from what Plotly is given."""
    place = Place(note["x"], note["y"], note["xanchor"], note["yanchor"], note["xshift"], note["yshift"])
    return box_of(note["text"], place, width, 360.0)
