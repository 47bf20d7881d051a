"""A table as received turned into typed rows; each different text of a column is read once.

Every row is staged or rejected: together they are all that was received.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.sources.cell_values import CellValue, Fault, reader_of
from data.sources.table_spec import ARROW_TYPES, LANDED_ROW, ROW_FAULT, ColumnSpec, ColumnType, TableSpec
from data.sources.tidy_text import is_blank

PLACEHOLDER_ID = "SSD_PH"  # the dataset's scripts write it in rows that hold no data
ISO_MOMENT = r"^(19[1-9]\d|20\d\d)-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?$"
DATE_FAULTS = (Fault.NO_DATE, Fault.NO_MOMENT)
CODE_FAULTS = (Fault.NOT_IN_LIST, Fault.CODE_AND_WORDS_DIFFER)
NO_VALUE = (Fault.BLANK, Fault.PLACEHOLDER)
DATE_TYPES = (ColumnType.DATE, ColumnType.DATETIME)
REJECTED_SCHEMA = pa.schema([(LANDED_ROW, pa.int64()), ("reasons", pa.string())])

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class NotRead:
    """What gave no value in a column of rows that are staged all the same: a code's spelling, or all of a fault."""

    column: str
    written: str | None
    fault: Fault
    rows: int


@dataclass(frozen=True)
class DateCount:
    """How many cells of a column of dates are filled, and how many of them cannot be read."""

    column: str
    filled: int
    unreadable: int


@dataclass(frozen=True)
class TypedTable:
    """`rows` has landed_row and the columns of the spec; `rejected` has landed_row and reasons."""

    spec: TableSpec
    rows: pa.Table
    rejected: pa.Table
    not_read: tuple[NotRead, ...]
    dates: tuple[DateCount, ...]
    repeated: int


@dataclass(frozen=True)
class _Column:
    spec: ColumnSpec
    values: pa.Array
    readings: list[CellValue]
    texts: list[str]
    places: NDArray[np.int64]  # of each row in readings

    def rows_with(self, faults: tuple[Fault, ...]) -> Flags:
        """Return the rows whose cell has one of the faults."""
        has_fault = np.array([reading.fault in faults for reading in self.readings], dtype=bool)
        return has_fault[self.places]


def typed_table(received: pa.Table, spec: TableSpec) -> TypedTable:
    """Return the typed rows of a table and the rejected ones.

    A row is rejected if it does not fit under the headings, if it holds no data, if a required column is
    empty or a strict one cannot be read, or if its key stands in an earlier row. What cannot be read in another
    column is left empty and counted.
    """
    received = received.combine_chunks()
    rows = np.array(received.column(LANDED_ROW), dtype=np.int64)
    columns = [_read_column(column, _text(received, column.received)) for column in spec.columns]
    reasons: dict[int, list[str]] = defaultdict(list)
    _note_row_faults(received, reasons)
    has_row_fault = _is_among(reasons, len(rows))
    for column in columns:
        _note_cells(column, ~has_row_fault, reasons)
    repeated = _note_repeated(columns, rows, ~_is_among(reasons, len(rows)), reasons)
    is_staged = ~_is_among(reasons, len(rows))
    typed = {LANDED_ROW: received.column(LANDED_ROW)} | {
        column.spec.name: column.values for column in columns
    }
    return TypedTable(
        spec,
        pa.table(typed).filter(pa.array(is_staged)),
        pa.table(
            {
                LANDED_ROW: [int(rows[place]) for place in sorted(reasons)],
                "reasons": ["; ".join(reasons[place]) for place in sorted(reasons)],
            },
            schema=REJECTED_SCHEMA,
        ),
        tuple(fault for column in columns for fault in _not_read(column, is_staged)),
        tuple(_date_count(column) for column in columns if column.spec.type in DATE_TYPES),
        repeated,
    )


def typed_column(received: pa.Table, column: ColumnSpec) -> pa.Array:
    """Return the values of one column, null where it has none or it cannot be read."""
    return _read_column(column, _text(received.combine_chunks(), column.received)).values


def _is_among(places: Iterable[int], count: int) -> Flags:
    flags = np.zeros(count, dtype=bool)
    flags[list(places)] = True
    return flags


def _text(received: pa.Table, name: str) -> pa.Array:
    if name not in received.column_names:
        return pa.nulls(received.num_rows, pa.string())
    column = received.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], pa.string())


def _read_column(spec: ColumnSpec, received: pa.Array) -> _Column:
    if spec.type is ColumnType.ID:
        return _ids(spec, received)
    if spec.type is ColumnType.DATETIME:
        moments = _iso_moments(received)
        if moments is not None:
            places = np.array(moments.is_null(), dtype=np.int64)
            return _Column(spec, moments, [CellValue(None), CellValue(None, Fault.BLANK)], ["", ""], places)
    encoded = received.dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    read = reader_of(spec)
    # One more reading, for the cells that were empty, at the end of the dictionary.
    readings = [*(read(text) for text in texts), CellValue(None, Fault.BLANK)]
    places = encoded.indices.fill_null(len(texts)).cast(pa.int64())
    values = pa.array([reading.value for reading in readings], ARROW_TYPES[spec.type]).take(places)
    return _Column(spec, values, readings, [*texts, ""], places.to_numpy(zero_copy_only=False))


def _iso_moments(received: pa.Array) -> pa.Array | None:
    """Return a column of moments that are all written alike, nearly all of them different, at once.

    None if one is written otherwise: then each is read by itself.
    """
    if not pc.all(pc.match_substring_regex(received, ISO_MOMENT)).as_py():
        return None
    try:
        return received.cast(ARROW_TYPES[ColumnType.DATETIME])
    except pa.ArrowInvalid:  # like 31 February
        return None


def _ids(spec: ColumnSpec, received: pa.Array) -> _Column:
    """Return a column of identifiers, nearly all different: cleaned all at once, not text by text."""
    trimmed = pc.replace_substring_regex(pc.utf8_trim_whitespace(received), r"^(\d+)\.0+$", r"\1")
    # All ways to write nothing are without a digit, and hardly any identifier is.
    without_digit = trimmed.filter(pc.invert(pc.match_substring_regex(trimmed, r"\d"))).unique()
    blanks = pa.array([text for text in without_digit.to_pylist() if is_blank(text)], pa.string())
    values = pc.if_else(pc.is_in(trimmed, blanks), pa.scalar(None, pa.string()), trimmed)
    faults = [CellValue(None), CellValue(None, Fault.BLANK)]
    places = np.array(values.is_null(), dtype=np.int64)
    return _Column(spec, values, faults, ["", ""], places)


def _note_row_faults(received: pa.Table, reasons: Mapping[int, list[str]]) -> None:
    if ROW_FAULT in received.column_names:
        faults = received.column(ROW_FAULT)
        for place in np.flatnonzero(np.array(faults.is_valid())):
            reasons[int(place)].append(faults[int(place)].as_py())


def _note_cells(column: _Column, is_whole: Flags, reasons: Mapping[int, list[str]]) -> None:
    """Add the reasons of one column to the rows that fit under the headings."""
    spec = column.spec
    rejects = np.array([_rejects(spec, reading.fault) for reading in column.readings], dtype=bool)
    for row in np.flatnonzero(rejects[column.places] & is_whole):
        reasons[int(row)].append(f"{spec.name} {column.readings[column.places[row]].words}")
    if spec.is_key:
        is_placeholder = pc.starts_with(column.values, PLACEHOLDER_ID).fill_null(False)
        for row in np.flatnonzero(np.array(is_placeholder)):
            reasons[int(row)].append("is a placeholder row without data")


def _rejects(spec: ColumnSpec, fault: Fault | None) -> bool:
    if fault is None:
        return False
    return spec.required or (spec.strict and fault not in NO_VALUE)


def _note_repeated(
    columns: list[_Column], rows: NDArray[np.int64], is_good: Flags, reasons: Mapping[int, list[str]]
) -> int:
    """Add the rows whose key, or whole content, stands in an earlier good row; return how many there are.

    A table without a key may hold the same content twice only by mistake, so that counts as its key.
    """
    good = np.flatnonzero(is_good)
    keys = [column for column in columns if column.spec.is_key] or columns
    _, first, inverse = np.unique(_codes(keys)[good], return_index=True, return_inverse=True)
    earlier = good[first[inverse]] if len(good) else good
    repeats = np.flatnonzero(earlier != good)
    for place in repeats:
        row, original = int(good[place]), int(earlier[place])
        is_same = all(column.values[row].equals(column.values[original]) for column in columns)
        what = "repeats" if is_same else "has the same key as, and says something else than,"
        reasons[row].append(f"{what} row {rows[original]:,}")
    return len(repeats)


def _codes(columns: list[_Column]) -> NDArray[np.int64]:
    """Return a number for each row, the same for rows that are the same in all columns."""
    codes = np.zeros(len(columns[0].places), dtype=np.int64)
    for column in columns:
        encoded = column.values.dictionary_encode()
        own = (
            encoded.indices.cast(pa.int64()).fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False)
        )
        _, codes = np.unique(codes * (len(encoded.dictionary) + 1) + own, return_inverse=True)
    return codes


def _not_read(column: _Column, is_staged: Flags) -> list[NotRead]:
    """Return what was not read; only codes as they were written, because other texts may be about a child."""
    counts = np.bincount(column.places[is_staged], minlength=len(column.readings))
    found: Counter[tuple[str | None, Fault]] = Counter()
    for place, reading in enumerate(column.readings):
        if reading.fault is not None and reading.fault is not Fault.BLANK and counts[place]:
            is_code = reading.fault in CODE_FAULTS
            found[column.texts[place] if is_code else None, reading.fault] += int(counts[place])
    return [NotRead(column.spec.name, written, fault, rows) for (written, fault), rows in found.items()]


def _date_count(column: _Column) -> DateCount:
    unreadable = int(column.rows_with(DATE_FAULTS).sum())
    empty = int(column.rows_with(NO_VALUE).sum())
    return DateCount(column.spec.name, len(column.places) - empty, unreadable)
