"""The figures of the trajectory chart: dots for months and days, bars for longer periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.palette import Palette
from charts.trajectory_shapes import DOT_KINDS, Point, Trajectory

MANY_DOTS = 24  # more than this are drawn smaller, so that they do not touch on a telephone
SIGNAL_SYMBOLS = {
    "improvement_high": "triangle-up",
    "improvement_low": "triangle-down",
    "concern_high": "diamond",
    "concern_low": "diamond",
    "neutral_high": "hexagon",
    "neutral_low": "hexagon",
}


def draw_long_periods(trajectory: Trajectory, colours: Palette, data: list[dict[str, Any]]) -> None:
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
    data.append(_marks(long, colours.other_series, colours) | {"showlegend": False})


def draw_dots(trajectory: Trajectory, colours: Palette, data: list[dict[str, Any]]) -> None:
    """Draw each month or day as a dot, joined to the one before where that is the month before."""
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
    data.append(_marks(dots, colours.series, colours) | {"name": "Month or day"})


def _marks(points: Sequence[Point], colour: str, colours: Palette) -> dict[str, Any]:
    """Return the marks of some figures: hollow where doubtful, square where a start point.

    A month that its limits call a signal has a colour and a shape of its own.
    """
    fills = [colours.of_point(point.point_class) if point.point_class else colour for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.end.isoformat() for point in points],
        "y": [point.value for point in points],
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


def _next_month(before: Point, point: Point) -> bool:
    gap = (point.end.year - before.end.year) * 12 + point.end.month - before.end.month
    return gap == 1 and before.kind == point.kind
