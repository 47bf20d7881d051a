"""Running the checks of records over one build: what they find, and how many rows they looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb

from data.data_checks.registry import data_checks
from data.data_checks.threats import find_threats
from data.side_by_side import side_by_side
from data.sql import read_sql
from metrics.definition import KpiDefinition

LOOKED_AT = "looked_at"


def find_doubts(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition], progress: Callable[[str], None]
) -> None:
    """Fill doubtful_rows, data_checks and data_check_kpis of a build whose events and figures are made."""
    progress("Looking for doubtful records")
    queries = {check.id: check.query for check in data_checks()}

    def look(own: duckdb.DuckDBPyConnection, check_id: str) -> None:
        own.register(LOOKED_AT, own.sql(read_sql(queries[check_id])).to_arrow_table())
        own.execute(read_sql("data_checks/place_rows"))
        own.unregister(LOOKED_AT)
        for step in ("insert_doubtful_rows", "insert_counts"):
            own.execute(read_sql(f"data_checks/{step}"), {"check_id": check_id})

    for _ in side_by_side(con, dict.fromkeys(queries, ()), look, _prepare):
        pass
    find_threats(con, kpis)


def _prepare(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(read_sql("calculation/prepare_structure"))
    con.execute(read_sql("data_checks/teams_of_children"))
