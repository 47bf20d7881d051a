"""How much is overdue and coming of each kind in each part: counts that a link can open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from metrics.kinds_of_work import KindOfWork
from metrics.vocabulary import Level
from reporting.due_work.item import DueItem
from reporting.organisation_tree import OrganisationTree

NO_WORKER = "none"  # the part of what no worker is known for
NO_WORKER_WORDS = "No worker known"


@dataclass(frozen=True)
class Counted:
    """How many are overdue, and how many fall due within the days looked ahead."""

    overdue: int = 0
    coming: int = 0

    @property
    def all(self) -> int:
        """Both together."""
        return self.overdue + self.coming


@dataclass(frozen=True)
class Part:
    """One part of the organisation as a matrix shows it: its id for addresses and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class Matrix:
    """Counts of kinds by parts. Parts and kinds with nothing to show are left out."""

    parts: tuple[Part, ...]
    kinds: tuple[KindOfWork, ...]
    counts: Mapping[tuple[str, str], Counted]

    def cell(self, part_id: str, kind_id: str) -> Counted:
        """Return the counts of one kind in one part."""
        return self.counts.get((part_id, kind_id), Counted())

    def of_part(self, part_id: str) -> Counted:
        """Return the counts of all kinds in one part."""
        return added(self.cell(part_id, kind.id) for kind in self.kinds)

    def of_kind(self, kind_id: str) -> Counted:
        """Return the counts of one kind in all parts."""
        return added(self.cell(part.id, kind_id) for part in self.parts)

    @property
    def total(self) -> Counted:
        """Return the counts of everything."""
        return added(self.counts.values())


def added(counts: Iterable[Counted]) -> Counted:
    """Return counts added up."""
    overdue = coming = 0
    for count in counts:
        overdue += count.overdue
        coming += count.coming
    return Counted(overdue, coming)


def matrix(
    items: Iterable[DueItem],
    kinds: Sequence[KindOfWork],
    part_of: Callable[[DueItem], str],
    name_of: Callable[[str], str],
) -> Matrix:
    """Return the counts of the items by kind and part; parts by name, kinds in their own order."""
    overdue: Counter[tuple[str, str]] = Counter()
    coming: Counter[tuple[str, str]] = Counter()
    for item in items:
        (overdue if item.is_overdue else coming)[part_of(item), item.kind_id] += 1
    keys = overdue.keys() | coming.keys()
    parts = {part_id: Part(part_id, name_of(part_id)) for part_id, _ in keys}
    present = {kind_id for _, kind_id in keys}
    return Matrix(
        parts=tuple(sorted(parts.values(), key=lambda part: (part.name, part.id))),
        kinds=tuple(kind for kind in kinds if kind.id in present),
        counts={key: Counted(overdue[key], coming[key]) for key in keys},
    )


def matrix_of_services(
    items: Iterable[DueItem], kinds: Sequence[KindOfWork], tree: OrganisationTree
) -> Matrix:
    """Return the counts by service area."""
    return matrix(items, kinds, lambda item: service_of(item.team_id, tree), lambda i: unit_name(i, tree))


def matrix_of_teams(items: Iterable[DueItem], kinds: Sequence[KindOfWork], tree: OrganisationTree) -> Matrix:
    """Return the counts by team."""
    return matrix(items, kinds, lambda item: item.team_id, lambda i: unit_name(i, tree))


def matrix_of_workers(items: Iterable[DueItem], kinds: Sequence[KindOfWork]) -> Matrix:
    """Return the counts by the worker they are counted under."""
    return matrix(items, kinds, lambda item: item.worker_id or NO_WORKER, worker_words)


def service_of(team_id: str, tree: OrganisationTree) -> str:
    """Return the service area of a team, or the one that holds what is not allocated."""
    team = tree.unit(team_id)
    service = tree.unit(team.parent_id) if team and team.parent_id else None
    if service is not None and service.level is Level.SERVICE_AREA:
        return service.org_unit_id
    return f"{tree.authority_id}:not_allocated_service"


def unit_name(unit_id: str, tree: OrganisationTree) -> str:
    """Return the name of a unit; a team that no longer exists says so."""
    unit = tree.unit(unit_id)
    if unit is None:
        return unit_id.rpartition(":")[2]
    ended = f" (until {unit.valid_to:%B %Y})" if unit.level is Level.TEAM and unit.valid_to else ""
    return unit.name + ended


def worker_words(worker_id: str | None) -> str:
    """Return how a worker is shown: the beginning of the pseudonym, enough to tell one from another."""
    return NO_WORKER_WORDS if worker_id in (None, NO_WORKER) else f"Worker {short_id(str(worker_id))}"


def short_id(pseudonym: str) -> str:
    """Return the first nine signs of a pseudonym: one letter and eight digits, seldom the same twice."""
    return pseudonym[:9]
