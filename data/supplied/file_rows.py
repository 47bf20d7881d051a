"""Rows of a CSV or XLSX file under known column headings.

A file is refused as a whole when its headings cannot be trusted: wrong format, no rows, a
missing or repeated heading, merged cells in the heading row. Single cells are the business of
the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from data.errors import ExtractError
from data.landing import cell_text
from data.supplied.tables import Table, plain_heading, read_table
from metrics.problems import did_you_mean

UNDER_NO_HEADING = "under_no_heading"

Cells = dict[str, object]


@dataclass(frozen=True)
class FileRows:
    """`headings` in file order; each row is the number a person sees in the file and its cells.

    What stands under no heading is kept in a column UNDER_NO_HEADING, which is there only if needed.
    """

    headings: list[str]
    rows: list[tuple[int, Cells]]


def read_file_rows(path: Path, required: Sequence[str], optional: Sequence[str]) -> FileRows:
    """Return the rows of a CSV or XLSX file; blank rows are left out, blank cells are None.

    Headings are compared without regard to case, spaces or underscores. Raises ExtractError with
    every problem of the file.
    """
    table = read_table(path, required)
    headings = [plain_heading(cell) for cell in table[0]] if table else []
    if not any(headings):
        raise ExtractError(path.name, [f"row 1 is empty. It should hold the headings {', '.join(required)}."])
    rows = _rows(headings, table)
    problems = _heading_problems(headings, required, optional)
    if not problems and not rows:
        problems.append("has headings but no rows.")
    if problems:
        raise ExtractError(path.name, problems)
    has_more = any(UNDER_NO_HEADING in cells for _, cells in rows)
    return FileRows([name for name in headings if name] + [UNDER_NO_HEADING] * has_more, rows)


def _heading_problems(headings: list[str], required: Sequence[str], optional: Sequence[str]) -> list[str]:
    """Return what is wrong with the headings.

    One that is not ours is named by its place: in a file without headings it is a person's data.
    """
    ours = [*required, *optional]
    problems = [f"column '{name}' is missing." for name in required if name not in headings]
    problems += [
        f"column '{name}' stands {headings.count(name)} times. Keep one."
        for name in ours
        if headings.count(name) > 1
    ]
    for place, name in enumerate(headings, start=1):
        if name and name not in ours:
            hint = did_you_mean(name, ours) or " Correct it or remove the column."
            problems.append(f"the heading of column {place} is not one of ours.{hint}")
    if len(headings) == 1:
        problems.append(
            "only one column was found. Put a comma between the columns and save it as CSV (UTF-8)."
        )
    return problems


def _rows(headings: list[str], table: Table) -> list[tuple[int, Cells]]:
    rows = []
    for number, row in enumerate(table[1:], start=2):
        cells: Cells = {name: cell for name, cell in zip(headings, row, strict=False) if name}
        outside = [cell_text(cell) for name, cell in zip_longest(headings, row) if not name]
        if any(outside):
            cells[UNDER_NO_HEADING] = " | ".join(text for text in outside if text)
        if any(cell is not None for cell in cells.values()):
            rows.append((number, cells))
    return rows
