"""Which events a KPI counts, in which month and as what, by going through them with pandas.

This says again, in other words and without SQL, what the method files of queries/kpi_calculations say.
Clocks are those of metrics/clocks.py. One frame a basis comes back, one row a countable thing:
event (its place in the event table), month (its place in the covered months), is_numerator,
is_denominator, cannot_be_counted, amount, capacity, day (of the period it belongs to).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from metrics.clocks import ONE_DAY, due_at, due_on, working_days
from metrics.definition import Calculation, KpiDefinition, Limit
from metrics.periods import month_end
from metrics.vocabulary import MeasuredIn, Method
from tests.independent.plain_conditions import is_true

Setting = tuple[str, date, date | None, float, str]  # id, from, until (not included), value, unit


@dataclass(frozen=True)
class Extract:
    """What is known beside the events: the days covered, teams (id, area, first, last day), rules, populations."""

    authority_id: str
    covered_from: date
    as_at_on: date
    teams: tuple[tuple[str, str, date | None, date | None], ...]
    settings: tuple[Setting, ...]
    populations: tuple[tuple[str, date, date | None, float], ...]

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The last day of every month that is covered from its first to its last day."""
        ends, first = [], self.covered_from
        if first.day > 1:
            first = month_end(first) + ONE_DAY
        while month_end(first) <= self.as_at_on:
            ends.append(month_end(first))
            first = month_end(first) + ONE_DAY
        return tuple(ends)

    def rule_on(self, setting_id: str, day: date) -> Limit | None:
        """Return the local rule that held on a day as a limit, None if there was none."""
        for of, valid_from, valid_until, value, unit in self.settings:
            if of == setting_id and valid_from <= day and (valid_until is None or day < valid_until):
                length: dict[str, Any] = {unit: int(value)}
                return Limit(**length)
        return None


Rows = Mapping[str, pd.DataFrame]


def counted_rows(kpi: KpiDefinition, events: pd.DataFrame, extract: Extract) -> Rows:
    """Return what a KPI counts, by basis."""
    calculation = kpi.calculation
    assert calculation is not None
    chosen = events[is_true(calculation.include, events, unsaid=True)]
    cannot_be = is_true(calculation.cannot_be_counted, chosen, unsaid=False)
    if calculation.method is Method.TIMELINESS:
        return _timeliness(calculation, chosen, cannot_be, extract)
    counted_on = _day_counted(calculation, chosen)
    if calculation.method is Method.DURATION:
        has_ended = chosen[calculation.clock_stops].notna()
        chosen, cannot_be, counted_on = chosen[has_ended], cannot_be[has_ended], counted_on[has_ended]
    numerator = (
        is_true(calculation.numerator, chosen, unsaid=True)
        if calculation.numerator
        else pd.Series(True, index=chosen.index)
    )
    is_share = calculation.method in (Method.PERCENTAGE_OF_EVENTS, Method.PERCENTAGE_AT_MONTH_END)
    is_plain_count = calculation.method in (
        Method.COUNT_OF_EVENTS,
        Method.COUNT_AT_MONTH_END,
        Method.RATE_PER_10000,
    )
    rows = pd.DataFrame(
        {
            "counted_on": counted_on,
            "is_numerator": numerator & ~cannot_be,
            "is_denominator": ~cannot_be & (not is_plain_count),
            "cannot_be_counted": cannot_be,
            "amount": _amounts(calculation, chosen),
            "capacity": _numbers(chosen, calculation.capacity, 1.0),
        }
    )
    if not is_share or calculation.too_recent is None:
        return {"completed": _in_months(rows, extract)}
    too_recent = is_true(calculation.too_recent, chosen, unsaid=False)
    apart = rows[too_recent].assign(is_numerator=~cannot_be[too_recent], is_denominator=False)
    return {"completed": _in_months(rows[~too_recent], extract), "too_recent": _in_months(apart, extract)}


def _day_counted(calculation: Calculation, chosen: pd.DataFrame) -> pd.Series:
    usual = calculation.clock_stops if calculation.method is Method.DURATION else "month_end"
    return chosen[calculation.counted_on or usual]


def _numbers(rows: pd.DataFrame, column: str | None, otherwise: float) -> pd.Series:
    if column is None:
        return pd.Series(otherwise, index=rows.index, dtype=float)
    return rows[column].astype("Float64").astype(float)


def _amounts(calculation: Calculation, chosen: pd.DataFrame) -> pd.Series:
    """Return what a row weighs: the amount a worker holds, or the time that something took."""
    if calculation.method is not Method.DURATION:
        return _numbers(chosen, calculation.amount, np.nan)
    starts, stops = _days(chosen[calculation.clock_starts]), _days(chosen[calculation.clock_stops])
    took = [
        np.nan if start is None or stop is None else _time_between(start, stop, calculation.measured_in)
        for start, stop in zip(starts, stops, strict=True)
    ]
    return pd.Series(took, index=chosen.index, dtype=float)


def _time_between(start: date, stop: date, unit: MeasuredIn | None) -> float:
    if unit is MeasuredIn.WORKING_DAYS:
        return _working_days(start, stop)
    days = (stop - start).days
    return days / 7 if unit is MeasuredIn.WEEKS else days


@cache
def _working_days(start: date, stop: date) -> int:
    return working_days(start, stop)


def _days(moments: pd.Series) -> list[date | None]:
    return [None if pd.isna(moment) else moment.date() for moment in moments]


def _in_months(rows: pd.DataFrame, extract: Extract) -> pd.DataFrame:
    """Return the rows whose day is in a covered month, with the place of that month."""
    place = {(end.year, end.month): number for number, end in enumerate(extract.months)}
    days = rows["counted_on"]
    months: list[int] = [-1 if pd.isna(day) else place.get((day.year, day.month), -1) for day in days]
    rows = rows.assign(month=np.array(months, dtype=int), event=rows.index)
    return rows[rows["month"] >= 0]


def _timeliness(
    calculation: Calculation, chosen: pd.DataFrame, cannot_be: pd.Series, extract: Extract
) -> Rows:
    """Return the four answers to "in time?" of something with a limit.

    Working days are counted up to and including the day it was done: a weekend after the last working
    day is in time, since no further working day has passed.
    """
    starts, stops = chosen[calculation.clock_starts], chosen[calculation.clock_stops]
    lapses = chosen[calculation.lapses_on] if calculation.lapses_on else pd.Series(pd.NaT, index=chosen.index)
    limit = calculation.limit
    assert limit is not None
    recorded: list[Any] = list(chosen["due_on"]) if limit.setting is not None else [None] * len(chosen)
    due, last = [], []
    for start, known in zip(starts, recorded, strict=True):
        ends, in_time_until = _due(start, known, limit, extract)
        due.append(ends)
        last.append(in_time_until)
    things = pd.DataFrame(
        {
            "starts": _as_days(starts, limit),
            "stops": _as_days(stops, limit),
            "lapses": _as_days(lapses, limit),
            "due": pd.to_datetime(pd.Series(due, index=chosen.index)),
            "in_time_until": pd.to_datetime(pd.Series(last, index=chosen.index)),
            "cannot_be_counted": cannot_be,
            "amount": np.nan,
            "capacity": 1.0,
        }
    )
    is_done = things["stops"].notna()
    in_time = is_done & things["due"].notna() & (things["stops"] <= things["in_time_until"])
    as_at = pd.Timestamp(extract.as_at_on)
    drops_out = (things["lapses"] < things["due"]) & ~(is_done & (things["stops"] <= things["lapses"]))
    is_decided = things["due"].notna() & (in_time | (things["in_time_until"] < as_at))
    shown = things.assign(
        is_numerator=in_time & ~cannot_be, is_denominator=~cannot_be, counted_on=things["stops"]
    )
    return {
        "completed": _in_months(shown[is_done], extract),
        "due": _in_months(shown.assign(counted_on=things["due"])[is_decided & ~drops_out], extract),
        **_open_at_month_ends(things[~cannot_be], extract),
    }


def _as_days(moments: pd.Series, limit: Limit) -> pd.Series:
    """Return whole days, but moments where the limit is in hours."""
    moments = pd.to_datetime(moments)
    return moments if limit.hours is not None else moments.dt.normalize()


def _due(start: Any, known: Any, limit: Limit, extract: Extract) -> tuple[Any, Any]:
    """Return when something is due and the last day on which it is in time."""
    if pd.isna(start) or (limit.setting is not None and pd.isna(known)):
        return pd.NaT, pd.NaT
    if limit.hours is not None:
        moment = due_at(start.to_pydatetime(), limit.hours)
        return moment, moment
    rule = extract.rule_on(limit.setting, start.date()) if limit.setting is not None else limit
    last = known.date() if limit.setting is not None else _due_on(start.date(), limit)
    counts_working_days = rule is not None and rule.working_days is not None
    return last, _before_next_working_day(last) if counts_working_days else last


@cache
def _due_on(start: date, limit: Limit) -> date:
    return due_on(start, limit)


@cache
def _before_next_working_day(day: date) -> date:
    last = day
    while _working_days(day, last + ONE_DAY) == 0:
        last += ONE_DAY
    return last


def _open_at_month_ends(things: pd.DataFrame, extract: Extract) -> Rows:
    """Return what was not done at the end of each month, apart by whether its time was up."""
    overdue: list[pd.DataFrame] = []
    not_yet: list[pd.DataFrame] = []
    for number, end in enumerate(extract.months):
        after = pd.Timestamp(datetime.combine(end, datetime.min.time())) + pd.Timedelta(days=1)
        is_open = ~(things["stops"] < after) & ~(things["lapses"] < after) & things["due"].notna()
        is_late = things["in_time_until"] < pd.Timestamp(end)
        has_begun = things["starts"] < after
        facts: dict[str, Any] = {
            "month": number,
            "counted_on": pd.Timestamp(end),
            "is_numerator": True,
            "is_denominator": False,
        }
        for found, chosen in ((overdue, is_open & is_late), (not_yet, is_open & ~is_late & has_begun)):
            found.append(things[chosen].assign(**facts, event=things.index[chosen]))
    return {"open_overdue": pd.concat(overdue), "too_recent": pd.concat(not_yet)}
