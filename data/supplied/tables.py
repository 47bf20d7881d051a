"""A CSV or XLSX file as rows of cells, each as people see it: text, number, date or None."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from data.errors import ExtractError
from data.sources.annex_a.workbook_file import DAMAGED, WorkbookLimits, check_workbook_file
from data.supplied.workbook_cells import WorkbookDamagedError, cells_shown_differently

MAXIMUM_FILE_BYTES = 50_000_000
WORKBOOK_LIMITS = WorkbookLimits(file_bytes=MAXIMUM_FILE_BYTES)
DELIMITERS = ",;\t|"

Table = list[list[object]]


def read_table(path: Path, required: Collection[str]) -> Table:
    """Return every row of a file, headings first; of a workbook, the sheet that has them.

    Raises ExtractError if the file is not a whole CSV or XLSX file.
    """
    if not path.is_file():
        raise ExtractError(path.name, ["there is no such file. Check the name and folder."])
    if path.stat().st_size > MAXIMUM_FILE_BYTES:
        raise ExtractError(path.name, [_too_big(MAXIMUM_FILE_BYTES)])
    match path.suffix.lower():
        case ".csv":
            return _csv_table(path)
        case ".xlsx":
            return _xlsx_table(path, required)
        case other:
            raise ExtractError(path.name, [f"ends in '{other}'. Save it as .csv or .xlsx and load it again."])


def plain_heading(cell: object) -> str:
    """Return a heading in snake case, '' when it is empty.

    >>> plain_heading(" Org  Unit "), plain_heading(None)
    ('org_unit', '')
    """
    return "_".join(str(cell or "").lower().replace("_", " ").split())


def _csv_table(path: Path) -> Table:
    text = _decoded(path)
    heading_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=heading_line.count)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    try:
        return [[_as_seen(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise ExtractError(
            path.name,
            [f"line {reader.line_num} is not CSV ({error}). Look for a quotation mark that is not closed."],
        ) from error


def _decoded(path: Path) -> str:
    """Return the text of a file in UTF-8 or, as older Excel saves it, in Windows' own encoding."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ExtractError(path.name, ["is not text. Save it as CSV (UTF-8) and load it again."])


def _xlsx_table(path: Path, required: Collection[str]) -> Table:
    check_workbook_file(path, WORKBOOK_LIMITS)
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
            sheet = _chosen_sheet(path, sheets, required)
            _refuse_merged_headings(path, sheet)
            table = [[_as_seen(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        for (row, column), shown in cells_shown_differently(path, sheet.name).items():
            table[row][column] = shown
    except (CalamineError, WorkbookDamagedError) as error:
        raise ExtractError(path.name, [DAMAGED]) from error
    return table


def _chosen_sheet(path: Path, sheets: list[CalamineSheet], required: Collection[str]) -> CalamineSheet:
    """Return the sheet with our headings, else the first that is not empty, for its problems."""
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise ExtractError(path.name, ["every sheet is empty. Fill in the template's first sheet."])
    ours = [sheet for sheet in filled if set(required) <= _headings(sheet)]
    if len(ours) > 1:
        names = ", ".join(f"'{sheet.name}'" for sheet in ours)
        raise ExtractError(path.name, [f"sheets {names} all have the headings. Put every row on one sheet."])
    return ours[0] if ours else filled[0]


def _headings(sheet: CalamineSheet) -> set[str]:
    return {plain_heading(cell) for row in sheet.to_python(skip_empty_area=False, nrows=1) for cell in row}


def _refuse_merged_headings(path: Path, sheet: CalamineSheet) -> None:
    if any(first_row == 0 for (first_row, _), _ in sheet.merged_cell_ranges or []):
        raise ExtractError(
            path.name,
            [f"sheet '{sheet.name}' has merged cells in row 1. Unmerge them: one heading a column."],
        )


def _as_seen(cell: object) -> object:
    """Return a cell without the spaces around it; dates lose their time, empty text is None."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date | int | float) and not isinstance(cell, bool):
        return cell
    return None if cell is None else str(cell).replace("\xa0", " ").strip() or None


def _too_big(most_bytes: int) -> str:
    return f"is over {most_bytes // 1_000_000} MB. Split it by year and load each part."
