"""Check the yes/no conditions of a calculation: one expression, known columns, nothing that could hide a rule.

A condition may compare columns with each other and with constants, and join such comparisons with AND, OR,
NOT. Rules about children (what counts as a visit, who is in care) live once, in queries/events/: whatever
needs a sub-query, a CASE or date arithmetic belongs there as a column with a name.
"""

from collections.abc import Collection, Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from metrics.problems import did_you_mean

JOINS = (exp.And, exp.Or, exp.Not, exp.Paren)
COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Is, exp.In, exp.Between, exp.Like)
VALUES = (exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Neg, exp.Add, exp.Sub)
FUNCTIONS = (exp.Coalesce, exp.Least, exp.Greatest)
DATE_CONSTANT = (exp.Cast, exp.DataType)
ALLOWED = (*JOINS, *COMPARISONS, *VALUES, *FUNCTIONS, *DATE_CONSTANT)


def condition_problems(condition: str, columns: Collection[str] | None, table: str) -> list[str]:
    """Return what is wrong with a condition over one event table; an empty list if nothing is.

    `columns` are the table's columns; None if the table is not known, and then columns are not checked.
    """
    try:
        parsed = sqlglot.parse_one(condition, into=exp.Condition, dialect="duckdb")
    except SqlglotError:
        return [
            f"'{condition}' cannot be read as a yes/no condition, like \"is_open AND age_in_years < 18\"."
        ]
    problems = list(_parts_not_allowed(parsed))
    if not problems and not _is_yes_or_no(parsed):
        problems.append(f"'{condition}' does not come out as yes or no. Compare it with something.")
    if columns is not None:
        problems.extend(_unknown_columns(parsed, columns, table))
    return problems


def _parts_not_allowed(parsed: exp.Expr) -> Iterator[str]:
    if any(node.comments for node in parsed.walk()):
        yield "a condition cannot hold a comment. Put it in the YAML file, after #."
    refused = [node for node in parsed.walk() if not _is_allowed(node)]
    # A refused part is reported once, not again for everything inside it.
    for node in refused:
        if not any(node is not other and _is_inside(node, other) for other in refused):
            yield (
                f"'{node.sql(dialect='duckdb')}' is not allowed in a condition: use comparisons of columns and "
                "constants, AND, OR, NOT, coalesce, least and greatest. Anything more belongs in queries/events/ "
                "as a column."
            )


def _is_inside(node: exp.Expr, other: exp.Expr) -> bool:
    ancestor = node.parent
    while ancestor is not None and ancestor is not other:
        ancestor = ancestor.parent
    return ancestor is not None


def _is_allowed(node: exp.Expr) -> bool:
    if isinstance(node, exp.Column):
        return not node.table
    if isinstance(node, exp.Cast):
        return isinstance(node.this, exp.Literal) and node.to.is_type("DATE")
    return isinstance(node, ALLOWED)


def _is_yes_or_no(node: exp.Expr) -> bool:
    """Return True if a condition can only be yes, no or unknown. A bare column is taken to be a yes/no column."""
    if isinstance(node, exp.Coalesce):
        return all(_is_yes_or_no(part) for part in (node.this, *node.expressions))
    if isinstance(node, JOINS):
        return all(_is_yes_or_no(part) for part in node.iter_expressions())
    return isinstance(node, (*COMPARISONS, exp.Column, exp.Boolean))


def _unknown_columns(parsed: exp.Expr, columns: Collection[str], table: str) -> Iterator[str]:
    for name in dict.fromkeys(column.name for column in parsed.find_all(exp.Column)):
        if name not in columns:
            yield f"uses '{name}', which {table} does not have.{did_you_mean(name, columns)}"
