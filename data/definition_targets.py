"""Targets that a definition holds itself, as rows of the build: for every authority, or for the one it names."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from data.sql import read_sql
from data.supplied.targets import OPERATOR
from metrics.definition import KpiDefinition

SCHEMA = pa.schema(
    [
        ("kpi_id", pa.string()),
        ("authority_id", pa.string()),
        ("operator", pa.string()),
        ("target", pa.float64()),
        ("floor", pa.float64()),
        ("band_low", pa.float64()),
        ("band_high", pa.float64()),
        ("in_force_from", pa.date32()),
        ("to_reach_by", pa.date32()),
        ("set_by", pa.string()),
        ("note", pa.string()),
    ]
)


def insert_definition_targets(con: duckdb.DuckDBPyConnection, kpis: Iterable[KpiDefinition]) -> None:
    """Add the definitions' own targets to a build that knows its authorities."""
    con.register("definition_targets", definition_targets(kpis))
    con.execute(read_sql("build/insert_definition_targets"))
    con.unregister("definition_targets")


def definition_targets(kpis: Iterable[KpiDefinition]) -> pa.Table:
    """Return one row a target; authority_id is null where it holds for every authority."""
    rows = [
        {
            "kpi_id": kpi.id,
            "authority_id": target.authority,
            "operator": OPERATOR[kpi.better_when],
            "target": target.target,
            "floor": target.floor,
            "band_low": target.band.low if target.band else None,
            "band_high": target.band.high if target.band else None,
            "in_force_from": target.in_force_from,
            "to_reach_by": target.to_reach_by,
            "set_by": target.set_by,
            "note": f"{target.kind.label}. {target.source}",
        }
        for kpi in kpis
        for target in kpi.targets
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
