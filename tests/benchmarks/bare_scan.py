"""The least that DuckDB can do over the events that KPIs read: count them by authority, team and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb
import measuring  # noqa: F401  puts the project on the path
import pyarrow as pa
import sqlglot
from sqlglot import exp

from data.calculation.branches import DIALECT, EVENTS, branches_of, calculation_of
from data.calculation.event_scan import scan_of
from data.calculation.event_tables import event_columns
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus


def live_by_table(kpis: Iterable[KpiDefinition]) -> Mapping[str, list[KpiDefinition]]:
    """Return the live KPIs by the event table that they count."""
    found: dict[str, list[KpiDefinition]] = defaultdict(list)
    for kpi in kpis:
        if kpi.status is KpiStatus.LIVE:
            found[str(calculation_of(kpi).events)].append(kpi)
    return found


def bare_scans(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> dict[str, str]:
    """Return, for each event table, the query that counts its events, and those with each column that KPIs read.

    The month is that of the row's own day on which one of the KPIs counts.
    """
    columns_of = event_columns(con)
    scans = {}
    for table, of_table in live_by_table(kpis).items():
        query, _ = scan_of(table, of_table)
        read = {column.name for column in sqlglot.parse_one(query, dialect=DIALECT).find_all(exp.Column)}
        counted = [f'count(*) FILTER ("{name}" IS NOT NULL)' for name in columns_of[table] if name in read]
        day = _own_day(of_table).sql(dialect=DIALECT)
        scans[table] = (
            f"SELECT authority_id, team_id, cast(date_trunc('month', {day}) AS DATE) AS month, count(*) AS events,"
            f" {', '.join(counted)} FROM events.{table} AS {EVENTS} GROUP BY ALL"
        )
    return scans


def _own_day(kpis: Iterable[KpiDefinition]) -> exp.Expr:
    branches = (branch for kpi in kpis for branch in branches_of(kpi))
    return next(branch.counted_on for branch in branches if branch.join_on is None)


def run(con: duckdb.DuckDBPyConnection, scans: Mapping[str, str]) -> dict[str, pa.Table]:
    """Return what every query finds."""
    return {table: con.sql(query).to_arrow_table() for table, query in scans.items()}
