"""One column of text turned into typed values, and why some cells have none. Each text is read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa

from data.sources.annex_a.list_specs import ColumnSpec, ColumnType, Treatment
from data.sources.code_lists import NotRead, load_code_list
from data.sources.dates import NoValue, read_date
from data.sources.numbers import Age, read_age, read_identifier, read_postcode, read_text, read_whole_number

TYPES = {
    ColumnType.IDENTIFIER: pa.string(),
    ColumnType.TEXT: pa.string(),
    ColumnType.DATE: pa.date32(),
    ColumnType.WHOLE_NUMBER: pa.int32(),
    ColumnType.AGE: pa.int32(),
    ColumnType.POSTCODE: pa.string(),
    ColumnType.CODE: pa.string(),
}
SHOULD_BE = {
    ColumnType.IDENTIFIER: "is shortened to a power of ten and has lost digits: format the column as text",
    ColumnType.DATE: "is not a date like 31/10/2025",
    ColumnType.WHOLE_NUMBER: "is not a whole number of 0 or more",
    ColumnType.AGE: "is not an age like 7, <1 or 18 months",
    ColumnType.POSTCODE: "is not a full postcode",
}
IS_EMPTY = "is empty"
IS_PLACEHOLDER = "holds a placeholder such as 01/01/1900 in place of a date"
READERS: Mapping[ColumnType, Callable[[str], object]] = {
    ColumnType.IDENTIFIER: read_identifier,
    ColumnType.TEXT: read_text,
    ColumnType.WHOLE_NUMBER: read_whole_number,
    ColumnType.AGE: read_age,
    ColumnType.POSTCODE: read_postcode,
}


@dataclass(frozen=True)
class StagedColumn:
    """A typed column of the same length as the rows received.

    `values` holds null where there is no value, and `notes` why, where that is worth saying.
    `rejects` is true where the row is of no use without the value. `is_unborn` is for ages only.
    """

    spec: ColumnSpec
    values: pa.Array
    notes: pa.Array
    rejects: pa.Array
    is_unborn: pa.Array | None = None


@dataclass(frozen=True)
class _Reading:
    """What one text was read as. `value` is of the column's type, or an Age."""

    value: Any = None
    note: str | None = None
    rejects: bool = False


def stage_column(spec: ColumnSpec, received: pa.Array, *, counts_from_1904: bool) -> StagedColumn:
    """Return the typed values of a column of text; codes as the codes of the column's list."""
    encoded = received.dictionary_encode()
    read = _reader(spec, counts_from_1904)
    readings = [_treated(spec, read(text)) for text in encoded.dictionary.to_pylist()]
    # Cells that were empty have no place in the dictionary: theirs is one more reading at its end.
    places = encoded.indices.fill_null(len(readings))
    return _column(spec, [*readings, _treated(spec, NoValue.BLANK)], places)


def missing_column(spec: ColumnSpec, rows: int) -> StagedColumn:
    """Return a column of nulls for one that the sheet does not have; it rejects rows that need it."""
    is_needed = spec.blank is Treatment.REJECTED
    reading = _Reading(
        None, f"is missing: the sheet has no column '{spec.heading}'" if is_needed else None, is_needed
    )
    return _column(spec, [reading], pa.array([0] * rows, pa.int32()))


def _column(spec: ColumnSpec, readings: list[_Reading], places: pa.Array) -> StagedColumn:
    found = [reading.value for reading in readings]
    values = [value.years if isinstance(value, Age) else value for value in found]
    unborn = [value.is_unborn if isinstance(value, Age) else None for value in found]
    return StagedColumn(
        spec,
        pa.array(values, TYPES[spec.type]).take(places),
        pa.array([reading.note for reading in readings], pa.string()).take(places),
        pa.array([reading.rejects for reading in readings], pa.bool_()).take(places),
        pa.array(unborn, pa.bool_()).take(places) if spec.type is ColumnType.AGE else None,
    )


def _reader(spec: ColumnSpec, counts_from_1904: bool) -> Callable[[str], object]:
    if spec.type is ColumnType.DATE:
        return partial(read_date, counts_from_1904=counts_from_1904)
    if spec.type is ColumnType.CODE:
        return load_code_list(str(spec.code_list)).read
    return READERS[spec.type]


def _treated(spec: ColumnSpec, found: object) -> _Reading:
    match found:
        case NoValue.BLANK | NotRead.BLANK:
            return _without_value(IS_EMPTY, spec.blank)
        case NoValue.PLACEHOLDER:
            needed = spec.blank is Treatment.REJECTED
            return _without_value(IS_PLACEHOLDER, Treatment.REJECTED if needed else Treatment.COUNTED)
        case NoValue.UNREADABLE:
            return _without_value(SHOULD_BE[spec.type], spec.unreadable)
        case NotRead():
            return _without_value(found.value, Treatment.COUNTED)
        case _:
            return _Reading(found)


def _without_value(note: str, treatment: Treatment) -> _Reading:
    if treatment is Treatment.ALLOWED:
        return _Reading()
    return _Reading(None, note, treatment is Treatment.REJECTED)
