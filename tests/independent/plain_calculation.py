"""Every figure of one KPI again, in plain pandas: no SQL, nothing shared with data/calculation.

`figures` takes the event table as a frame, the definition and what the extract covers, and returns
one row a figure with the columns of calculated_observations. The rules of which figures there are:

- a line is one basis of one unit, whole or one part of a breakdown; it is there once something of it
  was counted in a covered month; the authority's "completed" line is always there;
- a line has a figure for every covered month (a team: every month in which it existed, or in which
  something was counted), but a worker only for months in which something was counted;
- teams and workers have no parts: within a team they are read from the records;
- what happens is added up to quarters and years that are covered in full, workers left out; what stands
  at a month's end, or is open, is never added up;
- a time taken is not added up either: every period has the median of its own events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.definition import Calculation, KpiDefinition
from metrics.periods import financial_year_start
from metrics.vocabulary import Method, Statistic, Unit
from tests.independent.plain_rows import Extract, counted_rows

KEYS = ["org_unit_id", "breakdown", "part", "period_kind", "period_start", "period_end", "basis"]
NUMBERS = ["numerator", "denominator", "value", "not_counted", "lower_quartile", "upper_quartile"]
SHARES = (Method.TIMELINESS, Method.PERCENTAGE_OF_EVENTS, Method.PERCENTAGE_AT_MONTH_END)
COUNTS = (Method.COUNT_OF_EVENTS, Method.COUNT_AT_MONTH_END)
STOCKS = (Method.PERCENTAGE_AT_MONTH_END, Method.COUNT_AT_MONTH_END, Method.PER_WORKER)
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Period:
    """A period and the places of its months among the covered ones, `last` included."""

    kind: str
    start: date
    end: date
    first: int
    last: int


@cache
def periods_of(extract: Extract) -> list[Period]:
    """Return every period that is covered in full, months first."""
    ends = extract.months
    starts = [end.replace(day=1) for end in ends]
    place = {start: number for number, start in enumerate(starts)}
    found = [Period("month", start, ends[n], n, n) for n, start in enumerate(starts)]
    for number, end in enumerate(ends):
        year = financial_year_start(end)
        longer = [("financial_year_to_date", year), ("rolling_12_months", _months_before(end, 11))]
        if end.month % 3 == 0:
            longer.append(("quarter", _months_before(end, 2)))
        if end.month == 3:
            longer.append(("financial_year", year))
        found += [Period(kind, start, end, place[start], number) for kind, start in longer if start in place]
    return found


def _months_before(end: date, months: int) -> date:
    number = end.year * 12 + end.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def figures(kpi: KpiDefinition, events: pd.DataFrame, extract: Extract) -> pd.DataFrame:
    """Return every figure of a KPI: KEYS, NUMBERS and state, one row a figure."""
    calculation = kpi.calculation
    assert calculation is not None
    placed = _places(events, extract)
    found = [
        line
        for basis, rows in counted_rows(kpi, events, extract).items()
        for line in _lines(kpi, calculation, basis, rows, placed, extract)
    ]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*KEYS, *NUMBERS])
    return table.assign(state=_states(calculation, table))


def _places(events: pd.DataFrame, extract: Extract) -> pd.DataFrame:
    """Return the units of every event: a team that the organisation does not have is 'not allocated'."""
    whole = extract.authority_id
    areas = {team: area for team, area, _, _ in extract.teams}
    teams = events["team_id"].astype(object)
    known = teams.isin(list(areas))
    workers = events["worker_id"].astype(object)
    return events.assign(
        authority=whole,
        service_area=teams.map(areas).where(known, f"{whole}:not_allocated_service"),
        team=(whole + ":" + teams.where(known, "not_allocated").astype(str)),
        worker=(whole + ":worker:" + workers.astype(str)).where(workers.notna(), None),
    )


def _is_stock(calculation: Calculation) -> bool:
    is_stock_rate = calculation.method is Method.RATE_PER_10000 and calculation.counted_on is None
    return calculation.method in STOCKS or is_stock_rate or calculation.counted_on == "month_end"


def _lines(
    kpi: KpiDefinition,
    calculation: Calculation,
    basis: str,
    rows: pd.DataFrame,
    placed: pd.DataFrame,
    extract: Extract,
) -> Iterator[pd.DataFrame]:
    """Return the figures of one basis: whole and in parts, for every level."""
    places = placed.loc[rows["event"]]
    for level in ("authority", "service_area", "team", "worker"):
        if calculation.method is Method.RATE_PER_10000 and level != "authority":
            continue  # there is no population of a team
        splits: list[str | None] = [None]
        if level in ("authority", "service_area") and calculation.method is not Method.RATE_PER_10000:
            splits += kpi.breakdowns
        for split in splits:
            labels = pd.DataFrame({"unit": places[level].to_numpy()}, index=rows.index)
            labels["part"] = (
                None if split is None else places[split].astype(object).fillna("Not known").to_numpy()
            )
            named = labels["unit"].notna().to_numpy()
            per = 100.0 if kpi.unit is Unit.PERCENT else 1.0
            yield _figures_of(calculation, basis, level, split, labels[named], rows[named], extract, per)


def _figures_of(
    calculation: Calculation,
    basis: str,
    level: str,
    split: str | None,
    labels: pd.DataFrame,
    rows: pd.DataFrame,
    extract: Extract,
    per: float,
) -> pd.DataFrame:
    """Return the figures of the lines of one level: a table of lines by periods, laid out one row a figure."""
    pairs = list(zip(labels["unit"], labels["part"], strict=True))
    names = sorted(set(pairs), key=str)
    is_main = level == "authority" and split is None and basis == "completed"
    if is_main:
        names = [(extract.authority_id, None)]
    place = {name: number for number, name in enumerate(names)}
    rows = rows.assign(line=np.array([place[pair] for pair in pairs], dtype=int))
    as_at = basis in ("open_overdue", "too_recent") or _is_stock(calculation)
    own_periods = calculation.method is Method.DURATION and not as_at
    is_worker = level == "worker"
    only_months = as_at or (is_worker and not own_periods)
    periods = [period for period in periods_of(extract) if period.kind == "month" or not only_months]
    numbers = _numbers_of(calculation, basis, rows, len(names), periods, extract, per)
    wanted = numbers.pop("something") > 0
    if not is_worker and (is_main or not own_periods):
        wanted |= _exist(names, level, periods, extract)
    line, at = np.nonzero(wanted)
    return pd.DataFrame(
        {
            "org_unit_id": [names[n][0] for n in line],
            "breakdown": split,
            "part": [names[n][1] for n in line],
            "period_kind": ["as_at" if as_at else periods[p].kind for p in at],
            "period_start": [periods[p].end if as_at else periods[p].start for p in at],
            "period_end": [periods[p].end for p in at],
            "basis": basis,
            **{name: table[wanted] for name, table in numbers.items()},
        }
    )


def _exist(
    names: list[tuple[str, str | None]], level: str, periods: list[Period], extract: Extract
) -> NDArray[np.bool_]:
    """Return, by line and period, whether the unit existed at the end of one of the months."""
    spans = {f"{extract.authority_id}:{team}": (first, last) for team, _, first, last in extract.teams}
    answers = np.ones((len(names), len(periods)), dtype=bool)
    for line, (unit, _) in enumerate(names if level == "team" else []):
        first, last = spans.get(unit, (None, None))
        for at, period in enumerate(periods):
            ends = extract.months[period.first : period.last + 1]
            answers[line, at] = any(
                (first is None or first <= end) and (last is None or last >= end) for end in ends
            )
    return answers


def _numbers_of(
    calculation: Calculation,
    basis: str,
    rows: pd.DataFrame,
    lines: int,
    periods: list[Period],
    extract: Extract,
    per: float,
) -> dict[str, Numbers]:
    """Return the numbers by line and period; what a method does not have is nan. per: 100 for a percentage."""
    months = len(extract.months)
    inside = np.array([[p.first <= month <= p.last for p in periods] for month in range(months)], dtype=float)
    cell = rows["line"].to_numpy() * months + rows["month"].to_numpy()

    def added(weights: pd.Series) -> Numbers:
        plain = weights.to_numpy(dtype=float, na_value=0.0)
        by_month = np.bincount(cell, plain, lines * months).reshape(lines, months)
        added_up: Numbers = by_month @ inside
        return added_up

    nothing = np.full((lines, len(periods)), np.nan)
    counted = rows["is_denominator"] | rows["is_numerator"]
    top, bottom = added(rows["is_numerator"]), added(rows["is_denominator"])
    not_counted = added(rows["cannot_be_counted"])
    something = top + bottom + not_counted
    value, low, high = nothing, nothing, nothing
    if basis in ("open_overdue", "too_recent") or calculation.method in COUNTS:
        value, bottom = top, nothing
    elif calculation.method in SHARES:
        value = _ratio(100 * top, bottom)
    elif calculation.method is Method.RATE_PER_10000:
        bottom = np.tile([_population(calculation, period, extract) for period in periods], (lines, 1))
        value = _ratio(10_000 * top, bottom)
    elif calculation.method is Method.PER_WORKER and calculation.statistic is Statistic.AVERAGE:
        top, bottom = added(rows["amount"].where(counted)), added(rows["capacity"].where(counted))
        something = top + bottom + not_counted
        value = _ratio(per * top, bottom)
    else:
        value, low, high = _of_amounts(calculation, rows[counted], nothing, periods)
        top = nothing
    return {
        "numerator": top,
        "denominator": bottom,
        "value": value,
        "not_counted": not_counted,
        "lower_quartile": low,
        "upper_quartile": high,
        "something": something,
    }


def _ratio(top: Numbers, bottom: Numbers) -> Numbers:
    ratio: Numbers = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return ratio


def _population(calculation: Calculation, period: Period, extract: Extract) -> float:
    """Return the children that a rate is of: of a flow a twelfth for every month, so that it is a year's rate."""
    share = 1.0 if _is_stock(calculation) else (period.last - period.first + 1) / 12
    for name, valid_from, valid_until, children in extract.populations:
        is_in_force = valid_from <= period.end and (valid_until is None or period.end < valid_until)
        if name == calculation.population and is_in_force:
            return children * share
    return np.nan


def _of_amounts(
    calculation: Calculation, rows: pd.DataFrame, nothing: Numbers, periods: list[Period]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return value, lower and upper quartile by line and period, each from all its own amounts."""
    value, low, high = nothing.copy(), nothing.copy(), nothing.copy()
    known = rows[rows["amount"].notna()]
    for line in range(len(nothing)):
        of_line = known[known["line"] == line]
        months, amounts = of_line["month"].to_numpy(), of_line["amount"].to_numpy()
        for at, period in enumerate(periods):
            chosen = amounts[(period.first <= months) & (months <= period.last)]
            if not len(chosen):
                continue
            if calculation.method is Method.PER_WORKER:
                value[line, at] = chosen.max()
                continue
            low[line, at], middle, high[line, at] = np.percentile(chosen, [25, 50, 75])
            value[line, at] = chosen.mean() if calculation.statistic is Statistic.AVERAGE else middle
    return value, low, high


def _states(calculation: Calculation, table: pd.DataFrame) -> pd.Series:
    """Return why there is a value or none: a rate lacks a population, anything else has nothing it can count."""
    set_apart = table["not_counted"].to_numpy(dtype=float, na_value=0.0) > 0
    nothing = np.where(set_apart, "incomplete", "no_cases")
    without = "unavailable" if calculation.method is Method.RATE_PER_10000 else nothing
    return pd.Series(np.where(table["value"].notna(), "counted", without), index=table.index)
