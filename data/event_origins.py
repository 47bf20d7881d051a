"""What each column of each event table is made from, as read from the queries, and so what a KPI is made from.

The answer is kept in event_origins.json, beside the columns that definitions may use: `kpi docs` writes
both. Working it out: data/origin_finder.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from metrics.calculation_methods import COLUMNS, CONDITIONS
from metrics.definition import KpiDefinition

ORIGINS_FILE = Path(__file__).parent / "event_origins.json"
SETTING = "setting"  # setting.<id> stands among the origins where a local setting decides
WHOLE_ROW = "*"  # <table>.* : whether the row is there decides
POPULATIONS = "populations"


@dataclass(frozen=True)
class EventOrigins:
    """What decides which rows an event table has, and what each column adds to that, as '<table>.<column>'.

    `records` are the tables that the rows themselves come from: without all of them there can be no row.
    """

    rows: frozenset[str]
    columns: Mapping[str, frozenset[str]]
    records: frozenset[str] = frozenset()

    def of(self, columns: Iterable[str]) -> frozenset[str]:
        """Return everything that rows with these columns are made from."""
        return self.rows.union(*(self.columns.get(column, frozenset()) for column in columns))


@dataclass(frozen=True)
class KpiOrigins:
    """What the figure of a KPI is made from, and what only decides into which part of a breakdown it goes."""

    figure: frozenset[str]
    parts: frozenset[str]

    @property
    def settings(self) -> tuple[str, ...]:
        """The ids of the local settings that decide, in order."""
        return tuple(
            sorted(o.removeprefix(f"{SETTING}.") for o in self.figure if o.startswith(f"{SETTING}."))
        )


@cache
def event_origins() -> Mapping[str, EventOrigins]:
    """Return the origins of every event table."""
    written = json.loads(ORIGINS_FILE.read_text(encoding="utf-8"))
    return {
        table: EventOrigins(
            frozenset(found["rows"]),
            {column: frozenset(origins) for column, origins in found["columns"].items()},
            frozenset(found["records"]),
        )
        for table, found in written.items()
    }


def origins_of_kpi(kpi: KpiDefinition) -> KpiOrigins:
    """Return what a KPI is made from: nothing, for one that is not calculated from an event table."""
    calculation = kpi.calculation
    if calculation is None or calculation.events is None:
        return KpiOrigins(frozenset(), frozenset())
    origins = event_origins()[calculation.events]
    figure = origins.of(columns_of_kpi(kpi))
    if calculation.population is not None:
        figure |= {f"{POPULATIONS}.{WHOLE_ROW}"}
    return KpiOrigins(figure, origins.of(kpi.breakdowns) - figure)


def columns_of_kpi(kpi: KpiDefinition) -> frozenset[str]:
    """Return the columns of the event table that a figure is worked out with, those of its breakdowns apart."""
    calculation = kpi.calculation
    if calculation is None:
        return frozenset()
    named = {getattr(calculation, key) for key in COLUMNS} - {None}
    if calculation.limit is not None and calculation.limit.setting is not None:
        named.add("due_on")
    for key in CONDITIONS:
        condition = getattr(calculation, key)
        if condition is not None:
            named |= {
                column.name for column in sqlglot.parse_one(condition, dialect="duckdb").find_all(exp.Column)
            }
    if "month_end" in event_origins()[str(calculation.events)].columns:
        named.add("month_end")
    return frozenset(named)
