"""Reading the event queries for what each of their columns is made from, staged table and column.

A column is made from every column in its expression and, where that comes from a table that is joined
with LEFT JOIN, from what the join compares. Conditions that decide which rows there are count for every
column. The id of a local setting counts wherever a query names it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from data.calculation.event_tables import EVENTS_SCHEMA, event_columns, event_names
from data.event_origins import SETTING, WHOLE_ROW, EventOrigins
from data.local_settings import local_settings
from data.sql import read_sql

STAGED_SCHEMA = "staged"
SETTINGS_TABLE = "settings"
DECIDE_ROWS = ("where", "having", "qualify", "group")
# Where a row comes from, in every table: no fact about a child or a worker.
OWNER = "authority_id"  # every row has one, and it is taken from the record that the row stands for
TRACES = frozenset({OWNER, "load_id", "landed_row", "landed_table", "source_kind"})
Found = set[str]
_Finder = Callable[[Scope, str], Found]


def event_origins_text(con: duckdb.DuckDBPyConnection) -> str:
    """Return what data/event_origins.json should hold, read from the queries; `con` has their tables."""
    lines = []
    for name, origins in sorted(find_event_origins(con).items()):
        columns = ",\n".join(
            f"  {json.dumps(column)}: {json.dumps(sorted(found))}"
            for column, found in origins.columns.items()
        )
        records, rows = (json.dumps(sorted(found)) for found in (origins.records, origins.rows))
        lines.append(
            f'{json.dumps(name)}: {{\n "records": {records},\n "rows": {rows},\n "columns": {{\n{columns}\n }}\n}}'
        )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def find_event_origins(con: duckdb.DuckDBPyConnection) -> dict[str, EventOrigins]:
    """Return the origins of every event table."""
    schema = _columns_by_schema(con)
    found: dict[str, EventOrigins] = {}
    for name in event_names():
        tree = sqlglot.parse_one(read_sql(f"events/{name}"), dialect="duckdb")
        qualified = qualify(
            tree, schema=schema, dialect="duckdb", validate_qualify_columns=False, quote_identifiers=False
        )
        scope = build_scope(qualified)
        if scope is None:
            raise ValueError(f"queries/events/{name}.sql is no query")
        reader = _Reader(found)
        rows = frozenset(reader.rows(scope))
        names = [column for column in _query(scope).named_selects if column not in TRACES]
        found[name] = EventOrigins(
            rows,
            {column: frozenset(reader.column(scope, column) - rows) for column in names},
            frozenset(reader.tables(scope, OWNER)),
        )
    return found


def _columns_by_schema(con: duckdb.DuckDBPyConnection) -> dict[str, object]:
    schema: dict[str, dict[str, dict[str, str]]] = {
        EVENTS_SCHEMA: {
            table: dict.fromkeys(columns, "VARCHAR") for table, columns in event_columns(con).items()
        }
    }
    for schema_name, table, column in con.execute(read_sql("calculation/staged_columns")).fetchall():
        schema.setdefault(schema_name, {}).setdefault(table, {})[column] = "VARCHAR"
    return {**schema}


@dataclass
class _Reader:
    """Reads one query; `known` has the event tables it may read. Answers are kept by scope."""

    known: Mapping[str, EventOrigins]
    kept: dict[tuple[str, int, str], Found] = field(default_factory=dict)
    settings: frozenset[str] = frozenset(setting.id for setting in local_settings())

    def rows(self, scope: Scope) -> Found:
        """Return what decides which rows a part of the query has."""
        return self._keep("rows", scope, "", self._find_rows)

    def column(self, scope: Scope, name: str) -> Found:
        """Return what one column of a part of the query is made from."""
        return self._keep("column", scope, name, self._find_column)

    def tables(self, scope: Scope, name: str) -> Found:
        """Return the staged tables that the values of a column are taken from, whatever it is joined to."""
        return self._keep("tables", scope, name, self._find_tables)

    def _find_tables(self, scope: Scope, name: str) -> Found:
        query = scope.expression
        if isinstance(query, exp.SetOperation):
            place = query.named_selects.index(name)
            parts = scope.set_operation_scopes
            return set().union(*(self.tables(part, _query(part).named_selects[place]) for part in parts))
        if not isinstance(query, exp.Query):
            return set()
        chosen = [column for column in query.selects if column.alias_or_name == name]
        named = (node for column in chosen for node in column.find_all(exp.Column))
        return set().union(
            *(self._tables_of_source(scope.sources[node.table], node.name) for node in named if node.table)
        )

    def _tables_of_source(self, source: exp.Expr | Scope, name: str) -> Found:
        if isinstance(source, Scope):
            return self.tables(source, name)
        if source.text("db") == EVENTS_SCHEMA:
            return set(self.known[source.name].records)
        return {source.name} if source.text("db") == STAGED_SCHEMA else set()

    def _keep(self, what: str, scope: Scope, name: str, find: _Finder) -> Found:
        key = (what, id(scope), name)
        if key not in self.kept:
            self.kept[key] = set()  # a recursive part adds nothing to itself
            self.kept[key] = find(scope, name)
        return self.kept[key]

    def _find_rows(self, scope: Scope, _name: str) -> Found:
        if isinstance(scope.expression, exp.SetOperation):
            return set().union(*(self.rows(part) for part in scope.set_operation_scopes))
        found: Found = set()
        for key in DECIDE_ROWS:
            condition = scope.expression.args.get(key)
            if condition is not None:
                found |= self._expression(scope, condition)
        left = _left_joins(scope)
        for join in scope.expression.args.get("joins") or []:
            if join.alias_or_name not in left and join.args.get("on") is not None:
                found |= self._expression(scope, join.args["on"])
        for alias, (_, source) in scope.selected_sources.items():
            if alias not in left:
                found |= self._rows_of_source(source)
        return found

    def _find_column(self, scope: Scope, name: str) -> Found:
        query = scope.expression
        if not isinstance(query, exp.Query):  # a table made in place, such as UNNEST
            return self._expression(scope, query)
        if isinstance(query, exp.SetOperation):
            place = query.named_selects.index(name)
            parts = scope.set_operation_scopes
            return set().union(*(self.column(part, _query(part).named_selects[place]) for part in parts))
        chosen = [column for column in query.selects if column.alias_or_name == name]
        return set().union(*(self._expression(scope, column) for column in chosen))

    def _expression(self, scope: Scope, expression: exp.Expr) -> Found:
        found: Found = set()
        read_from = set()
        for node in expression.walk():
            if isinstance(node, exp.Literal) and node.is_string and node.name in self.settings:
                found.add(f"{SETTING}.{node.name}")
            elif isinstance(node, exp.Column) and node.table in scope.sources:
                read_from.add(node.table)
                if node.name not in TRACES:
                    found |= self._column_of_source(scope.sources[node.table], node.name)
            elif isinstance(node, exp.Query):
                for inner in scope.subquery_scopes:
                    if inner.expression is node:
                        found |= self._whole(inner)
        left = _left_joins(scope)
        for alias in read_from & left.keys():
            found |= self._keep("join", scope, alias, self._find_join)
        return found

    def _find_join(self, scope: Scope, alias: str) -> Found:
        compared = _left_joins(scope)[alias].args.get("on")
        found = self._expression(scope, compared) if compared is not None else set()
        return found | self._rows_of_source(scope.sources[alias])

    def _whole(self, scope: Scope) -> Found:
        return self.rows(scope).union(*(self.column(scope, name) for name in _query(scope).named_selects))

    def _rows_of_source(self, source: exp.Expr | Scope) -> Found:
        if isinstance(source, Scope):
            return self.rows(source)
        if source.text("db") == EVENTS_SCHEMA:
            return set(self.known[source.name].rows)
        is_record = source.text("db") == STAGED_SCHEMA and source.name != SETTINGS_TABLE
        return {f"{source.name}.{WHOLE_ROW}"} if is_record else set()

    def _column_of_source(self, source: exp.Expr | Scope, name: str) -> Found:
        if isinstance(source, Scope):
            return self.column(source, name)
        if source.text("db") == EVENTS_SCHEMA:
            return set(self.known[source.name].columns.get(name, ()))
        is_record = source.text("db") == STAGED_SCHEMA and source.name != SETTINGS_TABLE
        return {f"{source.name}.{name}"} if is_record else set()


def _query(scope: Scope) -> exp.Query:
    if not isinstance(scope.expression, exp.Query):
        raise TypeError(f"{type(scope.expression).__name__} is no query")
    return scope.expression


def _left_joins(scope: Scope) -> dict[str, exp.Join]:
    return {
        join.alias_or_name: join for join in scope.expression.args.get("joins") or [] if join.side == "LEFT"
    }
