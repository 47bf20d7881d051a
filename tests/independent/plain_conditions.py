"""The yes/no conditions of definitions, worked out with pandas: the parse tree, no SQL engine.

Every part gives one value a row. Yes/no values are of pandas' nullable type "boolean", whose and, or
and not treat an unknown as SQL does; comparisons with an unknown are unknown.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import sqlglot
from sqlglot import exp

COMPARISONS: dict[type[exp.Expr], Callable[[Any, Any], Any]] = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
}
SUMS: dict[type[exp.Expr], Callable[[Any, Any], Any]] = {exp.Add: operator.add, exp.Sub: operator.sub}


def is_true(condition: str | None, rows: pd.DataFrame, *, unsaid: bool) -> pd.Series:
    """Return True or False a row; unknown is False. `unsaid` is the answer where there is no condition."""
    if condition is None:
        return pd.Series(unsaid, index=rows.index, dtype=bool)
    answer = value_of(sqlglot.parse_one(condition, dialect="duckdb"), rows)
    return answer.astype("boolean").fillna(False).astype(bool)


def value_of(node: exp.Expr, rows: pd.DataFrame) -> pd.Series:
    """Return the value of one part of a condition in every row. TypeError for a part it does not know."""

    def of(part: exp.Expr) -> pd.Series:
        return value_of(part, rows)

    if type(node) in COMPARISONS:
        return compared(COMPARISONS[type(node)], of(node.this), of(node.expression))
    if type(node) in SUMS:
        added: pd.Series = SUMS[type(node)](of(node.this), of(node.expression))
        return added
    match node:
        case exp.Column():
            return rows[node.name]
        case exp.Paren():
            return of(node.this)
        case exp.And():
            return yes_no(of(node.this)) & yes_no(of(node.expression))
        case exp.Or():
            return yes_no(of(node.this)) | yes_no(of(node.expression))
        case exp.Not():
            return ~yes_no(of(node.this))
        case exp.Is():
            return _is(of(node.this), node.expression)
        case exp.In():
            found = pd.Series(False, index=rows.index, dtype="boolean")
            for choice in node.expressions:
                found = found | compared(operator.eq, of(node.this), of(choice))
            return found
        case exp.Between():
            value = of(node.this)
            return compared(operator.ge, value, of(node.args["low"])) & compared(
                operator.le, value, of(node.args["high"])
            )
        case exp.Like():
            return _like(of(node.this), node.expression.name)
        case exp.Coalesce():
            first = of(node.this)
            for other in node.expressions:
                first = first.where(first.notna(), of(other))
            return first
        case exp.Greatest() | exp.Least():
            parts = pd.concat([of(part) for part in (node.this, *node.expressions)], axis=1)
            return parts.max(axis=1) if isinstance(node, exp.Greatest) else parts.min(axis=1)
        case exp.Neg():
            return -of(node.this)
        case _:
            return _constant(node, rows)


def yes_no(values: pd.Series) -> pd.Series:
    """Return values as yes, no or unknown."""
    return values.astype("boolean")


def compared(comparison: Callable[[Any, Any], Any], left: pd.Series, right: pd.Series) -> pd.Series:
    """Return a comparison a row, unknown where either side is."""
    answer = yes_no(comparison(left, right).fillna(False))
    return answer.mask(left.isna() | right.isna(), pd.NA)


def _is(values: pd.Series, what: exp.Expr) -> pd.Series:
    if isinstance(what, exp.Null):
        return yes_no(values.isna())
    if isinstance(what, exp.Boolean):
        return (yes_no(values) == bool(what.this)).fillna(False).astype("boolean")
    raise TypeError(f"IS {what.sql()} is not something a condition can ask")


def _like(values: pd.Series, pattern: str) -> pd.Series:
    written = "".join({"%": ".*", "_": "."}.get(letter, re.escape(letter)) for letter in pattern)
    fits = values.map(lambda text: re.fullmatch(written, text, re.DOTALL) is not None, na_action="ignore")
    return yes_no(fits)


def _constant(node: exp.Expr, rows: pd.DataFrame) -> pd.Series:
    match node:
        case exp.Cast():
            return pd.Series(pd.Timestamp(node.this.name), index=rows.index)
        case exp.Boolean():
            return pd.Series(bool(node.this), index=rows.index, dtype="boolean")
        case exp.Null():
            return pd.Series(pd.NA, index=rows.index, dtype="boolean")
        case exp.Literal() if node.is_string:
            return pd.Series(node.name, index=rows.index, dtype="string")
        case exp.Literal():
            return pd.Series(float(node.name), index=rows.index, dtype="Float64")
        case _:
            raise TypeError(f"a condition cannot hold {type(node).__name__}: {node.sql()}")
