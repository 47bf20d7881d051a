"""What a cell of a table of records says: its text read by the type of its column."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.sources.code_lists import NotRead, load_code_list
from data.sources.dates import FIRST_YEAR, LAST_YEAR, NoValue, read_date
from data.sources.numbers import read_text
from data.sources.table_spec import ColumnSpec, ColumnType
from data.sources.tidy_text import is_blank, tidy

TIME_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)? ?(am|pm)?$", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[-+]?\.\d+")
LOCAL_TIME = ZoneInfo("Europe/London")
HOURS_OF_HALF_A_DAY = 12
NOTHING_AFTER_COLON = re.compile(r":\s*(?=[,}])")


class Fault(Enum):
    """Why a cell gave no value, in words that follow the name of its column."""

    BLANK = "is empty"
    NO_DATE = "is not a date like 2025-10-31"
    NO_MOMENT = "is not a date and time like 2025-10-31 14:30"
    NO_NUMBER = "is not a number"
    NO_WHOLE_NUMBER = "is not a whole number"
    NO_FLAGS = "is not JSON"
    PLACEHOLDER = "holds a placeholder such as 1900-01-01, read as empty"
    NOT_IN_LIST = "is not in the code list"
    CODE_AND_WORDS_DIFFER = "has a code and words that say different things"


@dataclass(frozen=True)
class CellValue:
    """The value of a cell, None if it has none; `fault` says why where that is worth saying."""

    value: object
    fault: Fault | None = None

    @property
    def words(self) -> str:
        """What is wrong, in words that follow the name of the column."""
        return self.fault.value if self.fault else "is right"


EMPTY = CellValue(None, Fault.BLANK)
Reader = Callable[[str], CellValue]


def reader_of(column: ColumnSpec) -> Reader:
    """Return the function that reads one text of the column."""
    match column.type:
        case ColumnType.DATE:
            return _read_day
        case ColumnType.DATETIME:
            return _read_moment
        case ColumnType.NUMBER | ColumnType.INTEGER:
            return lambda text: _read_number(text, column)
        case ColumnType.YES_NO:
            return lambda text: _read_yes_no(text, column)
        case ColumnType.CODE:
            return lambda text: _read_code(text, column)
        case ColumnType.FLAGS:
            return _read_flags
        case ColumnType.TEXT | ColumnType.ID:
            return _read_text


@lru_cache(maxsize=200_000)
def _read_day(text: str) -> CellValue:
    found = read_date(text)
    return _without_value(found, Fault.NO_DATE) if isinstance(found, NoValue) else CellValue(found)


def _read_moment(text: str) -> CellValue:
    """Return a moment in local time; a date alone is its midnight."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _moment_from_parts(tidy(text))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return CellValue(None, Fault.PLACEHOLDER)
    return CellValue(moment.astimezone(LOCAL_TIME).replace(tzinfo=None) if moment.tzinfo else moment)


def _moment_from_parts(text: str) -> CellValue:
    day = read_date(text)
    if isinstance(day, NoValue):
        return _without_value(day, Fault.NO_MOMENT)
    written = TIME_OF_DAY.search(text)
    if written is None:
        return CellValue(datetime.combine(day, time()))
    hours, minutes, seconds = (int(part or 0) for part in written.groups()[:3])
    if written[4]:
        hours = hours % HOURS_OF_HALF_A_DAY + HOURS_OF_HALF_A_DAY * (written[4].lower() == "pm")
    try:
        return CellValue(datetime.combine(day, time(hours, minutes, seconds)))
    except ValueError:
        return CellValue(None, Fault.NO_MOMENT)


def _without_value(why: NoValue, unreadable: Fault) -> CellValue:
    faults = {NoValue.BLANK: Fault.BLANK, NoValue.PLACEHOLDER: Fault.PLACEHOLDER}
    return CellValue(None, faults.get(why, unreadable))


def _read_number(text: str, column: ColumnSpec) -> CellValue:
    written = tidy(text)
    if is_blank(written):
        return EMPTY
    if not NUMBER.fullmatch(written):
        return CellValue(None, Fault.NO_NUMBER)
    number = float(written.replace(",", ""))
    if number == column.means_unknown:
        return EMPTY
    if column.type is ColumnType.INTEGER and not number.is_integer():
        return CellValue(None, Fault.NO_WHOLE_NUMBER)
    return CellValue(number)


def _read_yes_no(text: str, column: ColumnSpec) -> CellValue:
    """Return True, False, or None for what is not known: unknown is never no."""
    code_list = column.codes.code_list if column.codes else None
    found = load_code_list(code_list or "yes_no_unknown").read(text)
    if isinstance(found, NotRead):
        return _without_code(found)
    return CellValue({"yes": True, "no": False}.get(found))


def _read_code(text: str, column: ColumnSpec) -> CellValue:
    written, codes = tidy(text), column.codes
    capitals = written.upper()
    if codes is None:
        return EMPTY if is_blank(written) else CellValue(capitals)
    if capitals in codes.written:
        return CellValue(codes.written[capitals])
    if codes.code_list is None:
        return EMPTY if is_blank(written) else CellValue(None, Fault.NOT_IN_LIST)
    found = load_code_list(codes.code_list).read(text)
    return (
        _without_code(found) if isinstance(found, NotRead) else CellValue(codes.staged_as.get(found, found))
    )


def _without_code(why: NotRead) -> CellValue:
    return EMPTY if why is NotRead.BLANK else CellValue(None, Fault[why.name])


def _read_flags(text: str) -> CellValue:
    """Return JSON as one system writes it; keys without a value and single quotes are put right."""
    written = tidy(text)
    if is_blank(written) or written == "{}":
        return EMPTY
    repaired = NOTHING_AFTER_COLON.sub(": null", written)
    for attempt in (written, repaired, repaired.replace("'", '"')):
        try:
            found = json.loads(attempt)
        except ValueError:
            continue
        if isinstance(found, dict | list):
            return CellValue(json.dumps(found))
    return CellValue(None, Fault.NO_FLAGS)


def _read_text(text: str) -> CellValue:
    found = read_text(text)
    return EMPTY if isinstance(found, NoValue) else CellValue(found)
