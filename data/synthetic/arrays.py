"""Columns of values, one entry per record: the only shape in which the generator holds data.

Every part of the journey is a frozen dataclass of equally long arrays (`Rows`). Nothing walks
through children one by one; a date that has not come about is NEVER (not a time).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Dates = NDArray[np.datetime64]
Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]

NEVER = np.datetime64("NaT", "D")
FAR_AWAY = np.datetime64("2200-01-01", "D")  # a date that no extract reaches


@dataclass(frozen=True)
class Rows:
    """Base of all records: every field is an array, all of one length."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))


R = TypeVar("R", bound=Rows)


def keep(rows: R, chosen: Flags | Numbers) -> R:
    """Return the rows that are chosen by yes/no values or by position, in that order."""
    return type(rows)(**{field.name: getattr(rows, field.name)[chosen] for field in fields(rows)})


def stack(parts: Sequence[R]) -> R:
    """Return the rows of all parts, one after the other. Needs at least one part."""
    names = [field.name for field in fields(parts[0])]
    return type(parts[0])(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def day(value: date) -> np.datetime64:
    """Return a calendar date as the array type used here, in whole days."""
    return np.datetime64(value, "D")


def plus_days(dates: Dates | np.datetime64, days: ArrayLike) -> Dates:
    """Return the dates moved by whole days; parts of a day are dropped, NEVER stays NEVER."""
    moved: Dates = dates + np.asarray(days).astype("timedelta64[D]")
    return moved


def days_between(earlier: Dates | np.datetime64, later: Dates | np.datetime64) -> Numbers:
    """Return later minus earlier in days. Both must be known."""
    return (later - earlier).astype("timedelta64[D]").astype(np.int64)


def never(size: int) -> Dates:
    """Return `size` dates that have not come about."""
    return np.full(size, NEVER)


def known(dates: Dates) -> Flags:
    """Return whether each date has come about."""
    return ~np.isnat(dates)


def only_where(condition: Flags, dates: Dates) -> Dates:
    """Return the dates where the condition holds, NEVER elsewhere."""
    return np.where(condition, dates, NEVER)


def happened(dates: Dates, by: np.datetime64) -> Dates:
    """Return the dates that lie on or before `by`; later ones are NEVER: nobody knows them yet."""
    return np.where(dates <= by, dates, NEVER)


def words_where(condition: Flags, words: Texts | str) -> Texts:
    """Return the words where the condition holds, None elsewhere."""
    found = np.full(len(condition), None, dtype=object)
    found[condition] = words if isinstance(words, str) else words[condition]
    return found


def is_nothing(words: Texts) -> Flags:
    """Return whether each word is missing."""
    return np.array([word is None for word in words], dtype=bool)


def latest(*dates: Dates) -> Dates:
    """Return the latest known date of each row, NEVER where none is known."""
    result = dates[0]
    for more in dates[1:]:
        result = np.fmax(result, more)
    return result


def earliest(*dates: Dates | np.datetime64) -> Dates:
    """Return the earliest known date of each row, NEVER where none is known."""
    result = np.asarray(dates[0])
    for more in dates[1:]:
        result = np.fmin(result, more)
    return result


def months_of(dates: Dates) -> Numbers:
    """Return the calendar month of each date, 1 to 12."""
    return dates.astype("datetime64[M]").astype(np.int64) % 12 + 1


def years_old(born_on: Dates, on: Dates | np.datetime64) -> Numbers:
    """Return age in whole years: -1 or less before birth. 29 February counts from 1 March."""
    months = on.astype("datetime64[M]").astype(np.int64) - born_on.astype("datetime64[M]").astype(np.int64)
    day_now = (on - on.astype("datetime64[M]")).astype(np.int64)
    day_born = (born_on - born_on.astype("datetime64[M]")).astype(np.int64)
    age: Numbers = np.floor_divide(months - (day_now < day_born), 12)
    return age


def birthday(born_on: Dates, age: int) -> Dates:
    """Return the date of a birthday; born on 29 February turns a year older on 1 March."""
    month = born_on.astype("datetime64[M]")
    into_month = born_on - month.astype("datetime64[D]")
    day_of_birth: Dates = (month + np.timedelta64(12 * age, "M")).astype("datetime64[D]") + into_month
    return day_of_birth


def repeat_rows(counts: Numbers) -> tuple[Numbers, Numbers]:
    """Return, for row i repeated counts[i] times, the row it came from and its number there (from 0).

    >>> repeat_rows(np.array([2, 0, 3]))
    (array([0, 0, 2, 2, 2]), array([0, 1, 0, 1, 2]))
    """
    row = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    return row, np.arange(len(row)) - first[row]


def number_within(groups: Numbers) -> Numbers:
    """Return the running number (from 0) of each row within its group; equal groups must be adjacent.

    >>> number_within(np.array([4, 4, 4, 7, 9, 9]))
    array([0, 1, 2, 0, 0, 1])
    """
    if len(groups) == 0:
        return np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    return np.arange(len(groups)) - np.repeat(starts, np.diff(np.r_[starts, len(groups)]))
