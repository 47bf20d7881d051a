"""Workbooks as people really send them: what is read all the same, what is refused as a whole, and why."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.landing import Load, landed_table
from data.paths import StorePaths
from data.sources.annex_a.workbook_file import WorkbookLimits
from data.supplied import tables

Rejected = Callable[[Load], list[tuple[int, str]]]
Staged = Callable[[Load], list[dict[str, Any]]]
Refusal = Callable[..., tuple[str, ...]]

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADINGS = "period,kpi,org_unit,numerator,denominator,value,source,note"
KPI = "assessments_within_45_working_days"
CELLS = ["2026-10", KPI, "Havering", 45, 50, 90, "Return"]
DAMAGED = "is damaged or was cut short on the way."


@contextmanager
def workbook(file: Path, headings: list[str] | None = None) -> Iterator[Any]:
    """Give the book and its one sheet, with our headings in row 1."""
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Values")
        sheet.write_row(0, 0, HEADINGS.split(",") if headings is None else headings)
        yield book, sheet


def test_a_small_workbook_that_unpacks_to_a_big_one_is_refused(
    load_file: Callable[[Path], Load],
    refusal: Refusal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "WORKBOOK_LIMITS", WorkbookLimits(unpacked_bytes=1_000_000))
    file = tmp_path / "values.xlsx"
    with workbook(file) as (_, sheet):
        sheet.write_row(1, 0, [*CELLS, " " * 30_000])
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b"0" * 2_000_000)
    assert file.stat().st_size < 20_000
    (problem,) = refusal(load_file, file)
    assert problem.startswith("unpacks to more than 1 MB, far more than lists do.")


def test_a_stray_entry_in_the_far_corner_is_refused_before_the_sheet_is_reserved(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path
) -> None:
    with workbook(tmp_path / "values.xlsx") as (_, sheet):
        sheet.write_row(1, 0, CELLS)
        sheet.write(1_048_575, 16_383, "x")
    (problem,) = refusal(load_file, tmp_path / "values.xlsx")
    assert problem.startswith("sheet 'Values' reaches to row 1,048,576 and column 16,384")


def test_an_empty_workbook_is_refused(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path
) -> None:
    with workbook(tmp_path / "values.xlsx", headings=[]):
        pass
    problem = "every sheet is empty. Fill in the template's first sheet."
    assert refusal(load_file, tmp_path / "values.xlsx") == (problem,)


def test_a_workbook_with_nothing_but_headings_is_refused_as_such(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path
) -> None:
    with workbook(tmp_path / "values.xlsx"):
        pass
    assert refusal(load_file, tmp_path / "values.xlsx") == ("has headings but no rows.",)


def test_merged_headings_are_refused(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path
) -> None:
    with workbook(tmp_path / "values.xlsx") as (_, sheet):
        sheet.write_row(1, 0, CELLS)
        sheet.merge_range(0, 5, 0, 7, "value")
    problem = "sheet 'Values' has merged cells in row 1. Unmerge them: one heading a column."
    assert refusal(load_file, tmp_path / "values.xlsx") == (problem,)


def test_merged_cells_in_a_row_leave_the_others_empty_and_rejected(
    load_file: Callable[[Path], Load], tmp_path: Path, rejected: Rejected
) -> None:
    with workbook(tmp_path / "values.xlsx") as (_, sheet):
        sheet.write_row(1, 0, CELLS)
        sheet.write_row(2, 0, ["2026-09", None, *CELLS[2:]])
        sheet.merge_range(1, 1, 2, 1, KPI)
    load = load_file(tmp_path / "values.xlsx")
    assert rejected(load) == [(3, "kpi is empty")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty (0 bytes)."),
        (b"<html><table></table></html>", "is no Excel workbook, whatever its name says."),
        (OLE_START + b"\0" * 600, "is in the format of Excel 97 to 2003 (.xls)."),
        (
            OLE_START + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password. Open it in Excel, take the password off",
        ),
        (b"PK\x03\x04 broken", DAMAGED),
    ],
    ids=["empty", "web page", "old Excel", "password", "cut off"],
)
def test_a_file_that_is_no_workbook_is_refused_with_what_to_do(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "values.xlsx"
    file.write_bytes(content)
    (problem,) = refusal(load_file, file)
    assert problem.startswith(said)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/worksheets/sheet1.xml", DAMAGED),
        ("xl/workbook.xml", "has a damaged table of contents."),
        ("xl/styles.xml", DAMAGED),
        ("_rels/.rels", DAMAGED),
    ],
)
def test_a_workbook_with_a_damaged_part_is_refused(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path, part: str, said: str
) -> None:
    with workbook(tmp_path / "whole.xlsx") as (_, sheet):
        sheet.write_row(1, 0, CELLS)
    file = tmp_path / "values.xlsx"
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(file, "w") as damaged:
        for name in whole.namelist():
            content = whole.read(name)
            damaged.writestr(name, content[: len(content) // 2] if name == part else content)
    (problem,) = refusal(load_file, file)
    assert problem.startswith(said)


def test_a_real_date_is_a_month_on_its_first_day_and_a_single_day_otherwise(
    load_file: Callable[[Path], Load], tmp_path: Path, staged: Staged
) -> None:
    with workbook(tmp_path / "values.xlsx") as (_, sheet):
        for row, when in enumerate(
            [date(2026, 10, 1), date(2026, 9, 30), datetime(2026, 8, 1, 9, 30)], start=1
        ):
            sheet.write_row(row, 0, [when, *CELLS[1:]])
    load = load_file(tmp_path / "values.xlsx")
    assert [(row["period_kind"], row["period_end"]) for row in staged(load)] == [
        ("month", date(2026, 10, 31)),
        ("as_at", date(2026, 9, 30)),
        ("month", date(2026, 8, 31)),
    ]


def test_an_excel_date_as_a_number_is_rejected_with_what_to_do(
    load_file: Callable[[Path], Load], tmp_path: Path, rejected: Rejected
) -> None:
    with workbook(tmp_path / "values.xlsx") as (_, sheet):
        sheet.write_row(1, 0, [46296, *CELLS[1:]])
    ((row, reason),) = rejected(load_file(tmp_path / "values.xlsx"))
    assert row == 2
    assert reason.startswith("period '46296' looks like an Excel date stored as a number. Format the column")


@pytest.mark.parametrize("number_format", ["0%", "0.0%", "0.0%;[Red]-0.0%", "0.00%"])
def test_a_percentage_cell_is_what_it_shows_and_not_the_fraction_it_holds(
    paths: StorePaths, load_file: Callable[[Path], Load], tmp_path: Path, number_format: str, staged: Staged
) -> None:
    with workbook(tmp_path / "values.xlsx") as (book, sheet):
        percent = book.add_format({"num_format": number_format})
        sheet.write_row(1, 0, [*CELLS[:3], None, None, None, "Return"])
        sheet.write(1, 5, 0.704, percent)
        sheet.write_row(2, 0, ["2026-09", *CELLS[1:3], None, None, None, "Return"])
        sheet.write_formula(2, 5, "=45/50", percent, 0.9)
    load = load_file(tmp_path / "values.xlsx")
    assert [row["value"] for row in staged(load)] == [70.4, 90.0]
    assert landed_table(paths, load.load_id, "rows").column("value").to_pylist() == ["70.4%", "90%"]


def test_a_percent_sign_in_quotation_marks_is_no_percentage_format(
    load_file: Callable[[Path], Load], tmp_path: Path, staged: Staged
) -> None:
    with workbook(tmp_path / "values.xlsx") as (book, sheet):
        sheet.write_row(1, 0, CELLS)
        sheet.write(1, 5, 90, book.add_format({"num_format": '0" %"'}))
    assert [row["value"] for row in staged(load_file(tmp_path / "values.xlsx"))] == [90.0]


def test_an_excel_error_rejects_its_row_instead_of_passing_for_an_empty_cell(
    load_file: Callable[[Path], Load], tmp_path: Path, rejected: Rejected
) -> None:
    with workbook(tmp_path / "values.xlsx", [*HEADINGS.split(","), "breakdown", "part"]) as (_, sheet):
        sheet.write_row(1, 0, CELLS)
        sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, CELLS)
        sheet.write_formula(2, 8, "=NA()", None, "#N/A")
        sheet.write_formula(2, 9, "=NA()", None, "#N/A")
    assert rejected(load_file(tmp_path / "values.xlsx")) == [
        (2, "value holds the Excel error #DIV/0!: correct the formula, or empty the cell"),
        (
            3,
            "breakdown holds the Excel error #N/A: correct the formula, or empty the cell; "
            "part holds the Excel error #N/A: correct the formula, or empty the cell",
        ),
    ]


def test_a_whole_number_in_a_workbook_is_written_without_its_decimal_point(
    load_file: Callable[[Path], Load], tmp_path: Path, staged: Staged
) -> None:
    with workbook(tmp_path / "values.xlsx", [*HEADINGS.split(","), "breakdown", "part"]) as (_, sheet):
        sheet.write_row(1, 0, [*CELLS, None, "age", 16])
    assert [row["part"] for row in staged(load_file(tmp_path / "values.xlsx"))] == ["16"]


def test_the_sheet_with_our_headings_is_read_wherever_it_stands(
    load_file: Callable[[Path], Load], tmp_path: Path, staged: Staged
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "values.xlsx")) as book:
        book.add_worksheet("Read me").write(0, 0, "How to fill this in")
        percent = book.add_format({"num_format": "0%"})
        sheet = book.add_worksheet("Values")
        sheet.write_row(0, 0, HEADINGS.split(","))
        sheet.write_row(1, 0, CELLS)
        sheet.write(1, 5, 0.9, percent)
    assert [row["value"] for row in staged(load_file(tmp_path / "values.xlsx"))] == [90.0]


def test_two_sheets_with_our_headings_are_refused_rather_than_one_forgotten(
    load_file: Callable[[Path], Load], refusal: Refusal, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "values.xlsx")) as book:
        for name in ("September", "October"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADINGS.split(","))
            sheet.write_row(1, 0, CELLS)
    assert refusal(load_file, tmp_path / "values.xlsx") == (
        "sheets 'September', 'October' all have the headings. Put every row on one sheet.",
    )
