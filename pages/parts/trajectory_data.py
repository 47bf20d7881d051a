"""A KPI's history, put into what the trajectory chart draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from string import ascii_uppercase
from typing import TYPE_CHECKING

from charts.trajectory import (
    DOT_KINDS,
    MOST_LABELS,
    BenchmarkBar,
    Mark,
    Point,
    Step,
    Trajectory,
    drawn_values,
)
from metrics.periods import day_label
from pages.parts.detail_reading import breaks_of, published_beside
from pages.parts.journal import journal_of_store
from pages.parts.process_data import class_of_month, process_of
from reporting.actions import actions_of
from reporting.annotations import NamedDay, annotations_of, named_days
from reporting.benchmarks import COUNTRY, NEIGHBOURS, newest_of
from reporting.figures import Figure
from reporting.judgement import Judgement
from reporting.judgement.series import HISTORY_MONTHS, month_after
from reporting.kpi_history import KpiHistory
from reporting.words import target_words, value_words

if TYPE_CHECKING:
    from pages.parts.detail_choices import Detail

__all__ = ["drawn_values", "first_day_of_latest_years", "marks_sentence", "trajectory_of"]

AXIS_WORDS = {
    "percent": "Per cent",
    "count": "Number",
    "pounds": "Pounds",
    "rate_per_10000": "Per 10,000 children",
}


def first_day_of_latest_years(history: KpiHistory, part: str | None) -> date | None:
    """Return the day from which the chart starts unless all years are asked for; None if that is all.

    The months shown are those that limits rest on, so that none stands without them.
    """
    ends = [figure.period.end for figure in _drawn(history, part) if figure.period.end is not None]
    if not ends:
        return None
    first = month_after(max(ends), 1 - HISTORY_MONTHS).replace(day=1)
    return None if min(ends) >= first else first


def _drawn(history: KpiHistory, part: str | None) -> list[Figure]:
    wanted = history.row(part).part
    return [figure for figure in history.figures if figure.part == wanted and figure.value is not None]


def trajectory_of(
    detail: Detail, since: date | None, judgement: Judgement
) -> tuple[Trajectory, tuple[tuple[Mark, NamedDay], ...]]:
    """Return what to draw from a day on (None: all), and the days that the chart names by letters."""
    history, kpi, row = detail.history, detail.kpi, detail.row
    since = since or date.min
    figures = [f for f in _drawn(history, detail.part) if f.period.end is None or f.period.end >= since]
    steps = [s for s in history.steps_of(row.part) if s.in_force_until is None or s.in_force_until > since]
    points = labelled([point for figure in figures if (point := _point(figure, judgement)) is not None])
    first = min((point.start for point in points), default=date.max)
    last = max((point.end for point in points), default=date.min)
    days = [day for day in days_to_name(detail, judgement) if first <= day.day <= last]
    named = tuple(
        (Mark(day.day, letter, day.is_restart), day) for letter, day in zip(letters(), days, strict=False)
    )
    trajectory = Trajectory(
        points=points,
        steps=tuple(
            Step(step.in_force_from, step.in_force_until, step.target, step.floor, step.is_doubtful)
            for step in steps
            if step.kind == "goal" and step.state == "set" and step.target is not None
        ),
        milestones=tuple(
            (step.to_reach_by, step.target, f"{target_words(step, kpi)} by {day_label(step.to_reach_by)}")
            for step in steps
            if step.to_reach_by is not None and step.to_reach_by >= since and step.target is not None
        ),
        undated=tuple(
            (figure.value, f"{figure.value_words}, {figure.period_as_printed or 'not dated'}")
            for figure in figures
            if figure.period.end is None and figure.value is not None
        ),
        beside=tuple(
            (
                figure.period.end,
                figure.value,
                f"{figure.part} {value_words(figure.value, kpi.unit, kpi.decimal_places)}",
            )
            for figure in history.beside()
            if figure.period.end is not None and figure.value is not None and figure.period.end >= since
        ),
        unit=kpi.unit.value,
        unit_words=AXIS_WORDS.get(kpi.unit, kpi.unit.label),
        process=process_of(judgement),
        marks=tuple(mark for mark, _ in named),
        benchmarks=benchmark_bars(detail, first),
    )
    return trajectory, named


def letters() -> Iterator[str]:
    """Yield A to Z, then AA to AZ.

    >>> [letter for letter, _ in zip(letters(), range(28))][-3:]
    ['Z', 'AA', 'AB']
    """
    yield from ascii_uppercase
    yield from (f"A{letter}" for letter in ascii_uppercase)


def days_to_name(detail: Detail, judgement: Judgement) -> tuple[NamedDay, ...]:
    """Return every day that the chart of a measure should name."""
    journal, authority_id, kpi_id = journal_of_store(), detail.authority_id, detail.kpi.id
    return named_days(
        annotations_of(journal, authority_id, kpi_id),
        actions_of(journal, authority_id, kpi_id, date.today()),
        breaks_of(detail.known, kpi_id, detail.unit_id),
        judgement.restarts,
    )


def benchmark_bars(detail: Detail, first: date) -> tuple[BenchmarkBar, ...]:
    """Return the newest published figure of the country and of the neighbours, for a whole that shows their year."""
    if detail.part is not None or detail.is_part:
        return ()
    kpi = detail.kpi
    until = detail.until or date.max
    known = [
        found
        for found in published_beside(detail.known, kpi.id, detail.authority_id)
        if found.period_end <= until
    ]
    newest = [newest_of(known, kind) for kind in (COUNTRY, NEIGHBOURS)]
    return tuple(
        BenchmarkBar(
            start=found.period_start,
            end=found.period_end,
            value=found.value,
            label=f"{found.name} {found.value_words(kpi)}",
            words=f"<b>{found.name}: {found.value_words(kpi)}</b><br>{found.year_label}<br>{found.source_words}",
        )
        for found in newest
        if found is not None and found.period_end >= first and found.period_start < found.period_end
    )


def labelled(points: list[Point]) -> tuple[Point, ...]:
    """Return the points; of many, the last, the highest and the lowest have their value written.

    The last one's stands on the side that the line does not come from.
    """
    if len(points) <= MOST_LABELS:
        return tuple(points)
    last, before = points[-1], points[-2]
    sides = {
        last: "bottom" if last.value < before.value else "top",
        max(points, key=lambda p: p.value): "top",
    }
    sides[min(points, key=lambda p: p.value)] = "bottom"
    return tuple(replace(point, label_side=sides.get(point, "")) for point in points)


def _point(figure: Figure, judgement: Judgement | None) -> Point | None:
    """Return the figure as the chart draws it; None without a date or a value."""
    if figure.period.start is None or figure.period.end is None or figure.value is None:
        return None
    words = [f"<b>{figure.value_words}</b>", figure.period_words]
    if figure.fraction_words and figure.numerator is not None:
        words.append(figure.fraction_words)
    point_class, why = class_of_month(judgement, figure.period.end, figure.value)
    words += [*([why] if why else []), *figure.marks, figure.source]
    return Point(
        kind=figure.period.kind,
        start=figure.period.start,
        end=figure.period.end,
        value=figure.value,
        label=_label(figure),
        words="<br>".join(words),
        is_baseline=figure.role == "baseline",
        is_doubtful=figure.is_doubtful,
        point_class=point_class,
    )


def _label(figure: Figure) -> str:
    """Return the value, with the period where it is longer than a month."""
    return (
        figure.value_words
        if figure.period.kind in DOT_KINDS
        else f"{figure.value_words} ({figure.short_period_words})"
    )


def marks_sentence(trajectory: Trajectory) -> str:
    """Return what the marks on the chart mean, naming only those that are drawn."""
    points = trajectory.points
    said = []
    if any(point.kind in DOT_KINDS for point in points):
        said.append("a dot is a month or a day")
    if any(point.kind not in DOT_KINDS for point in points):
        said.append("a bar is as long as the period it is about")
    if any(point.is_baseline for point in points):
        said.append("a square is the start point of a plan")
    if any(point.is_doubtful for point in points):
        said.append("a hollow mark is in doubt")
    if trajectory.milestones:
        said.append("an open diamond is a target on the day it is to be reached")
    if trajectory.benchmarks:
        said.append("a broken grey bar is a published figure of another area, as long as its year")
    if trajectory.marks:
        said.append("a letter names a day, said below the chart")
    said += process_marks(trajectory)
    return (
        f"How to read it: {'; '.join(said)}. Dots are joined only from one month to the next." if said else ""
    )


def process_marks(trajectory: Trajectory) -> list[str]:
    """Return what the lines, shapes and shades of a judged series mean, naming only those that are drawn."""
    process = trajectory.process
    if process is None:
        return []
    natures = {point.point_class.partition("_")[0] for point in trajectory.points}
    said = []
    if any(level is not None for level in process.upper):
        said.append("the solid line is the mean, the dotted lines hold almost all months if nothing changes")
    else:
        said.append("the solid line is the median")
    if "improvement" in natures:
        said.append("a triangle is a signal of improvement")
    if "concern" in natures:
        said.append("a full diamond is a signal of concern")
    if "neutral" in natures:
        said.append("a hexagon is a signal that is neither good nor bad")
    if process.fan:
        said.append("the shades are where 8 in 10 and 19 in 20 months to come are likely to be")
    return said
