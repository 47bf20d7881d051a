"""The lines of figures of one event table: what every branch counts, laid out as the build keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.calculation.amounts import Grid
from data.calculation.branches import calculation_of, is_stock
from data.calculation.calendars import CalendarKind, Numbers
from data.calculation.counting import EventCounts, Flags
from data.calculation.event_scan import ScannedBranch
from metrics.definition import KpiDefinition
from metrics.vocabulary import Basis, Level, Method, Statistic, Unit

MEASURE_OF_METHOD = {
    Method.TIMELINESS: "percentage",
    Method.PERCENTAGE_OF_EVENTS: "percentage",
    Method.PERCENTAGE_AT_MONTH_END: "percentage",
    Method.COUNT_OF_EVENTS: "count",
    Method.COUNT_AT_MONTH_END: "count",
    Method.RATE_PER_10000: "rate",
    Method.DURATION: "median",
    Method.PER_WORKER: "average",
}
COUNTS_OF_OPEN = (Basis.OPEN_OVERDUE, Basis.TOO_RECENT)


@dataclass(frozen=True)
class Numerals:
    """What one branch counts, by line and place; None where its method has no such number."""

    numerators: Grid | None
    denominators: Grid | None
    not_counted: Grid | None
    measured: Grid | None = None
    lower_quartiles: Grid | None = None
    upper_quartiles: Grid | None = None

    def has_something(self) -> Flags:
        """Return where anything was counted."""
        counts = (self.numerators, self.denominators, self.not_counted)
        found: Flags = np.any([grid > 0 for grid in counts if grid is not None], axis=0)
        return found


@dataclass(frozen=True)
class FigureLines:
    """The lines that the events of one table can be in, and the figures of its KPIs in them."""

    counts: EventCounts

    def tables(self, branches: Sequence[ScannedBranch]) -> Iterator[pa.Table]:
        """Yield rows of figure_lines: of every branch the lines in which something was counted.

        What an authority completed has its line even with nothing in it.
        """
        for branch in branches:
            numerals = _numerals(self.counts, branch)
            is_main = self._is_whole_authority & (branch.basis == Basis.COMPLETED)
            something = numerals.has_something()
            is_kept = (something.any(axis=1) | is_main) & self._is_wanted(branch.kpi)
            for kind, has_figure, is_of_kind in self._by_calendar(branch, something, is_main):
                lines = np.flatnonzero(is_kept & is_of_kind)
                yield self._table(branch, kind, numerals, has_figure, lines)

    def _by_calendar(
        self, branch: ScannedBranch, something: Flags, is_main: Flags
    ) -> Iterator[tuple[CalendarKind, Flags, Flags]]:
        """Yield the calendars of a branch: where a line has a figure, and the lines that follow the calendar.

        A worker has a figure only where something was counted, any other unit in every month it existed.
        """
        is_worker = self._levels == Level.WORKER
        if is_stock(calculation_of(branch.kpi)) or branch.basis in COUNTS_OF_OPEN:
            yield CalendarKind.MONTH_ENDS, something | self._exists, np.ones_like(is_worker)
        elif calculation_of(branch.kpi).method is Method.DURATION:
            yield CalendarKind.EVERY_PERIOD, something | is_main[:, np.newaxis], np.ones_like(is_worker)
        else:
            yield CalendarKind.MONTHS, something, is_worker
            yield CalendarKind.MONTHS_ADDED_UP, something | self._exists, ~is_worker

    def _table(
        self, branch: ScannedBranch, kind: CalendarKind, numerals: Numerals, has_figure: Flags, lines: Numbers
    ) -> pa.Table:
        facts = {
            "kpi_id": branch.kpi.id,
            "basis": str(branch.basis),
            "measure": measure_of(branch),
            "population": calculation_of(branch.kpi).population,
            "calendar": str(kind),
        }
        columns: dict[str, pa.Array] = {
            name: pa.repeat(pa.scalar(fact, pa.string()), len(lines)) for name, fact in facts.items()
        }
        version = pa.scalar(branch.kpi.definition_history[-1].version, pa.int32())
        columns["definition_version"] = pa.repeat(version, len(lines))
        columns |= {name: texts.take(pa.array(lines)) for name, texts in self._names.items()}
        added_up = kind is CalendarKind.MONTHS_ADDED_UP
        columns["figures"] = _lists(has_figure[lines].astype(np.int32), added_up, pa.int32())
        for field in fields(numerals):
            grid = getattr(numerals, field.name)
            columns[field.name] = (
                pa.nulls(len(lines), pa.list_(pa.float64()))
                if grid is None
                else _lists(grid[lines], added_up, pa.float64())
            )
        return pa.table(columns)

    @cached_property
    def _levels(self) -> NDArray[np.str_]:
        return np.concatenate([np.full(len(s.units), str(s.level)) for s in self.counts.sets])

    @cached_property
    def _names(self) -> dict[str, pa.Array]:
        """What each line is of, as columns of figure_lines."""
        sets = self.counts.sets
        authorities = pa.array(self.counts.calendar.authorities, pa.string())
        return {
            "authority_id": authorities.take(pa.array(self.counts.authority_of_line)),
            "org_unit_id": pa.array([unit.org_unit_id for s in sets for unit in s.units], pa.string()),
            "breakdown": pa.array([s.breakdown for s in sets for _ in s.units], pa.string()),
            "part": pa.array([part for s in sets for part in s.parts], pa.string()),
        }

    @cached_property
    def _is_whole_authority(self) -> Flags:
        whole: Flags = (self._levels == Level.AUTHORITY) & np.array(self._names["breakdown"].is_null())
        return whole

    def _is_wanted(self, kpi: KpiDefinition) -> Flags:
        """Return the lines that a KPI has: units, and parts by its own breakdowns; of a rate the authority."""
        if calculation_of(kpi).method is Method.RATE_PER_10000:
            return self._is_whole_authority
        sets = self.counts.sets
        return np.repeat(
            [s.breakdown is None or s.breakdown in kpi.breakdowns for s in sets], [len(s.units) for s in sets]
        )

    @cached_property
    def _exists(self) -> Flags:
        """Whether a unit has a figure whatever was counted: it is no worker, and existed on the last day of a month."""
        units = [unit for s in self.counts.sets for unit in s.units]
        ends = self.counts.calendar.ends
        first = np.array([ends[0] if unit.first_day is None else unit.first_day for unit in units])
        last = np.array([ends[-1] if unit.last_day is None else unit.last_day for unit in units])
        existed = (first[:, np.newaxis] <= ends) & (ends <= last[:, np.newaxis])
        exists: Flags = self.counts.covered & existed & (self._levels != Level.WORKER)[:, np.newaxis]
        return exists


def measure_of(branch: ScannedBranch) -> str:
    """Return how the value of a line is made: percentage, count, rate, average, maximum or median."""
    if branch.basis in COUNTS_OF_OPEN:
        return "count"
    calculation = calculation_of(branch.kpi)
    if calculation.statistic is Statistic.MAXIMUM:
        return "maximum"
    if calculation.method is Method.PER_WORKER and branch.kpi.unit is Unit.PERCENT:
        return "percentage"  # of amounts: all that workers have, of all that they could have
    return MEASURE_OF_METHOD[calculation.method]


def _numerals(counts: EventCounts, branch: ScannedBranch) -> Numerals:
    """Return what a branch counts: what its method divides, measures or only counts."""

    def count(condition: str | None, weight: str | None = None) -> Grid | None:
        if condition is None:
            return None
        return counts.by_month(condition, branch.first_month, branch.until_month, weight)

    calculation = calculation_of(branch.kpi)
    bottom, not_counted = count(branch.denominator), count(branch.not_counted)
    if branch.amount is None:
        return Numerals(count(branch.numerator), bottom, not_counted)
    asked = (branch.counted, branch.first_month, branch.amount)
    if calculation.method is Method.PER_WORKER:
        if calculation.statistic is Statistic.MAXIMUM:
            return Numerals(None, bottom, not_counted, counts.measured_by_month(*asked).highest)
        return Numerals(
            count(branch.counted, branch.amount), count(branch.counted, branch.capacity), not_counted
        )
    if is_stock(calculation):
        amounts = counts.measured_by_month(*asked)
    else:
        amounts = counts.measured_by_period(*asked)
        bottom, not_counted = (
            None if grid is None else counts.by_period(grid) for grid in (bottom, not_counted)
        )
    value = amounts.average if calculation.statistic is Statistic.AVERAGE else amounts.median
    return Numerals(None, bottom, not_counted, value, amounts.lower_quartile, amounts.upper_quartile)


def _lists(grid: NDArray[np.generic], added_up: bool, of: pa.DataType) -> pa.ListArray:
    """Return the rows of a grid as lists, nan as null; with `added_up` as running totals."""
    numbers = np.cumsum(grid, axis=1, dtype=grid.dtype) if added_up else grid
    values = pa.array(numbers.ravel(), of, from_pandas=True)
    return pa.ListArray.from_arrays(np.arange(len(grid) + 1, dtype=np.int32) * grid.shape[1], values)
