"""Working days in England for arrays of dates: the generator's own tool.

The dashboard counts time with its own calendar (metrics/). This one is separate on purpose: the
generator has to plant records that are exactly on time or exactly one day late, and if it asked
the code under test for the limit, a mistake there would show in neither. It also works on whole
arrays, which that calendar does not need to.

Day 0 is the start. A working day is Monday to Friday and no bank holiday in England.
"""

from __future__ import annotations

from functools import cache

import holidays
import numpy as np
from numpy.typing import ArrayLike

from data.synthetic.arrays import Dates, Flags, Numbers, plus_days

FIRST_YEAR, LAST_YEAR = 2000, 2060


@cache
def calendar() -> np.busdaycalendar:
    """Return England's working days, 2000 to 2060, with one-off bank holidays."""
    bank_holidays = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return np.busdaycalendar(holidays=np.array(sorted(bank_holidays), dtype="datetime64[D]"))


def is_working_day(dates: Dates) -> Flags:
    """Return whether each date is a working day; NEVER is not."""
    return np.is_busday(dates, busdaycal=calendar())


def add_working_days(dates: Dates, number: ArrayLike) -> Dates:
    """Return the date `number` (0 or more) working days after each date; NEVER stays NEVER.

    A start at a weekend has the same result as the Friday before. Adding 0 to a day that is no
    working day gives the last working day before it, so callers that need "not before" check it.
    """
    return np.busday_offset(dates, number, roll="backward", busdaycal=calendar())


def working_days_between(start: Dates, end: Dates) -> Numbers:
    """Return the working days after `start`, up to and including `end`. Both must be known."""
    return np.busday_count(plus_days(start, 1), plus_days(end, 1), busdaycal=calendar()).astype(np.int64)


def next_working_day(dates: Dates) -> Dates:
    """Return each date, or the first working day after it; NEVER stays NEVER."""
    return np.busday_offset(dates, 0, roll="forward", busdaycal=calendar())


def last_working_day(dates: Dates) -> Dates:
    """Return each date, or the last working day before it; NEVER stays NEVER."""
    return np.busday_offset(dates, 0, roll="backward", busdaycal=calendar())
