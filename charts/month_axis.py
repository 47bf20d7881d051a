"""The time axis of charts whose figures stand on the last day of their month: a month's name stands there too.

Left to itself Plotly names the first days of months, so that the figure of January would stand over "Feb".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

MOST_TICKS = 8  # more do not fit beside each other on a telephone
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months from one name to the next
FIRST_IN_STEP = 3  # names fall on March, the end of the financial year, and every so many months from it
ROOM_AT_THE_LEFT = 1 / 16  # of the axis: a name nearer to its beginning would lie over the numbers beside it


def month_axis(left: date, right: date) -> dict[str, Any]:
    """Return the names of a time axis from one day to another: at month ends, at most eight of them."""
    ends = named_month_ends(left, right)
    return {
        "tickmode": "array",
        "tickvals": [day.isoformat() for day in ends],
        "ticktext": [f"{day:%b}<br>{day:%Y}" for day in ends],
        "tickangle": 0,
    }


def named_month_ends(left: date, right: date) -> list[date]:
    """Return the month ends from one day to another that are named, evenly apart.

    >>> [f"{day:%d %b}" for day in named_month_ends(date(2024, 1, 5), date(2024, 12, 31))]
    ['31 Jan', '31 Mar', '31 May', '31 Jul', '30 Sep', '30 Nov']
    >>> [f"{day:%d %b}" for day in named_month_ends(date(2024, 1, 25), date(2024, 12, 31))]
    ['31 Mar', '31 May', '31 Jul', '30 Sep', '30 Nov']
    """
    first = left.year * 12 + left.month - 1
    months = range(first, right.year * 12 + right.month)
    ends = [date(m // 12, m % 12 + 1, monthrange(m // 12, m % 12 + 1)[1]) for m in months]
    within = [day for day in ends if left + ROOM_AT_THE_LEFT * (right - left) <= day <= right]
    for step in STEPS:
        named = [day for day in within if (day.year * 12 + day.month - FIRST_IN_STEP) % step == 0]
        if len(named) <= MOST_TICKS:
            return named
    return named
