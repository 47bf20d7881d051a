"""How far a sheet reaches, and which of its cells hold a formula error: from its XML, before it is opened.

The reader of workbooks gives an empty cell where a formula has failed. For a date that would mean
"not yet", so the errors are looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

CHUNK_BYTES = 1 << 20
LONGEST_CELL_BYTES = 1 << 18  # a cell holds up to 32,767 characters
LONGEST_TAG_BYTES = 1 << 10

# Groups: what stands before the address, its column letters, its row, what stands after it.
CELL_START = re.compile(rb"<(?:\w+:)?c\s([^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']([^<>]*)>")
ERROR_TYPE = re.compile(rb"\bt=[\"']e[\"']")
TEXT_TYPE = re.compile(rb"\bt=[\"']str[\"']")  # a formula that gives text, which may be no text at all
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
CONTENT = re.compile(rb"<(?:\w+:)?[vt](?:\s[^<>]*)?>([^<]+)<")
NOT_CALCULATED = "#NOT CALCULATED"


@dataclass(frozen=True)
class SheetScan:
    """The rows and columns up to the last cell in use, and errors by (row, column), both counted from 0.

    A formula whose result was never worked out is among the errors as NOT_CALCULATED.
    """

    rows: int
    columns: int
    errors: Mapping[tuple[int, int], str]


def scan_sheet(chunks: Iterable[bytes]) -> SheetScan:
    """Return how far a sheet reaches and its formula errors, from its XML in any number of pieces."""
    rows = columns = 0
    errors: dict[tuple[int, int], str] = {}
    for start, inside in _cells(chunks):
        before, letters, digits, after = start.groups()
        attributes = (before or b"") + after
        content = CONTENT.search(inside)
        if content is None and (TEXT_TYPE.search(attributes) or not FORMULA.search(inside)):
            continue  # empty, or formatted and empty
        row, column = int(digits), _column_number(letters)
        rows, columns = max(rows, row), max(columns, column)
        if content is None:
            errors[row - 1, column - 1] = NOT_CALCULATED
        elif ERROR_TYPE.search(attributes):
            errors[row - 1, column - 1] = content[1].decode("utf-8", errors="replace")
    return SheetScan(rows, columns, errors)


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
