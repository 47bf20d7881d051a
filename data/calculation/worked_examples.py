"""Working through the examples of a definition with the real calculation.

An example is a few made-up rows of one event table and what a KPI says of them for one month. It
runs through the same statements as a build, over an authority that has nothing but these rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import pyarrow as pa
from sqlglot import exp

from data.calculation.branches import DIALECT, calculation_of
from data.calculation.event_tables import event_columns
from data.calculation.observations import calculate
from data.sql import read_sql
from metrics.definition import KpiDefinition, WorkedExample, WorkedResult
from metrics.periods import month_end
from metrics.vocabulary import Basis, State

LONG_AFTER = timedelta(days=1100)  # an example without a date of extract is looked at long afterwards
POPULATION = 50_000  # children in the authority of an example of a rate


Row = dict[str, object]
Examples = Mapping[str, tuple[KpiDefinition, WorkedExample]]  # by the authority that has nothing else


@dataclass(frozen=True)
class Disagreement:
    """What an example says, what the calculation says instead."""

    kpi_id: str
    says: str
    expected: WorkedResult
    found: WorkedResult | None


def disagreements(con: duckdb.DuckDBPyConnection, kpis: Sequence[KpiDefinition]) -> list[Disagreement]:
    """Return every worked result of some live KPIs that the calculation does not give; none is as it should be.

    `con` has the event tables, empty, and everything else that a build has before it calculates. Every
    example is an authority of its own, so that all are calculated at once.
    """
    examples = {
        f"{kpi.id}/{number}": (kpi, example)
        for kpi in kpis
        for number, example in enumerate(kpi.worked_examples, start=1)
    }
    answers = _answers(con, kpis, examples)
    found = []
    for authority, (kpi, example) in examples.items():
        for expected in example.results:
            answer = answers.get((authority, expected.basis or Basis.COMPLETED))
            if answer is None or not _agrees(expected, answer):
                found.append(Disagreement(kpi.id, example.says, expected, answer))
    return found


def _agrees(expected: WorkedResult, answer: WorkedResult) -> bool:
    """Return whether the answer has everything the example says; what it leaves unsaid may be anything."""
    if expected.state is not answer.state:
        return False
    for name in ("numerator", "denominator", "value"):
        wanted, given = getattr(expected, name), getattr(answer, name)
        if wanted is not None and (given is None or abs(wanted - given) > 0.05):
            return False
    return True


def _answers(
    con: duckdb.DuckDBPyConnection, kpis: Sequence[KpiDefinition], examples: Examples
) -> dict[tuple[str, Basis], WorkedResult]:
    """Return what the calculation says of each example, by its authority and basis."""
    rows_of = {
        "staged.coverage": [_coverage(name, example) for name, (_, example) in examples.items()],
        "month_ends": [_month(name, example) for name, (_, example) in examples.items()],
        "staged.populations": [_population(name, kpi) for name, (kpi, _) in examples.items()],
    }
    rows_of |= {f"events.{table}": rows for table, rows in _rows_by_table(con, examples).items()}
    try:
        for table, rows in rows_of.items():
            _insert(con, table, rows)
        calculate(con, kpis, lambda _message: None)
        answers = con.execute(read_sql("calculation/example_answers")).fetchall()
    finally:
        for table in rows_of:  # not undone as one: the calculation asks on several connections at once
            con.execute(exp.Delete(this=exp.to_table(table)).sql(dialect=DIALECT))
    return {
        (authority, Basis(basis)): WorkedResult(
            basis=Basis(basis), state=State(state), numerator=numerator, denominator=denominator, value=value
        )
        for authority, basis, state, numerator, denominator, value in answers
    }


def _coverage(name: str, example: WorkedExample) -> Row:
    as_at_on = example.known_on or month_end(example.month) + LONG_AFTER
    return {"authority_id": name, "covered_from": date(1900, 1, 1), "as_at_on": as_at_on}


def _month(name: str, example: WorkedExample) -> Row:
    return {"authority_id": name, "month_end": month_end(example.month)}


def _population(name: str, kpi: KpiDefinition) -> Row:
    population = calculation_of(kpi).population
    return {
        "authority_id": name,
        "population_id": population,
        "valid_from": date(1900, 1, 1),
        "children": POPULATION,
    }


def _rows_by_table(con: duckdb.DuckDBPyConnection, examples: Examples) -> dict[str, list[Row]]:
    """Return the rows of all examples by event table; rows of a month-end table are of that month by default."""
    columns = event_columns(con)
    by_table: dict[str, list[Row]] = defaultdict(list)
    for name, (kpi, example) in examples.items():
        table = str(calculation_of(kpi).events)
        for number, cells in enumerate(example.rows.rows, start=1):
            row: Row = {"authority_id": name, "event_id": f"{name}:{number}"}
            if "month_end" in columns[table]:
                row["month_end"] = month_end(example.month).isoformat()
            row |= {
                column: cell for column, cell in zip(example.rows.columns, cells, strict=True) if cell != ""
            }
            by_table[table].append(row)
    return by_table


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows to a table; columns that a row does not name stay null."""
    names = dict.fromkeys(name for row in rows for name in row)
    con.register("example_rows", pa.table({name: [row.get(name) for row in rows] for name in names}))
    statement = exp.Insert(
        this=exp.to_table(table), by_name=True, expression=exp.select("*").from_("example_rows")
    )
    con.execute(statement.sql(dialect=DIALECT))
    con.unregister("example_rows")
