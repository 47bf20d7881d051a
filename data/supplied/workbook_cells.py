"""The cells of a workbook that show something else than the number they hold.

Excel keeps 70.4% as 0.704 with a percentage format, and a failed formula as an error. A reader of
bare values takes the first for 0.704 and the second for an empty cell, so both are read here from
the sheet's XML. Source of the format: ECMA-376 part 1, sections 18.3 (sheets) and 18.8.30 (formats).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

BUILT_IN_PERCENT_FORMATS = ("9", "10")  # 0% and 0.00%
NOT_PART_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.')  # words and single characters shown as they are
CELL_NAME = re.compile(r"([A-Z]+)([0-9]+)")


class WorkbookDamagedError(Exception):
    """A workbook whose parts do not fit together."""


def cells_shown_differently(path: Path, sheet_name: str) -> dict[tuple[int, int], str]:
    """Return what each percentage or error cell of a sheet shows, by row and column counted from 0.

    Raises WorkbookDamagedError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            workbook = dict(_targets(archive, "", "/officeDocument")).popitem()[1]
            sheets = dict(_targets(archive, workbook, "/worksheet"))
            names = {
                sheet.get("name"): _relation_id(sheet)
                for sheet in _xml(archive, workbook).iterfind(".//{*}sheet")
            }
            percent_styles = _percent_styles(archive, workbook)
            return dict(_shown_differently(archive, sheets[names[sheet_name]], percent_styles))
    except (KeyError, ValueError, ElementTree.ParseError, zipfile.BadZipFile) as error:
        raise WorkbookDamagedError(sheet_name) from error


def _shown_differently(
    archive: zipfile.ZipFile, part: str, percent_styles: set[str]
) -> Iterator[tuple[tuple[int, int], str]]:
    with archive.open(part) as stream:
        for _, row in ElementTree.iterparse(stream):  # noqa: S314  # no DTD is in the format; expat stops bombs
            if _local_name(row) != "row":
                continue
            for cell in row:
                value = cell.findtext("{*}v")
                if value is None:
                    continue
                if cell.get("t") == "e":
                    yield _place(cell), value
                elif cell.get("t", "n") == "n" and cell.get("s") in percent_styles:
                    yield _place(cell), f"{100 * float(value):.12g}%"
            row.clear()


def _percent_styles(archive: zipfile.ZipFile, workbook: str) -> set[str]:
    """Return the numbers of the cell styles that show a percentage, as cells refer to them."""
    for _, part in _targets(archive, workbook, "/styles"):
        styles = _xml(archive, part)
        percent = {
            str(own.get("numFmtId"))
            for own in styles.iterfind(".//{*}numFmt")
            if "%" in NOT_PART_OF_A_FORMAT.sub("", own.get("formatCode", ""))
        }
        percent.update(BUILT_IN_PERCENT_FORMATS)
        formats = styles.find("{*}cellXfs")
        if formats is not None:
            return {str(index) for index, style in enumerate(formats) if style.get("numFmtId") in percent}
    return set()


def _targets(archive: zipfile.ZipFile, part: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the relation id and path of every part of one kind that `part` refers to."""
    folder, name = posixpath.split(part)
    for relation in _xml(archive, posixpath.join(folder, "_rels", f"{name}.rels")):
        if relation.get("Type", "").endswith(kind):
            target = posixpath.join("/", folder, relation.get("Target", ""))
            yield relation.get("Id", ""), posixpath.normpath(target).lstrip("/")


def _xml(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))  # noqa: S314  # as above


def _relation_id(sheet: ElementTree.Element) -> str:
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _local_name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _place(cell: ElementTree.Element) -> tuple[int, int]:
    """Return the row and column of a cell named like 'B7', counted from 0."""
    match = CELL_NAME.fullmatch(cell.get("r", ""))
    if match is None:
        raise WorkbookDamagedError("a cell does not say where it stands")
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
