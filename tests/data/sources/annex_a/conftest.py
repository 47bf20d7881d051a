"""Writing, reading and staging a small Annex A workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from data.sources.annex_a import AnnexAList, StagedList, read_annex_a, stage_list
from tests.data.sources.annex_a.workbooks import HEADINGS, Formula, Sheets, WriteWorkbook


@pytest.fixture
def write_workbook(tmp_path: Path) -> WriteWorkbook:
    """Return a function that writes sheets of rows to a workbook and returns its path."""

    def write(sheets: Sheets, name: str = "annex_a.xlsx", *, date_1904: bool = False) -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "date_1904": date_1904})
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet_name, rows in sheets.items():
            sheet = book.add_worksheet(sheet_name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, Formula):
                        sheet.write_formula(row, column, cell.formula, None, cell.result)
                    elif isinstance(cell, date):
                        midnight = datetime(cell.year, cell.month, cell.day)
                        sheet.write_datetime(
                            row, column, cell if isinstance(cell, datetime) else midnight, as_date
                        )
                    elif cell is not None:
                        sheet.write(row, column, cell)
        book.close()
        return path

    return write


@pytest.fixture
def received(write_workbook: WriteWorkbook) -> Callable[..., AnnexAList]:
    """Return a function that writes the rows of one list below its headings and reads the list."""

    def read(number: int, *rows: Sequence[object], headings: Sequence[str] | None = None) -> AnnexAList:
        sheets = {f"List {number}": [headings or HEADINGS[number], *rows]}
        return read_annex_a(write_workbook(sheets)).lists[number]

    return read


@pytest.fixture
def staged(received: Callable[..., AnnexAList]) -> Callable[..., StagedList]:
    """Return a function that writes the rows of one list below its headings and stages them."""

    def stage(number: int, *rows: Sequence[object], headings: Sequence[str] | None = None) -> StagedList:
        return stage_list(received(number, *rows, headings=headings))

    return stage
