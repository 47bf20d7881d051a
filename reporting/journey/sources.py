"""Contacts and referrals by where they came from, with the months before and the same period a year earlier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.clocks import add_months
from metrics.periods import Period
from reporting.journey.cohort import source_words
from reporting.journey.periods import days_of
from reporting.words import change_words

TREND_MONTHS = 24


@dataclass(frozen=True)
class SourceCounts:
    """Counts of one period; shares are of the referrals whose answer is known."""

    contacts: int = 0
    referrals: int = 0
    re_referrals: int = 0
    re_referrals_known: int = 0
    without_action: int = 0
    outcomes_known: int = 0

    @property
    def re_referral_share(self) -> float | None:
        """Re-referrals, 0 to 100; None where none is known."""
        return 100 * self.re_referrals / self.re_referrals_known if self.re_referrals_known else None

    @property
    def without_action_share(self) -> float | None:
        """Referrals with no further action, 0 to 100; None where none is known."""
        return 100 * self.without_action / self.outcomes_known if self.outcomes_known else None


@dataclass(frozen=True)
class Source:
    """One group of sources: the period, the same days a year before (None if not covered), and its months.

    `months` are (last day of the month, contacts, referrals) up to the end of the period.
    """

    name: str
    counts: SourceCounts
    year_before: SourceCounts | None
    months: tuple[tuple[date, int, int], ...]

    @property
    def change_words(self) -> str:
        """The change of referrals against the year before, in words."""
        if self.year_before is None:
            return "not covered"
        return change_words(self.counts.referrals - self.year_before.referrals, "count", 0)


def sources(store: Store, authority_id: str, period: Period, covered_from: date) -> tuple[Source, ...]:
    """Return the groups of sources, most referrals first."""
    first_day, last_day = days_of(period)
    trend_from = add_months(last_day.replace(day=1), -(TREND_MONTHS - 1))
    since = min(trend_from, add_months(first_day, -12))
    rows = store.rows(
        "reporting/journey/sources", authority_id=authority_id, first_day=since, last_day=last_day
    )
    names = {source_words(row["source_group"]) for row in rows}
    year_is_covered = covered_from <= add_months(first_day, -12)
    found = []
    for name in names:
        own = [row for row in rows if source_words(row["source_group"]) == name]
        before = (add_months(first_day, -12), add_months(last_day.replace(day=1), -12))
        found.append(
            Source(
                name,
                _added(row for row in own if row["month_end"] >= first_day),
                _added(row for row in own if before[0] <= row["month_end"] <= _month_end_of(before[1]))
                if year_is_covered
                else None,
                tuple(
                    (row["month_end"], int(row["contacts"]), int(row["referrals"]))
                    for row in own
                    if row["month_end"] >= max(trend_from, covered_from)
                ),
            )
        )
    return tuple(sorted(found, key=lambda source: (-source.counts.referrals, source.name)))


def _month_end_of(first_of_month: date) -> date:
    return date.fromordinal(add_months(first_of_month, 1).toordinal() - 1)


def _added(rows: Iterable[Mapping[str, Any]]) -> SourceCounts:
    total: dict[str, int] = {}
    for row in rows:
        for name in SourceCounts.__dataclass_fields__:
            total[name] = total.get(name, 0) + int(row[name])
    return SourceCounts(**total)


def sources_sentence(found: tuple[Source, ...], period_words: str) -> str:
    """Return which group refers most, and its share."""
    total = sum(source.counts.referrals for source in found)
    if not total:
        return f"No referrals were received in {period_words}."
    top = found[0]
    share = 100 * top.counts.referrals / total
    return f"{top.name} made most of the {total:,} referrals in {period_words}: {top.counts.referrals:,} ({share:.0f}%)."
