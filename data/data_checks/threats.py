"""Which KPIs the finds of the checks threaten, and how far each figure of the newest month could be out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import duckdb
import pyarrow as pa

from data.calculation.branches import calculation_of
from data.data_checks.month_records import month_records
from data.data_checks.registry import data_checks
from data.event_origins import WHOLE_ROW, KpiOrigins, origins_of_kpi
from data.sql import read_sql
from data.staging.annex_a_lists import tables_of_list
from metrics.definition import KpiDefinition
from metrics.vocabulary import KpiStatus, Method

SHARE, NUMBER, RATE = "share", "number", "rate"
FIGURE, PARTS = "figure", "parts"
MADE_AS = {
    Method.TIMELINESS: SHARE,
    Method.PERCENTAGE_OF_EVENTS: SHARE,
    Method.PERCENTAGE_AT_MONTH_END: SHARE,
    Method.COUNT_OF_EVENTS: NUMBER,
    Method.COUNT_AT_MONTH_END: NUMBER,
    Method.RATE_PER_10000: RATE,
}
WHY_NOT = {
    Method.DURATION: "how long a doubtful record really took is not known",
    Method.PER_WORKER: "how much each worker really had is not known",
}


@dataclass(frozen=True)
class Threat:
    """Columns in doubt that a KPI is made from. `touches` is 'figure', or 'parts' for a breakdown alone."""

    kpi_id: str
    check_id: str
    source_table: str
    source_columns: str
    touches: str
    why_no_swing: str | None


THREATS = pa.schema([(name, pa.string()) for name in Threat.__dataclass_fields__])


def find_threats(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> None:
    """Fill data_check_kpis from doubtful_rows, the events and the figures of a build."""
    live = [kpi for kpi in kpis if kpi.status is KpiStatus.LIVE]
    found = con.execute(read_sql("data_checks/doubtful_columns")).fetchall()
    threats = [threat for kpi in live for threat in _threats_to(kpi, found)]
    con.execute(read_sql("data_checks/create_doubt_counts"))
    con.execute(read_sql("data_checks/newest_months"))
    con.register("threats", pa.Table.from_pylist([asdict(threat) for threat in threats], schema=THREATS))
    con.register("kpi_facts", _kpi_facts(live))
    # A split in doubt is not counted: how many are not known is a part of every split already.
    with_records = {
        threat.kpi_id for threat in threats if threat.why_no_swing is None and threat.touches == FIGURE
    }
    con.register("month_records", month_records(con, [kpi for kpi in live if kpi.id in with_records]))
    for step in ("count_doubtful_records", "insert_kpis", "insert_kpis_without_records"):
        con.execute(read_sql(f"data_checks/{step}"))
    for name in ("month_records", "kpi_facts", "threats"):
        con.unregister(name)


def _threats_to(kpi: KpiDefinition, found: Sequence[tuple[str, str, str]]) -> list[Threat]:
    origins = origins_of_kpi(kpi)
    why_not = {check.id: check.why_no_swing for check in data_checks()}
    threats = []
    for check_id, table, columns in found:
        touches = touched(origins, table, columns.split(", "))
        if touches is not None:
            threats.append(Threat(kpi.id, check_id, table, columns, touches, why_not[check_id]))
    return threats


def touched(origins: KpiOrigins, table: str, columns: Iterable[str]) -> str | None:
    """Return what of a KPI is made from these columns of a table: 'figure', 'parts' of it, or None.

    '*' is the whole row. A list of an Annex A workbook stands for the tables that are made from it.
    """
    tables = tables_of_list(table) or (table,)
    names = (WHOLE_ROW,) if tables != (table,) else tuple(columns)
    for touches, made_from in ((FIGURE, origins.figure), (PARTS, origins.parts)):
        for one in tables:
            if WHOLE_ROW in names and any(origin.startswith(f"{one}.") for origin in made_from):
                return touches
            if any(f"{one}.{name}" in made_from for name in names):
                return touches
    return None


def _kpi_facts(kpis: Sequence[KpiDefinition]) -> pa.Table:
    methods = [calculation_of(kpi).method for kpi in kpis]
    return pa.table(
        {
            "kpi_id": pa.array([kpi.id for kpi in kpis], pa.string()),
            "made_as": pa.array([MADE_AS.get(method) for method in methods], pa.string()),
            "why_not": pa.array([WHY_NOT.get(method) for method in methods], pa.string()),
        }
    )
