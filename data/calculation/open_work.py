"""What is open of every kind at once: the open work of many KPIs in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from data.calculation.branches import (
    DIALECT,
    EVENTS,
    Branch,
    calculation_of,
    due_days,
    event_column,
    open_work_branch,
)
from data.sql import read_sql
from metrics.definition import KpiDefinition

ALL_WORK = "all_work"
COLUMNS = ("event_id", "child_id", "team_id", "worker_id")


@dataclass(frozen=True)
class KindAndKpi:
    """One kind of work as one KPI counts it; without a KPI, its rows of the event table other_work_due."""

    kind_id: str
    kpi: KpiDefinition | None


@dataclass(frozen=True)
class WorkWanted:
    """Which open work: on a day, due by `until`, in some teams (None: all) or of one worker (None: all)."""

    authority_id: str
    looked_at_on: date
    until: date
    team_unit_ids: tuple[str, ...] | None = None
    worker_id: str | None = None


def due_work(
    con: duckdb.DuckDBPyConnection, kinds: Sequence[KindAndKpi], wanted: WorkWanted
) -> pa.Table | None:
    """Return one row a thing that is not done and overdue, or due by the day wanted; None without a kind."""
    if not kinds:
        return None
    parameters = {
        "authority_id": wanted.authority_id,
        "looked_at_on": wanted.looked_at_on,
        "until": wanted.until,
        "team_unit_ids": None if wanted.team_unit_ids is None else list(wanted.team_unit_ids),
        "worker_id": wanted.worker_id,
    }
    return con.sql(_query(tuple(kinds)), params=parameters).to_arrow_table()


@lru_cache(maxsize=32)
def _query(kinds: tuple[KindAndKpi, ...]) -> str:
    """Return queries/calculation/due_work.sql with the open work of the kinds in the place of all_work."""
    selects = [_of_kpi(kind.kind_id, kind.kpi) for kind in kinds if kind.kpi is not None]
    others = [kind.kind_id for kind in kinds if kind.kpi is None]
    if others:
        selects.append(_of_others(others))
    union: exp.Query = selects[0]
    for select in selects[1:]:
        union = exp.union(union, select, distinct=False)
    tree = sqlglot.parse_one(read_sql("calculation/due_work"), dialect=DIALECT)
    for table in [found for found in tree.find_all(exp.Table) if found.name == ALL_WORK]:
        table.replace(union.subquery(table.alias))
    return tree.sql(dialect=DIALECT)


def _of_others(kind_ids: Sequence[str]) -> exp.Select:
    """Return the rows of the event table other_work_due that are open, of some kinds."""
    query = sqlglot.parse_one(read_sql("calculation/other_open_work"), into=exp.Select, dialect=DIALECT)
    names = [exp.Literal.string(name) for name in kind_ids]
    return query.where(exp.column("kind_id", table="other_work_due").isin(*names))


def _of_kpi(kind_id: str, kpi: KpiDefinition) -> exp.Select:
    """Return the open work of one KPI. What is done is left out before any due day is worked out."""
    branch = open_work_branch(kpi, exp.cast(exp.Placeholder(this="looked_at_on"), "DATE"))
    start = event_column(str(calculation_of(kpi).clock_starts))
    due_on = exp.cast(branch.due_on.copy(), "DATE")
    facts: dict[str, exp.Expr] = {
        "kind_id": exp.Literal.string(kind_id),
        "kpi_id": exp.Literal.string(kpi.id),
        **{name: event_column(name) for name in COLUMNS},
        "started_on": exp.cast(start, "DATE"),
        "due_on": due_on,
        "is_overdue": exp.not_(branch.in_numerator.copy()),
        "is_doubtful": branch.cannot_be_counted.copy(),
    }
    columns = [exp.alias_(expression, name) for name, expression in facts.items()]
    query = exp.select(*columns).from_(_open_rows(kpi, branch).subquery(EVENTS)).where(branch.where.copy())
    return query.where(exp.LTE(this=due_on.copy(), expression=_parameter("until")))


def _open_rows(kpi: KpiDefinition, branch: Branch) -> exp.Select:
    """Return the event rows that the branch's conditions let through as far as they need no due day."""
    days = due_days(calculation_of(kpi))
    table = exp.alias_(exp.table_(str(calculation_of(kpi).events), db="events"), EVENTS, table=True)
    columns: list[exp.Expr] = [exp.Column(this=exp.Star(), table=exp.to_identifier(EVENTS))]
    columns += [exp.alias_(day, name) for name, day in days.items()]
    same = exp.EQ(this=event_column("authority_id"), expression=exp.Placeholder(this="authority_id"))
    query = exp.select(*columns).from_(table).where(same)
    for condition in branch.where.flatten() if isinstance(branch.where, exp.And) else [branch.where]:
        if not any(column.name in days for column in condition.find_all(exp.Column)):
            query = query.where(condition.copy())
    return query


def _parameter(name: str) -> exp.Expr:
    return exp.cast(exp.Placeholder(this=name), "DATE")
