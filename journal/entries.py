"""What everything that people write has in common: it is short, it names a post, it names no child."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from journal.database import JournalError
from metrics.periods import month_end

NO_CHILD_WORDS = (
    "Never write the name, initials, date of birth or number of a child, a parent or a worker: "
    "what is written here can be read by everyone who sees this measure."
)
LONG_NUMBER = re.compile(r"\d{7,}")  # numbers of cases, pupils and patients; no count or sum is written so


class EntryError(JournalError):
    """Something cannot be written as it is; the message names every problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def checked(words: Mapping[str, str], longest: int, required: tuple[str, ...]) -> dict[str, str]:
    """Return texts without blanks around them, by what they are called on the form.

    Raises EntryError, with all problems at once, for a required one that is empty, one longer than
    `longest` characters, and one with a number so long that it could be a child's.
    """
    tidy = {name: text.strip() for name, text in words.items()}
    problems = [f"{name} is empty." for name in required if not tidy[name]]
    for name, text in tidy.items():
        if len(text) > longest:
            problems.append(f"{name} has {len(text):,} characters; write at most {longest:,}.")
        if LONG_NUMBER.search(text):
            problems.append(f"{name} holds a long number, like that of a case or a child. Take it out.")
    if problems:
        raise EntryError(problems)
    return tidy


def moment_written(moment: datetime | None = None) -> str:
    """Return a moment as the journal keeps it, in UTC; now if none is given."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat()


def written_month(day: date) -> str:
    """Return the month that a day is in as the journal keeps it.

    >>> written_month(date(2026, 10, 31))
    '2026-10'
    """
    return f"{day:%Y-%m}"


def read_month(written: str) -> date:
    """Return the last day of a month as the journal keeps it.

    >>> read_month("2026-02")
    datetime.date(2026, 2, 28)
    """
    return month_end(date.fromisoformat(f"{written}-01"))


def read_day(written: str | None) -> date | None:
    """Return a day as the journal keeps it; None for none."""
    return date.fromisoformat(written) if written else None
