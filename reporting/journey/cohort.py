"""Following the contacts, or referrals, of a period: how many went on at each step, and where from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.store import Store
from metrics.periods import Period
from reporting.journey.periods import days_of
from reporting.journey.steps import STEP_OF_KEY, STEPS, Step, step_of

ALL_SOURCES = "all"
SOURCE_NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class Cohort:
    """What was followed: `starts_with` is 'contact' or 'referral'; `ways` are the rows of the query."""

    starts_with: str
    period: Period
    ways: tuple[Mapping[str, Any], ...]

    def of_source(self, source: str) -> Cohort:
        """Return what came from one group of sources."""
        if source == ALL_SOURCES:
            return self
        return self._of(way for way in self.ways if source_words(way["source_group"]) == source)

    def of_service(self, service_unit_id: str) -> Cohort:
        """Return what one service area received; contacts belong to none."""
        return self._of(way for way in self.ways if way["service_unit_id"] == service_unit_id)

    def _of(self, ways: Iterable[Mapping[str, Any]]) -> Cohort:
        return Cohort(self.starts_with, self.period, tuple(ways))

    @property
    def total(self) -> int:
        """How many were followed."""
        return sum(way["things"] for way in self.ways)

    @property
    def sources(self) -> tuple[str, ...]:
        """The groups of sources, the largest first."""
        sizes: Counter[str] = Counter()
        for way in self.ways:
            sizes[source_words(way["source_group"])] += way["things"]
        return tuple(name for name, _ in sorted(sizes.items(), key=lambda found: (-found[1], found[0])))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in order, those that nothing came to with no outcomes."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for way in self.ways:
            for key in STEP_OF_KEY:
                if way[key] is not None:
                    counts[key][way[key]] += way["things"]
        first = 0 if self.starts_with == "contact" else 1
        return tuple(step_of(kind, counts[kind.key]) for kind in STEPS[first:])

    def step(self, key: str) -> Step:
        """Return one step by its key."""
        return next(step for step in self.steps if step.kind.key == key)


def source_words(source_group: str | None) -> str:
    """Return a source's group as it is shown."""
    return source_group or SOURCE_NOT_KNOWN


def cohort(store: Store, authority_id: str, period: Period, starts_with: str) -> Cohort:
    """Return the contacts or referrals of a period with what became of each."""
    first_day, last_day = days_of(period)
    rows = store.rows(
        "reporting/journey/cohort",
        authority_id=authority_id,
        first_day=first_day,
        last_day=last_day,
        starts_with=starts_with,
    )
    return Cohort(starts_with, period, tuple(rows))
