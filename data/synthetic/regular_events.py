"""Things that have to happen again and again while something is open: visits, reviews, supervision.

Each one is due a fixed time after the one before (the first after the start). On time means on or
before the due day; the next clock starts when it happened, not when it was due. All open stretches
take their next step together, so the loop runs over "first, second, third ..." and not over
children.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from data.synthetic.arrays import Dates, Flags, Numbers, Rows, Shares, keep, only_where, plus_days, stack
from data.synthetic.randomness import Quantiles, at_quantile
from data.synthetic.working_days import add_working_days, is_working_day, last_working_day, next_working_day

ShareOnTime = Callable[[Dates, Numbers], Shares]  # due dates and positions of their stretches -> shares

LATE_BY: Quantiles = ((0, 1), (0.5, 4), (0.85, 12), (1, 40))  # days after the due day


@dataclass(frozen=True)
class Stretches(Rows):
    """Stretches of time in which something regular has to happen, one per row; both ends included."""

    start: Dates
    end: Dates


@dataclass(frozen=True)
class RegularEvents(Rows):
    """What happened: `stretch` is the position of the stretch, `number` counts from 1 within it.

    `held_on` is NEVER where something fell due and the stretch ended first (or has to happen still).
    Otherwise it may lie after the end of the extract, never after the end of the stretch.
    """

    stretch: Numbers
    number: Numbers
    due_on: Dates
    held_on: Dates


@dataclass(frozen=True)
class Rhythm:
    """How often something is due. `first` and `then` are days after the start and after the last one;
    each is a number or one number for each stretch. `second` is used once where it differs."""

    first: int | Numbers
    then: int | Numbers
    second: int | None = None
    in_working_days: bool = False
    first_in_working_days: bool = False
    early: tuple[float, float] = (0.55, 1.0)  # an event on time falls between these parts of the interval
    late_by: Quantiles = LATE_BY

    def days(self, number: int, stretch: Numbers) -> Numbers:
        """Return the interval before event `number` (from 1) of each stretch."""
        if number == 1:
            interval = self.first
        elif number == 2 and self.second is not None:
            interval = self.second
        else:
            interval = self.then
        return np.full(len(stretch), interval) if isinstance(interval, int) else interval[stretch]

    def is_working(self, number: int) -> bool:
        """Return whether the interval before event `number` is counted in working days."""
        return self.first_in_working_days if number == 1 else self.in_working_days


def _moved(dates: Dates, days: Numbers, in_working_days: bool) -> Dates:
    return add_working_days(dates, days) if in_working_days else plus_days(dates, days)


def regular_events(
    rng: np.random.Generator,
    stretches: Stretches,
    rhythm: Rhythm,
    share_on_time: ShareOnTime,
    *,
    not_before: np.datetime64,
) -> RegularEvents:
    """Return every event of every stretch from about `not_before` on, in order of stretch and date.

    A stretch that began long before is entered with its clock somewhere inside one interval.
    """
    size = len(stretches)
    stretch = np.arange(size)
    entered_before: Flags = stretches.start < not_before
    somewhere = plus_days(np.full(size, not_before), -rng.random(size) * rhythm.days(9, stretch))
    last = np.where(entered_before, np.fmax(somewhere, stretches.start), stretches.start)
    number_before = np.where(entered_before & (somewhere > stretches.start), 2, 0)  # past the first intervals
    parts: list[RegularEvents] = []
    step = 0
    while len(stretch):
        step += 1
        due_on, held_on = _next(rng, rhythm, share_on_time, stretch, last, step + number_before)
        happens = held_on <= stretches.end[stretch]
        fell_due = due_on <= stretches.end[stretch]
        events = RegularEvents(stretch, step + number_before, due_on, only_where(happens, held_on))
        parts.append(keep(events, happens | fell_due))
        stretch, last, number_before = stretch[happens], held_on[happens], number_before[happens]
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return RegularEvents(nothing, nothing, stretches.start, stretches.start)
    together = stack(parts)
    return keep(together, np.lexsort((together.number, together.stretch)))


def _next(
    rng: np.random.Generator,
    rhythm: Rhythm,
    share_on_time: ShareOnTime,
    stretch: Numbers,
    last: Dates,
    number: Numbers,
) -> tuple[Dates, Dates]:
    """Return when the next event of each open stretch is due and when it happens (a working day)."""
    due_on, planned = np.array(last), np.array(last)
    part = rhythm.early[0] + (rhythm.early[1] - rhythm.early[0]) * np.sqrt(rng.random(len(stretch)))
    for which in np.unique(np.minimum(number, 3)):
        rows = np.minimum(number, 3) == which
        days, working = rhythm.days(int(which), stretch[rows]), rhythm.is_working(int(which))
        due_on[rows] = _moved(last[rows], days, working)
        ahead = np.maximum(1, np.ceil(days * part[rows])).astype(np.int64)
        planned[rows] = _moved(last[rows], np.minimum(ahead, days), working)
    sooner = last_working_day(planned)
    planned = np.where(sooner > last, sooner, planned)
    # A due day may be no working day; where even the last one before it is too soon, visit on the day.
    on_time = rng.random(len(stretch)) < share_on_time(due_on, stretch)
    late = next_working_day(plus_days(due_on, at_quantile(rng.random(len(stretch)), rhythm.late_by)))
    held_on = np.where(on_time, np.minimum(planned, due_on), late)
    too_soon = held_on <= last
    return due_on, np.where(too_soon, plus_days(last, 1 + 2 * ~is_working_day(plus_days(last, 1))), held_on)
