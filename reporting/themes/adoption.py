"""Each child's way to adoption, with the days it took or has taken so far, against the national thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.periods import month_label
from reporting.themes.lists import records

# Thresholds of the adoption scorecard, Department for Education: 14 months, and 4 months, in days.
DAYS_TO_MOVING_IN = 426
DAYS_TO_MATCH = 121
QUERY = "list_adoption_plans"
STEPS = (
    ("adoption_decided_on", "To the decision"),
    ("placement_order_on", "To the placement order"),
    ("matched_on", "To the match"),
    ("moved_in_on", "To moving in"),
)
SO_FAR = "Waiting so far"
DAYS = ("care_started_on", *(day for day, _ in STEPS), "adopted_on", "ended_on")


@dataclass(frozen=True)
class AdoptionPath:
    """One child's steps by a day, each the day it was taken or None.

    stretches: the days from step to step, in order of time, from entering care to moving in; the last of them is
    the wait so far for a child who has not moved in and still has a plan for adoption.
    """

    child_id: str
    team: str | None
    worker_id: str | None
    on: date
    steps: Mapping[str, date | None]

    @property
    def is_ended(self) -> bool:
        """Whether the plan for adoption was given up."""
        return self.steps["ended_on"] is not None and self.steps["adopted_on"] is None

    @property
    def is_waiting(self) -> bool:
        """Whether the child still waits for adopters."""
        return self.steps["moved_in_on"] is None and self.steps["adopted_on"] is None and not self.is_ended

    @property
    def state(self) -> str:
        """How far the child is, in words."""
        if self.steps["adopted_on"]:
            return "Adopted"
        if self.is_ended:
            return "Plan for adoption ended"
        if self.steps["moved_in_on"]:
            return "Lives with the adopters"
        if self.steps["matched_on"]:
            return "Matched, not moved in"
        return "Waiting for a match" if self.steps["placement_order_on"] else "Waiting for a placement order"

    @property
    def days_to_moving_in(self) -> int | None:
        """Days from entering care to moving in, or so far; None without the first day or after the plan ended."""
        return self._days("care_started_on", "moved_in_on")

    @property
    def days_to_match(self) -> int | None:
        """Days from the placement order to the match, or so far; 0 for a match before the order."""
        days = self._days("placement_order_on", "matched_on")
        return None if days is None else max(days, 0)

    @property
    def stretches(self) -> tuple[tuple[str, int], ...]:
        """What a drawing shows: (words, days), without stretches of no days."""
        before, found = self.steps["care_started_on"], []
        for name, words in STEPS:
            day = self.steps[name]
            if day is not None and before is not None and day > before:
                found.append((words, (day - before).days))
                before = day
        if self.is_waiting and before is not None and self.on > before:
            found.append((SO_FAR, (self.on - before).days))
        return tuple(found)

    def _days(self, first: str, last: str) -> int | None:
        start, end = self.steps[first], self.steps[last]
        if start is None or (end is None and not self.is_waiting):
            return None
        return ((end or self.on) - start).days

    def row(self) -> dict[str, Any]:
        """The path as a row of a table."""
        return {
            "Child": self.child_id,
            "Team": self.team,
            "Worker": self.worker_id,
            "Now": self.state,
            "Days to moving in": self.days_to_moving_in,
            "Over 426 days": over_words(self.days_to_moving_in, DAYS_TO_MOVING_IN),
            "Days from order to match": self.days_to_match,
            "Over 121 days": over_words(self.days_to_match, DAYS_TO_MATCH),
            "Entered care": self.steps["care_started_on"],
            "Decision for adoption": self.steps["adoption_decided_on"],
            "Placement order": self.steps["placement_order_on"],
            "Match": self.steps["matched_on"],
            "Moved in": self.steps["moved_in_on"],
            "Adopted": self.steps["adopted_on"],
            "Plan ended": self.steps["ended_on"],
        }


def adoption_paths(store: Store, authority_id: str, on: date, *, role: str) -> tuple[AdoptionPath, ...]:
    """Return every child with a plan for adoption on a day or in the 12 months up to it, longest in care first.

    What happened after the day is not known yet. Raises RecordsError for a role that may see no records.
    """
    return tuple(path_of(row, on) for row in records(store, QUERY, authority_id, on, role))


def path_of(row: Mapping[str, Any], on: date) -> AdoptionPath:
    """Return the path in a row, as it was known on a day."""
    steps = {name: row[name] if row[name] is not None and row[name] <= on else None for name in DAYS}
    return AdoptionPath(row["child_id"], row["team"], row["worker_id"], on, steps)


def over_words(days: int | None, threshold: int) -> str:
    """Return whether a number of days is over a threshold: 'Yes', 'No', or '' where it is not known."""
    return "" if days is None else "Yes" if days > threshold else "No"


def adoption_sentence(paths: Sequence[AdoptionPath], on: date) -> str:
    """Return how many children there are, how far they are and how many are over the thresholds."""
    if not paths:
        return f"No child had a plan for adoption in the 12 months to {month_label(on)}."
    states = ", ".join(f"{count} {state[:1].lower()}{state[1:]}" for state, count in _states(paths))
    to_moving_in = [path.days_to_moving_in for path in paths if path.days_to_moving_in is not None]
    to_match = [path.days_to_match for path in paths if path.days_to_match is not None]
    children = "1 child" if len(paths) == 1 else f"{len(paths)} children"
    return (
        f"{children} with a plan for adoption in the 12 months to {month_label(on)}: {states}. "
        f"Over {DAYS_TO_MOVING_IN} days from entering care to moving in, or so far: "
        f"{sum(days > DAYS_TO_MOVING_IN for days in to_moving_in)} of {len(to_moving_in)}. "
        f"Over {DAYS_TO_MATCH} days from placement order to match: "
        f"{sum(days > DAYS_TO_MATCH for days in to_match)} of {len(to_match)}."
    )


def _states(paths: Sequence[AdoptionPath]) -> list[tuple[str, int]]:
    return Counter(path.state for path in paths).most_common()
