"""From arrays to the columns of files: text, yes/no letters, dates and numbers, missing as null."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.synthetic.arrays import Dates, Flags, Numbers, Shares, Texts
from data.synthetic.recording import Moments

DATETIME = pa.timestamp("ms")  # the DATETIME of the Standard Safeguarding Dataset
MARK = "_"  # columns that start with it help to derive other files and are not written


def text(values: Texts) -> pa.Array:
    """Return a text column; None is null."""
    return pa.array(values, pa.string())


def constant(value: str, count: int) -> pa.Array:
    """Return the same text `count` times."""
    return pa.repeat(pa.scalar(value, pa.string()), count)


def blank(count: int) -> pa.Array:
    """Return a text column with nothing in it."""
    return pa.nulls(count, pa.string())


def datetime_column(values: Dates | Moments) -> pa.Array:
    """Return a DATETIME column; dates get midnight, NEVER is null."""
    return pa.array(values.astype("datetime64[ms]"), DATETIME)


def date_column(values: Dates) -> pa.Array:
    """Return a column of dates without a time."""
    return pa.array(values.astype("datetime64[D]"), pa.date32())


def second_column(values: Moments) -> pa.Array:
    """Return a column of dates with a time of day, to the second."""
    return pa.array(values.astype("datetime64[s]"), pa.timestamp("s"))


def whole(values: Numbers, missing: Flags | None = None) -> pa.Array:
    """Return a column of whole numbers, null where `missing`."""
    return pa.array(values.astype(np.int64), pa.int64(), mask=missing)


def decimal(values: Shares | NDArray[np.float64], places: int) -> pa.Array:
    """Return a column of numbers rounded to so many places; NaN is null."""
    return pa.array(np.round(values, places), pa.float64(), mask=np.isnan(values))


def yes_no(flags: Flags, unknown: Flags | None = None, letters: tuple[str, str] = ("Y", "N")) -> pa.Array:
    """Return Y or N for each row (or two other words), null where `unknown`."""
    words = pc.if_else(pa.array(flags), pa.scalar(letters[0]), pa.scalar(letters[1]))
    return words if unknown is None else pc.if_else(pa.array(unknown), pa.scalar(None, pa.string()), words)


def looked_up(keys: Texts, values: Mapping[str, str]) -> pa.Array:
    """Return the value for each key, null where the key is not in the list."""
    names = pa.array(list(values), pa.string())
    found = pc.index_in(pa.array(keys, pa.string()), names)
    return pc.take(pa.array(list(values.values()), pa.string()), found)


def flags_as_json(keys: Sequence[str], set_by: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the JSON text of each outcome: every key "N" except those that the outcome sets to "Y".

    >>> flags_as_json(["NFA_FLAG", "CP_FLAG"], {"plan": ["CP_FLAG"]})
    {'plan': '{"NFA_FLAG": "N", "CP_FLAG": "Y"}'}
    """
    return {
        outcome: json.dumps({key: "Y" if key in chosen else "N" for key in keys})
        for outcome, chosen in set_by.items()
    }


def without_marks(table: pa.Table) -> pa.Table:
    """Return the table as it is written: without the columns that only help."""
    return table.select([name for name in table.column_names if not name.startswith(MARK)])


def take_rows(table: pa.Table, rows: Numbers | Flags) -> pa.Table:
    """Return the rows of a table by position or by yes/no."""
    return table.filter(pa.array(rows)) if rows.dtype == np.bool_ else table.take(pa.array(rows))
