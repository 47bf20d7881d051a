"""A definition says that it needs the tables that alone give the value of a column it counts by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from data.calculation.event_tables import event_columns, event_names
from data.calculation.supply import needs_of
from data.event_origins import columns_of_kpi
from data.event_schema import empty_events
from data.sql import read_sql
from data.staging.supplied_tables import received_tables
from metrics.library import KpiLibrary, load_library
from metrics.vocabulary import KpiStatus

Values = Mapping[str, Mapping[str, set[str]]]
ALWAYS_THERE = {"people"}  # every extract about children has them
# What a column adds to a figure that is true without it, and why.
TRUE_WITHOUT = {
    "is_short_break": "without legal statuses no stay is known to be a short break",
    "placements_in_12_months": "placements are counted, or Annex A has the number",
}


@pytest.fixture(scope="module")
def values() -> Values:
    """Return for each column of each event table the tables of records that its values are taken from."""
    with empty_events() as con:
        columns = event_columns(con)
        staged = con.execute(
            "SELECT table_name, list(column_name) FROM information_schema.columns WHERE table_schema = 'staged' GROUP BY 1"
        ).fetchall()
    schema: dict[str, object] = {
        "events": {table: dict.fromkeys(names, "VARCHAR") for table, names in columns.items()},
        "staged": {table: dict.fromkeys(names, "VARCHAR") for table, names in staged},
    }
    known: dict[str, dict[str, set[str]]] = {}
    for name in event_names():
        tree = sqlglot.parse_one(read_sql(f"events/{name}"), dialect="duckdb")
        scope = build_scope(qualify(tree, schema=schema, dialect="duckdb", validate_qualify_columns=False))
        assert scope is not None
        known[name] = {column: _tables(scope, column, known, set()) for column in columns[name]}
    return known


def _tables(scope: Scope, column: str, known: Values, seen: set[tuple[int, str]]) -> set[str]:
    query = scope.expression
    if (id(scope), column) in seen or not isinstance(query, exp.Query):
        return set()
    seen.add((id(scope), column))
    if isinstance(query, exp.SetOperation):
        place = query.named_selects.index(column)
        return set().union(
            *(
                _tables(part, part.expression.named_selects[place], known, seen)
                for part in scope.set_operation_scopes
                if isinstance(part.expression, exp.Query)
            )
        )
    found: set[str] = set()
    for chosen in query.selects:
        if chosen.alias_or_name != column:
            continue
        for node in chosen.find_all(exp.Column):
            source = scope.sources.get(node.table)
            if isinstance(source, Scope):
                found |= _tables(source, node.name, known, seen)
            elif source is not None and source.text("db") == "events":
                found |= known[source.name].get(node.name, set())
            elif source is not None:
                found.add(source.name)
    return found


def not_said(library: KpiLibrary, values: Values) -> Iterator[tuple[str, str]]:
    """Yield each column of a KPI whose value comes only from tables that its definition does not need."""
    for kpi in library:
        if kpi.status is not KpiStatus.LIVE or kpi.calculation is None:
            continue
        needed = {table for item in needs_of(kpi.calculation) for table in item}
        for column in sorted(columns_of_kpi(kpi) - {"month_end"}):
            tables = values[str(kpi.calculation.events)].get(column, set()) & set(received_tables())
            if tables and not tables & (needed | ALWAYS_THERE):
                yield kpi.id, column


def test_what_alone_gives_a_column_its_value_is_needed(values: Values) -> None:
    found = list(not_said(load_library(), values))
    assert [(kpi_id, column) for kpi_id, column in found if column not in TRUE_WITHOUT] == []
    assert {column for _, column in found} == set(TRUE_WITHOUT)
