"""Single workers and what they hold at the end of a month: for those who may see records, else only counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.vocabulary import Level
from reporting.older_builds import holds
from reporting.organisation_tree import OrganisationTree
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError
from reporting.teams.columns import NOT_ALLOCATED

FIRST_YEARS = "first_years"
NEWLY_QUALIFIED = "asye"


@dataclass(frozen=True)
class Worker:
    """One worker at the end of a month. cases: children held; weighted_cases: their points, None without weights.

    caseload_limit: most children for the role and hours, None where no limit is set. The first year's end is
    known only where the feed of workers says it.
    """

    worker_id: str
    team_unit_id: str
    role: str | None
    role_name: str | None
    is_social_worker: bool
    is_agency: bool
    is_in_post: bool
    full_time_equivalent: float | None
    cases: int
    weighted_cases: float | None
    caseload_limit: float | None
    is_over_limit: bool
    started_on: date | None
    first_year_ends_on: date | None
    is_supervision_counted: bool
    is_supervised_in_time: bool

    def is_past_first_year(self, on: date) -> bool:
        """Return whether the first year is known to have ended before a day."""
        return self.first_year_ends_on is not None and self.first_year_ends_on < on

    @property
    def holds_cases(self) -> bool:
        """Return whether the worker is a social worker with at least one child: whom caseload measures count."""
        return self.is_social_worker and self.cases > 0

    @property
    def over_by(self) -> float:
        """Return how many children above the limit the worker holds; 0 at or below it, or without one."""
        return max(0.0, self.cases - self.caseload_limit) if self.caseload_limit is not None else 0.0


def workers_of_month(
    store: Store, tree: OrganisationTree, unit_id: str, end: date, *, role: str
) -> tuple[Worker, ...]:
    """Return the workers of a unit at the end of a month, most children first.

    RecordsError for a role that may not see single workers. A worker whose team is not known is 'not allocated'.
    """
    if not may_see_workers(role):
        raise RecordsError(f"The role {role} may not see single workers.")
    return _workers(store, tree, unit_id, end)


def may_see_workers(role: str) -> bool:
    """Return whether a role may see single workers and children."""
    return role in ROLES_THAT_MAY_SEE_RECORDS


def _workers(store: Store, tree: OrganisationTree, unit_id: str, end: date) -> tuple[Worker, ...]:
    rows = store.rows("reporting/teams/workers_of_month", authority_id=tree.authority_id, month_end=end)
    ends = {}
    if holds(store, FIRST_YEARS):
        found = store.rows("reporting/teams/first_years", authority_id=tree.authority_id)
        ends = {row["worker_id"]: row["first_year_ends_on"] for row in found}
    wanted = units_inside(tree, unit_id)
    workers = []
    for row in rows:
        team = team_unit(tree, row.pop("team_id"))
        if team not in wanted:
            continue
        row |= {name: bool(row[name]) for name in row if name.startswith("is_")}
        workers.append(Worker(team_unit_id=team, first_year_ends_on=ends.get(row["worker_id"]), **row))
    return tuple(workers)


def units_inside(tree: OrganisationTree, unit_id: str) -> frozenset[str]:
    """Return the teams of an authority or service, what is not allocated included, or a team itself."""
    teams = [unit for unit in tree.units if unit.level is Level.TEAM]
    if unit_id == tree.authority_id:
        return frozenset([*(team.org_unit_id for team in teams), f"{unit_id}{NOT_ALLOCATED}"])
    inside = [team.org_unit_id for team in teams if team.parent_id == unit_id]
    return frozenset([*inside, unit_id])


def team_unit(tree: OrganisationTree, team_id: str | None) -> str:
    """Return the unit of a team as event tables name it; that of what is not allocated for an unknown one."""
    unit_id = f"{tree.authority_id}:{team_id}"
    is_known = team_id is not None and tree.unit(unit_id) is not None
    return unit_id if is_known else f"{tree.authority_id}{NOT_ALLOCATED}"


@dataclass(frozen=True)
class FirstYearTeam:
    """The newly qualified social workers of one team who hold cases, and how many of them are above their limit.

    over_limit_after: how many of those are recorded as newly qualified after the end of their first year.
    """

    team_unit_id: str
    workers: int
    over_limit: int
    cases: int
    over_limit_after: int = 0


@dataclass(frozen=True)
class FirstYearCohort:
    """Newly qualified workers in post who began in one quarter: `begins_on` is its first day.

    supervised of supervision_counted had their own supervision within the interval.
    """

    begins_on: date
    workers: int
    cases: int
    over_limit: int
    supervised: int
    supervision_counted: int
    first_ends_on: date | None
    last_ends_on: date | None


@dataclass(frozen=True)
class FirstYear:
    """The protected caseloads of newly qualified workers. breaches: single workers, None for who may not see them."""

    teams: tuple[FirstYearTeam, ...]
    cohorts: tuple[FirstYearCohort, ...]
    breaches: tuple[Worker, ...] | None

    @property
    def workers(self) -> int:
        """Return how many newly qualified social workers hold cases."""
        return sum(team.workers for team in self.teams)

    @property
    def over_limit(self) -> int:
        """Return how many of them are above their limit."""
        return sum(team.over_limit for team in self.teams)

    @property
    def over_limit_words(self) -> str:
        """Return how many of how many are above their limit, and how many of those are past their first year."""
        after = sum(team.over_limit_after for team in self.teams)
        said = f"{self.over_limit} of {self.workers}"
        people = "newly qualified social workers who hold cases are above their protected caseload"
        if not after:
            return f"{said} {people}"
        inside = self.over_limit - after
        return (
            f"{said} {people}: {inside} in the first year, {after} after its end, where the role recorded should be "
            "checked"
        )


def first_year(store: Store, tree: OrganisationTree, unit_id: str, end: date, *, role: str) -> FirstYear:
    """Return the newly qualified workers of a unit by team and cohort; single ones only to those allowed."""
    found = [worker for worker in _workers(store, tree, unit_id, end) if worker.role == NEWLY_QUALIFIED]
    holding = [worker for worker in found if worker.holds_cases and worker.caseload_limit]
    by_team: dict[str, list[Worker]] = defaultdict(list)
    for worker in holding:
        by_team[worker.team_unit_id].append(worker)
    by_quarter: dict[date, list[Worker]] = defaultdict(list)
    for worker in found:
        if worker.is_in_post and worker.started_on is not None:
            by_quarter[quarter_start(worker.started_on)].append(worker)
    breaches = sorted((w for w in holding if w.is_over_limit), key=lambda worker: -worker.over_by)
    return FirstYear(
        tuple(_first_year_team(team, workers, end) for team, workers in by_team.items()),
        tuple(_cohort(day, by_quarter[day]) for day in sorted(by_quarter, reverse=True)),
        tuple(breaches) if may_see_workers(role) else None,
    )


def quarter_start(day: date) -> date:
    """Return the first day of the calendar quarter that a day is in.

    >>> quarter_start(date(2026, 9, 7))
    datetime.date(2026, 7, 1)
    """
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _first_year_team(team: str, workers: Sequence[Worker], on: date) -> FirstYearTeam:
    over = [worker for worker in workers if worker.is_over_limit]
    after = sum(worker.is_past_first_year(on) for worker in over)
    return FirstYearTeam(team, len(workers), len(over), sum(worker.cases for worker in workers), after)


def _cohort(day: date, workers: Sequence[Worker]) -> FirstYearCohort:
    ends = sorted(worker.first_year_ends_on for worker in workers if worker.first_year_ends_on is not None)
    counted = [worker for worker in workers if worker.is_supervision_counted]
    return FirstYearCohort(
        begins_on=day,
        workers=len(workers),
        cases=sum(worker.cases for worker in workers),
        over_limit=sum(worker.is_over_limit for worker in workers),
        supervised=sum(worker.is_supervised_in_time for worker in counted),
        supervision_counted=len(counted),
        first_ends_on=ends[0] if ends else None,
        last_ends_on=ends[-1] if ends else None,
    )
