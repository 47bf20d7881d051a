"""Making workbooks that are broken, dangerous or wrong, as they really arrive."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

Sheets = dict[str, list[list[object]]]
FIRST_SHEET = "xl/worksheets/sheet1.xml"
SECTOR, ENTRY = 512, 128  # bytes of a sector and of an entry of the directory of a compound file
FREE, END_OF_CHAIN, IS_TABLE, NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STREAM, ROOT = 2, 5


def sheets_of(workbook: Path) -> Sheets:
    """Return every sheet of a workbook as rows of values."""
    with CalamineWorkbook.from_path(workbook) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def copy_of(sheets: Sheets) -> Sheets:
    """Return sheets that may be changed."""
    return {name: [list(row) for row in rows] for name, rows in sheets.items()}


def write_sheets(path: Path, sheets: Sheets) -> Path:
    """Write a workbook; dates become dates."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def with_unreadable_dates(sheets: Sheets, share: float) -> Sheets:
    """Return sheets in which this share of the rows of each list has words for its first date of an event."""
    changed = copy_of(sheets)
    for headings, *rows in changed.values():
        names = [str(heading).casefold() for heading in headings]
        place = next(i for i, name in enumerate(names) if "date" in name and "birth" not in name)
        for row in rows[: int(share * len(rows))]:
            row[place] = "see case notes"
    return changed


def compound_file(*streams: str) -> bytes:
    """Return a compound file with empty streams of these names. Source: Microsoft, [MS-CFB].

    Excel writes a workbook with a password as one with the streams EncryptionInfo and EncryptedPackage
    ([MS-OFFCRYPTO], 2.3.4), and one of Excel 97 to 2003 with a stream Workbook.
    """
    table = struct.pack("<2I", IS_TABLE, END_OF_CHAIN).ljust(SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIII4xIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0),
    )
    header += struct.pack("<I", 0).ljust(SECTOR - len(header), b"\xff")
    names = ["Root Entry", *streams]
    entries = [
        _entry(name, ROOT if place == 0 else STREAM, place, len(names)) for place, name in enumerate(names)
    ]
    return header + table + b"".join(entries).ljust(SECTOR, b"\0")


def _entry(name: str, kind: int, place: int, count: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    child = 1 if kind == ROOT and count > 1 else NO_STREAM
    right = place + 1 if kind == STREAM and place + 1 < count else NO_STREAM
    return struct.pack(
        "<64sHBBIII16x4x16xIQ", encoded, len(encoded), kind, 1, NO_STREAM, right, child, END_OF_CHAIN, 0
    )


def rewritten(source: Path, target: Path, part: str, edit: Callable[[bytes], Iterable[bytes]]) -> Path:
    """Copy a workbook with one part changed; the new part comes in pieces, so that it may be huge."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            pieces = edit(old.read(info)) if info.filename == part else [old.read(info)]
            with new.open(info.filename, "w", force_zip64=True) as handle:
                for piece in pieces:
                    handle.write(piece)
    return target


def huge_sheet(xml: bytes) -> Iterable[bytes]:
    """Yield a sheet with 410 MB of blanks, which a file of half a megabyte holds."""
    before, after = xml.split(b"</sheetData>")
    yield before
    yield from [b"<row><c t='inlineStr'><is><t>" + b" " * 1_000_000 + b"</t></is></c></row>"] * 410
    yield b"</sheetData>" + after
