"""Choosing among what is due: by part of the organisation, worker, kind, and how late it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from metrics.vocabulary import Level
from reporting.due_work.item import DueItem, DueWork
from reporting.due_work.matrix import NO_WORKER, service_of
from reporting.organisation_tree import OrganisationTree

ALL = "all"
OVERDUE, COMING = "overdue", "coming"
NEWLY_LATE, LATE, VERY_LATE = "late_4_weeks", "late_3_months", "late_longer"
WHEN = {
    ALL: "Overdue, and due in the next 14 days",
    OVERDUE: "Overdue",
    NEWLY_LATE: "Overdue by up to 4 weeks",
    LATE: "Overdue by 4 weeks to 3 months",
    VERY_LATE: "Overdue by more than 3 months",
    COMING: "Due in the next 14 days, not late",
}
FOUR_WEEKS, THREE_MONTHS = 28, 91  # days


@dataclass(frozen=True)
class WorkChosen:
    """What of it to list; ALL, or no worker, leaves nothing out."""

    kind_id: str = ALL
    worker_id: str = ALL
    when: str = ALL

    @property
    def is_of_everything(self) -> bool:
        """Whether neither a kind nor a worker is chosen."""
        return self.kind_id == ALL and self.worker_id == ALL


def teams_of_unit(unit_id: str, tree: OrganisationTree) -> frozenset[str] | None:
    """Return the teams that make up a unit, ended ones too; None for the whole authority or an unknown unit."""
    unit = tree.unit(unit_id)
    if unit is None or unit.level is Level.AUTHORITY:
        return None
    if unit.level is Level.TEAM:
        return frozenset([unit_id])
    teams = (part.org_unit_id for part in tree.units if part.level is Level.TEAM)
    return frozenset(team for team in teams if service_of(team, tree) == unit_id)


def in_unit(items: Iterable[DueItem], unit_id: str, tree: OrganisationTree) -> tuple[DueItem, ...]:
    """Return the items counted in a unit."""
    teams = teams_of_unit(unit_id, tree)
    return tuple(item for item in items if teams is None or item.team_id in teams)


def work_of_unit(work: DueWork, unit_id: str, tree: OrganisationTree) -> DueWork:
    """Return what is counted in a unit, and what of it has lapsed."""
    part = work.within(in_unit(work.items, unit_id, tree))
    return replace(part, lapsed=in_unit(work.lapsed, unit_id, tree))


def chosen_items(items: Iterable[DueItem], chosen: WorkChosen) -> tuple[DueItem, ...]:
    """Return the items to list, in their order.

    A worker's list holds what is counted under the worker, and what the worker has taken over since.
    """
    return tuple(
        item
        for item in items
        if chosen.kind_id in (ALL, item.kind_id)
        and _is_of_worker(item, chosen.worker_id)
        and _is_when(item, chosen.when)
    )


def _is_of_worker(item: DueItem, worker_id: str) -> bool:
    if worker_id == ALL:
        return True
    return item.worker_id is None if worker_id == NO_WORKER else item.is_with(worker_id)


def _is_when(item: DueItem, when: str) -> bool:
    days_late = -item.days_left
    match when:
        case "overdue":
            return item.is_overdue
        case "coming":
            return not item.is_overdue
        case "late_4_weeks":
            return item.is_overdue and days_late <= FOUR_WEEKS
        case "late_3_months":
            return item.is_overdue and FOUR_WEEKS < days_late <= THREE_MONTHS
        case "late_longer":
            return item.is_overdue and days_late > THREE_MONTHS
        case _:
            return True
