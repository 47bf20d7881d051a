"""The clocks that KPIs run on, in plain Python: working days, calendar limits and hours.

Day 0 is the start, so a limit of 45 working days ends with the 45th working day after it, and that
day is on time. A working day is Monday to Friday and no bank holiday in England and Wales.

Everything here counts one day at a time, so that it can be checked by eye. Figures come from the
calendar table and macros of queries/reference, which do the same by look-up; tests hold the two
against each other.
"""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import holidays

from metrics.definition import Limit

# Dates outside these years are placeholders, never days on which something happened.
FIRST_DAY = date(1910, 1, 1)
LAST_DAY = date(2099, 12, 31)

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """What a council counts: days on which it is closed by its own choice, and the number of the first day.

    `start_is_day` is 0 in national statistics. It is 1 for a council that counts from and including
    the day of a visit, which makes every limit end one day earlier.
    """

    closure_days: frozenset[date] = frozenset()
    start_is_day: int = 0

    def __post_init__(self) -> None:
        if self.start_is_day not in (0, 1):
            raise ValueError(f"start_is_day is {self.start_is_day}. The start is day 0 or day 1.")


NATIONAL = WorkingCalendar()


@cache
def bank_holidays() -> frozenset[date]:
    """Return every bank holiday in England and Wales from FIRST_DAY to LAST_DAY, one-off ones included.

    Source: the `holidays` library, which follows gov.uk. Days not yet proclaimed are not in it, so a
    newer version of the library can move due dates that lie ahead.
    """
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))


def is_working_day(day: date, calendar: WorkingCalendar = NATIONAL) -> bool:
    """Return whether `day` is Monday to Friday, no bank holiday and no closure day.

    ValueError outside FIRST_DAY to LAST_DAY, where bank holidays are not known.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is outside {FIRST_DAY} to {LAST_DAY}, the days with known bank holidays.")
    return day.weekday() < SATURDAY and day not in bank_holidays() and day not in calendar.closure_days


def working_days(start: date, end: date, calendar: WorkingCalendar = NATIONAL) -> int:
    """Return the working days after `start`, up to and including `end`; 0 on the same day.

    With `start_is_day` 1 the start counts too, if it is a working day. An end before the start gives
    the same steps backwards, as a negative number.

    >>> working_days(date(2024, 3, 28), date(2024, 4, 2))  # over Easter
    1
    >>> working_days(date(2024, 3, 28), date(2024, 4, 2), WorkingCalendar(start_is_day=1))
    2
    """
    steps = _working_days_after(min(start, end), max(start, end), calendar)
    return (steps if start <= end else -steps) + _counts_itself(start, calendar)


def due_after_working_days(start: date, number: int, calendar: WorkingCalendar = NATIONAL) -> date:
    """Return the day on which `number` working days are up; 0 gives the start itself.

    A start at a weekend has the same due date as the Friday before. ValueError for a negative number.

    >>> due_after_working_days(date(2024, 3, 23), 45)  # a Saturday
    datetime.date(2024, 5, 30)
    """
    _refuse_negative(number)
    due, counted = start, _counts_itself(start, calendar)
    while counted < number:
        due += ONE_DAY
        counted += is_working_day(due, calendar)
    return due


def add_months(day: date, number: int) -> date:
    """Return the same day `number` months later, or the last day of that month if it is shorter.

    A negative number goes back.

    >>> add_months(date(2024, 1, 31), 1), add_months(date(2024, 3, 31), -12)
    (datetime.date(2024, 2, 29), datetime.date(2023, 3, 31))
    """
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    last = month_lengths.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def due_on(start: date, limit: Limit, calendar: WorkingCalendar = NATIONAL) -> date:
    """Return the last day that is on time under a limit in working days, days, weeks or months.

    ValueError for a limit in hours (see due_at) and for one that names a setting not yet looked up.
    """
    if limit.working_days is not None:
        return due_after_working_days(start, limit.working_days, calendar)
    if limit.months is not None:
        end = add_months(start, limit.months)
    elif limit.weeks is not None:
        end = start + timedelta(weeks=limit.weeks)
    elif limit.calendar_days is not None:
        end = start + timedelta(days=limit.calendar_days)
    else:
        raise ValueError("A due date needs a limit in working days, calendar days, weeks or months.")
    return end - timedelta(days=calendar.start_is_day)


def is_on_time(start: date, end: date, limit: Limit, calendar: WorkingCalendar = NATIONAL) -> bool:
    """Return whether `end` is within the limit; the last day is on time.

    Under a limit in working days, a weekend or holiday after the last day is on time too, because no
    working day has passed. An end before the start is for the caller to set aside.
    """
    if limit.working_days is not None:
        return working_days(start, end, calendar) <= limit.working_days
    return end <= due_on(start, limit, calendar)


def hours_between(start_at: datetime, end_at: datetime) -> float:
    """Return the hours from `start_at` to `end_at` by the clock on the wall.

    Times are local and carry no time zone, as case systems hold them: 72 hours from ten o'clock on
    Friday is ten o'clock on Monday, also when the clocks change that weekend.
    """
    return (end_at - start_at) / timedelta(hours=1)


def due_at(start_at: datetime, hours: int) -> datetime:
    """Return the last moment that is within `hours`, by the clock on the wall. ValueError if negative."""
    _refuse_negative(hours)
    return start_at + timedelta(hours=hours)


def _counts_itself(start: date, calendar: WorkingCalendar) -> int:
    return int(calendar.start_is_day == 1 and is_working_day(start, calendar))


def _working_days_after(start: date, end: date, calendar: WorkingCalendar) -> int:
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)


def _refuse_negative(number: int) -> None:
    if number < 0:
        raise ValueError(f"A limit of {number} is not possible. It is 0 or more.")
