"""From a list as received to typed rows: each row is staged, or rejected with every reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.annex_a.contested import BORN, CHILD, IS_CONTESTED, identifiers_of
from data.sources.annex_a.list_specs import ColumnType, ListSpec
from data.sources.annex_a.read import AnnexAList
from data.sources.annex_a.sheet_rows import SOURCE_ROW
from data.sources.annex_a.staged_columns import SHOULD_BE, TYPES, StagedColumn, missing_column, stage_column
from data.sources.code_lists import NotRead
from data.sources.tidy_text import squash, tidy

REPEATED_HEADINGS = "the row repeats the headings"
IS_UNBORN = "is_recorded_unborn"
REJECTED_SCHEMA = pa.schema([(SOURCE_ROW, pa.int64()), ("reasons", pa.string())])
UNKNOWN_CODES_SCHEMA = pa.schema(
    [("column", pa.string()), ("spelling", pa.string()), ("reason", pa.string()), ("rows", pa.int64())]
)
NOTES_SCHEMA = pa.schema([("column", pa.string()), ("note", pa.string()), ("rows", pa.int64())])

LONGEST_SPELLING = 60
# A number as long as an identifier or a date may be one, in the wrong column: it is not repeated in a report.
LOOKS_PERSONAL = re.compile(r"\d{5}|\d[-/.]\d{1,2}[-/.]\d|@")
WHY_UNKNOWN = (NotRead.NOT_IN_LIST.value, NotRead.CODE_AND_WORDS_DIFFER.value)
HIDDEN_SPELLING = "(a number, date or address: not shown)"


@dataclass(frozen=True)
class StagedList:
    """A list as typed rows.

    `rows` has source_row_number, every column of the list in its type (codes as codes, null where
    there is no value) and is_recorded_unborn beside an age. `rejected` has source_row_number and
    reasons, which never hold a child's data. `unknown_codes` has each spelling that no code was found
    for, and `notes` what else was left empty, both with the number of staged rows. `rows_with_unreadable_date`
    counts rows, staged or rejected, with a date other than that of birth that cannot be read.
    """

    spec: ListSpec
    rows: pa.Table
    rejected: pa.Table
    unknown_codes: pa.Table
    notes: pa.Table
    rows_with_unreadable_date: int


def staged_schema(spec: ListSpec) -> pa.Schema:
    """Return the columns of the staged rows of a list."""
    fields = [(SOURCE_ROW, pa.int64())]
    for column in spec.columns:
        fields.append((column.column_id, TYPES[column.type]))
        if column.type is ColumnType.AGE:
            fields.append((IS_UNBORN, pa.bool_()))
    return pa.schema(fields)


def stage_lists(lists: Iterable[AnnexAList]) -> dict[int, StagedList]:
    """Return the typed and rejected rows of the lists of one workbook, by the number of the list.

    Beside what rejects a row of one list, rows are rejected whose identifier has several dates of birth.
    """
    received = tuple(lists)
    contested = identifiers_of(received).contested
    return {annex_list.spec.number: stage_list(annex_list, contested) for annex_list in received}


def stage_list(annex_list: AnnexAList, contested: frozenset[str] = frozenset()) -> StagedList:
    """Return the typed rows of a list and the rejected ones: together, all that were received.

    A row is rejected if it does not say whom it is about or when, if the day on which that began or ended
    cannot be read (no day would mean "not over yet"), if its child is among the contested, or if it repeats
    the headings. Anything else that cannot be read is left empty and counted, and the row stays; a code that
    is not known is never taken for another.
    """
    received = annex_list.rows.combine_chunks()
    columns = [
        stage_column(spec, _texts(received, spec.column_id), counts_from_1904=annex_list.counts_from_1904)
        if spec.column_id in received.column_names
        else missing_column(spec, received.num_rows)
        for spec in annex_list.spec.columns
    ]
    reasons = _reasons(annex_list.spec, received, columns)
    for column in columns if contested else []:
        if column.spec.column_id == CHILD:
            for place in pc.indices_nonzero(
                pc.is_in(column.values, pa.array(contested, pa.string()))
            ).to_pylist():
                reasons[place].append(IS_CONTESTED)
    is_staged = pa.array([place not in reasons for place in range(received.num_rows)], pa.bool_())
    numbers = received.column(SOURCE_ROW).to_pylist()
    rejected = {
        SOURCE_ROW: [numbers[place] for place in sorted(reasons)],
        "reasons": ["; ".join(reasons[place]) for place in sorted(reasons)],
    }
    return StagedList(
        annex_list.spec,
        _typed_rows(annex_list.spec, received, columns).filter(is_staged),
        pa.table(rejected, schema=REJECTED_SCHEMA),
        _unknown_codes(received, columns, is_staged),
        _notes(columns, is_staged),
        _rows_with_unreadable_date(columns, received.num_rows),
    )


def _texts(received: pa.Table, column_id: str) -> pa.Array:
    column = received.column(column_id)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], pa.string())


def _reasons(spec: ListSpec, received: pa.Table, columns: list[StagedColumn]) -> dict[int, list[str]]:
    """Return the reasons by the place of each rejected row."""
    reasons: dict[int, list[str]] = defaultdict(list)
    identifier = spec.identifier
    if identifier.column_id in received.column_names:
        for place, text in enumerate(received.column(identifier.column_id).to_pylist()):
            if text and squash(text) in identifier.headings:
                reasons[place].append(REPEATED_HEADINGS)
    repeated = frozenset(reasons)
    for column in columns:
        for place in pc.indices_nonzero(column.rejects).to_pylist():
            if place not in repeated:
                reasons[place].append(f"{column.spec.column_id} {column.notes[place].as_py()}")
    return reasons


def _typed_rows(spec: ListSpec, received: pa.Table, columns: list[StagedColumn]) -> pa.Table:
    arrays = [received.column(SOURCE_ROW)]
    for column in columns:
        arrays += [column.values] if column.is_unborn is None else [column.values, column.is_unborn]
    return pa.table(arrays, schema=staged_schema(spec))


def _unknown_codes(received: pa.Table, columns: list[StagedColumn], is_staged: pa.Array) -> pa.Table:
    counted: Counter[tuple[str, str, str]] = Counter()
    for column in columns:
        column_id = column.spec.column_id
        if column.spec.type is ColumnType.CODE and column_id in received.column_names:
            noted = pc.and_(is_staged, pc.is_in(column.notes, pa.array(WHY_UNKNOWN)))
            texts = _texts(received, column_id).filter(noted).to_pylist()
            notes = column.notes.filter(noted).to_pylist()
            counted.update((column_id, _shown(text), note) for text, note in zip(texts, notes, strict=True))
    return _counts(counted, UNKNOWN_CODES_SCHEMA)


def _notes(columns: list[StagedColumn], is_staged: pa.Array) -> pa.Table:
    counted: Counter[tuple[str, ...]] = Counter()
    for column in columns:
        notes = column.notes.filter(is_staged).drop_null()
        for counts in notes.value_counts().to_pylist():
            if counts["values"] not in WHY_UNKNOWN:
                counted[column.spec.column_id, counts["values"]] += counts["counts"]
    return _counts(counted, NOTES_SCHEMA)


def _rows_with_unreadable_date(columns: list[StagedColumn], rows: int) -> int:
    found = pa.array([False] * rows, pa.bool_())
    for column in columns:
        if column.spec.type is ColumnType.DATE and column.spec.column_id != BORN:
            found = pc.or_(found, pc.equal(column.notes, SHOULD_BE[ColumnType.DATE]).fill_null(False))
    return int(pc.sum(found).as_py() or 0)


def _counts(counted: Counter[Any], schema: pa.Schema) -> pa.Table:
    rows = [(*key, number) for key, number in counted.items()]
    return pa.table([[row[place] for row in rows] for place in range(len(schema))], schema=schema)


def _shown(text: str) -> str:
    spelling = tidy(text)
    if LOOKS_PERSONAL.search(spelling):
        return HIDDEN_SPELLING
    return spelling if len(spelling) <= LONGEST_SPELLING else f"{spelling[:LONGEST_SPELLING]}..."
