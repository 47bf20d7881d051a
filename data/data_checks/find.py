"""Running the checks of records over one build: what they find, and how many rows they looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb

from data.data_checks.registry import data_checks
from data.data_checks.threats import find_threats
from data.sql import read_sql
from metrics.definition import KpiDefinition

LOOKED_AT = "looked_at"


def find_doubts(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition], progress: Callable[[str], None]
) -> None:
    """Fill doubtful_rows, data_checks and data_check_kpis of a build whose events and figures are made."""
    progress("Looking for doubtful records")
    con.execute(read_sql("calculation/prepare_structure"))
    con.execute(read_sql("data_checks/teams_of_children"))
    for check in data_checks():
        con.sql(read_sql(check.query)).create_view(LOOKED_AT)
        con.execute(read_sql("data_checks/place_rows"))
        for step in ("insert_doubtful_rows", "insert_counts"):
            con.execute(read_sql(f"data_checks/{step}"), {"check_id": check.id})
    find_threats(con, kpis)
