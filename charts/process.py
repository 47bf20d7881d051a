"""What a process does, under its figures: mean and limits as steps, the median, the outlook's fan.

Limits break where they start afresh, and are drawn month by month, since those of a percentage are
wider where a month has fewer children. Nothing here is a figure: those are drawn on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts.palette import Palette

Numbers = tuple[float | None, ...]


@dataclass(frozen=True)
class FanMonth:
    """The likely values of one month to come: the middle, and the ends of the 80 and 95 % ranges."""

    day: date
    low_95: float
    low_80: float
    middle: float
    high_80: float
    high_95: float
    words: str


@dataclass(frozen=True)
class Process:
    """What to draw: one entry a month, None where there is none; in the unit of the figures.

    `starts` are the places of months at which limits start, 0 first. `centre_word` names the centre: mean
    or median. The fan begins at `fan_from`, the day and value of the last figure; no fan is ().
    """

    months: tuple[date, ...]
    centre: Numbers
    lower: Numbers
    upper: Numbers
    starts: tuple[int, ...]
    centre_word: str
    fan_from: tuple[date, float] | None
    fan: tuple[FanMonth, ...]
    fan_words: str


def draw_process(process: Process, colours: Palette, data: list[dict[str, Any]]) -> None:
    """Add the lines and the fan to a chart."""
    _draw_fan(process, colours, data)
    for numbers, words, dash in (
        (process.upper, "upper", "dot"),
        (process.centre, process.centre_word, "solid"),
        (process.lower, "lower", "dot"),
    ):
        days, levels = steps(process, numbers)
        if levels:
            data.append(
                {"type": "scatter", "mode": "lines", "x": days, "y": levels, "name": words.capitalize()}
                | {"line": {"color": colours.soft_text, "width": 1.5, "dash": dash, "shape": "hvh"}}
                | {"hoverinfo": "skip"}
            )


def steps(process: Process, numbers: Numbers) -> tuple[list[str | None], list[float | None]]:
    """Return the days and levels of one line: months without a level bridged, broken at each restart."""
    days: list[str | None] = []
    levels: list[float | None] = []
    for place, (month, level) in enumerate(zip(process.months, numbers, strict=True)):
        if place in process.starts[1:] and levels:
            days.append(None)
            levels.append(None)
        if level is not None:
            days.append(month.isoformat())
            levels.append(level)
    return days, levels


def _draw_fan(process: Process, colours: Palette, data: list[dict[str, Any]]) -> None:
    """Draw the likely ranges from the last figure on: the wider one lighter, the middle dotted."""
    if not process.fan or process.fan_from is None:
        return
    start, value = process.fan_from
    fan = process.fan
    days = [start, *(month.day for month in fan)]
    ranges = (
        ([month.low_95 for month in fan], [month.high_95 for month in fan], colours.fan_95, "19 in 20"),
        ([month.low_80 for month in fan], [month.high_80 for month in fan], colours.fan_80, "8 in 10"),
    )
    for low, high, colour, name in ranges:
        around = [*days, *reversed(days)]
        data.append(
            {"type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": colour, "name": name}
            | {"x": [day.isoformat() for day in around], "y": [value, *low, *reversed(high), value]}
            | {"line": {"width": 0}, "hoverinfo": "skip"}
        )
    data.append(
        {"type": "scatter", "mode": "lines", "name": "Middle of the outlook"}
        | {"x": [day.isoformat() for day in days], "y": [value, *(month.middle for month in fan)]}
        | {"customdata": ["", *(month.words for month in fan)]}
        | {"hovertemplate": "%{customdata}<extra></extra>"}
        | {"line": {"color": colours.improvement, "width": 2, "dash": "dot"}}
    )


def process_days(process: Process) -> list[date]:
    """Return the days that the chart must have room for."""
    return [*process.months, *(month.day for month in process.fan)]


def process_values(process: Process) -> list[float]:
    """Return the values that the chart must have room for."""
    limits: Sequence[float | None] = (*process.lower, *process.upper)
    fan = [end for month in process.fan for end in (month.low_95, month.high_95)]
    return [level for level in limits if level is not None] + fan
