"""Files that are no workbook, are damaged, are locked, or would do harm: refused before they are opened."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

import pytest

from data.errors import ExtractError
from data.sources.annex_a import WorkbookLimits, read_annex_a
from data.sources.annex_a import sheet_scan as sheet_scan_module
from data.sources.annex_a.sheet_scan import scan_sheet, shared_text_lengths
from tests.data.sources.annex_a.workbooks import CONTACT, HEADINGS, WriteWorkbook, rewrite_part

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good(write_workbook: WriteWorkbook) -> Path:
    return write_workbook({"List 1": [HEADINGS[1], *([CONTACT] * 200)]})


def refusal(path: Path, limits: WorkbookLimits | None = None) -> str:
    with pytest.raises(ExtractError) as refused:
        read_annex_a(path, limits)
    assert refused.value.subject == path.name
    return "\n".join(refused.value.problems)


def test_a_good_workbook_is_read(good: Path) -> None:
    assert read_annex_a(good).lists[1].rows.num_rows == 200


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "nothing.xlsx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty (0 bytes)"),
        (b"Child Unique ID,Gender\n1001,F\n", "is no Excel workbook, whatever its name says"),
        (b"<html><table></table></html>", "is no Excel workbook, whatever its name says"),
        (
            OLE_START + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
            "is protected by a password",
        ),
        (OLE_START + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600, "Excel 97 to 2003 (.xls)"),
        (b"PK\x03\x04" + b"\0" * 200, "is damaged or was cut short"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "annex_a.xlsx"
    path.write_bytes(content)
    assert said in refusal(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_short_is_refused(good: Path, share: float) -> None:
    content = good.read_bytes()
    good.write_bytes(content[: int(len(content) * share)])
    assert "is damaged or was cut short" in refusal(good)


def test_one_changed_byte_inside_a_sheet_is_noticed(good: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        start = archive.getinfo(SHEET).header_offset
    content = bytearray(good.read_bytes())
    content[start + 300] ^= 0xFF
    good.write_bytes(bytes(content))
    assert "is damaged or was cut short" in refusal(good)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "is a Word document"),
        ("xl/workbook.bin", "is a binary workbook (.xlsb)"),
        ("content.xml", "is an OpenDocument file"),
        ("readme.txt", "is a ZIP archive, but no Excel workbook"),
    ],
)
def test_another_kind_of_document_is_named(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "annex_a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "text")
    assert said in refusal(path)


def test_an_archive_with_a_password_is_refused(good: Path) -> None:
    content = bytearray(good.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1  # the flag of an encrypted part
    good.write_bytes(bytes(content))
    assert "is protected by a password" in refusal(good)


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    with path.open("wb") as handle:
        handle.write(b"PK")
        handle.truncate(200_000_000)
    assert "is 200 MB; up to 50 MB are read" in refusal(path)


def test_the_limit_on_a_file_is_a_setting(good: Path) -> None:
    size = good.stat().st_size
    assert "0 MB are read" in refusal(good, WorkbookLimits(file_bytes=size - 1))
    assert read_annex_a(good, WorkbookLimits(file_bytes=size)).lists[1].rows.num_rows == 200


def test_a_workbook_that_would_unpack_to_too_much_is_refused_before_it_is_unpacked(good: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    assert "unpacks to more than" in refusal(good, WorkbookLimits(unpacked_bytes=unpacked - 1))
    assert read_annex_a(good, WorkbookLimits(unpacked_bytes=unpacked)).lists[1].rows.num_rows == 200


def test_a_part_that_is_longer_than_it_claims_is_refused(good: Path) -> None:
    padded = b" " * 5_000_000 + b"</worksheet>"
    rewrite_part(good, SHEET, lambda xml: xml.replace(b"</worksheet>", padded))
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        claimed = archive.getinfo(SHEET).file_size
    for place in range(len(content) - 4):
        if content[place : place + 4] == struct.pack("<I", claimed):
            content[place : place + 4] = struct.pack("<I", 1000)
    good.write_bytes(bytes(content))
    assert "is damaged" in refusal(good, WorkbookLimits(unpacked_bytes=1_000_000))


def test_one_stray_cell_in_the_far_corner_is_found_before_the_sheet_is_reserved(
    write_workbook: WriteWorkbook,
) -> None:
    path = write_workbook({"List 1": [HEADINGS[1], CONTACT], "Notes": [["x"]]})
    far = b'<c r = "XFD1048576"><v>1</v></c></row>'
    rewrite_part(path, SHEET, lambda xml: xml.replace(b"</row></sheetData>", far + b"</sheetData>"))
    said = refusal(path)
    assert "sheet 'List 1' reaches to row 1,048,576 and column 16,384" in said
    assert "press Ctrl and End" in said


def test_cells_that_are_formatted_and_empty_do_not_count(write_workbook: WriteWorkbook) -> None:
    path = write_workbook({"List 1": [HEADINGS[1], CONTACT]})
    empty = b'<c r="XFD1048576" s="1"/><c r="XFD1048575" s="1"></c></row>'
    rewrite_part(path, SHEET, lambda xml: xml.replace(b"</row></sheetData>", empty + b"</sheetData>"))
    assert read_annex_a(path).lists[1].rows.num_rows == 1


@pytest.mark.parametrize("with_addresses", [True, False])
def test_a_text_that_many_cells_share_counts_as_often_as_it_stands(
    write_workbook: WriteWorkbook, with_addresses: bool
) -> None:
    note = [["1001", "x" * 30_000]] * 100
    path = write_workbook({"List 1": [HEADINGS[1], CONTACT], "Notes": note})
    if not with_addresses:
        rewrite_part(path, "xl/worksheets/sheet2.xml", lambda xml: re.sub(rb' r="B\d+"', b"", xml))
    assert path.stat().st_size < 20_000
    assert read_annex_a(path, WorkbookLimits(text_in_a_sheet=3_010_000)).lists[1].rows.num_rows == 1
    said = refusal(path, WorkbookLimits(text_in_a_sheet=3_000_000))
    assert "sheet 'Notes' has more than 3 MB of text in its cells" in said
    assert "sheet 'List 1'" not in said


@pytest.mark.parametrize("size", [1, 9, 80, 5_000])
def test_shared_texts_are_measured_the_same_in_pieces_of_any_size(size: int) -> None:
    texts = [b"<si><t>%b</t></si>" % (b"y" * length) for length in (0, 1, 2_000, 7)]
    xml = b'<sst count="4">' + b"".join(texts) + b"<si/></sst>"
    found = shared_text_lengths(xml[start : start + size] for start in range(0, len(xml), size))
    assert list(found) == [*map(len, texts), len(b"<si/></sst>")]


def test_a_table_of_contents_in_an_unknown_encoding_is_refused(good: Path) -> None:
    rewrite_part(good, "xl/workbook.xml", lambda xml: xml.replace(b'"UTF-8"', b'"UTF-9"', 1))
    assert "has a damaged table of contents" in refusal(good)


def test_a_huge_table_of_contents_is_refused_before_it_is_read(good: Path) -> None:
    rewrite_part(good, "xl/workbook.xml", lambda xml: xml + b" " * 11_000_000)
    assert "is damaged" in refusal(good)


def test_a_sheet_that_is_named_but_not_there_is_refused(good: Path) -> None:
    rewrite_part(good, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"sheet1.xml", b"sheet9.xml"))
    assert "sheet 'List 1' is named in the workbook but is not in it" in refusal(good)


def test_a_sheet_that_is_in_the_archive_twice_is_refused(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, b"<worksheet/>")
    assert "is damaged" in refusal(good)


def test_declarations_in_the_table_of_contents_are_refused(good: Path) -> None:
    declared = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><workbook'
    rewrite_part(good, "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", declared, 1))
    assert "is damaged" in refusal(good)


def test_a_table_of_contents_that_is_no_xml_is_refused(good: Path) -> None:
    rewrite_part(good, "xl/workbook.xml", lambda xml: xml[:-20])
    assert "has a damaged table of contents" in refusal(good)


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_a_sheet_scans_the_same_in_pieces_of_any_size(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    xml = (
        b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c s="3" r="C1" t="e"><f>NA()</f><v>#N/A</v></c>'
        b'<c r="D1"><f>A1</f><v></v></c><c r="E1" s="1"/></row><row r="12"><c r="B12" t="inlineStr"><is><t>x</t></is></c>'
        b'</row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
    )
    monkeypatch.setattr(sheet_scan_module, "LONGEST_TAG_BYTES", 60)
    scan = scan_sheet(xml[start : start + size] for start in range(0, len(xml), size))
    assert (scan.rows, scan.columns) == (12, 4)
    assert scan.errors == {(0, 2): "#N/A", (0, 3): "#NOT CALCULATED"}


def test_a_cell_followed_by_more_than_a_cell_can_hold_is_counted_and_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheet_scan_module, "LONGEST_CELL_BYTES", 100)
    pieces = [b'<c r="D7"><v>1</v></c>', *([b"<mergeCell/>" * 20] * 5), b'<c r="C9"><v>2</v></c>']
    scan = scan_sheet(pieces)
    assert (scan.rows, scan.columns) == (9, 4)
