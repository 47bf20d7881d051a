"""Marks of the trajectory chart that are not the authority's own figures: milestones, comparators, benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts.palette import Palette
from charts.trajectory_layout import Frame
from charts.trajectory_shapes import BenchmarkBar


def draw_milestones(
    milestones: Sequence[tuple[date, float, str]], colours: Palette, data: list[dict[str, Any]]
) -> None:
    """Draw each target on the day by which it is to be reached."""
    if milestones:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [day.isoformat() for day, _, _ in milestones],
                "y": [value for _, value, _ in milestones],
                "text": [words for _, _, words in milestones],
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {
                    "symbol": "diamond-open",
                    "size": 13,
                    "color": colours.target,
                    "line": {"width": 2.5},
                },
                "name": "To reach by",
            }
        )


def draw_beside(
    beside: Sequence[tuple[date, float, str]], colours: Palette, data: list[dict[str, Any]]
) -> None:
    """Draw each figure that was printed beside the authority's own; the pointer says whose it is."""
    if beside:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [day.isoformat() for day, _, _ in beside],
                "y": [value for _, value, _ in beside],
                "customdata": [words for _, _, words in beside],
                "hovertemplate": "%{customdata}<extra></extra>",
                "marker": {"symbol": "x", "size": 9, "color": colours.soft_text},
                "name": "Printed beside it",
            }
        )


def draw_benchmarks(
    benchmarks: Sequence[BenchmarkBar], frame: Frame, colours: Palette, data: list[dict[str, Any]]
) -> None:
    """Draw each published figure as a bar over the days it is about, as far as the chart shows them."""
    across: list[Any] = []
    up: list[Any] = []
    words: list[str] = []
    for bar in benchmarks:
        start, end = frame.clipped(bar.start, bar.end)
        if start < end:
            across += [start.isoformat(), end.isoformat(), None]
            up += [bar.value, bar.value, None]
            words += [bar.words, bar.words, ""]
    if across:
        data.append(
            {"type": "scatter", "mode": "lines", "x": across, "y": up, "name": "Published benchmark"}
            | {"line": {"color": colours.other_series, "width": 3, "dash": "dashdot"}}
            | {"customdata": words, "hovertemplate": "%{customdata}<extra></extra>"}
        )
