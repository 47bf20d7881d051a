"""The day that a workbook is about. It is not in the workbook: someone has to say it.

What is found here is a proposal for that person, never a decision. It is not today, and not the
first of the month: both shift every age and every "days since".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pyarrow.compute as pc

from data.sources.annex_a.stage import StagedList
from data.sources.dates import read_date
from metrics.clocks import add_months

MONTHS_LISTED = 6  # Annex A asks for the contacts of the six months before the inspection
CLOSE_ENOUGH = timedelta(days=7)

# Dates of what has happened. Conferences are left out: they stand in the list when they are booked.
EVENT_COLUMNS = {
    1: ("contact_received_on",),
    3: ("referral_received_on",),
    4: ("assessment_started_on", "assessment_authorised_on"),
    5: ("strategy_discussion_on",),
}
DATES_IN_NAMES = re.compile(
    r"(?<!\d)(?:\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4}|\d{8}"
    r"|\d{1,2}(?:st|nd|rd|th)?[-_. ]?[A-Za-z]{3,9}[-_. ]?\d{4})(?!\d)"
)


class ProposedFrom(StrEnum):
    """What a proposal rests on."""

    FILE_NAME = "the date in the file's name"
    LATEST_EVENT = "the latest contact, referral, assessment or section 47 enquiry"
    NOTHING = "nothing"


@dataclass(frozen=True)
class ReferenceDateProposal:
    """A day to confirm or to change; None if neither the name nor the lists give one.

    `contacts_from` is the first contact listed. `doubts` are for the person who confirms.
    """

    proposed_on: date | None
    proposed_from: ProposedFrom
    date_in_file_name: date | None
    latest_event_on: date | None
    contacts_from: date | None
    doubts: tuple[str, ...]


def propose_reference_date(
    file_name: str, staged: Mapping[int, StagedList], *, last_day: date
) -> ReferenceDateProposal:
    """Return the day that a workbook seems to be about: by its name, else by its latest events.

    Days after `last_day`, the one that it is said to be about, are left out. Contacts come in daily, so the
    latest event is within a day or two of the day on which the workbook was made.
    """
    named = dates_in_file_name(file_name)
    in_name = next(iter(named)) if len(named) == 1 and max(named) <= last_day else None
    latest_by_list = {
        number: max(days)
        for number, own in EVENT_COLUMNS.items()
        if (days := _days(staged, number, own, last_day))
    }
    latest = max(latest_by_list.values(), default=None)
    contacts = _days(staged, 1, EVENT_COLUMNS[1], last_day)
    proposed = in_name or latest
    basis = ProposedFrom.NOTHING
    if proposed:
        basis = ProposedFrom.FILE_NAME if in_name else ProposedFrom.LATEST_EVENT
    doubts = _doubts(named, last_day, in_name, latest_by_list)
    contacts_from = min(contacts, default=None)
    if proposed and contacts_from and contacts_from > add_months(proposed, -MONTHS_LISTED) + CLOSE_ENOUGH:
        doubts.append(
            f"The contacts reach back to {contacts_from}, not six months. Figures begin there; load an "
            "earlier workbook as well for the months before."
        )
    return ReferenceDateProposal(proposed, basis, in_name, latest, contacts_from, tuple(doubts))


def flow_starts_on(reference_on: date, contacts_from: date | None) -> date:
    """Return the first day for which a workbook lists everything that came in.

    Six months before its reference date, or its first contact if that is later.
    """
    six_months_back = add_months(reference_on, -MONTHS_LISTED)
    return max(six_months_back, contacts_from or six_months_back)


def dates_in_file_name(file_name: str) -> frozenset[date]:
    """Return the full dates in a file's name, day before month; a month alone is no date.

    >>> dates_in_file_name("Annex A 31-03-2026.xlsx")
    frozenset({datetime.date(2026, 3, 31)})
    """
    return frozenset(_read_names(file_name))


def _read_names(file_name: str) -> Iterator[date]:
    for found in DATES_IN_NAMES.findall(file_name):
        written = re.sub(r"[-_. ]+", "-" if re.fullmatch(r"[\d\-_. ]+", found) else " ", found)
        day = read_date(written)
        if not isinstance(day, date) and re.fullmatch(r"\d{8}", found):
            day = read_date(f"{found[:2]}-{found[2:4]}-{found[4:]}")
        if isinstance(day, date):
            yield day


def _days(
    staged: Mapping[int, StagedList], number: int, columns: tuple[str, ...], last_day: date
) -> list[date]:
    if number not in staged:
        return []
    found = (pc.unique(staged[number].rows.column(column)).to_pylist() for column in columns)
    return [day for days in found for day in days if day is not None and day <= last_day]


def _doubts(
    named: frozenset[date], last_day: date, in_name: date | None, latest_by_list: Mapping[int, date]
) -> list[str]:
    doubts = []
    if len(named) > 1:
        doubts.append("The file's name holds several dates, so none of them was taken.")
    elif named and in_name is None:
        doubts.append(
            f"The date in the file's name, {next(iter(named))}, is after {last_day}, the day that it was said to be "
            "about. Load it again with the right day if that is wrong."
        )
    latest = max(latest_by_list.values(), default=None)
    if in_name and latest and abs(in_name - latest) > CLOSE_ENOUGH:
        doubts.append(
            f"The file's name says {in_name}, but the latest event in the lists was on {latest}. "
            "Say which day the lists are about."
        )
    alone = [number for number, day in latest_by_list.items() if day == latest]
    others = [day for day in latest_by_list.values() if day != latest]
    if latest and len(alone) == 1 and others and latest - max(others) > CLOSE_ENOUGH:
        doubts.append(
            f"Only List {alone[0]} has an event as late as {latest}; the other lists end on {max(others)}. "
            "It may be a mistyped date."
        )
    return doubts
