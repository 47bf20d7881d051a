"""Families who wait for early help, against the limit of four weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from reporting.event_tables import event_tables
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS

LIMIT_DAYS = 28
BANDS = (
    (7, "Up to 1 week"),
    (14, "1 to 2 weeks"),
    (21, "2 to 3 weeks"),
    (28, "3 to 4 weeks"),
    (56, "4 to 8 weeks"),
)
LONGEST_BAND = "More than 8 weeks"
TABLE = "early_help_waits"


@dataclass(frozen=True)
class WaitsOfMonth:
    """One month: families waiting at its end, how many over the limit, and how long those waited who began."""

    month_end: date
    waiting: int
    waiting_over_4_weeks: int
    started: int
    average_days_to_start: float | None


@dataclass(frozen=True)
class FamilyWaiting:
    """One family on the list; `child_id` is the child it is listed by, None for a reader who may not see it."""

    child_id: str | None
    team: str
    added_on: date
    days_waited: int

    @property
    def band(self) -> str:
        """The band of its wait; the last day of a week is still in the shorter band."""
        return next((name for days, name in BANDS if self.days_waited <= days), LONGEST_BAND)


def waits_by_month(
    store: Store, authority_id: str, first_day: date, last_day: date
) -> tuple[WaitsOfMonth, ...]:
    """Return the months in order; empty without the waiting list."""
    if TABLE not in event_tables(store):
        return ()
    rows = store.rows(
        "reporting/journey/early_help_waits",
        authority_id=authority_id,
        first_day=first_day,
        last_day=last_day,
    )
    months = tuple(WaitsOfMonth(**row) for row in rows)
    return months if any(month.waiting or month.started for month in months) else ()


def families_waiting(store: Store, authority_id: str, on: date, *, role: str) -> tuple[FamilyWaiting, ...]:
    """Return the families on the list on a day, the longest wait first; empty without the waiting list."""
    if TABLE not in event_tables(store):
        return ()
    may_see = role in ROLES_THAT_MAY_SEE_RECORDS
    rows = store.rows("reporting/journey/families_waiting", authority_id=authority_id, on=on)
    return tuple(
        FamilyWaiting(
            row["child_id"] if may_see else None,
            row["team"] or "Not known",
            row["added_on"],
            row["days_waited"],
        )
        for row in rows
    )


def bands_of(families: Sequence[FamilyWaiting]) -> dict[str, int]:
    """Return how many families wait in each band, every band in order."""
    counts = {name: 0 for _, name in BANDS} | {LONGEST_BAND: 0}
    for family in families:
        counts[family.band] += 1
    return counts


def waiting_sentence(families: Sequence[FamilyWaiting], on_words: str) -> str:
    """Return how many wait, how long on average, and how many over the limit."""
    if not families:
        return f"No family was waiting for early help {on_words}."
    over = sum(family.days_waited > LIMIT_DAYS for family in families)
    average = sum(family.days_waited for family in families) / len(families) / 7
    one = len(families) == 1
    return (
        f"{len(families):,} {'family was' if one else 'families were'} waiting for early help {on_words}, "
        f"{average:.1f} weeks on average; {over:,} had waited longer than the limit of four weeks."
    )
