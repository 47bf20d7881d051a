"""The records behind one number: the same branches as the number itself, one row a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
from sqlglot import exp

from data.calculation.branches import (
    DIALECT,
    EVENTS,
    Branch,
    branches_of,
    calculation_of,
    due_days,
    event_column,
    open_work_branch,
)
from metrics.definition import KpiDefinition

TRACE_COLUMNS = (
    "event_id",
    "child_id",
    "worker_id",
    "team_id",
    "authority_id",
    "load_id",
    "landed_table",
    "landed_row",
)
EVENT_ROWS = "event_rows"


@dataclass(frozen=True)
class RecordsWanted:
    """Which records: of periods that end from `first_end` to `last_end`, and which part of the organisation.

    `team_ids` None means every team; None among them is 'not allocated'.
    """

    authority_id: str
    first_day: date
    last_day: date
    basis: str | None = None
    team_ids: tuple[str | None, ...] | None = None
    worker_id: str | None = None


def records(con: duckdb.DuckDBPyConnection, kpi: KpiDefinition, wanted: RecordsWanted) -> pa.Table:
    """Return one row a record: who and where, basis, day counted, due day, whether it is in the number.

    `outcome` is in words: 'counted', 'not counted' (in the denominator only), 'cannot be counted'.
    """
    return _rows_of(con, kpi, wanted, [b for b in branches_of(kpi) if wanted.basis in (None, b.basis)])


def basis_sql(kpi: KpiDefinition) -> dict[str, str]:
    """Return, for each basis of a live KPI, the rows that count, as SQL to read."""
    return {
        branch.basis: _plain_select(kpi, branch).sql(dialect=DIALECT, pretty=True)
        for branch in branches_of(kpi)
    }


def _plain_select(kpi: KpiDefinition, branch: Branch) -> exp.Expr:
    """Return a branch over its event table, without the columns that only trace a record."""
    calculation = calculation_of(kpi)
    query = exp.select(
        exp.alias_(branch.counted_on.copy(), "counted_on"),
        exp.alias_(branch.in_numerator.copy(), "in_numerator"),
        exp.alias_(branch.in_denominator.copy(), "in_denominator"),
        exp.alias_(branch.cannot_be_counted.copy(), "cannot_be_counted"),
    ).from_(exp.alias_(exp.table_(str(calculation.events), db="events"), EVENTS, table=True))
    if branch.join_on is not None:
        query = query.join(exp.table_("month_ends"), on=branch.join_on.copy(), join_type="inner")
    query = query.where(branch.where.copy())

    def with_due_day(node: exp.Expr) -> exp.Expr:
        named = due_days(calculation).get(node.name) if isinstance(node, exp.Column) else None
        return exp.paren(named.copy()) if named is not None else node

    return query.transform(with_due_day)


def open_work(
    con: duckdb.DuckDBPyConnection, kpi: KpiDefinition, wanted: RecordsWanted, looked_at_on: date
) -> pa.Table:
    """Return one row a thing that is not done on a day and due between the days wanted, oldest first.

    Columns as in `records`. ValueError for a KPI without a time limit.
    """
    return _rows_of(con, kpi, wanted, [open_work_branch(kpi, looked_at_on)])


def _rows_of(
    con: duckdb.DuckDBPyConnection, kpi: KpiDefinition, wanted: RecordsWanted, branches: Sequence[Branch]
) -> pa.Table:
    selects = [_select(kpi, branch, wanted) for branch in branches]
    if not selects:
        raise ValueError(f"{kpi.id} has no basis '{wanted.basis}'")
    query: exp.Query = selects[0]
    for select in selects[1:]:
        query = exp.union(query, select, distinct=False)
    ordered = (
        exp.select("*")
        .from_(query.subquery("found"))
        .order_by(*(f"{name} ASC NULLS LAST" for name in ("basis", "counted_on", "event_id")))
    )
    return con.sql(ordered.sql(dialect=DIALECT)).to_arrow_table()


def _select(kpi: KpiDefinition, branch: Branch, wanted: RecordsWanted) -> exp.Select:
    columns: list[exp.Expr] = [event_column(name) for name in TRACE_COLUMNS]
    calculation = calculation_of(kpi)
    for name in ("clock_starts", "clock_stops"):
        column = getattr(calculation, name)
        columns.append(exp.alias_(event_column(column) if column else exp.null(), name))
    cannot_be = branch.cannot_be_counted.copy()
    outcome = (
        exp.Case()
        .when(cannot_be, exp.Literal.string("cannot be counted"))
        .when(branch.in_numerator.copy(), exp.Literal.string("counted"))
        .else_(exp.Literal.string("not counted"))
    )
    facts: dict[str, exp.Expr] = {
        "basis": exp.Literal.string(branch.basis),
        "counted_on": exp.cast(branch.counted_on.copy(), "DATE"),
        "due_on": exp.cast(branch.due_on.copy(), "DATE"),
        "in_denominator": exp.and_(branch.in_denominator.copy(), exp.not_(cannot_be.copy())),
        "in_numerator": exp.and_(
            exp.func("coalesce", branch.in_numerator.copy(), exp.false()), exp.not_(cannot_be.copy())
        ),
        "amount": branch.amount.copy() if branch.amount is not None else exp.null(),
        "outcome": outcome,
    }
    columns += [exp.alias_(expression, name) for name, expression in facts.items()]
    query = exp.select(*columns).from_(_event_rows(kpi, wanted).subquery(EVENTS)).where(branch.where.copy())
    if branch.join_on is not None:
        query = query.join(exp.table_("month_ends"), on=branch.join_on.copy(), join_type="inner")
    within = exp.Between(
        this=exp.cast(branch.counted_on.copy(), "DATE"),
        low=exp.cast(exp.Literal.string(wanted.first_day.isoformat()), "DATE"),
        high=exp.cast(exp.Literal.string(wanted.last_day.isoformat()), "DATE"),
    )
    return query.where(within)


def _event_rows(kpi: KpiDefinition, wanted: RecordsWanted) -> exp.Select:
    """Return the event rows of the unit, with the extract's date and the due day."""
    calculation = calculation_of(kpi)
    columns: list[exp.Expr] = [exp.Column(this=exp.Star(), table=exp.to_identifier(EVENTS))]
    columns.append(exp.column("as_at_on", table="coverage"))
    columns += [exp.alias_(day, name) for name, day in due_days(calculation).items()]
    query = exp.select(*columns).from_(
        exp.alias_(exp.table_(str(calculation.events), db="events"), EVENTS, table=True)
    )
    coverage = exp.alias_(exp.table_("coverage", db="staged"), "coverage", table=True)
    same = exp.EQ(this=event_column("authority_id"), expression=exp.column("authority_id", table="coverage"))
    query = query.join(coverage, on=same, join_type="inner").where(
        _equals("authority_id", wanted.authority_id)
    )
    if wanted.worker_id is not None:
        query = query.where(_equals("worker_id", wanted.worker_id))
    if wanted.team_ids is not None:
        named = [exp.Literal.string(team) for team in wanted.team_ids if team is not None]
        teams: list[exp.Expr] = [event_column("team_id").isin(*named)] if named else []
        if None in wanted.team_ids:
            teams.append(exp.Is(this=event_column("team_id"), expression=exp.null()))
        query = query.where(exp.or_(*teams))
    return query


def _equals(column: str, value: str) -> exp.Expr:
    return exp.EQ(this=event_column(column), expression=exp.Literal.string(value))
