"""What stands over the trajectory chart: the letters of days that are named, and where the outlook begins."""

from __future__ import annotations

from datetime import date
from typing import Any

from charts.labels import FONT_SIZE, rows_needed
from charts.palette import Palette
from charts.trajectory_layout import ROW_HEIGHT, Frame, upright
from charts.trajectory_shapes import Trajectory


def draw_marks(
    trajectory: Trajectory, frame: Frame, colours: Palette, shapes: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], int]:
    """Add a line for each named day and for the beginning of the outlook; return their words and rows needed."""
    named: list[tuple[date, str, str, str]] = [
        (mark.day, mark.letter, colours.text, "dash" if mark.is_restart else "dot")
        for mark in trajectory.marks
        if frame.left <= mark.day <= frame.right
    ]
    process = trajectory.process
    if process is not None and process.fan and process.fan_from is not None:
        named.insert(0, (process.fan_from[0], process.fan_words, colours.soft_text, "solid"))
    for day, words, _, dash in named:
        shapes.append(upright(day, colours.quiet if words and dash == "solid" else colours.soft_text, dash))
    rows = rows_needed([(words, frame.across(day)) for day, words, _, _ in named])
    notes = [
        {"x": day.isoformat(), "y": 1.0, "yref": "paper", "text": f"<b>{words}</b>", "showarrow": False}
        | {"xanchor": "center", "yanchor": "bottom", "yshift": ROW_HEIGHT * row}
        | {"font": {"color": colour, "size": FONT_SIZE}}
        for (day, words, colour, _), row in zip(named, rows, strict=True)
    ]
    return notes, max(rows, default=-1) + 1
