"""Counting the events of one table: by line and month, or, of amounts, by line and period.

Every event is the number of a cell, line x months + month, so that counting is one pass over whole
numbers. The same question about the same events is answered once, whichever KPIs ask it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.calculation.amounts import Amounts, Grid
from data.calculation.calendars import Calendar, Numbers
from data.calculation.event_scan import NEVER
from data.calculation.places import LineSet
from metrics.vocabulary import Level

Flags = NDArray[np.bool_]


@dataclass
class EventCounts:
    """The events of one scan, and the lines that they can be in, one set under the other."""

    events: pa.Table
    sets: list[LineSet]
    calendar: Calendar
    _arrays: dict[str, NDArray[np.generic]] = field(default_factory=dict)
    _grids: dict[tuple[str | None, ...], Grid] = field(default_factory=dict)

    @cached_property
    def authority_of_line(self) -> Numbers:
        """The number of the authority that each line belongs to."""
        return np.array([unit.authority for lines in self.sets for unit in lines.units], dtype=np.int64)

    @cached_property
    def covered(self) -> Flags:
        """Whether the extracts cover a month, by line and month."""
        covered: Flags = self.calendar.covered[self.authority_of_line]
        return covered

    def by_month(
        self, condition: str, first_month: str, until_month: str | None = None, weight: str | None = None
    ) -> Grid:
        """Return how many events meet a condition, or their weights added up, by line and month.

        With `until_month` an event counts in every month from the first up to, but without, that one.
        """
        asked = (condition, first_month, until_month, weight)
        if asked not in self._grids:
            chosen, first = self._flags(condition), self._months(first_month)
            if until_month is None:
                weights = None if weight is None else np.nan_to_num(self._numbers(weight)[chosen])
                counted = self._added(chosen, first[chosen], weights)
            else:
                # What has begun by a month's end less what is over: both are running totals. What began
                # before the first month of all is there from its beginning.
                begun = np.maximum(first[chosen], 0)
                over = np.maximum(self._months(until_month)[chosen], begun)
                counted = np.cumsum(self._added(chosen, begun) - self._added(chosen, over), axis=1)
            self._grids[asked] = counted * self.covered
        return self._grids[asked]

    def _added(self, chosen: Flags, months: Numbers, weights: Grid | None = None) -> Grid:
        """Return the events, or their weights, by line and month; those outside all months are left out."""
        width = self.calendar.months + 1  # the last for what is outside
        inside = np.where(months < 0, width - 1, months)
        grids = []
        for lines in self.sets:
            cells = (lines.of_event[chosen] + 1) * width + inside  # line 0 is for events that have none
            counted = np.bincount(cells, weights, (len(lines.units) + 1) * width)
            grids.append(counted.reshape(-1, width)[1:, :-1])
        return np.concatenate(grids).astype(np.float64)

    def by_period(self, by_month: Grid) -> Grid:
        """Return months added up to periods, by line and period."""
        up_to = np.cumsum(np.pad(by_month, ((0, 0), (1, 0))), axis=1)
        lines = np.arange(len(by_month))[:, np.newaxis]
        first, until = (
            places[self.authority_of_line]
            for places in (self.calendar.period_first, self.calendar.period_until)
        )
        added_up: Grid = up_to[lines, until] - up_to[lines, first]
        return added_up

    def measured_by_month(self, condition: str, month: str, amount: str) -> Amounts:
        """Return what the events that meet a condition measure, by line and month."""
        events, months = self._with_amount(condition, month, amount)
        return self._measured(events, months, self.calendar.months, amount)

    def measured_by_period(self, condition: str, month: str, amount: str) -> Amounts:
        """Return the same by line and period, each period worked out from all of its events."""
        events, months = self._with_amount(condition, month, amount)
        (authority,) = (s.of_event for s in self.sets if s.level is Level.AUTHORITY and s.breakdown is None)
        found, places = [events[:0]], [events[:0]]
        for number in np.unique(authority[events]):
            is_own = authority[events] == number
            own, own_months = events[is_own], months[is_own]
            spans = zip(self.calendar.period_first[number], self.calendar.period_until[number], strict=True)
            for place, (first, until) in enumerate(spans):
                inside = own[(own_months >= first) & (own_months < until)]
                found.append(inside)
                places.append(np.full(len(inside), place))
        return self._measured(
            np.concatenate(found), np.concatenate(places), self.calendar.period_first.shape[1], amount
        )

    def _with_amount(self, condition: str, month: str, amount: str) -> tuple[Numbers, Numbers]:
        """Return the events of covered months that meet a condition and have an amount, and their months."""
        events = np.flatnonzero(self._flags(condition) & ~np.isnan(self._numbers(amount)))
        months = self._months(month)[events]
        is_inside = (months >= 0) & (months < self.calendar.months)
        return events[is_inside], months[is_inside]

    def _measured(self, events: Numbers, places: Numbers, width: int, amount: str) -> Amounts:
        """Return what events measure by line and place, of which there are `width`."""
        different, rank = np.unique(self._numbers(amount), return_inverse=True)
        ranks, found = rank[events], []
        for lines in self.sets:
            line = lines.of_event[events]
            has_line = line >= 0
            cells = line[has_line] * width + places[has_line]
            found.append(Amounts.of_cells(cells, ranks[has_line], different, (len(lines.units), width)))
        return Amounts.one_under_the_other(found)

    def _flags(self, name: str) -> Flags:
        if name not in self._arrays:
            self._arrays[name] = self._column(name).fill_null(False).to_numpy(zero_copy_only=False)
        return self._arrays[name]  # type: ignore[return-value]

    def _numbers(self, name: str) -> Grid:
        if name not in self._arrays:
            self._arrays[name] = self._column(name).to_numpy(zero_copy_only=False).astype(np.float64)
        return self._arrays[name]  # type: ignore[return-value]

    def _months(self, name: str) -> Numbers:
        """Return the place of each event's month, which may be before the first; without one, after the last."""
        if name not in self._arrays:
            months = self._column(name).cast(pa.int64()).fill_null(NEVER).to_numpy(zero_copy_only=False)
            self._arrays[name] = np.minimum(months - self.calendar.first_month, self.calendar.months)
        return self._arrays[name]  # type: ignore[return-value]

    def _column(self, name: str) -> pa.Array:
        return self.events.column(name).combine_chunks()
