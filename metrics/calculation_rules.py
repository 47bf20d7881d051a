"""The rules of the `calculation` of one definition: the keys of its method, its columns and its conditions."""

import json
from collections.abc import Collection, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from metrics.calculation_methods import COLUMNS, CONDITIONS, METHOD_KEYS
from metrics.definition_fields import CALCULATION, LIMIT
from metrics.definition_rules import Draft, Finding, Rule
from metrics.problems import did_you_mean
from metrics.text_table import parse_text_table
from metrics.vocabulary import Method

# Written from the specifications of extracts and feeds by `python cli.py kpi docs`, like event_columns.json.
RECEIVED_TABLES = Path(__file__).parent / "received_tables.json"


def method_has_its_keys(draft: Draft) -> Iterator[Finding]:
    method = draft.values.get("calculation", {}).get("method")
    if method is None:
        return
    keys = METHOD_KEYS[Method(method)]
    given = [field.key for field in CALCULATION.fields if f"calculation.{field.key}" in draft.given]
    for key in given:
        if key not in keys.allowed:
            yield (
                f"calculation.{key}",
                f"the method {method} does not use it. It uses: {', '.join(keys.allowed)}.",
            )
    for key in keys.required:
        if key not in given:
            help_ = CALCULATION.by_key[key].guidance
            yield f"calculation.{key}", f"the method {method} needs it, but it is missing. {help_}"


def method_fits_the_unit(draft: Draft) -> Iterator[Finding]:
    method, unit = draft.values.get("calculation", {}).get("method"), draft.values.get("unit")
    if method and unit and unit not in METHOD_KEYS[Method(method)].units:
        units = " or ".join(METHOD_KEYS[Method(method)].units)
        yield "unit", f"is {unit}, but the method {method} gives {units}. Change one of them."


def limit_has_one_unit(draft: Draft) -> Iterator[Finding]:
    given = [field.key for field in LIMIT.fields if f"calculation.limit.{field.key}" in draft.given]
    if "limit" in draft.values.get("calculation", {}) and len(given) != 1:
        has = f"has {' and '.join(given)}" if given else "has none"
        yield "calculation.limit", f"{has}, but needs exactly one of: {', '.join(LIMIT.by_key)}."


def needed_tables_exist(draft: Draft) -> Iterator[Finding]:
    """Every table that the figure also needs is one that an extract or a feed may hold."""
    for index, item in enumerate(draft.values.get("calculation", {}).get("also_needs", ())):
        for table in item.split(" or ") if item else ():
            if table not in received_tables():
                hint = did_you_mean(table, received_tables())
                yield f"calculation.also_needs[{index}]", f"no extract or feed holds a table '{table}'.{hint}"


@cache
def received_tables() -> tuple[str, ...]:
    """Return the names of the tables of records that extracts and feeds may hold."""
    return tuple(json.loads(RECEIVED_TABLES.read_text(encoding="utf-8")))


def columns_exist(draft: Draft) -> Iterator[Finding]:
    """The event table is known, and has every column that the definition names."""
    calculation = draft.values.get("calculation", {})
    table = calculation.get("events")
    if table is None:
        return
    columns = draft.event_columns.get(table)
    if columns is None:
        known = (
            f"The event tables are: {', '.join(draft.event_columns)}."
            if draft.event_columns
            else "There is none yet."
        )
        hint = did_you_mean(table, draft.event_columns) or f" {known}"
        yield "calculation.events", f"there is no event table '{table}'.{hint}"
        return
    named = {f"calculation.{key}": calculation[key] for key in COLUMNS if key in calculation}
    named |= {
        f"breakdowns[{i}]": column for i, column in enumerate(draft.values.get("breakdowns", ())) if column
    }
    for path, column in named.items():
        if column not in columns:
            yield path, _no_such_column(column, table, columns)
    for path, example in draft.items_of("worked_examples"):
        for column in parse_text_table(example["rows"]).columns if "rows" in example else ():
            if column not in columns:
                yield f"{path}.rows", _no_such_column(column, table, columns)


def conditions_can_be_read(draft: Draft) -> Iterator[Finding]:
    calculation = draft.values.get("calculation", {})
    conditions: dict[str, Any] = {key: calculation[key] for key in CONDITIONS if key in calculation}
    if not conditions:
        return
    # Loading sqlglot takes longer than reading a whole library without conditions.
    from metrics.conditions import condition_problems

    table = calculation.get("events", "")
    problems_in = partial(condition_problems, columns=draft.event_columns.get(table), table=table)
    for key, condition in conditions.items():
        for message in problems_in(condition):
            yield f"calculation.{key}", message


def _no_such_column(column: str, table: str, columns: Collection[str]) -> str:
    return f"{table} has no column '{column}'.{did_you_mean(column, columns) or ' It has: ' + ', '.join(columns) + '.'}"


CALCULATION_RULES: tuple[Rule, ...] = (
    method_has_its_keys,
    method_fits_the_unit,
    limit_has_one_unit,
    needed_tables_exist,
    columns_exist,
    conditions_can_be_read,
)
