"""Families in pre-proceedings at the end of a month: how long, against which limit, at which step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from reporting.organisation_tree import OrganisationTree
from reporting.records_behind import RecordsError
from reporting.teams.limits import LimitStep, limit_on, limit_steps
from reporting.teams.workers import may_see_workers, team_unit, units_inside

SHORT, LONG = "pre_proceedings_short", "pre_proceedings_long"
DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class ChildInPreProceedings:
    """One child of a family; a child who is not born yet is marked."""

    child_id: str
    is_unborn: bool


@dataclass(frozen=True)
class FamilyInPreProceedings:
    """One family: days since the first decision, the agreed last day, and the days of its steps, None if not yet.

    marks: the shorter and the longer limit that hold for the decision, in weeks; () where they are not known.
    """

    family_id: str
    team_unit_id: str
    worker_id: str | None
    on: date
    decided_on: date
    days_open: int
    has_extension: bool
    due_on: date | None
    legal_planning_meeting_on: date | None
    letter_sent_on: date | None
    first_meeting_on: date | None
    last_tracked_on: date | None
    marks: tuple[float, ...]
    children: tuple[ChildInPreProceedings, ...]

    @property
    def weeks(self) -> float:
        """Return the weeks since the decision, unrounded."""
        return self.days_open / DAYS_IN_WEEK

    @property
    def days_late(self) -> int:
        """Return the days past the agreed last day, below 0 while there is time; 0 without one."""
        return (self.on - self.due_on).days if self.due_on is not None else 0

    @property
    def stage(self) -> str:
        """Return the last step taken by the day, in words."""
        if self.first_meeting_on is not None and self.first_meeting_on <= self.on:
            return "First meeting with the parents held"
        if self.letter_sent_on is not None and self.letter_sent_on <= self.on:
            return "Letter before proceedings sent"
        return "Decided, letter not sent yet"

    @property
    def stage_on(self) -> date:
        """Return the day of that step."""
        for day in (self.first_meeting_on, self.letter_sent_on):
            if day is not None and day <= self.on:
                return day
        return self.decided_on

    @property
    def delay_words(self) -> str:
        """Return how far past or before the agreed end the family is."""
        if self.due_on is None:
            return "No agreed end"
        agreed = "longer" if self.has_extension else "shorter"
        if self.days_late > 0:
            days = "1 day" if self.days_late == 1 else f"{self.days_late} days"
            return f"{days} past the {agreed} limit"
        if self.days_late == 0:
            return f"The {agreed} limit ends today"
        days = "1 day" if self.days_late == -1 else f"{-self.days_late} days"
        return f"{days} left of the {agreed} limit"

    @property
    def unborn(self) -> int:
        """Return how many of the children are not born yet."""
        return sum(child.is_unborn for child in self.children)


@dataclass(frozen=True)
class TeamInPreProceedings:
    """The families of one team by how long they have been in pre-proceedings; the bands are those of their marks."""

    team_unit_id: str
    families: int
    children: int
    up_to_short: int
    up_to_long: int
    past_long: int
    overdue: int


@dataclass(frozen=True)
class Tracker:
    """A unit's families at the end of a month. families: longest first, None for who may not see records."""

    on: date
    teams: tuple[TeamInPreProceedings, ...]
    limits: tuple[LimitStep, ...]
    families: tuple[FamilyInPreProceedings, ...] | None

    @property
    def family_count(self) -> int:
        """Return how many families there are."""
        return sum(team.families for team in self.teams)

    @property
    def child_count(self) -> int:
        """Return how many children there are."""
        return sum(team.children for team in self.teams)

    @property
    def overdue_count(self) -> int:
        """Return how many families are past their agreed end."""
        return sum(team.overdue for team in self.teams)

    def meeting_list(self) -> tuple[FamilyInPreProceedings, ...]:
        """Return the families for a meeting: furthest past their limit first. RecordsError for who may not see them."""
        if self.families is None:
            raise RecordsError("Single families are listed only for those who may see records.")
        return tuple(sorted(self.families, key=lambda family: (-family.days_late, -family.days_open)))


def pre_proceedings_tracker(
    store: Store, tree: OrganisationTree, unit_id: str, end: date, *, role: str
) -> Tracker:
    """Return the families of a unit in pre-proceedings at the end of a month; single ones only to those allowed."""
    limits = limit_steps(store, tree.authority_id, (SHORT, LONG))
    wanted = units_inside(tree, unit_id)
    by_family: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.rows(
        "reporting/teams/pre_proceedings_of_month", authority_id=tree.authority_id, month_end=end
    ):
        by_family[row["family_id"]].append(row)
    families = [_family(rows, tree, end, limits) for rows in by_family.values()]
    families = [family for family in families if family.team_unit_id in wanted]
    families.sort(key=lambda family: (-family.days_open, family.family_id))
    by_team: dict[str, list[FamilyInPreProceedings]] = defaultdict(list)
    for family in families:
        by_team[family.team_unit_id].append(family)
    return Tracker(
        end,
        tuple(_team(team, found) for team, found in by_team.items()),
        limits,
        tuple(families) if may_see_workers(role) else None,
    )


def _family(
    rows: Sequence[dict[str, Any]], tree: OrganisationTree, end: date, limits: Sequence[LimitStep]
) -> FamilyInPreProceedings:
    """Return one family from its children; its clock is that of the child decided on first."""
    first = rows[0]
    marks = [limit_on(limits, setting, first["decided_on"]) for setting in (SHORT, LONG)]
    return FamilyInPreProceedings(
        family_id=first["family_id"],
        team_unit_id=team_unit(tree, first["team_id"]),
        worker_id=first["worker_id"],
        on=end,
        decided_on=first["decided_on"],
        days_open=first["days_open"],
        has_extension=bool(first["has_extension"]),
        due_on=first["due_on"],
        legal_planning_meeting_on=first["legal_planning_meeting_on"],
        letter_sent_on=first["letter_sent_on"],
        first_meeting_on=first["first_meeting_on"],
        last_tracked_on=first["last_tracked_on"],
        marks=tuple(mark / DAYS_IN_WEEK for mark in marks if mark is not None),
        children=tuple(ChildInPreProceedings(row["child_id"], bool(row["is_unborn"])) for row in rows),
    )


def _team(team: str, families: Sequence[FamilyInPreProceedings]) -> TeamInPreProceedings:
    passed = [sum(family.weeks > mark for mark in family.marks) for family in families]
    return TeamInPreProceedings(
        team_unit_id=team,
        families=len(families),
        children=sum(len(family.children) for family in families),
        up_to_short=passed.count(0),
        up_to_long=passed.count(1),
        past_long=passed.count(2),
        overdue=sum(family.days_late > 0 for family in families),
    )
