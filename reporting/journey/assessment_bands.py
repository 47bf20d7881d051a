"""Assessments by the working days they took, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.periods import month_label

BANDS = ("0 to 10", "11 to 25", "26 to 35", "36 to 45", "46 or more")
LATE_BAND = BANDS[-1]
NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class BandsOfMonth:
    """Assessments authorised in one month, by band; `not_counted` have dates that cannot be right."""

    month_end: date
    counts: Mapping[str, int]
    not_counted: int

    @property
    def total(self) -> int:
        """How many were counted."""
        return sum(self.counts.values())

    @property
    def within_45(self) -> int:
        """How many took 45 working days or fewer."""
        return self.total - self.counts.get(LATE_BAND, 0)

    @property
    def share_within_45(self) -> float | None:
        """The share within 45 working days, 0 to 100; None without an assessment."""
        return 100 * self.within_45 / self.total if self.total else None


def bands_by_month(
    store: Store,
    authority_id: str,
    first_day: date,
    last_day: date,
    *,
    service_unit_id: str | None = None,
    disability: str | None = None,
) -> tuple[BandsOfMonth, ...]:
    """Return the months with an authorised assessment, in order; of one service, or of disabled children only."""
    rows = store.rows(
        "reporting/journey/assessment_bands",
        authority_id=authority_id,
        first_day=first_day,
        last_day=last_day,
        unit_id=service_unit_id,
        disability=disability,
    )
    counts: dict[date, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row["month_end"], Counter())[row["band"]] += row["assessments"]
    return tuple(
        BandsOfMonth(month, {band: found[band] for band in BANDS}, found[NOT_COUNTED])
        for month, found in sorted(counts.items())
    )


def bands_sentence(months: tuple[BandsOfMonth, ...]) -> str:
    """Return the last month's share within the line of 45 working days, and the year before beside it."""
    if not months or not months[-1].total:
        return "No assessments were authorised in these months."
    last = months[-1]
    sentence = (
        f"In {month_label(last.month_end)} {last.within_45:,} of {last.total:,} assessments "
        f"({last.share_within_45:.1f}%) were within the line of 45 working days, and {last.counts[LATE_BAND]:,} "
        "were past it."
    )
    before = next(
        (
            month
            for month in months
            if (month.month_end.year + 1, month.month_end.month)
            == (last.month_end.year, last.month_end.month)
        ),
        None,
    )
    if before is None or before.share_within_45 is None:
        return sentence
    return f"{sentence} A year before it was {before.share_within_45:.1f}%."
