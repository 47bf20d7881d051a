"""Bad Annex A workbooks through the real command line: refused in words, and the last good build stays in use."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.bad_files import (
    FIRST_SHEET,
    compound_file,
    copy_of,
    huge_sheet,
    rewritten,
    sheets_of,
    with_unreadable_dates,
    write_sheets,
)
from tests.commands.conftest import COUNCIL, OCTOBER, SEPTEMBER, Council, Loader

SAMPLES = Path(__file__).parents[3] / "shared" / "testdata"
SEND_WORKBOOK = SAMPLES / "annex_a_send" / "fake_sen.xlsx"
Make = Callable[[Council, Path], object]

pytestmark = pytest.mark.usefixtures("small_library")


def annex_a(file: Path, as_at: date = OCTOBER, authority: str = COUNCIL) -> Sequence[str | Path]:
    return "annex-a", file, "--authority", authority, "--as-at", str(as_at)


def cut_short(council: Council, file: Path) -> None:
    file.write_bytes(council.workbooks[OCTOBER].read_bytes()[:20_000])


def of_200_megabytes(council: Council, file: Path) -> None:
    file.write_bytes(council.workbooks[OCTOBER].read_bytes() + random.Random(1).randbytes(1_000_000))
    with file.open("r+b") as handle:
        handle.truncate(200_000_000)


def bomb(council: Council, file: Path) -> None:
    rewritten(council.workbooks[OCTOBER], file, FIRST_SHEET, huge_sheet)
    assert file.stat().st_size < 1_000_000


def entry_in_the_far_corner(council: Council, file: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewritten(council.workbooks[OCTOBER], file, FIRST_SHEET, lambda xml: [xml.replace(b"</sheetData>", far)])


def note_in_every_row(_council: Council, file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, ["Child Unique ID", "Date of Contact", "Contact Source"])
        for row in range(1, 14_001):
            sheet.write_row(row, 0, [str(row), "2026-10-01", "x" * 30_000])


def rows_counted_anew_in_each_list(council: Council, file: Path) -> None:
    changed = copy_of(council.october)
    for _, *rows in changed.values():
        for number, row in enumerate(rows):
            row[0] = str(number)
    write_sheets(file, changed)


def list_twice(council: Council, file: Path) -> None:
    changed = copy_of(council.october)
    changed["Copy of contacts"] = changed["Old contacts"] = changed.pop("List 1")
    write_sheets(file, changed)


REFUSED: dict[str, tuple[Make, str, str]] = {
    "truncated": (cut_short, "is damaged or was cut short on the way.", "Ask for the file again"),
    "empty": (lambda _, file: file.write_bytes(b""), "is empty (0 bytes).", "Ask for the file again"),
    "password": (
        lambda _, file: file.write_bytes(compound_file("EncryptionInfo", "EncryptedPackage")),
        "is protected by a password.",
        "take the password off (File, Info, Protect Workbook)",
    ),
    "excel_97": (
        lambda _, file: file.write_bytes(compound_file("Workbook")),
        "is in the format of Excel 97 to 2003 (.xls).",
        "save it as an Excel workbook (.xlsx)",
    ),
    "csv": (
        lambda _, file: file.write_text("Child Unique ID,Gender\n1,F\n"),
        "is no Excel workbook, whatever its name says.",
        "save it as an Excel workbook",
    ),
    "200_megabytes": (of_200_megabytes, "is 200 MB; up to 50 MB are read.", "delete sheets, pictures"),
    "zip_bomb": (bomb, "unpacks to more than 400 MB", "do not open it, and ask whoever sent it"),
    "far_corner": (
        entry_in_the_far_corner,
        "sheet 'List 1' reaches to row 1,048,576 and column 16,384",
        "press Ctrl and End in the sheet to find it",
    ),
    "notes": (note_in_every_row, "sheet 'List 1' has more than 400 MB of text", "take them out"),
    "something_else": (
        lambda _, file: write_sheets(file, {"Budget": [["Cost centre", "Spend"], ["A1", 5]]}),
        "is no Annex A workbook: none of its sheets ('Budget') has the headings of a list.",
        "Load the workbook made for an Ofsted inspection of children's services.",
    ),
    "list_twice": (
        list_twice,
        "sheets 'Copy of contacts', 'Old contacts' all hold List 1 (Contacts)",
        "Name that one 'List 1', or delete the others.",
    ),
    "dates": (
        lambda council, file: write_sheets(file, with_unreadable_dates(council.october, 0.2)),
        "List 1 (Contacts): 75 of 379 rows (20%) have a date that is not like 31/10/2025.",
        "Format the columns of dates as dates, day first.",
    ),
    "row_numbers_for_identifiers": (
        rows_counted_anew_in_each_list,
        "identifiers stand beside different dates of birth, so each may be two children.",
        "Correct them at the source",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_workbook_is_refused_with_what_is_wrong_and_what_to_do(
    loader: Loader, council: Council, tmp_path: Path, name: str
) -> None:
    make, wrong, what_to_do = REFUSED[name]
    file = tmp_path / f"{name}.xlsx"
    make(council, file)
    said = loader.refusal(*annex_a(file))
    assert f"{file.name} has 1 problem:\n" in said or name == "dates"
    assert wrong in said
    assert what_to_do in said


@pytest.mark.skipif(not SEND_WORKBOOK.is_file(), reason="the sample workbook is not on this computer")
def test_the_workbook_of_another_inspection_is_refused_politely(loader: Loader) -> None:
    assert "fake_sen.xlsx has 1 problem:\n  is no Annex A workbook" in loader.refusal(*annex_a(SEND_WORKBOOK))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample returns are not on this computer")
@pytest.mark.parametrize(
    ("kind", "sample", "said"),
    [
        ("annex-a", "cin_census/d2i-validator_CIN_Census_2026.xml", "is no Excel workbook"),
        ("annex-a", "workforce/social_work_workforce_2022.xml", "is no Excel workbook"),
        ("ssd", "ssda903/d2i_validator", "the table ssd_person is missing."),
        ("ssd", "cin_census", "the folder holds no CSV or Parquet files, one for each table."),
    ],
)
def test_a_statutory_return_is_not_taken_for_an_extract(
    loader: Loader, kind: str, sample: str, said: str
) -> None:
    words = (kind, SAMPLES / sample, "--authority", COUNCIL, "--as-at", "2026-10-31")
    assert said in loader.refusal(*words)


def test_the_workbook_of_another_authority_is_refused_and_its_own_is_named(
    loader: Loader, council: Council
) -> None:
    said = loader.refusal(*annex_a(council.workbooks[SEPTEMBER], SEPTEMBER, "Southmere"))
    assert "holds the children of Northmere: 100% of them are in its extracts" in said
    assert "Load it with --authority Northmere, or check which file was sent." in said


def test_a_day_in_the_future_is_refused(loader: Loader, council: Council) -> None:
    found = loader.load(*annex_a(council.workbooks[OCTOBER], date.today() + timedelta(days=1)))
    assert found.exit_code == 1
    assert "is in the future. Give the day on which it was extracted." in found.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["annex-a", "nowhere.xlsx", "--authority", COUNCIL, "--as-at", "2026-10-31"], "does not exist"),
        (["annex-a", __file__, "--authority", COUNCIL, "--as-at", "31/10/2026"], "does not match the format"),
        (["annex-a", __file__, "--authority", COUNCIL], "Missing option '--as-at'"),
        (["feed", "supervison", __file__, "--authority", COUNCIL], "there is no feed 'supervison'."),
    ],
)
def test_what_was_mistyped_ends_with_2_and_says_so(loader: Loader, words: list[str], said: str) -> None:
    found = loader.load(*words)
    assert found.exit_code == 2
    assert said in " ".join(found.err.replace("│", " ").split())


def test_a_compound_file_is_one_that_a_reader_of_such_files_would_open(tmp_path: Path) -> None:
    content = compound_file("EncryptionInfo", "EncryptedPackage")
    assert len(content) == 3 * 512
    directory = content[2 * 512 :]
    names = [directory[place : place + 64].decode("utf-16-le").rstrip("\0") for place in (0, 128, 256)]
    assert names == ["Root Entry", "EncryptionInfo", "EncryptedPackage"]


def test_sheets_are_written_as_they_were_read(council: Council, tmp_path: Path) -> None:
    assert sheets_of(write_sheets(tmp_path / "same.xlsx", council.october)) == council.october
