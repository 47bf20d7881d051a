"""The rows of a sheet as text, and as the table of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyarrow as pa
from python_calamine import CalamineSheet

from data.sources.annex_a.cell_text import cell_text
from data.sources.annex_a.headings import MatchedHeadings
from data.sources.tidy_text import is_blank, tidy

SOURCE_ROW = "source_row_number"
BATCH_ROWS = 10_000

TextRow = list[str | None]


def text_rows(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, TextRow]]:
    """Yield (row, cells) from the first row and column of a sheet, rows counted from 0.

    `errors` are the sheet's formula errors by (row, column): they stand in the place of their cells.
    """
    if sheet.start is None:
        return
    errors_by_row: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (row, column), error in errors.items():
        errors_by_row[row].append((column, error))
    empty_columns: TextRow = [None] * sheet.start[1]
    for row, cells in enumerate(sheet.iter_rows()):
        found = [*empty_columns, *(cell_text(cell) for cell in cells)]
        for column, error in errors_by_row.get(row, ()):
            found += [None] * (column + 1 - len(found))
            found[column] = error
        yield row, found


def list_table(rows: Iterable[tuple[int, TextRow]], match: MatchedHeadings) -> pa.Table:
    """Return the rows below the headings: source_row_number and the columns that were found, as text.

    Rows without anything in these columns are left out. A batch of rows at a time is held as text.
    """
    columns = [column.column_id for column in match.spec.columns if column.column_id in match.positions]
    places = [match.positions[column] for column in columns]
    schema = pa.schema([(SOURCE_ROW, pa.int64()), *((column, pa.string()) for column in columns)])
    filled = (
        (row + 1, [cells[place] if place < len(cells) else None for place in places])
        for row, cells in rows
        if row > match.row
    )
    wanted = (
        (number, cells)
        for number, cells in filled
        if any(cell and not is_blank(tidy(cell)) for cell in cells)
    )
    batches = []
    while batch := list(islice(wanted, BATCH_ROWS)):
        numbers = pa.array([number for number, _ in batch], pa.int64())
        texts = [pa.array(cells, pa.string()) for cells in zip(*(cells for _, cells in batch), strict=True)]
        batches.append(pa.RecordBatch.from_arrays([numbers, *texts], schema=schema))
    return pa.Table.from_batches(batches, schema=schema)
