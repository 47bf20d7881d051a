"""Reading dates as spreadsheets and case systems write them. Never with the month first."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta
from enum import Enum

from data.sources.tidy_text import is_blank, tidy

FIRST_YEAR, LAST_YEAR = 1910, 2099
SPREADSHEET_DAY_0 = date(1899, 12, 30)
DAYS_FROM_1900_TO_1904 = 1462  # older Mac workbooks count from 1 January 1904
HIGHEST_EMPTY_NUMBER = 2  # 0 to 2 in a date column are empty cells that were formatted or calculated with

MONTHS = {name.casefold(): number for number, name in enumerate(month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
TIME = r"(?:[ t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d{2}:?\d{2})?)?"
FORMS = tuple(
    re.compile(form + TIME)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?:[a-z]{3,9},? )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[- /]?(?P<month>[a-z]{3,9}),?[- /]?"
        r"(?P<year>\d{4})",
        r"(?:[a-z]{3,9},? )?(?P<month>[a-z]{3,9}) (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    )
)


class NoValue(Enum):
    """Why a cell has no value of its column's type."""

    BLANK = "is empty"
    PLACEHOLDER = "holds a placeholder such as 1900-01-01"
    UNREADABLE = "cannot be read"


def read_date(text: str, *, counts_from_1904: bool = False) -> date | NoValue:
    """Return the day that a cell names; a time of day is dropped.

    Numbers are the day counts of spreadsheets. A year before 1910 or after 2099 is a placeholder for
    "no date". Years of two digits are not read: 01/01/00 could be either century.

    >>> read_date("03/04/2024"), read_date("45385"), read_date("2024-04-03 00:00:00")
    (datetime.date(2024, 4, 3), datetime.date(2024, 4, 3), datetime.date(2024, 4, 3))
    >>> read_date("04/23/2024"), read_date("01/01/1900")
    (<NoValue.UNREADABLE: 'cannot be read'>, <NoValue.PLACEHOLDER: 'holds a placeholder such as 1900-01-01'>)
    """
    written = tidy(text).strip("'\"").casefold()
    if is_blank(written):
        return NoValue.BLANK
    if re.fullmatch(r"\d{1,5}(\.\d+)?", written):
        return _from_day_count(float(written), counts_from_1904)
    if re.fullmatch(r"00:00(:00)?", written):
        return NoValue.PLACEHOLDER
    for form in FORMS:
        found = form.fullmatch(written)
        if found:
            return _from_parts(found["year"], found["month"], found["day"])
    return NoValue.UNREADABLE


def _from_day_count(count: float, counts_from_1904: bool) -> date | NoValue:
    if count <= HIGHEST_EMPTY_NUMBER:
        return NoValue.PLACEHOLDER
    day = SPREADSHEET_DAY_0 + timedelta(days=int(count) + counts_from_1904 * DAYS_FROM_1900_TO_1904)
    # A small number is not a date of long ago: it is a count or a year in the wrong column.
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else NoValue.UNREADABLE


def _from_parts(year: str, month: str, day: str) -> date | NoValue:
    month_number = int(month) if month.isdigit() else MONTHS.get(month, 0)
    try:
        found = date(int(year) or 1, month_number, int(day))
    except ValueError:
        return NoValue.UNREADABLE
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else NoValue.PLACEHOLDER
