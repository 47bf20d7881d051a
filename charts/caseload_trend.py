"""Average and highest caseload month by month, with stepped targets and limits as a staircase."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from charts.labels import FONT_SIZE, Label, Place, SideX, placed_labels
from charts.month_axis import month_axis
from charts.palette import Palette
from charts.trajectory_layout import FONT

Points = tuple[tuple[date, float], ...]
SIDES: tuple[tuple[float, SideX], ...] = ((0.985, "right"), (0.015, "left"), (0.5, "center"))
LOWER_PANEL, UPPER_PANEL = (0.0, 0.6), (0.7, 0.95)  # of the height of the plot
AROUND = 80  # pixels of the height that are not plot: the time axis and air
AIR = timedelta(days=8)  # right of the last month, for its marks
PADDING = 2.0  # children above and below the lines of the lower panel
CLEAR = {"standoff": 12}  # pixels between the title of an axis and its numbers
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


def caseload_trend_figure(trend: CaseloadTrend, colours: Palette, height: int = 560) -> dict[str, Any]:
    """Return the Plotly figure; without points an empty frame. Values are children.

    Two panels over one time axis: the highest caseload, which is several times the average, and below it the
    average with the targets and limits, on a scale that keeps these apart. Every line has its name beside it.
    """
    days = [day for day, _ in (*trend.average, *trend.highest)]
    if not days:
        return {"data": [], "layout": _layout(colours, height)}
    first, last = min(days).replace(day=1), max(days)
    steps = [
        _steps(stairs, first, last, DASHES[number % len(DASHES)], colours)
        for number, stairs in enumerate(trend.staircases)
    ]
    highest = _line("Highest caseload", trend.highest, colours.other_series, "diamond", colours)
    average = _line("Average caseload", trend.average, colours.series, "circle", colours)
    layout = _layout(colours, height)
    layout["xaxis"] |= month_axis(first, last) | {"range": [first.isoformat(), (last + AIR).isoformat()]}
    values = [value for trace in (average, *steps) for value in trace["y"]]
    low = max(0.0, math.floor(min(values) - PADDING))
    layout["yaxis"] |= {
        "range": [low, max(values) + PADDING],
        "title": {"text": f"Children, from {low:g}"} | CLEAR,
    }
    layout["annotations"] = _names(trend, first, last, layout["yaxis"]["range"], height, colours)
    return {"data": [highest | {"yaxis": "y2"}, average, *steps], "layout": layout}


def shorter(stairs: Staircase, value: float) -> str:
    """Return what a line is called where there is no room for its name: 'Limit 12'."""
    return f"{stairs.name.partition(',')[0]} {value:g}"


def _names(
    trend: CaseloadTrend, first: date, last: date, shown: Sequence[float], height: int, colours: Palette
) -> list[dict[str, Any]]:
    """Return the name of the upper panel over it, and the names of the lines of the lower panel above each."""
    low, high = shown
    own = LOWER_PANEL[1] * (height - AROUND)

    def places(value: float) -> tuple[Place, ...]:
        up = (value - low) / (high - low)
        return tuple(
            Place(across, up, side, anchor, up_pixels=3.0 if anchor == "bottom" else -3.0)
            for anchor in ("bottom", "top")
            for across, side in SIDES
        )

    labels = [
        Label(
            f"{stairs.name} {corners[-1][1]:g}",
            places(corners[-1][1]),
            rank,
            colours.target,
            shorter(stairs, corners[-1][1]),
        )
        for rank, stairs in enumerate(trend.staircases)
        if (corners := stairs.between(first, last))
    ]
    if trend.average:
        labels.append(Label("Average caseload", places(trend.average[-1][1]), -1, colours.series))
    notes = [
        {
            "text": placed.words,
            "xref": "x domain",
            "x": placed.place.across,
            "yref": "y domain",
            "y": placed.place.up,
            "yshift": placed.place.up_pixels,
            "xanchor": placed.place.anchor_x,
            "yanchor": placed.place.anchor_y,
            "showarrow": False,
            "bgcolor": colours.behind_text,
            "font": {"color": placed.label.colour, "size": FONT_SIZE},
        }
        for placed in placed_labels(labels, own)
    ]
    upper = {"text": "Highest caseload", "xref": "x domain", "x": 0, "xanchor": "left", "showarrow": False}
    place = {"yref": "y2 domain", "y": 1, "yanchor": "bottom"}
    return [*notes, upper | place | {"font": {"color": colours.other_series, "size": FONT_SIZE}}]


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
        "font": {"family": FONT, "size": FONT_SIZE, "color": colours.text},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": FONT_SIZE}},
        "xaxis": axis | {"showgrid": False},
        "yaxis": axis | {"domain": LOWER_PANEL, "title": {"text": "Children"} | CLEAR},
        "yaxis2": axis | {"domain": UPPER_PANEL, "rangemode": "tozero", "nticks": 4},
    }
