"""One thing that is due or overdue, and all of them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from metrics.kinds_of_work import KindOfWork

COMING_DAYS = 14  # how far ahead of the day looked at a thing is listed

Choices = Mapping[str, str]
"""By the id of a kind: the KPI that counts it instead of the usual one."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is not done on the day looked at.

    Team and worker are those the figures count it under, of the day it was due: `team_id` is an
    org_unit_id, `worker_id` None where nobody is known. `worker_now_id` is who is allocated to the child
    on the day looked at. `days_left` is in calendar days, below 0 once the due day has passed.
    """

    kind_id: str
    kpi_id: str | None
    event_id: str
    child_id: str | None
    team_id: str
    worker_id: str | None
    worker_now_id: str | None
    started_on: date | None
    due_on: date
    is_overdue: bool
    days_left: int

    @property
    def has_changed_hands(self) -> bool:
        """Whether another worker than the one it is counted under is allocated now."""
        return self.worker_now_id is not None and self.worker_now_id != self.worker_id

    def is_with(self, worker_id: str) -> bool:
        """Whether a worker has it to do: counted under the worker, or allocated now."""
        return worker_id in (self.worker_id, self.worker_now_id)


@dataclass(frozen=True)
class DueWork:
    """Everything due and overdue in a part of an authority on the day `on`, oldest first.

    `as_at_on` is the day of the extract: what was done after it is not known. `undatable` counts what is
    open with dates that cannot be right; like the figures, the items leave it out. `not_in_build` are
    kinds that a build made by an older program cannot list, `not_supplied` those that no extract in use
    says anything about. `lapsed` was overdue on the day of the extract and, on a later day looked at, need no
    longer be done.
    """

    authority_id: str
    on: date
    as_at_on: date
    kinds: tuple[KindOfWork, ...]
    items: tuple[DueItem, ...]
    undatable: int
    not_in_build: tuple[KindOfWork, ...] = ()
    not_supplied: tuple[KindOfWork, ...] = ()
    lapsed: tuple[DueItem, ...] = ()

    def kind(self, kind_id: str) -> KindOfWork:
        """Return a kind by its id."""
        return next(kind for kind in self.kinds if kind.id == kind_id)

    def within(self, items: Iterable[DueItem]) -> DueWork:
        """Return the same with some of its items only."""
        return replace(self, items=tuple(items))

    def without_lapsed_of(self, earlier: DueWork) -> DueWork:
        """Return the same, and what was overdue on an earlier day and is not open on this one as `lapsed`."""
        open_now = {(item.kind_id, item.event_id) for item in self.items}
        gone = (item for item in earlier.items if (item.kind_id, item.event_id) not in open_now)
        return replace(self, lapsed=tuple(item for item in gone if item.is_overdue))

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(item.is_overdue for item in self.items)

    @property
    def coming(self) -> int:
        """How many are not late and fall due by COMING_DAYS after the day looked at."""
        return len(self.items) - self.overdue
