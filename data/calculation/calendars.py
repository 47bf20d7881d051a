"""The months and periods of a build as numbers: what is counted is laid out by them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import duckdb
import numpy as np
from numpy.typing import NDArray

from data.sql import read_sql

Numbers = NDArray[np.int64]


class CalendarKind(StrEnum):
    """How the figures of a line follow each other; queries/calculation/create_periods.sql says what each is."""

    MONTH_ENDS = "month_ends"
    MONTHS = "months"
    MONTHS_ADDED_UP = "months_added_up"
    EVERY_PERIOD = "every_period"


@dataclass(frozen=True)
class Calendar:
    """The months that lists of figures have, and which of them each authority's extracts cover.

    `first_month` counts from January 1970, and `ends` are days from 1 January 1970, one a month. The other
    arrays have a row for each authority: `covered` a column for each month, `period_first` and `period_until`
    a column for each period, in the order of their places: its first month, and the month after its last.
    """

    first_month: int
    ends: Numbers
    authorities: tuple[str, ...]
    covered: NDArray[np.bool_]
    period_first: Numbers
    period_until: Numbers

    @property
    def months(self) -> int:
        """How many months a list has."""
        return len(self.ends)

    @classmethod
    def read(cls, con: duckdb.DuckDBPyConnection) -> Self:
        """Return the calendar of a connection that has month_ends, periods and staged.coverage."""
        authorities = [str(name) for (name,) in con.execute(read_sql("calculation/authorities")).fetchall()]
        number = {name: place for place, name in enumerate(authorities)}
        months = con.execute(read_sql("calculation/covered_months")).fetchall()
        first_month = min((month for _, month, _ in months), default=0)
        count = max((month + 1 - first_month for _, month, _ in months), default=0)
        ends, covered = np.zeros(count, dtype=np.int64), np.zeros((len(authorities), count), dtype=bool)
        for authority, month, end in months:
            ends[month - first_month] = end
            if authority in number:
                covered[number[authority], month - first_month] = True
        periods = con.execute(read_sql("calculation/every_period")).fetchall()
        most = max((place for _, place, *_ in periods), default=0)
        first, until = np.zeros((2, len(authorities), most), dtype=np.int64)
        for authority, place, begins, ends_before in periods:
            first[number[authority], place - 1], until[number[authority], place - 1] = begins, ends_before
        return cls(first_month, ends, tuple(authorities), covered, first, until)
