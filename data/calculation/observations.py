"""Calculating every live KPI over the event tables of one build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa

from data.calculation.aggregate import prepare_statement, scans
from data.calculation.branches import DIALECT, calculation_of, is_stock
from data.sql import read_sql
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus, Method, Statistic, Unit

MEASURE_OF_METHOD = {
    Method.TIMELINESS: "percentage",
    Method.PERCENTAGE_OF_EVENTS: "percentage",
    Method.PERCENTAGE_AT_MONTH_END: "percentage",
    Method.COUNT_OF_EVENTS: "count",
    Method.COUNT_AT_MONTH_END: "count",
    Method.RATE_PER_10000: "rate",
    Method.DURATION: "median",
    Method.PER_WORKER: "average",
}


def calculate(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition], progress: Callable[[str], None]
) -> None:
    """Fill calculated_observations from the event tables; every live KPI is in it, or the build stops.

    Raises duckdb.Error when a definition cannot be calculated: it is never left off in silence.
    """
    live = [kpi for kpi in kpis if kpi.status is KpiStatus.LIVE]
    for query in ("prepare_structure", "create_periods", "create_counted_events"):
        con.execute(read_sql(f"calculation/{query}"))
    measures = _measure_table(live)
    con.register("kpi_measures", measures)
    by_table: dict[str, list[KpiDefinition]] = defaultdict(list)
    for kpi in live:
        by_table[str(calculation_of(kpi).events)].append(kpi)
    for table, of_table in sorted(by_table.items()):
        progress(f"Calculating {len(of_table)} KPIs from {table.replace('_', ' ')}")
        con.execute(prepare_statement(table, of_table).sql(dialect=DIALECT))
        for statements in scans(of_table):
            for statement in statements:
                con.execute(statement.sql(dialect=DIALECT))
    progress("Adding up quarters and years")
    con.execute(read_sql("calculation/create_filled_months"))
    con.execute(read_sql("calculation/create_calculated_observations"))
    con.unregister("kpi_measures")


def measure_of(kpi: KpiDefinition) -> str:
    """Return how a KPI's value is made: percentage, count, rate, average, maximum or median."""
    calculation = calculation_of(kpi)
    if calculation.statistic is Statistic.MAXIMUM:
        return "maximum"
    if calculation.method is Method.PER_WORKER and kpi.unit is Unit.PERCENT:
        return "percentage"  # of amounts: all that workers have, of all that they could have
    return MEASURE_OF_METHOD[calculation.method]


def _measure_table(kpis: list[KpiDefinition]) -> pa.Table:
    calculations = [calculation_of(kpi) for kpi in kpis]
    stock = [is_stock(calculation) for calculation in calculations]
    duration = [calculation.method is Method.DURATION for calculation in calculations]
    return pa.table(
        {
            "kpi_id": pa.array([kpi.id for kpi in kpis], pa.string()),
            "measure": pa.array([measure_of(kpi) for kpi in kpis], pa.string()),
            "is_stock": pa.array(stock, pa.bool_()),
            "needs_true_periods": pa.array(
                [d and not s for d, s in zip(duration, stock, strict=True)], pa.bool_()
            ),
            "population": pa.array([calculation.population for calculation in calculations], pa.string()),
        }
    )
