"""How quickly the multi-agency safeguarding hub decides, by rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.store import Store
from metrics.periods import Period
from reporting.journey.periods import days_of
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS

RATINGS = {"red": "Red", "amber": "Amber", "green": "Green"}
RED_HOURS = 4  # the improvement plan's limit for red; amber and green limits are in local thresholds


@dataclass(frozen=True)
class ResponseTimes:
    """Contacts of one rating: how many were decided within some hours of coming, by the clock on the wall."""

    rating: str
    contacts: int
    decided: int
    within_4_hours: int
    within_24_hours: int
    within_72_hours: int
    median_hours: float | None

    def share(self, within: int) -> float | None:
        """Return a number of those decided in time as a share of all, 0 to 100. Open ones are not in time."""
        return 100 * within / self.contacts if self.contacts else None


@dataclass(frozen=True)
class LateContact:
    """One red contact that took longer than RED_HOURS; `hours_taken` None while it is open."""

    child_id: str
    source: str
    received_at: datetime
    hours_taken: float | None


def response_times(store: Store, authority_id: str, period: Period) -> tuple[ResponseTimes, ...]:
    """Return red, amber and green, in that order; empty where ratings are not supplied."""
    first_day, last_day = days_of(period)
    rows = store.rows(
        "reporting/journey/response_times", authority_id=authority_id, first_day=first_day, last_day=last_day
    )
    by_rating = {row.pop("rating"): row for row in rows}
    return tuple(
        ResponseTimes(name, **by_rating[rating]) for rating, name in RATINGS.items() if rating in by_rating
    )


def late_red_contacts(
    store: Store, authority_id: str, period: Period, *, role: str
) -> tuple[LateContact, ...]:
    """Return the red contacts that were late, the latest first; none for a role that may not see records."""
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        return ()
    first_day, last_day = days_of(period)
    rows = store.rows(
        "reporting/journey/late_red_contacts",
        authority_id=authority_id,
        first_day=first_day,
        last_day=last_day,
    )
    return tuple(
        LateContact(
            row["child_id"], row["source_group"] or "Not known", row["received_at"], row["hours_taken"]
        )
        for row in rows
    )


def response_sentence(found: tuple[ResponseTimes, ...], period_words: str) -> str:
    """Return how many red contacts were decided in time."""
    red = next((times for times in found if times.rating == RATINGS["red"]), None)
    if red is None:
        return f"No contact of {period_words} was rated red."
    share = red.share(red.within_4_hours) or 0
    return (
        f"{red.within_4_hours:,} of {red.contacts:,} red contacts in {period_words} were decided within "
        f"{RED_HOURS} hours: {share:.1f}%."
    )
