"""The periods a figure can be about: how they are written, read, dated and labelled.

A period is always a pair of dates, both included, and a kind. The financial year runs from
1 April to 31 March. Everything that shows, reads or compares a period uses this module.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

EXAMPLES = "2026-10 | 2026-Q2 | 2026/27 | 2026/27 to 2026-10 | 12 months to 2026-10 | 2026-10-31"

EXCEL_DAY_NUMBER = re.compile(r"\d{5}(\.\d+)?")  # days since 1900: 46326 is 31 October 2026

MONTH_NAMES = tuple(calendar.month_name)[1:]


class PeriodError(ValueError):
    """A text that is not a period; the message says what would be right."""


@dataclass(frozen=True)
class Period:
    """First and last day of a period, both included; None where they are not known."""

    kind: str
    start: date | None
    end: date | None


def month_end(day: date) -> date:
    """Return the last day of the month that `day` is in.

    >>> month_end(date(2024, 2, 10))
    datetime.date(2024, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def financial_year_start(day: date) -> date:
    """Return the 1 April on or before `day`.

    >>> financial_year_start(date(2024, 3, 31)), financial_year_start(date(2024, 4, 1))
    (datetime.date(2023, 4, 1), datetime.date(2024, 4, 1))
    """
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def month(year: int, month_number: int) -> Period:
    """Return one calendar month."""
    start = date(year, month_number, 1)
    return Period("month", start, month_end(start))


def read_period(text: str) -> Period:
    """Return the period that `text` writes, in one of the forms of EXAMPLES.

    Quarters are of the financial year: 2026-Q1 is April to June 2026. A full date is a figure
    as at that day. Raises PeriodError.

    >>> read_period("2024-04")
    Period(kind='month', start=datetime.date(2024, 4, 1), end=datetime.date(2024, 4, 30))
    """
    written = text.strip()
    for pattern, reader in _FORMS:
        match = pattern.fullmatch(written)
        if match:
            try:
                return reader(*(int(part) for part in match.groups()))
            except (ValueError, OverflowError) as error:
                raise PeriodError(f"'{written}' is not a period: {error}. Write {EXAMPLES}.") from error
    if EXCEL_DAY_NUMBER.fullmatch(written):
        raise PeriodError(
            f"'{written}' looks like an Excel date stored as a number. Format the column as text "
            f"and write {EXAMPLES}."
        )
    raise PeriodError(f"'{written}' is not a period. Write {EXAMPLES}.")


def read_period_cell(value: object) -> Period:
    """Return the period in a spreadsheet cell, text or real date. Raises PeriodError.

    Excel turns a typed 2026-10 into the date 1 October 2026, so a real date on the first of a
    month is that month; on any other day it is a figure as at that day.
    """
    if isinstance(value, date):
        return (
            month(value.year, value.month) if value.day == 1 else _as_at(value.year, value.month, value.day)
        )
    return read_period(str(value))


def _quarter(year: int, quarter: int) -> Period:
    first_month = 4 + 3 * (quarter - 1)
    start = date(year + (first_month > 12), (first_month - 1) % 12 + 1, 1)
    return Period("quarter", start, month_end(start + timedelta(days=70)))


def _financial_year(first: int, second: int) -> Period:
    if second != (first + 1) % 100:
        raise ValueError(f"after {first}/ comes {(first + 1) % 100:02d}")
    return Period("financial_year", date(first, 4, 1), date(first + 1, 3, 31))


def _year_to_date(first: int, second: int, last_year: int, last_month: int) -> Period:
    year, last = _financial_year(first, second), month_end(date(last_year, last_month, 1))
    if financial_year_start(last) != year.start:
        raise ValueError("the month is outside that financial year")
    return Period("financial_year_to_date", year.start, last)


def _rolling(year: int, month_number: int) -> Period:
    last = month_end(date(year, month_number, 1))
    after = last + timedelta(days=1)
    return Period("rolling_12_months", after.replace(year=after.year - 1), last)


def _as_at(year: int, month_number: int, day: int) -> Period:
    on = date(year, month_number, day)
    return Period("as_at", on, on)


_FORMS = (
    (re.compile(r"(\d{4})-(\d{1,2})"), month),
    (re.compile(r"(\d{4})-?[Qq]([1-4])"), _quarter),
    (re.compile(r"(\d{4})/(\d{2})"), _financial_year),
    (re.compile(r"(\d{4})/(\d{2}) to (\d{4})-(\d{1,2})"), _year_to_date),
    (re.compile(r"12 months to (\d{4})-(\d{1,2})"), _rolling),
    (re.compile(r"(?:as at )?(\d{4})-(\d{1,2})-(\d{1,2})"), _as_at),
)


def month_label(day: date) -> str:
    """Return 'April 2024'."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def day_label(day: date) -> str:
    """Return '29 February 2024'."""
    return f"{day.day} {month_label(day)}"


def period_label(period: Period) -> str:
    """Return the period in words, as every screen, export and message writes it.

    >>> period_label(read_period("2023/24 to 2024-02"))
    'April 2023 to February 2024 (year to date)'
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return "Not dated"
    match period.kind:
        case "month":
            return month_label(end)
        case "quarter":
            return f"{month_label(start)} to {month_label(end)} (quarter)"
        case "financial_year":
            return f"{start.year}/{end.year % 100:02d} (financial year)"
        case "financial_year_to_date":
            return f"{month_label(start)} to {month_label(end)} (year to date)"
        case "rolling_12_months":
            return f"12 months to {month_label(end)}"
        case "as_at":
            return f"At {day_label(end)}"
        case _:
            return f"{day_label(start)} to {day_label(end)}"


def short_period_label(period: Period) -> str:
    """Return the period in few letters, for a table cell: 'Apr 2024', '2023/24'."""
    if period.start is None or period.end is None:
        return "not dated"
    last_month = f"{MONTH_NAMES[period.end.month - 1][:3]} {period.end.year}"
    match period.kind:
        case "month":
            return last_month
        case "quarter":
            return f"quarter to {last_month}"
        case "financial_year":
            return f"{period.start.year}/{period.end.year % 100:02d}"
        case "financial_year_to_date":
            return f"year to date, {last_month}"
        case "rolling_12_months":
            return f"12 months to {last_month}"
        case "as_at":
            return f"{period.end.day} {last_month}"
        case _:
            return f"to {last_month}"
