"""Axes, margins and notes of the trajectory chart: everything on it that is not a figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts.palette import Palette

FONT = "Source Sans, Source Sans Pro, sans-serif"


def level(start: date, end: date, value: float, colour: str, dash: str) -> dict[str, Any]:
    """Return a thin horizontal line from one day to another."""
    line = {"color": colour, "width": 1.5, "dash": dash}
    return {
        "type": "line",
        "x0": start.isoformat(),
        "x1": end.isoformat(),
        "y0": value,
        "y1": value,
        "line": line,
    }


def note(day: date, value: float, words: str, colour: str, side: str) -> dict[str, Any]:
    """Return words above a level, ending or beginning at a day."""
    return {
        "x": day.isoformat(),
        "y": value,
        "text": words,
        "showarrow": False,
        "xanchor": side,
        "yanchor": "bottom",
        "font": {"color": colour, "size": 14},
    }


def trajectory_layout(
    days: tuple[date, date],
    values: Sequence[float],
    unit: str,
    unit_words: str,
    shapes: list[dict[str, Any]],
    notes: list[dict[str, Any]],
    colours: Palette,
    height: int,
) -> dict[str, Any]:
    """Return the layout: a time axis over `days`, a value axis from nought that holds all `values`.

    A percentage is shown up to a hundred, so that its height means the same on every chart.
    """
    axis = {"gridcolor": colours.quiet, "linecolor": colours.quiet, "zeroline": False, "automargin": True}
    up_to = 105.0 if unit == "percent" else (max(values, default=1.0) * 1.15 or 1.0)
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 15, "color": colours.text},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15}},
        "xaxis": axis | {"type": "date", "range": [day.isoformat() for day in days], "showgrid": False},
        "yaxis": axis
        | {"range": [min([0.0, *values]), up_to], "title": {"text": unit_words}, "rangemode": "tozero"},
        "shapes": shapes,
        "annotations": notes,
    }
