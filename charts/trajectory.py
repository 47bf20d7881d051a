"""The trajectory of one KPI: its figures in time, the stepped target and the amber floor.

Figures are drawn for what they are. A month or a day is a dot; a longer period is a bar as long
as the period; dots are joined only where one month follows the other. Built as a plain
dictionary, which Plotly draws as it is: validation would take most of a page's time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from charts.palette import Palette
from charts.process import draw_process, process_days, process_values
from charts.trajectory_beside import draw_benchmarks, draw_beside, draw_milestones
from charts.trajectory_figures import draw_dots, draw_long_periods
from charts.trajectory_labels import label_notes
from charts.trajectory_layout import Frame, level, trajectory_layout
from charts.trajectory_marks import draw_marks
from charts.trajectory_shapes import (
    DOT_KINDS,
    MOST_LABELS,
    BenchmarkBar,
    Mark,
    Point,
    Step,
    Trajectory,
)
from charts.value_axis import value_axis

__all__ = [
    "DOT_KINDS",
    "MOST_LABELS",
    "BenchmarkBar",
    "Mark",
    "Point",
    "Step",
    "Trajectory",
    "drawn_values",
    "trajectory_figure",
]


def trajectory_figure(trajectory: Trajectory, colours: Palette) -> dict[str, Any]:
    """Return the Plotly figure as a dictionary of data and layout."""
    left, right = edges(trajectory)
    frame = Frame(left, right, value_axis(drawn_values(trajectory), trajectory.unit))
    data: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    _draw_steps(trajectory, frame, colours, data, shapes)
    draw_benchmarks(trajectory.benchmarks, frame, colours, data)
    if trajectory.process is not None:
        draw_process(trajectory.process, colours, data)
    draw_long_periods(trajectory, colours, data)
    draw_dots(trajectory, colours, data)
    draw_milestones(trajectory.milestones, colours, data)
    draw_beside(trajectory.beside, colours, data)
    shapes += [level(left, right, value, colours.other_series, "dot") for value, _ in trajectory.undated]
    over_the_plot, rows = draw_marks(trajectory, frame, colours, shapes)
    notes = [*label_notes(trajectory, frame, colours), *over_the_plot]
    return {"data": data, "layout": trajectory_layout(frame, trajectory, shapes, notes, colours, rows)}


def drawn_values(trajectory: Trajectory) -> list[float]:
    """Return every value that the chart must have room for."""
    values = [point.value for point in trajectory.points] + [step.target for step in trajectory.steps]
    values += [step.floor for step in trajectory.steps if step.floor is not None]
    values += [value for _, value, _ in (*trajectory.milestones, *trajectory.beside)]
    values += [value for value, _ in trajectory.undated]
    values += [bar.value for bar in trajectory.benchmarks]
    return values + (process_values(trajectory.process) if trajectory.process else [])


def edges(trajectory: Trajectory) -> tuple[date, date]:
    """Return the first and the last day of the time axis."""
    days = [day for point in trajectory.points for day in (point.start, point.end)]
    days += [day for day, _, _ in (*trajectory.milestones, *trajectory.beside)]
    days += process_days(trajectory.process) if trajectory.process else []
    shown = [step for step in trajectory.steps if not days or step.start <= max(days) + timedelta(days=400)]
    if not days:
        days += [step.start for step in shown]
    if not days:
        today = date.today()
        days = [today - timedelta(days=365), today]
    margin = timedelta(days=max(20, (max(days) - min(days)).days // 25))
    return min(days) - margin, max(days) + margin


def _draw_steps(
    trajectory: Trajectory,
    frame: Frame,
    colours: Palette,
    data: list[dict[str, Any]],
    shapes: list[dict[str, Any]],
) -> None:
    """Draw each target as a level between its days, with the amber band down (or up) to its floor."""
    across: list[Any] = []
    up: list[Any] = []
    for step in trajectory.steps:
        start, end = frame.clipped(step.start, step.until)
        if start >= end:
            continue
        across += [start.isoformat(), end.isoformat(), None]
        up += [step.target, step.target, None]
        if step.floor is not None:
            low, high = sorted((step.floor, step.target))
            shapes.append(
                {"type": "rect", "x0": start.isoformat(), "x1": end.isoformat(), "y0": low, "y1": high}
                | {"fillcolor": colours.amber_band, "line": {"width": 0}, "layer": "below"}
            )
            shapes.append(level(start, end, step.floor, colours.floor, "dot"))
    if across:
        line = {"color": colours.target, "width": 2.5, "dash": "dash"}
        data.append(
            {"type": "scatter", "mode": "lines", "x": across, "y": up, "line": line, "name": "Target"}
            | {"hovertemplate": "Target %{y}<extra></extra>"}
        )
