"""One query an event table: each event with its unit, its parts, its months and what every KPI makes of it.

All KPIs of a table share the query, and what several of them ask of an event is asked once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from data.calculation.branches import (
    DIALECT,
    EVENTS,
    Branch,
    branches_of,
    calculation_of,
    due_days,
    event_column,
)
from metrics.definition import KpiDefinition

PLACE_COLUMNS = ("authority_id", "team_id", "worker_id")
MONTH_END = "month_end"
NEVER = 1_000_000  # a month that no calendar has


@dataclass(frozen=True)
class ScannedBranch:
    """One basis of one KPI, as names of columns of the scan.

    An event counts in `first_month`, or, of a state, in every month from it up to, but without,
    `until_month`. `counted` and the three after it are yes or no; None is never.
    """

    kpi: KpiDefinition
    basis: str
    first_month: str
    until_month: str | None
    counted: str
    numerator: str
    denominator: str | None
    not_counted: str | None
    amount: str | None
    capacity: str | None

    @property
    def is_state(self) -> bool:
        """Whether an event counts at every month's end while it lasts."""
        return self.until_month is not None


@dataclass
class _Columns:
    """The columns of a scan: the same expression is one column, however many ask for it."""

    names: dict[str, str] = field(default_factory=dict)
    expressions: list[exp.Expr] = field(default_factory=list)

    def name(self, expression: exp.Expr) -> str:
        text = expression.sql(dialect=DIALECT, copy=False)
        if text not in self.names:
            self.names[text] = f"asked_{len(self.names)}"
            self.expressions.append(exp.alias_(expression, self.names[text], copy=False))
        return self.names[text]


def scan_of(table: str, kpis: Sequence[KpiDefinition]) -> tuple[str, list[ScannedBranch]]:
    """Return the query over an event table, and every branch of its KPIs as columns of that query.

    Its first columns are PLACE_COLUMNS and every breakdown of the KPIs, null for what is not known.
    """
    columns = _Columns()
    branches = [
        _scanned(kpi, branch, columns)
        for kpi in sorted(kpis, key=lambda k: k.id)
        for branch in branches_of(kpi)
    ]
    names = (*PLACE_COLUMNS, *breakdowns_of(kpis))
    places = [exp.alias_(exp.cast(event_column(name), "VARCHAR"), name, copy=False) for name in names]
    query = exp.select(*places, *columns.expressions, copy=False)
    return query.from_(_events(table, kpis), copy=False).sql(dialect=DIALECT, copy=False), branches


def breakdowns_of(kpis: Sequence[KpiDefinition]) -> tuple[str, ...]:
    """Return every breakdown that at least one of the KPIs has."""
    return tuple(sorted({name for kpi in kpis for name in kpi.breakdowns}))


def _events(table: str, kpis: Sequence[KpiDefinition]) -> exp.Subquery:
    """Return the events with the date of the extract and, once, each due day that the KPIs need."""
    due = {name: day for kpi in kpis for name, day in due_days(calculation_of(kpi)).items()}
    columns: list[exp.Expr] = [exp.Column(this=exp.Star(), table=exp.to_identifier(EVENTS))]
    columns += [exp.alias_(day, name, copy=False) for name, day in due.items()]
    columns.append(exp.column("as_at_on", table="coverage"))
    coverage = exp.alias_(exp.table_("coverage", db="staged"), "coverage", table=True)
    of_authority = exp.EQ(
        this=event_column("authority_id"), expression=exp.column("authority_id", table="coverage")
    )
    query = exp.select(*columns, copy=False).from_(
        exp.alias_(exp.table_(table, db="events"), EVENTS, table=True), copy=False
    )
    return query.join(coverage, on=of_authority, join_type="inner", copy=False).subquery(EVENTS, copy=False)


def _scanned(kpi: KpiDefinition, branch: Branch, columns: _Columns) -> ScannedBranch:
    cannot_be = branch.cannot_be_counted
    first, until, has_months = _months(branch)
    counts = exp.and_(branch.where, *has_months, copy=False)
    can_be = (
        counts if cannot_be == exp.false() else exp.and_(counts, exp.not_(cannot_be, copy=False), copy=False)
    )

    counted = columns.name(can_be)

    def also(condition: exp.Expr) -> str:
        if condition == exp.true():
            return counted
        return columns.name(exp.and_(exp.column(counted), condition, copy=False))

    return ScannedBranch(
        kpi=kpi,
        basis=branch.basis,
        first_month=columns.name(first),
        until_month=columns.name(until) if until is not None else None,
        counted=counted,
        numerator=also(branch.in_numerator),
        denominator=also(branch.in_denominator) if branch.in_denominator != exp.false() else None,
        not_counted=columns.name(exp.and_(counts, cannot_be, copy=False))
        if cannot_be != exp.false()
        else None,
        amount=_number(branch.amount, columns),
        capacity=_number(branch.capacity, columns),
    )


def _number(expression: exp.Expr | None, columns: _Columns) -> str | None:
    return columns.name(exp.cast(expression, "DOUBLE")) if expression is not None else None


def _months(branch: Branch) -> tuple[exp.Expr, exp.Expr | None, list[exp.Expr]]:
    """Return the first month in which a row counts, the first in which it does no more, and what it must have.

    A method says when a state counts by comparing its days with each month's end. That is easy to read; but
    to join every event to every month would take longer than all the rest, so the first and last are worked out.
    """
    if branch.join_on is None:
        return _month(exp.cast(branch.counted_on, "DATE")), None, []
    first: list[exp.Expr] = []
    until: list[exp.Expr] = []
    has_months: list[exp.Expr] = []
    for condition in (part.unnest() for part in branch.join_on.flatten()):
        if isinstance(condition, exp.EQ):  # the months of its own authority
            continue
        if isinstance(condition, exp.Or):  # `day IS NULL OR day > month_end`: without the day it goes on
            condition = condition.expression
        else:
            has_months.append(exp.not_(exp.Is(this=condition.this, expression=exp.null())))
        if not _is_month_end(condition.expression):
            raise ValueError(f"'{condition.sql(dialect=DIALECT)}' does not compare a day with month_end")
        match condition:
            case exp.LT(this=day):
                first.append(_month_of_end_after(day))
            case exp.LTE(this=day):
                first.append(_month_of_end_from(day))
            case exp.GTE(this=day):
                until.append(_month_of_end_after(day))
            case exp.GT(this=day):
                until.append(_month_of_end_from(day))
    always, never = exp.Literal.number(0), exp.Literal.number(NEVER)
    return exp.func("greatest", always, *first), exp.func("least", never, *until), has_months


def _is_month_end(expression: exp.Expr) -> bool:
    return isinstance(expression, exp.Column) and expression.name == MONTH_END


def _month(day: exp.Expr) -> exp.Expr:
    """Return the number of a day's month, counted from January 1970."""
    start = exp.cast(exp.Literal.string("1970-01-01"), "DATE")
    return exp.Anonymous(this="date_diff", expressions=[exp.Literal.string("month"), start, day])


def _month_of_end_after(day: exp.Expr) -> exp.Expr:
    """Return the month of the first month's end that is later than a day or moment."""
    return _month(exp.Add(this=exp.cast(day, "DATE"), expression=exp.Literal.number(1)))


def _month_of_end_from(day: exp.Expr) -> exp.Expr:
    """Return the month of the first month's end that is not earlier than a day or moment."""
    whole = exp.cast(day, "DATE")
    has_begun = exp.cast(exp.paren(exp.LT(this=whole.copy(), expression=day.copy())), "INTEGER")
    return _month(exp.Add(this=whole, expression=has_begun))
