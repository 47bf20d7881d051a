"""What the figure of one KPI counts in the newest complete month, one row a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import duckdb
import pyarrow as pa
from sqlglot import exp

from data.calculation.branches import DIALECT, EVENTS, branches_of, calculation_of, due_days, event_column
from data.side_by_side import side_by_side
from data.sql import read_sql
from metrics.definition import KpiDefinition
from metrics.vocabulary import Basis

KEYS = ("event_id", "authority_id", "child_id", "load_id", "landed_table", "landed_row")
UNITS = {"service_area_unit": ":not_allocated_service", "team_unit": ":not_allocated"}
NEWEST = "newest_months"


RECORDS = pa.schema(
    [
        *((name, pa.string()) for name in ("kpi_id", *KEYS[:-1])),
        (KEYS[-1], pa.int64()),
        *((name, pa.string()) for name in UNITS),
        *((name, pa.bool_()) for name in ("in_numerator", "in_denominator", "cannot_be_counted")),
    ]
)


def month_records(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> pa.Table:
    """Return every record that the completed figure of a KPI counts in the newest month."""
    by_table: dict[str, list[KpiDefinition]] = defaultdict(list)
    for kpi in kpis:
        by_table[str(calculation_of(kpi).events)].append(kpi)

    def records_of(own: duckdb.DuckDBPyConnection, table: str) -> pa.Table:
        return pa.concat_tables(own.sql(_select(kpi)).to_arrow_table() for kpi in by_table[table])

    found = side_by_side(con, dict.fromkeys(by_table, ()), records_of, _prepare)
    return pa.concat_tables([RECORDS.empty_table(), *(records.cast(RECORDS) for records in found)])


def _prepare(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(read_sql("calculation/prepare_structure"))
    con.execute(read_sql("data_checks/newest_months"))


def _select(kpi: KpiDefinition) -> str:
    """Return the query of what the completed figure of one KPI counts in the newest month."""
    calculation = calculation_of(kpi)
    branch = next(branch for branch in branches_of(kpi) if branch.basis == Basis.COMPLETED)
    days = [exp.alias_(day, name, copy=False) for name, day in due_days(calculation).items()]
    every_column = exp.Column(this=exp.Star(), table=exp.to_identifier(EVENTS))
    table = exp.alias_(exp.table_(str(calculation.events), db="events"), EVENTS, table=True)
    events = exp.select(every_column, *days, copy=False).from_(table, copy=False)
    cannot_be = branch.cannot_be_counted
    not_so = exp.not_(cannot_be, copy=False)
    facts = {
        "in_numerator": exp.and_(
            exp.func("coalesce", branch.in_numerator, exp.false(), copy=False), not_so, copy=False
        ),
        "in_denominator": exp.and_(branch.in_denominator, not_so, copy=False),
        "cannot_be_counted": cannot_be,
    }
    columns = [
        exp.alias_(exp.Literal.string(kpi.id), "kpi_id"),
        *(event_column(name) for name in KEYS),
        *(
            exp.alias_(
                exp.func(
                    "coalesce",
                    exp.column(unit, table="structure"),
                    exp.DPipe(this=event_column("authority_id"), expression=exp.Literal.string(otherwise)),
                ),
                unit,
            )
            for unit, otherwise in UNITS.items()
        ),
        *(exp.alias_(fact, name, copy=False) for name, fact in facts.items()),
    ]
    query = exp.select(*columns, copy=False).from_(events.subquery(EVENTS, copy=False), copy=False)
    query = query.join(exp.table_(NEWEST), on=_same("authority_id", NEWEST), join_type="inner", copy=False)
    structure = exp.alias_(exp.table_("team_structure"), "structure", table=True)
    in_team = exp.and_(_same("authority_id", "structure"), _same("team_id", "structure"))
    query = query.join(structure, on=in_team, join_type="left", copy=False).where(branch.where, copy=False)
    within = exp.Between(
        this=exp.cast(branch.counted_on, "DATE", copy=False),
        low=exp.column("first_day", table=NEWEST),
        high=exp.column("last_day", table=NEWEST),
    )
    return query.where(within, copy=False).sql(dialect=DIALECT, copy=False)


def _same(column: str, table: str) -> exp.Expr:
    return exp.EQ(this=event_column(column), expression=exp.column(column, table=table))
