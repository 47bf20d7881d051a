"""Overdue work by kind: how many, and how late the oldest is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.kinds_of_work import KindOfWork
from reporting.due_work import DueWork


@dataclass(frozen=True)
class OverdueKind:
    """How many of one kind are open and overdue, and when the oldest of them was due."""

    kind: KindOfWork
    count: int
    oldest_due_on: date
    oldest_days_late: int


def overdue_kinds(work: DueWork) -> tuple[OverdueKind, ...]:
    """Return the kinds with overdue work, most first; kinds with as many by their place in the journey."""
    late = [item for item in work.items if item.is_overdue]
    found = []
    for kind in work.kinds:
        of_kind = [item for item in late if item.kind_id == kind.id]
        if of_kind:
            oldest = min(of_kind, key=lambda item: item.due_on)
            found.append(OverdueKind(kind, len(of_kind), oldest.due_on, -oldest.days_left))
    return tuple(sorted(found, key=lambda kind: -kind.count))
