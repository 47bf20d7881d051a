"""Rows of a CSV or XLSX file under known column headings.

A file is refused as a whole when its headings cannot be trusted: wrong format, no rows, a
missing or repeated heading, merged cells in the heading row. Single cells are the business of
the caller.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from data.errors import ExtractError
from metrics.problems import did_you_mean

MAXIMUM_FILE_BYTES = 50_000_000


@dataclass(frozen=True)
class FileRows:
    """`headings` in file order; each row is the number a person sees in the file and its cells."""

    headings: list[str]
    rows: list[tuple[int, dict[str, object]]]


def read_file_rows(path: Path, required: Iterable[str], optional: Iterable[str]) -> FileRows:
    """Return the rows of a CSV or XLSX file; blank rows are left out, blank cells are None.

    Headings are compared without regard to case, spaces or underscores. Raises ExtractError with
    every problem of the file.
    """
    if not path.is_file():
        raise ExtractError(path.name, ["there is no such file. Check the name and folder."])
    if path.stat().st_size > MAXIMUM_FILE_BYTES:
        raise ExtractError(path.name, [f"is over {MAXIMUM_FILE_BYTES // 1_000_000} MB. Split it by year and load each part."])
    match path.suffix.lower():
        case ".csv":
            table = _csv_table(path)
        case ".xlsx":
            table = _xlsx_table(path)
        case other:
            raise ExtractError(path.name, [f"ends in '{other}'. Save it as .csv or .xlsx and load it again."])
    return _under_headings(path, table, list(required), list(optional))


def _csv_table(path: Path) -> list[list[object]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise ExtractError(path.name, ["is not text. Save it as CSV (UTF-8) and load it again."])
    heading_line = text.partition("\n")[0]
    delimiter = max(",;\t|", key=heading_line.count)
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]


def _xlsx_table(path: Path) -> list[list[object]]:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except CalamineError as error:
        raise ExtractError(
            path.name, ["cannot be opened as a workbook: damaged, protected by a password, or not .xlsx."]
        ) from error
    filled = [sheet for sheet in sheets if sheet.total_height]
    if not filled:
        raise ExtractError(path.name, ["every sheet is empty. Fill in the template's first sheet."])
    sheet = filled[0]
    _refuse_merged_headings(path, sheet)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _refuse_merged_headings(path: Path, sheet: CalamineSheet) -> None:
    for (first_row, _), (_, _) in sheet.merged_cell_ranges or []:
        if first_row == 0:
            raise ExtractError(
                path.name,
                [f"sheet '{sheet.name}' has merged cells in row 1. Unmerge them: one heading a column."],
            )


def _heading(cell: object) -> str:
    return "_".join(str(cell or "").strip().lower().replace("_", " ").split())


def _under_headings(path: Path, table: list[list[object]], required: list[str], optional: list[str]) -> FileRows:
    if not table or not any(_heading(cell) for cell in table[0]):
        raise ExtractError(path.name, [f"row 1 is empty. It should hold the headings {', '.join(required)}."])
    headings = [_heading(cell) for cell in table[0]]
    problems = [f"column '{name}' is missing." for name in required if name not in headings]
    for name in dict.fromkeys(headings):
        if name and headings.count(name) > 1:
            problems.append(f"column '{name}' stands {headings.count(name)} times. Keep one.")
        if name and name not in required and name not in optional:
            problems.append(f"column '{name}' is not one of ours.{did_you_mean(name, [*required, *optional])}")
    rows = [
        (number, {name: _cell(value) for name, value in zip(headings, row, strict=False) if name})
        for number, row in enumerate(table[1:], start=2)
        if any(_cell(value) is not None for value in row)
    ]
    if not problems and not rows:
        problems.append("has headings but no rows.")
    if problems:
        raise ExtractError(path.name, problems)
    return FileRows([name for name in headings if name], rows)


def _cell(value: object) -> object:
    """Return a cell as received; dates with a time lose it, empty text is None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | int | float) and not isinstance(value, bool):
        return value
    return str(value).replace("\xa0", " ").strip() or None if value is not None else None
