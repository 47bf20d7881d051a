"""Average and highest caseload month by month, with stepped targets and limits as a staircase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from charts.palette import Palette
from charts.trajectory_layout import FONT

Points = tuple[tuple[date, float], ...]
DASHES = ("dash", "dot", "dashdot", "longdash", "longdashdot")


@dataclass(frozen=True)
class Staircase:
    """A target or limit: its name, and (first day, first day after or None, value) of each step, oldest first."""

    name: str
    steps: tuple[tuple[date, date | None, float], ...]

    def between(self, first: date, last: date) -> list[tuple[date, float]]:
        """Return the corners of the steps that hold between two days, in order of time."""
        corners = []
        for begins, ends, value in self.steps:
            starts = max(begins, first)
            stops = min(ends - timedelta(days=1) if ends else last, last)
            if starts <= stops:
                corners += [(starts, value), (stops, value)]
        return corners


@dataclass(frozen=True)
class CaseloadTrend:
    """Average and highest caseload as (last day of the month, children), oldest first, and the staircases."""

    average: Points
    highest: Points
    staircases: tuple[Staircase, ...]


def caseload_trend_figure(trend: CaseloadTrend, colours: Palette, height: int = 420) -> dict[str, Any]:
    """Return the Plotly figure; without points an empty frame. Values are children."""
    days = [day for day, _ in (*trend.average, *trend.highest)]
    traces: list[dict[str, Any]] = []
    if days:
        first = min(days).replace(day=1)
        last = max(days)
        traces = [
            _line("Highest caseload", trend.highest, colours.other_series, "diamond", colours),
            _line("Average caseload", trend.average, colours.series, "circle", colours),
            *(
                _steps(stairs, first, last, DASHES[number % len(DASHES)], colours)
                for number, stairs in enumerate(trend.staircases)
            ),
        ]
    return {"data": traces, "layout": _layout(colours, height)}


def _line(name: str, points: Points, colour: str, symbol: str, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [day for day, _ in points],
        "y": [value for _, value in points],
        "line": {"color": colour, "width": 2.5},
        "marker": {"symbol": symbol, "size": 7, "color": colour},
        "hovertemplate": "%{x|%B %Y}: %{y:.1f} children<extra></extra>",
    }


def _steps(stairs: Staircase, first: date, last: date, dash: str, colours: Palette) -> dict[str, Any]:
    corners = stairs.between(first, last)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": stairs.name,
        "x": [day for day, _ in corners],
        "y": [value for _, value in corners],
        "line": {"color": colours.target, "width": 2, "dash": dash},
        "hovertemplate": f"{stairs.name}: %{{y:g}}<extra></extra>",
    }


def staircase_words(staircases: Sequence[Staircase], day: date) -> str:
    """Return the value of each staircase on a day, in words; '' where none holds."""
    found = []
    for stairs in staircases:
        corners = stairs.between(day, day)
        if corners:
            found.append(f"{stairs.name.lower()} {corners[-1][1]:g}")
    return "; ".join(found)


def _layout(colours: Palette, height: int) -> dict[str, Any]:
    axis = {"gridcolor": colours.quiet, "linecolor": colours.quiet, "zeroline": False, "automargin": True}
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 16, "color": colours.text},
        "legend": {"orientation": "h", "y": -0.15, "yanchor": "top", "font": {"size": 16}},
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 16}},
        "xaxis": axis | {"showgrid": False, "tickformat": "%b %Y"},
        "yaxis": axis | {"rangemode": "tozero", "title": {"text": "Children"}},
    }
