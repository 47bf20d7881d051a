"""Reading whole numbers, ages, identifiers and postcodes as spreadsheets and people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor

from data.sources.dates import NoValue
from data.sources.tidy_text import is_blank, tidy

HIGHEST_AGE = 120
HIGHEST_COUNT = 999_999  # of anything that one child can have; more is an identifier in the wrong column
MONTHS_IN_A_YEAR, WEEKS_IN_A_YEAR, DAYS_IN_A_YEAR = 12, 52, 365
# The last two letters are never C, I, K, M, O or V. Source: Royal Mail, guide to the Postcode Address File.
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[ABD-HJLNP-UW-Z]{2})")
IN_PLACE_OF_A_POSTCODE = re.compile(
    r"p[0-9a-f]{24}"
)  # what is landed instead of one: data/sources/pseudonyms.py


@dataclass(frozen=True)
class Age:
    """An age in completed years; None with `is_unborn` for a child who is not born yet."""

    years: int | None
    is_unborn: bool = False


def read_whole_number(text: str) -> int | NoValue:
    """Return a number of 0 to HIGHEST_COUNT without a fraction.

    A cell that someone formatted as a date by mistake is turned back into its number.
    """
    written = tidy(text)
    if is_blank(written):
        return NoValue.BLANK
    mistaken_for_a_date = re.fullmatch(r"1900-01-(0[1-9]|[12]\d|3[01])( 00:00:00)?", written)
    if mistaken_for_a_date:
        return int(mistaken_for_a_date[1])
    if written == "00:00:00":
        return 0
    found = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?", written)
    number = int(found[1].replace(",", "")) if found else HIGHEST_COUNT + 1
    return number if number <= HIGHEST_COUNT else NoValue.UNREADABLE


def read_age(text: str) -> Age | NoValue:
    """Return an age written in years, months, weeks or days, as "<1" or as unborn.

    A negative age of less than a year is that of an unborn child whose due date was taken as birth date.

    >>> read_age("18 months"), read_age("6.14"), read_age("Unborn")
    (Age(years=1, is_unborn=False), Age(years=6, is_unborn=False), Age(years=None, is_unborn=True))
    """
    written = tidy(text).casefold()
    if is_blank(written):
        return NoValue.BLANK
    if written in ("unborn", "un-born", "not born", "not yet born", "pre-birth", "pre birth"):
        return Age(None, is_unborn=True)
    if re.fullmatch(r"(<|under|less than) ?(1|one)( years?)?", written):
        return Age(0)
    number = re.fullmatch(r"-?\d+(\.\d+)?(e-\d+)?", written)
    if number:
        return _from_years(float(written))
    parts = re.fullmatch(
        r"(?:(?P<years>\d+(?:\.\d+)?) ?(?:years?|yrs?|y))?[, ]*(?:and )?"
        r"(?:(?P<months>\d+(?:\.\d+)?) ?(?:months?|mths?|m))?[, ]*(?:and )?"
        r"(?:(?P<weeks>\d+) ?(?:weeks?|wks?|w))?[, ]*(?:and )?(?:(?P<days>\d+) ?(?:days?|d))?(?: old)?",
        written,
    )
    if parts is None or not any(parts.groups()):
        return NoValue.UNREADABLE
    units = {"years": 1, "months": MONTHS_IN_A_YEAR, "weeks": WEEKS_IN_A_YEAR, "days": DAYS_IN_A_YEAR}
    return _from_years(sum(float(parts[name] or 0) / in_a_year for name, in_a_year in units.items()))


def read_identifier(text: str) -> str | NoValue:
    """Return an identifier as text: leading zeros kept, the ".0" of a spreadsheet number dropped.

    Unreadable if a spreadsheet has shortened it to a power of ten: the last digits are lost.
    """
    written = tidy(text).strip("'")
    if is_blank(written):
        return NoValue.BLANK
    if re.fullmatch(r"\d(\.\d+)?e\+?\d+", written.casefold()):
        return NoValue.UNREADABLE
    return re.sub(r"^(\d+)\.0+$", r"\1", written)


def read_postcode(text: str) -> str | NoValue:
    """Return a full postcode in capitals with one space; anything else is unreadable.

    A pseudonym that already stands for one is returned as it is.
    """
    written = tidy(text)
    if is_blank(written):
        return NoValue.BLANK
    if IN_PLACE_OF_A_POSTCODE.fullmatch(written):
        return written
    found = POSTCODE.fullmatch(written.upper().replace(" ", ""))
    return f"{found[1]} {found[2]}" if found else NoValue.UNREADABLE


def read_text(text: str) -> str | NoValue:
    """Return text with plain characters and single spaces."""
    written = tidy(text)
    return NoValue.BLANK if is_blank(written) else written


def _from_years(years: float) -> Age | NoValue:
    if -1 <= years < 0:
        return Age(None, is_unborn=True)
    return Age(floor(years)) if 0 <= years <= HIGHEST_AGE else NoValue.UNREADABLE
