"""The trajectory of one KPI: its figures in time, the stepped target and the amber floor.

Figures are drawn for what they are. A month or a day is a dot; a longer period is a bar as long
as the period; dots are joined only where one month follows the other. Built as a plain
dictionary, which Plotly draws as it is: validation would take most of a page's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from charts.palette import Palette
from charts.process import Process, draw_process, process_days, process_values
from charts.trajectory_beside import draw_beside, draw_milestones
from charts.trajectory_layout import level, note, trajectory_layout

DOT_KINDS = ("month", "as_at")
MOST_LABELS = 8  # of more figures than this only those that matter are labelled
MANY_DOTS = 24  # more than this are drawn smaller, so that they do not touch on a telephone
SIGNAL_SYMBOLS = {
    "improvement_high": "triangle-up",
    "improvement_low": "triangle-down",
    "concern_high": "diamond",
    "concern_low": "diamond",
    "neutral_high": "hexagon",
    "neutral_low": "hexagon",
}


@dataclass(frozen=True)
class Point:
    """One figure: its days (both included), value, label, and words for the pointer.

    `point_class` says what the month is by its limits, '' if it was not judged. `label_side`, top or
    bottom: where its value is written even if there are many; '' only if there are few.
    """

    kind: str
    start: date
    end: date
    value: float
    label: str
    words: str
    is_baseline: bool
    is_doubtful: bool
    point_class: str = ""
    label_side: str = ""


@dataclass(frozen=True)
class Step:
    """A target from a day until another; `until` None runs to the right edge."""

    start: date
    until: date | None
    target: float
    floor: float | None
    is_doubtful: bool


@dataclass(frozen=True)
class Trajectory:
    """What the chart draws. `unit_words` labels the axis; `undated` are start points without a day."""

    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    milestones: tuple[tuple[date, float, str], ...]
    undated: tuple[tuple[float, str], ...]
    beside: tuple[tuple[date, float, str], ...]
    unit: str
    unit_words: str
    process: Process | None = None


def trajectory_figure(trajectory: Trajectory, colours: Palette, height: int = 420) -> dict[str, Any]:
    """Return the Plotly figure as a dictionary of data and layout."""
    left, right = _edges(trajectory)
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    _draw_steps(trajectory.steps, left, right, colours, data, shapes, notes)
    values = [point.value for point in trajectory.points] + [step.target for step in trajectory.steps]
    if trajectory.process is not None:
        draw_process(trajectory.process, colours, data, shapes, notes)
        values += process_values(trajectory.process)
    labels = len(trajectory.points) <= MOST_LABELS
    _draw_long_periods(trajectory, colours, data, labels)
    _draw_dots(trajectory, colours, data, labels)
    draw_milestones(trajectory.milestones, colours, data)
    draw_beside(trajectory.beside, colours, data)
    for value, words in trajectory.undated:
        shapes.append(level(left, right, value, colours.other_series, "dot"))
        notes.append(note(left, value, words, colours.soft_text, "left"))
    values += [value for value, _ in trajectory.undated]
    layout = trajectory_layout(
        (left, right), values, trajectory.unit, trajectory.unit_words, shapes, notes, colours, height
    )
    return {"data": data, "layout": layout}


def _edges(trajectory: Trajectory) -> tuple[date, date]:
    days = [day for point in trajectory.points for day in (point.start, point.end)]
    days += [day for day, _, _ in (*trajectory.milestones, *trajectory.beside)]
    days += process_days(trajectory.process) if trajectory.process else []
    shown = [step for step in trajectory.steps if not days or step.start <= max(days) + timedelta(days=400)]
    days += [step.start for step in shown]
    if not days:
        today = date.today()
        days = [today - timedelta(days=365), today]
    days_shown = (max(days) - min(days)).days
    margin = timedelta(days=max(20, days_shown // 25))
    for_names = timedelta(days=days_shown // 10) if trajectory.process else margin
    return min(days) - max(margin, for_names), max(days) + margin * 2


def _draw_steps(
    steps: Sequence[Step],
    left: date,
    right: date,
    colours: Palette,
    data: list[dict[str, Any]],
    shapes: list[dict[str, Any]],
    notes: list[dict[str, Any]],
) -> None:
    across: list[Any] = []
    up: list[Any] = []
    for step in steps:
        start, end = max(step.start, left), min(step.until or right, right)
        if start >= end:
            continue
        across += [start.isoformat(), end.isoformat(), None]
        up += [step.target, step.target, None]
        words = f"target {step.target:g}" + (" (doubtful)" if step.is_doubtful else "")
        notes.append(note(end, step.target, words, colours.target, "right"))
        if step.floor is not None:
            low, high = sorted((step.floor, step.target))
            shapes.append(
                {"type": "rect", "x0": start.isoformat(), "x1": end.isoformat(), "y0": low, "y1": high}
                | {"fillcolor": colours.amber_band, "line": {"width": 0}, "layer": "below"}
            )
            shapes.append(level(start, end, step.floor, colours.floor, "dot"))
            notes.append(note(end, step.floor, f"floor {step.floor:g}", colours.floor, "right"))
    if across:
        line = {"color": colours.target, "width": 2.5, "dash": "dash"}
        data.append(
            {"type": "scatter", "mode": "lines", "x": across, "y": up, "line": line, "name": "Target"}
            | {"hovertemplate": "Target %{y}<extra></extra>"}
        )


def _draw_long_periods(
    trajectory: Trajectory, colours: Palette, data: list[dict[str, Any]], labels: bool
) -> None:
    """Draw each longer period as a bar from its first to its last day, with a mark at the end."""
    long = [point for point in trajectory.points if point.kind not in DOT_KINDS]
    if not long:
        return
    across: list[Any] = []
    up: list[Any] = []
    for point in long:
        across += [point.start.isoformat(), point.end.isoformat(), None]
        up += [point.value, point.value, None]
    line = {"color": colours.other_series, "width": 5}
    data.append(
        {"type": "scatter", "mode": "lines", "x": across, "y": up, "line": line}
        | {"name": "Figure for a longer period", "hoverinfo": "skip"}
    )
    data.append(_marks(long, trajectory, colours.other_series, colours, labels) | {"showlegend": False})


def _draw_dots(trajectory: Trajectory, colours: Palette, data: list[dict[str, Any]], labels: bool) -> None:
    dots = [point for point in trajectory.points if point.kind in DOT_KINDS]
    if not dots:
        return
    across: list[Any] = []
    up: list[Any] = []
    for before, point in zip([None, *dots], dots, strict=False):
        if before is not None and not _next_month(before, point):
            across.append(None)
            up.append(None)
        across.append(point.end.isoformat())
        up.append(point.value)
    data.append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": across,
            "y": up,
            "line": {"color": colours.usual if _is_judged(dots) else colours.series, "width": 2.5},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )
    data.append(_marks(dots, trajectory, colours.series, colours, labels) | {"name": "Month or day"})


def _marks(
    points: Sequence[Point], trajectory: Trajectory, colour: str, colours: Palette, labels: bool
) -> dict[str, Any]:
    """Return the marks of some figures: hollow where doubtful, square where a start point.

    A month that its limits call a signal has a colour and a shape of its own.
    """
    fills = [colours.of_point(point.point_class) if point.point_class else colour for point in points]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [point.end.isoformat() for point in points],
        "y": [point.value for point in points],
        "text": [point.label if labels or point.label_side else "" for point in points],
        "textposition": [f"{_label_side(point, trajectory.steps)} {_label_end(point)}" for point in points],
        "textfont": {"size": 15, "color": colours.text},
        "customdata": [point.words for point in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": [_size(point, len(points)) for point in points],
            "symbol": [_symbol(point) for point in points],
            "color": [
                colours.background if point.is_doubtful else fill
                for point, fill in zip(points, fills, strict=True)
            ],
            "line": {"color": fills, "width": 2.5 if len(points) <= MANY_DOTS else 1},
        },
    }


def _is_judged(points: Sequence[Point]) -> bool:
    """Whether the months have limits, so that colour is kept for signals."""
    return any(point.point_class for point in points)


def _symbol(point: Point) -> str:
    if point.is_baseline:
        return "square"
    return SIGNAL_SYMBOLS.get(point.point_class, "circle")


def _size(point: Point, points: int) -> int:
    """Return the width of a mark; a signal is larger than the months around it."""
    size = 12 if points <= MANY_DOTS else 8
    return size + 4 if point.point_class in SIGNAL_SYMBOLS else size


def _label_side(point: Point, steps: Sequence[Step]) -> str:
    """Return where a label does not meet the target's line: below for figures under it."""
    if point.label_side:
        return point.label_side
    for step in steps:
        if step.start <= point.end and (step.until is None or point.end < step.until):
            return "bottom" if point.value < step.target else "top"
    return "bottom"


def _label_end(point: Point) -> str:
    """Return where along the axis a label stands: before the end of a longer period, else on its day."""
    return "center" if point.kind in DOT_KINDS else "left"


def _next_month(before: Point, point: Point) -> bool:
    gap = (point.end.year - before.end.year) * 12 + point.end.month - before.end.month
    return gap == 1 and before.kind == point.kind
