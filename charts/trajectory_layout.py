"""Axes, margins and notes of the trajectory chart: everything on it that is not a figure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts.labels import FONT_SIZE, text_width
from charts.month_axis import month_axis
from charts.palette import Palette
from charts.trajectory_shapes import Trajectory
from charts.value_axis import ValueAxis

FONT = "Source Sans, Source Sans Pro, sans-serif"
PLOT_HEIGHT = 360  # pixels, whatever stands over the plot
UNDER_THE_PLOT, OVER_THE_PLOT, ROW_HEIGHT = 60, 10, 24  # pixels: the time axis, air, one row of marks
WORDS_OF_THE_AXIS = 28  # pixels: the words of the value axis, written upwards, with air on both sides


@dataclass(frozen=True)
class Frame:
    """The days and values from edge to edge of the plot."""

    left: date
    right: date
    values: ValueAxis

    def across(self, day: date) -> float:
        """Return how far from the left a day is, 0 to 1."""
        return (day - self.left).days / ((self.right - self.left).days or 1)

    def up(self, value: float) -> float:
        """Return how far up a value is, 0 to 1."""
        return self.values.share(value)

    def clipped(self, start: date, end: date | None) -> tuple[date, date]:
        """Return the days of a stretch that the chart shows; an open end is its right edge."""
        return max(start, self.left), min(end or self.right, self.right)


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


def upright(day: date, colour: str, dash: str) -> dict[str, Any]:
    """Return a thin line from the bottom to the top of the plot."""
    line = {"color": colour, "width": 1.5, "dash": dash}
    place = {"x0": day.isoformat(), "x1": day.isoformat(), "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", "layer": "below", "line": line} | place


def trajectory_layout(
    frame: Frame,
    trajectory: Trajectory,
    shapes: list[dict[str, Any]],
    notes: list[dict[str, Any]],
    colours: Palette,
    rows: int,
) -> dict[str, Any]:
    """Return the layout: a time axis, a value axis, and `rows` rows of marks over the plot."""
    axis = {"gridcolor": colours.quiet, "linecolor": colours.quiet, "zeroline": False}
    axis |= {"tickfont": {"size": FONT_SIZE}}
    over = OVER_THE_PLOT + ROW_HEIGHT * rows
    values, words = frame.values, trajectory.unit_words
    if values.low > 0:
        words = f"{words}, from {values.low:,g}"
    # Margins that Plotly works out itself (automargin) make it draw the whole chart twice.
    left = WORDS_OF_THE_AXIS + math.ceil(text_width(values.longest_number))
    return {
        "height": PLOT_HEIGHT + over + UNDER_THE_PLOT,
        "margin": {"l": left, "r": 12, "t": over, "b": UNDER_THE_PLOT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": FONT_SIZE, "color": colours.text},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": FONT_SIZE}},
        "xaxis": axis
        | {"type": "date", "range": [frame.left.isoformat(), frame.right.isoformat()], "showgrid": False}
        | month_axis(frame.left, frame.right),
        "yaxis": axis
        | {"range": [values.low, values.high], "tick0": 0, "dtick": values.step}
        | {"tickformat": f",.{values.decimals}f"}
        | {"title": {"text": words, "font": {"size": FONT_SIZE}}},
        "shapes": shapes,
        "annotations": notes,
    }
