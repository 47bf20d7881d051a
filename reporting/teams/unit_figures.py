"""The figures of many parts of the organisation by KPI, unit and period, and adding them up.

Nothing is ever averaged: a figure of several units together is worked out from their summed numerators
and denominators, and where that cannot be done (a median) there is none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from metrics.definition import KpiDefinition
from metrics.vocabulary import Method, State, Statistic, Unit
from reporting.scorecard import NEWEST_ORIGIN_FIRST, SHORTEST_FIRST
from reporting.words import STATE_WORDS, fraction_words, value_words

COLUMNS = (
    "kpi_id",
    "org_unit_id",
    "period_end",
    "period_kind",
    "origin",
    "numerator",
    "denominator",
    "value",
    "state",
    "is_doubtful",
)
WITH_COUNT = (State.COUNTED, State.NO_CASES)
SMALLEST_DIFFERENCE = 1e-6  # of two sums of hours that are the same but for the machine's rounding


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One figure of one unit, or of several together. value: in the KPI's unit, None where state says why.

    is_sum_unknown: several units have a figure, and no figure of them together can be worked out.
    """

    numerator: float | None
    denominator: float | None
    value: float | None
    state: str
    is_doubtful: bool = False
    is_sum_unknown: bool = False


FigureKey = tuple[str, str, date]  # KPI, unit, last day of the period
Figures = Mapping[FigureKey, UnitFigure]


def figures_by_unit(found: pa.Table) -> dict[FigureKey, UnitFigure]:
    """Return the rows of a figure set of one basis without breakdowns, by KPI, unit and last day.

    Of two figures for one day the calculated one counts, then the one about the shorter time.
    """
    columns = found.select(COLUMNS).to_pydict()
    ranks: dict[FigureKey, tuple[int, int]] = {}
    figures: dict[FigureKey, UnitFigure] = {}
    for kpi, unit, end, kind, origin, top, bottom, value, state, doubtful in zip(
        *columns.values(), strict=True
    ):
        key = (kpi, unit, end)
        rank = (NEWEST_ORIGIN_FIRST.index(origin), SHORTEST_FIRST.index(kind))
        if key not in ranks or rank < ranks[key]:
            ranks[key] = rank
            figures[key] = UnitFigure(top, bottom, value, state, doubtful)
    return figures


def of_units(figures: Figures, kpi_id: str, unit_ids: Iterable[str], end: date) -> list[UnitFigure]:
    """Return the figures that some units have of a KPI on a day; units without one are left out."""
    found = (figures.get((kpi_id, unit_id, end)) for unit_id in unit_ids)
    return [figure for figure in found if figure is not None]


def together(kpi: KpiDefinition, figures: Sequence[UnitFigure]) -> UnitFigure | None:
    """Return the figure of several units together from their sums; None if none of them has one.

    A count is added, a share is made from the sums, of highest values the highest counts. A median, or a
    value without numerator and denominator, is that of the only unit with any case, else unknown. A unit
    without known counts makes the sum unknown; one with records that cannot be counted adds what could be.
    """
    if len(figures) < 2:
        return figures[0] if figures else None
    without_count = [f for f in figures if f.state not in WITH_COUNT and f.denominator is None]
    doubtful = any(figure.is_doubtful for figure in figures)
    if without_count:
        return UnitFigure(None, None, None, without_count[0].state, doubtful)
    top = _sum(figure.numerator for figure in figures)
    bottom = _sum(figure.denominator for figure in figures)
    counted = [figure for figure in figures if figure.value is not None]
    if not counted:
        state = State.INCOMPLETE if any(f.state == State.INCOMPLETE for f in figures) else State.NO_CASES
        return UnitFigure(top, bottom, None, state, doubtful)
    if len(counted) == 1 and not _is_added(kpi):
        return UnitFigure(top, bottom, counted[0].value, State.COUNTED, doubtful)
    value = _value(kpi, counted, top, bottom)
    if value is None:
        return UnitFigure(top, bottom, None, State.UNAVAILABLE, doubtful, is_sum_unknown=True)
    return UnitFigure(top, bottom, value, State.COUNTED, doubtful)


def _is_added(kpi: KpiDefinition) -> bool:
    """Return whether the value of the whole is made from sums."""
    method = kpi.calculation.method if kpi.calculation else None
    return method is not Method.DURATION and kpi.unit in (
        Unit.PERCENT,
        Unit.RATIO,
        Unit.SCORE,
        Unit.RATE_PER_10000,
        Unit.COUNT,
        Unit.POUNDS,
    )


def _value(
    kpi: KpiDefinition, counted: Sequence[UnitFigure], top: float | None, bottom: float | None
) -> float | None:
    values = [figure.value for figure in counted if figure.value is not None]
    if kpi.calculation and kpi.calculation.statistic is Statistic.MAXIMUM:
        return max(values)
    if not _is_added(kpi):
        return None
    if kpi.unit in (Unit.COUNT, Unit.POUNDS):
        return math.fsum(values)
    whole = all(figure.numerator is not None and figure.denominator for figure in counted)
    if not whole or top is None or not bottom:
        return None
    times = {Unit.PERCENT: 100.0, Unit.RATE_PER_10000: 10_000.0}.get(kpi.unit, 1.0)
    return times * top / bottom


def _sum(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return math.fsum(known) if known else None


def is_same(kpi: KpiDefinition, one: UnitFigure | None, other: UnitFigure | None) -> bool | None:
    """Return whether two figures count the same; None where neither of them counts anything.

    No figure is the same as nothing counted. Medians are compared by how many were counted.
    """
    if one is None and other is None:
        return None
    pairs = [(_count(one, "numerator"), _count(other, "numerator"))]
    pairs.append((_count(one, "denominator"), _count(other, "denominator")))
    if kpi.unit in (Unit.COUNT, Unit.POUNDS):
        pairs.append((_count(one, "value"), _count(other, "value")))
    return all(math.isclose(a, b, abs_tol=SMALLEST_DIFFERENCE) for a, b in pairs)


def _count(figure: UnitFigure | None, name: str) -> float:
    number: float | None = getattr(figure, name) if figure is not None else None
    return number or 0.0


def shown_value(kpi: KpiDefinition, figure: UnitFigure | None) -> str:
    """Return a figure's value as people read it, or why there is none."""
    if figure is None:
        return "No figure"
    if figure.is_sum_unknown:
        return "Not known together"
    if figure.value is None:
        return STATE_WORDS[State(figure.state)]
    return value_words(figure.value, kpi.unit, kpi.decimal_places)


def shown_count(kpi: KpiDefinition, figure: UnitFigure | None) -> str:
    """Return '31 of 32', '31 counted' for a median, or the count itself; '' where nothing is known.

    Of a ratio '294 for 20', as children for full-time workers; hours and days have at most one decimal place.
    """
    if figure is None:
        return ""
    top, bottom = figure.numerator, figure.denominator
    if top is not None and bottom is not None:
        if kpi.calculation is None or kpi.calculation.method is not Method.PER_WORKER:
            return fraction_words(top, bottom)
        between = "for" if kpi.unit is Unit.RATIO else "of"
        return f"{number_words(top)} {between} {number_words(bottom)}"
    if bottom is not None:
        return f"{bottom:,.10g} counted"
    number = figure.value if kpi.unit in (Unit.COUNT, Unit.POUNDS) else None
    return f"{number:,.10g}" if number is not None else ""


def number_words(number: float | None) -> str:
    """Return a count of people, hours or points with at most one decimal place; 'not known' without one.

    >>> number_words(92.60000000000001), number_words(1338.0), number_words(None)
    ('92.6', '1,338', 'not known')
    """
    if number is None:
        return "not known"
    return f"{number:,.1f}".removesuffix(".0")
