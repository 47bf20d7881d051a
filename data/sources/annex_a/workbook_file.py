"""Is this file safe to open, and a workbook at all? Asked before a reader of workbooks opens it.

A workbook is a ZIP archive of XML. A small file can unpack to more than the computer holds, one entry in
the far corner of a sheet makes the reader reserve the whole sheet, and a text that many cells share is
copied into each of them: any of these can end the process. So sizes, cell addresses and shared texts are
checked first, a chunk at a time, whatever the file says of itself. The limits, in words for people, are
in docs/how_to/load_records.md.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from data.errors import ExtractError
from data.sources.annex_a.sheet_scan import CHUNK_BYTES, SheetScan, scan_sheet, shared_text_lengths

MEGABYTE = 1_000_000
ZIP_START, OLE_START = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_PART, RELATIONS_PART = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHARED_TEXTS_PART = "xl/sharedstrings.xml"
LARGEST_TABLE_OF_CONTENTS = 10 * MEGABYTE
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
OTHER_KINDS = {
    "xl/workbook.bin": "is a binary workbook (.xlsb)",
    "word/document.xml": "is a Word document",
    "ppt/presentation.xml": "is a PowerPoint file",
    "content.xml": "is an OpenDocument file",
}
SAVE_AS_XLSX = "Open it in Excel, save it as an Excel workbook (.xlsx) and load that."
COPY_AGAIN = "Ask for the file again, or copy it again from where it was made, and load that."
DAMAGED = f"is damaged or was cut short on the way. {COPY_AGAIN}"


@dataclass(frozen=True)
class WorkbookLimits:
    """The most that is read of one workbook. A large council's is under 10 MB, and 60 MB unpacked.

    `cells_in_a_sheet` is rows times columns up to the last cell in use; `text_in_a_sheet` is how many bytes
    the texts in its cells have together.
    """

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    cells_in_a_sheet: int = 8_000_000
    text_in_a_sheet: int = 400 * MEGABYTE


@dataclass(frozen=True)
class CheckedWorkbook:
    """What the check found: the formula errors of each sheet by (row, column), both counted from 0."""

    errors: Mapping[str, Mapping[tuple[int, int], str]]
    counts_from_1904: bool


def check_workbook_file(path: Path, limits: WorkbookLimits) -> CheckedWorkbook:
    """Return what must be known before a workbook is opened. ExtractError if it should not be."""
    _check_start_and_size(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_contents(path, archive, limits)
            return _check_sheets(path, archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError) as error:
        raise ExtractError(path.name, [DAMAGED]) from error
    except (ElementTree.ParseError, UnicodeError, ValueError, LookupError) as error:
        raise ExtractError(path.name, [f"has a damaged table of contents. {SAVE_AS_XLSX}"]) from error


def _check_start_and_size(path: Path, limits: WorkbookLimits) -> None:
    if not path.is_file():
        raise ExtractError(path.name, ["there is no such file. Check the name and folder."])
    size = path.stat().st_size
    if not size:
        raise ExtractError(path.name, [f"is empty (0 bytes). {COPY_AGAIN}"])
    if size > limits.file_bytes:
        raise ExtractError(
            path.name,
            [
                f"is {size / MEGABYTE:,.0f} MB; up to {limits.file_bytes / MEGABYTE:,.0f} MB are read. Lists "
                "are far smaller: delete sheets, pictures and pivot tables that are no part of them, save the "
                "workbook and load it again."
            ],
        )
    try:
        start = path.open("rb").read(len(OLE_START))
    except PermissionError as error:
        raise ExtractError(
            path.name, ["may not be read. Close it in Excel, check your access, and load it."]
        ) from error
    if start == OLE_START:
        protected = ENCRYPTED_STREAM in path.read_bytes()
        raise ExtractError(
            path.name,
            [
                "is protected by a password. Open it in Excel, take the password off (File, Info, Protect "
                "Workbook), save it and load it again."
                if protected
                else f"is in the format of Excel 97 to 2003 (.xls). {SAVE_AS_XLSX}"
            ],
        )
    if not start.startswith(ZIP_START):
        raise ExtractError(path.name, [f"is no Excel workbook, whatever its name says. {SAVE_AS_XLSX}"])


def _check_contents(path: Path, archive: zipfile.ZipFile, limits: WorkbookLimits) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    for part_name, kind in OTHER_KINDS.items():
        if part_name in names and WORKBOOK_PART not in names:
            raise ExtractError(path.name, [f"{kind}. {SAVE_AS_XLSX}"])
    if WORKBOOK_PART not in names or RELATIONS_PART not in names:
        raise ExtractError(path.name, [f"is a ZIP archive, but no Excel workbook. {SAVE_AS_XLSX}"])
    if any(part.flag_bits & 1 for part in parts):
        raise ExtractError(path.name, [f"is protected by a password. {SAVE_AS_XLSX}"])
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise ExtractError(
            path.name,
            [
                f"unpacks to more than {limits.unpacked_bytes / MEGABYTE:,.0f} MB, far more than lists do. It "
                "may be damaged or made to do harm: do not open it, and ask whoever sent it."
            ],
        )


def _check_sheets(path: Path, archive: zipfile.ZipFile, limits: WorkbookLimits) -> CheckedWorkbook:
    workbook = _small_part(archive, WORKBOOK_PART)
    sheet_names = _sheet_names_by_part(workbook, _small_part(archive, RELATIONS_PART))
    scans: dict[str, SheetScan] = {}
    shared = _shared_text_lengths(archive)
    for part in archive.infolist():
        # Every part is unpacked once: only that shows whether it is as long and as whole as it claims.
        with archive.open(part) as content:
            chunks = iter(partial(content.read, CHUNK_BYTES), b"")
            if part.filename in sheet_names and part.filename not in scans:
                scans[part.filename] = scan_sheet(chunks, shared)
            elif part.filename in sheet_names:
                raise zipfile.BadZipFile(f"{part.filename} stands in the archive twice")
            else:
                for _ in chunks:
                    pass
    problems = [
        f"sheet '{name}' is named in the workbook but is not in it. {COPY_AGAIN}"
        for part_name, name in sheet_names.items()
        if part_name not in scans
    ]
    problems += [
        _too_large(sheet_names[part_name], scan)
        for part_name, scan in scans.items()
        if scan.rows * scan.columns > limits.cells_in_a_sheet
    ]
    problems += [
        _too_much_text(sheet_names[part_name], limits)
        for part_name, scan in scans.items()
        if scan.shared_bytes > limits.text_in_a_sheet
    ]
    if problems:
        raise ExtractError(path.name, problems)
    properties = workbook.find("{*}workbookPr")
    return CheckedWorkbook(
        {sheet_names[part_name]: scan.errors for part_name, scan in scans.items()},
        counts_from_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _shared_text_lengths(archive: zipfile.ZipFile) -> Sequence[int]:
    for part in archive.infolist():
        if part.filename.lower() == SHARED_TEXTS_PART:
            with archive.open(part) as content:
                return shared_text_lengths(iter(partial(content.read, CHUNK_BYTES), b""))
    return ()


def _small_part(archive: zipfile.ZipFile, part_name: str) -> ElementTree.Element:
    if archive.getinfo(part_name).file_size > LARGEST_TABLE_OF_CONTENTS:
        raise zipfile.BadZipFile(f"{part_name} is larger than any table of contents")
    content = archive.read(part_name)
    if b"<!" in content.replace(b"<!--", b""):
        raise zipfile.BadZipFile(f"{part_name} has declarations, which no workbook needs")
    # Without declarations there are no entities, and so nothing that could expand.
    return ElementTree.fromstring(content)  # noqa: S314


def _sheet_names_by_part(workbook: ElementTree.Element, relations: ElementTree.Element) -> dict[str, str]:
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    names = {}
    for sheet in workbook.findall("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(RELATION_ID) or sheet.get(STRICT_RELATION_ID), "")
        names[posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")] = sheet.get("name", "")
    return names


def _too_large(sheet: str, scan: SheetScan) -> str:
    return (
        f"sheet '{sheet}' reaches to row {scan.rows:,} and column {scan.columns:,}, far beyond a list. A "
        "stray entry stands there: press Ctrl and End in the sheet to find it, delete the rows and columns "
        "below and beside the list, save the workbook and load it again."
    )


def _too_much_text(sheet: str, limits: WorkbookLimits) -> str:
    return (
        f"sheet '{sheet}' has more than {limits.text_in_a_sheet / MEGABYTE:,.0f} MB of text in its cells, far "
        "more than a list. Long notes were probably copied into every row: take them out, save the workbook "
        "and load it again."
    )
