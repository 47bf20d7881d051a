"""How far a sheet reaches, how much text its cells refer to, and which of them hold a formula error.

All from its XML, before it is opened. The reader of workbooks gives an empty cell where a formula has
failed. For a date that would mean "not yet", so the errors are looked up here. And it copies a text that
many cells share into each of them, so a small file could fill the computer's memory.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

CHUNK_BYTES = 1 << 20
LONGEST_CELL_BYTES = 1 << 18  # a cell holds up to 32,767 characters
LONGEST_TAG_BYTES = 1 << 10

CELL_START = re.compile(rb"<(?:\w+:)?c(\s[^<>]*|/)?>")  # its attributes
ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
ERROR_TYPE = re.compile(rb"\bt=[\"']e[\"']")
SHARED_TYPE = re.compile(rb"\bt=[\"']s[\"']")  # what stands in the cell is the number of a shared text
TEXT_TYPE = re.compile(rb"\bt=[\"']str[\"']")  # a formula that gives text, which may be no text at all
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
TEXT_START = re.compile(rb"<(?:\w{1,40}:)?si[\s/>]")
CONTENT = re.compile(rb"<(?:\w+:)?[vt](?:\s[^<>]*)?>([^<]+)<")
NOT_CALCULATED = "#NOT CALCULATED"


@dataclass(frozen=True)
class SheetScan:
    """The rows and columns up to the last cell in use, and errors by (row, column), both counted from 0.

    A formula whose result was never worked out is among the errors as NOT_CALCULATED. `shared_bytes` is
    how long the shared texts of all cells are together, each as often as a cell refers to it.
    """

    rows: int
    columns: int
    errors: Mapping[tuple[int, int], str]
    shared_bytes: int


def shared_text_lengths(chunks: Iterable[bytes]) -> array[int]:
    """Return about how many bytes each shared text of a workbook has, from their XML in pieces."""
    starts, before, text = array("Q"), 0, b""
    for chunk in chunks:
        text += chunk
        kept = min(len(text), LONGEST_TAG_BYTES)
        found = [start.start() for start in TEXT_START.finditer(text)]
        starts.extend(before + place for place in found if place < len(text) - kept)
        before, text = before + len(text) - kept, text[len(text) - kept :]
    starts.extend(before + start.start() for start in TEXT_START.finditer(text))
    starts.append(before + len(text))
    return array("Q", (end - start for start, end in pairwise(starts)))


def scan_sheet(chunks: Iterable[bytes], shared: Sequence[int] = ()) -> SheetScan:
    """Return how far a sheet reaches and what its cells hold, from its XML in any number of pieces.

    `shared` are the lengths of the workbook's shared texts.
    """
    rows = columns = shared_bytes = 0
    errors: dict[tuple[int, int], str] = {}
    for start, inside in _cells(chunks):
        attributes = start[1] or b""
        content = CONTENT.search(inside)
        if content is None and (TEXT_TYPE.search(attributes) or not FORMULA.search(inside)):
            continue  # empty, or formatted and empty
        if content is not None and SHARED_TYPE.search(attributes) and content[1].strip().isdigit():
            number = int(content[1])
            shared_bytes += shared[number] if number < len(shared) else 0
        address = ADDRESS.search(attributes)
        if address is None:
            continue  # the reader puts it beside the one before
        row, column = int(address[2]), _column_number(address[1])
        rows, columns = max(rows, row), max(columns, column)
        if content is None:
            errors[row - 1, column - 1] = NOT_CALCULATED
        elif ERROR_TYPE.search(attributes):
            errors[row - 1, column - 1] = content[1].decode("utf-8", errors="replace")
    return SheetScan(rows, columns, errors, shared_bytes)


def _cells(chunks: Iterable[bytes]) -> Iterator[tuple[re.Match[bytes], bytes]]:
    """Yield the start of every cell and what follows it, up to the next one."""
    text = b""
    for chunk in chunks:
        text += chunk
        starts = list(CELL_START.finditer(text))
        yield from _between(starts, text)
        # The last cell may go on in the next piece, unless it is followed by more than a cell can hold.
        goes_on = bool(starts) and len(text) - starts[-1].start() <= LONGEST_CELL_BYTES
        if starts and not goes_on:
            yield starts[-1], text[starts[-1].end() : starts[-1].start() + LONGEST_CELL_BYTES]
        text = text[starts[-1].start() :] if goes_on else text[-LONGEST_TAG_BYTES:]
    starts = list(CELL_START.finditer(text))
    yield from _between(starts, text)
    if starts:
        yield starts[-1], text[starts[-1].end() :]


def _between(starts: list[re.Match[bytes]], text: bytes) -> Iterator[tuple[re.Match[bytes], bytes]]:
    return ((start, text[start.end() : following.start()]) for start, following in pairwise(starts))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
