"""Moves of children between early help and social care, and between services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.periods import Period
from reporting.journey.periods import days_of

UP, DOWN = "Up to social care", "Down to early help"
NOT_KNOWN = "Not known"
EARLY_HELP = "Early help"


@dataclass(frozen=True)
class MonthOfSteps:
    """Children who moved up to social care and down to early help in one month."""

    month_end: date
    up: int
    down: int


@dataclass(frozen=True)
class MoveMatrix:
    """Moves from one service to another: counts by (from, to)."""

    counts: Mapping[tuple[str, str], int]

    @property
    def left(self) -> tuple[str, ...]:
        """The services that children left, in order."""
        return _in_order({start for start, _ in self.counts})

    @property
    def joined(self) -> tuple[str, ...]:
        """The services that children came to, in order."""
        return _in_order({end for _, end in self.counts})

    def cell(self, from_service: str, to_service: str) -> int:
        """Return how many moved from one service to another."""
        return self.counts.get((from_service, to_service), 0)

    @property
    def total(self) -> int:
        """Return all moves."""
        return sum(self.counts.values())


def _in_order(names: set[str]) -> tuple[str, ...]:
    """Return early help first, then the others by name, what is not known last."""
    return tuple(sorted(names, key=lambda name: (name == NOT_KNOWN, name != EARLY_HELP, name)))


def steps_by_month(
    store: Store, authority_id: str, first_day: date, last_day: date
) -> tuple[MonthOfSteps, ...]:
    """Return the months with a move, in order."""
    rows = store.rows(
        "reporting/journey/step_changes", authority_id=authority_id, first_day=first_day, last_day=last_day
    )
    counts = {(row["month_end"], row["direction"]): row["children"] for row in rows}
    months = sorted({month for month, _ in counts})
    return tuple(
        MonthOfSteps(month, counts.get((month, UP), 0), counts.get((month, DOWN), 0)) for month in months
    )


def moves(store: Store, authority_id: str, period: Period) -> MoveMatrix:
    """Return the moves of a period between early help and the services, and among the services."""
    first_day, last_day = days_of(period)
    rows = store.rows(
        "reporting/journey/moves", authority_id=authority_id, first_day=first_day, last_day=last_day
    )
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row["from_service"] or NOT_KNOWN, row["to_service"] or NOT_KNOWN] += row["moves"]
    return MoveMatrix(dict(counts))


def moves_sentence(found: MoveMatrix, period_words: str) -> str:
    """Return how many moved up and down, and the busiest way across."""
    up = sum(count for (start, _), count in found.counts.items() if start == EARLY_HELP)
    down = sum(count for (_, end), count in found.counts.items() if end == EARLY_HELP)
    across = {pair: count for pair, count in found.counts.items() if EARLY_HELP not in pair}
    sentence = (
        f"In {period_words} {up:,} children stepped up from early help and {down:,} stepped down to it."
    )
    if not across:
        return sentence
    (start, end), count = max(across.items(), key=lambda found_pair: found_pair[1])
    return f"{sentence} The busiest way between services was from {start} to {end}: {count:,} moves."
