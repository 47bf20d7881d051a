"""A KPI's history, put into what the trajectory chart draws."""

from __future__ import annotations

from charts.trajectory import Point, Step, Trajectory
from metrics.periods import day_label
from reporting.figures import Figure
from reporting.kpi_history import KpiHistory
from reporting.words import target_words, value_words

AXIS_WORDS = {"percent": "Per cent", "count": "Number", "pounds": "Pounds", "rate_per_10000": "Per 10,000 children"}


def trajectory_of(history: KpiHistory, part: str | None) -> Trajectory:
    """Return what to draw of one part of a KPI, or of the whole."""
    kpi = history.kpi
    row = history.row(part)
    figures = [figure for figure in history.figures if figure.part == row.part and figure.value is not None]
    steps = history.steps_of(row.part)
    return Trajectory(
        points=tuple(_point(figure) for figure in figures if figure.period.end is not None),
        steps=tuple(
            Step(step.in_force_from, step.in_force_until, step.target, step.floor, step.is_doubtful)
            for step in steps
            if step.kind == "goal" and step.state == "set" and step.target is not None
        ),
        milestones=tuple(
            (step.to_reach_by, step.target, f"{target_words(step, kpi)} by {day_label(step.to_reach_by)}")
            for step in steps
            if step.to_reach_by is not None and step.target is not None
        ),
        undated=tuple(
            (figure.value, f"{figure.value_words}, {figure.period_as_printed or 'not dated'}")
            for figure in figures
            if figure.period.end is None and figure.value is not None
        ),
        beside=tuple(
            (figure.period.end, figure.value, f"{figure.part} {value_words(figure.value, kpi.unit, kpi.decimal_places)}")
            for figure in history.beside()
            if figure.period.end is not None and figure.value is not None
        ),
        unit=kpi.unit.value,
        unit_words=AXIS_WORDS.get(kpi.unit, kpi.unit.label),
    )


def _point(figure: Figure) -> Point:
    assert figure.period.start is not None and figure.period.end is not None and figure.value is not None
    words = [f"<b>{figure.value_words}</b>", figure.period_words]
    if figure.fraction_words and figure.numerator is not None:
        words.append(figure.fraction_words)
    words += [*figure.marks, figure.source]
    return Point(
        kind=figure.period.kind,
        start=figure.period.start,
        end=figure.period.end,
        value=figure.value,
        words="<br>".join(words),
        is_baseline=figure.role == "baseline",
        is_doubtful=figure.is_doubtful,
    )
