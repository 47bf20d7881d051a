"""A method's SQL file with the columns and conditions of one KPI put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import sqlglot
from sqlglot import exp

from data.local_settings import local_settings
from data.sql import read_sql
from metrics.definition import Calculation, KpiDefinition, Limit
from metrics.vocabulary import MeasuredIn, Method

DIALECT = "duckdb"
EVENTS = "kpi_events"
UNSAID_CONDITIONS = {"include": True, "numerator": True, "too_recent": False, "cannot_be_counted": False}
AT_MONTH_END = (Method.PERCENTAGE_AT_MONTH_END, Method.COUNT_AT_MONTH_END, Method.PER_WORKER)


@dataclass(frozen=True)
class Branch:
    """One basis of one KPI. Every expression is over the event table's columns, named kpi_events.

    `join_on` is the condition under which a month of month_ends belongs to the row; None where the
    row's own day (`counted_on`) says the month.
    """

    kpi_id: str
    basis: str
    counted_on: exp.Expr
    where: exp.Expr
    in_numerator: exp.Expr
    in_denominator: exp.Expr
    cannot_be_counted: exp.Expr
    due_on: exp.Expr
    amount: exp.Expr | None
    capacity: exp.Expr | None
    join_on: exp.Expr | None


def calculation_of(kpi: KpiDefinition) -> Calculation:
    """Return how a KPI is calculated. ValueError for one that is not calculated from records."""
    if kpi.calculation is None or kpi.calculation.events is None:
        raise ValueError(f"{kpi.id} is not calculated from an event table")
    return kpi.calculation


def branches_of(kpi: KpiDefinition) -> list[Branch]:
    """Return the branches of a live KPI. Its conditions were checked when the library was loaded."""
    calculation = calculation_of(kpi)
    words = _words(calculation)
    return [_branch(kpi.id, select, words) for select in _selects(calculation.method.value)]


def open_work_branch(kpi: KpiDefinition, looked_at_on: date | exp.Expr) -> Branch:
    """Return what is not done yet on a day, or on one that is given with the question, of a KPI with a limit.

    ValueError for any other KPI.
    """
    calculation = calculation_of(kpi)
    if calculation.method is not Method.TIMELINESS:
        raise ValueError(f"{kpi.id} has no time limit, so nothing of it is due")
    day = looked_at_on
    if isinstance(day, date):
        day = exp.cast(exp.Literal.string(day.isoformat()), "DATE")
    (select,) = _selects("open_work")
    return _branch(kpi.id, select, {**_words(calculation), "looked_at_on": day})


def is_stock(calculation: Calculation) -> bool:
    """Whether the KPI counts what is there at a month's end, so that months are never added up."""
    counted_on = calculation.counted_on
    stock_rate = calculation.method is Method.RATE_PER_10000 and counted_on is None
    return calculation.method in AT_MONTH_END or stock_rate or counted_on == "month_end"


@cache
def _method_tree(name: str) -> exp.Expr:
    return sqlglot.parse_one(read_sql(f"kpi_calculations/{name}"), dialect=DIALECT)


def _selects(name: str) -> Iterator[exp.Select]:
    """Return the parts of the UNION ALL of queries/kpi_calculations/<name>.sql, each a basis."""
    return _method_tree(name).find_all(exp.Select)


def _words(calculation: Calculation) -> Mapping[str, exp.Expr]:
    """Return what each name in a method's file stands for in one KPI."""
    month_end = "month_end" if calculation.method is not Method.DURATION else calculation.clock_stops
    named = {
        "clock_starts": calculation.clock_starts,
        "clock_stops": calculation.clock_stops,
        "lapses_on": calculation.lapses_on,
        "counted_on": calculation.counted_on or month_end,
        "amount": calculation.amount,
        "capacity": calculation.capacity,
    }
    words: dict[str, exp.Expr] = {
        name: event_column(column) if column else exp.null() for name, column in named.items()
    }
    if calculation.capacity is None:
        words["capacity"] = exp.Literal.number(1)
    for name, default in UNSAID_CONDITIONS.items():
        condition = getattr(calculation, name)
        words[name] = _condition(condition) if condition else exp.Boolean(this=default)
    words |= _due_words(calculation)
    words["time_taken"] = _time_taken(calculation)
    return words


def event_column(name: str) -> exp.Column:
    """Return a column of the event table."""
    return exp.column(name, table=EVENTS)


def due_days(calculation: Calculation) -> dict[str, exp.Expr]:
    """Return the day columns that a clock with a limit needs, by name, and how each is worked out.

    The first is the due day, the second the last day that is still on time: after a limit in working
    days that is any day before the next working day, so work done on the Saturday is on time. Empty
    without a limit. With a local rule the event table has its own due_on, so the first is left out.
    """
    limit = calculation.limit
    if limit is None or calculation.clock_starts is None:
        return {}
    if limit.setting is not None:
        next_late = _macro("working_day_due", event_column("due_on"), exp.Literal.number(1))
        last_day = exp.Sub(this=next_late, expression=exp.Literal.number(1))
        return {"on_time_by_due_on": last_day} if limit.setting in _rules_in_working_days() else {}
    start = event_column(calculation.clock_starts)
    unit, number = _limit_unit(limit)
    named = f"{number}_{unit}_after_{calculation.clock_starts}"
    count = exp.Literal.number(number)
    match unit:
        case "working_days":
            next_late = _macro("working_day_due", start.copy(), exp.Literal.number(number + 1))
            return {
                f"due_{named}": _macro("working_day_due", start, count),
                f"on_time_{named}": exp.Sub(this=next_late, expression=exp.Literal.number(1)),
            }
        case "months":
            due = _macro("add_months", start, count)
        case "hours":
            due = exp.Add(this=exp.cast(start, "TIMESTAMP"), expression=_macro("to_hours", count))
        case "weeks":
            due = exp.Add(this=start, expression=exp.Literal.number(7 * number))
        case _:
            due = exp.Add(this=start, expression=count)
    return {f"due_{named}": due}


def _due_words(calculation: Calculation) -> dict[str, exp.Expr]:
    """Return what due_on and last_day_on_time stand for: null for a method without a limit."""
    if calculation.limit is None:
        return {"due_on": exp.null(), "last_day_on_time": exp.null()}
    names = list(due_days(calculation))
    if calculation.limit.setting is not None:
        names = ["due_on", *names]
    return {"due_on": event_column(names[0]), "last_day_on_time": event_column(names[-1])}


@cache
def _rules_in_working_days() -> frozenset[str]:
    return frozenset(rule.id for rule in local_settings() if rule.unit == "working_days")


def _macro(name: str, *arguments: exp.Expr) -> exp.Expr:
    """Return a call of one of our own macros, as it stands: SQLGlot has functions of the same names."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def _limit_unit(limit: Limit) -> tuple[str, int]:
    for unit in ("working_days", "calendar_days", "weeks", "months", "hours"):
        number = getattr(limit, unit)
        if number is not None:
            return unit, number
    raise AssertionError("the loader lets no limit pass without a unit")


def _time_taken(calculation: Calculation) -> exp.Expr:
    if calculation.measured_in is None or calculation.clock_starts is None or calculation.clock_stops is None:
        return exp.null()
    start, stop = event_column(calculation.clock_starts), event_column(calculation.clock_stops)
    if calculation.measured_in is MeasuredIn.WORKING_DAYS:
        return _macro("working_days", start, stop)
    days = exp.paren(exp.Sub(this=stop, expression=start))
    if calculation.measured_in is MeasuredIn.WEEKS:
        return exp.Div(this=days, expression=exp.Literal.number("7.0"))
    return days


def _condition(text: str) -> exp.Expr:
    """Return a yes/no condition of a definition over the event table; unknown is no."""
    parsed = sqlglot.parse_one(text, dialect=DIALECT)
    for column in parsed.find_all(exp.Column):
        column.set("table", exp.to_identifier(EVENTS))
    return exp.func("coalesce", exp.paren(parsed, copy=False), exp.false(), copy=False)


def _branch(kpi_id: str, select: exp.Select, words: Mapping[str, exp.Expr]) -> Branch:
    columns = {column.alias_or_name: _put_in(column.unalias(), words) for column in select.expressions}
    joins = select.args.get("joins") or []
    where = select.args.get("where")
    return Branch(
        kpi_id=kpi_id,
        basis=columns["basis"].name,
        counted_on=columns["counted_on"],
        where=_put_in(where.this, words) if where else exp.true(),
        in_numerator=columns["in_numerator"],
        in_denominator=columns["in_denominator"],
        cannot_be_counted=words["cannot_be_counted"],
        due_on=words["due_on"],
        amount=columns.get("amount"),
        capacity=columns.get("capacity"),
        join_on=_put_in(joins[0].args["on"], words) if joins else None,
    )


def _put_in(expression: exp.Expr, words: Mapping[str, exp.Expr]) -> exp.Expr:
    """Return an expression with each unqualified name replaced by what it stands for."""

    def replace(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and not node.table and node.name in words:
            return words[node.name].copy()
        if isinstance(node, exp.Column) and not node.table:
            return event_column(node.name)
        return node

    return expression.transform(replace)
