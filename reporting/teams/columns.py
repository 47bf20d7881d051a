"""Which parts of the organisation stand side by side: by the structure at the time, or by today's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.vocabulary import Level
from reporting.older_builds import holds
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.structures import SharedHistory, TeamChange, todays_structure

TEAM_CHANGES = "team_changes"
NOT_ALLOCATED, NOT_ALLOCATED_SERVICE = ":not_allocated", ":not_allocated_service"


@dataclass(frozen=True)
class Column:
    """One column: its name and a note, the units whose figures make it up, and the unit its links open.

    Several teams with one history together open none. valid_from, valid_to: the days of a single team, at the time.
    is_of_the_time: whether the team existed in the period; records may name one that began later or had ended.
    """

    name: str
    note: str
    unit_ids: tuple[str, ...]
    opens: str | None
    valid_from: date | None = None
    valid_to: date | None = None
    is_not_allocated: bool = False
    is_of_the_time: bool = True

    @property
    def full_name(self) -> str:
        """Return the name with its note: 'Assessment East and Central (from Duty and Assessment 4)'."""
        return f"{self.name} ({self.note})" if self.note else self.name

    def absent_words(self, end: date) -> str:
        """Return why there is no figure of a month: nothing is outside the teams, no such team, or not known."""
        if self.is_not_allocated:
            return "None"
        if self.valid_from is not None and self.valid_from > end:
            return "Not there yet"
        if self.valid_to is not None and self.valid_to < end.replace(day=1):
            return "Ended"
        return "No figure"


@dataclass(frozen=True)
class Structure:
    """The parts of one whole, and what makes the authority together with it.

    whole: its own figure at the time. parts, others and not_allocated together are the authority. shared:
    parts whose history belongs to another service too, so that it can be given to neither.
    """

    authority: OrgUnit
    whole: Column
    parts: tuple[Column, ...]
    others: Column
    not_allocated: Column
    is_todays: bool = False
    shared: tuple[str, ...] = ()

    @property
    def is_whole_authority(self) -> bool:
        """Return whether the parts are the services of the authority."""
        return self.whole.opens == self.authority.org_unit_id

    @property
    def part_word(self) -> str:
        """Return what a part is called, in the plural."""
        return "services" if self.is_whole_authority else "teams"

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """Return every unit whose figures are needed, each once."""
        columns = (*self.parts, self.whole, self.others, self.not_allocated)
        ids = [unit for column in columns for unit in column.unit_ids]
        return tuple(dict.fromkeys([*ids, self.authority.org_unit_id]))


def structure_at_the_time(
    tree: OrganisationTree, whole_id: str, first_day: date, last_day: date
) -> Structure | None:
    """Return the parts of a unit, those first that existed on any of some days; None for an authority without parts.

    The others are columns too, since a record may name a team that began later: see `columns_with_figures`.
    """
    whole, authority = tree.unit(whole_id), tree.unit(tree.authority_id)
    services = _services(tree)
    if whole is None or authority is None or not services:
        return None
    if whole is authority:
        parts = tuple(Column(unit.name, "", (unit.org_unit_id,), unit.org_unit_id) for unit in services)
        others: tuple[str, ...] = ()
    else:
        teams = [unit for unit in tree.units if unit.parent_id == whole_id]
        parts = tuple(_team_column(unit, first_day, last_day) for unit in teams)
        others = tuple(unit.org_unit_id for unit in services if unit is not whole)
    return Structure(
        authority,
        Column(whole.name, "", (whole_id,), whole_id),
        parts,
        Column("Other services", "", others, None),
        _not_allocated(tree, Level.SERVICE_AREA),
    )


def todays_columns(
    tree: OrganisationTree, whole_id: str, changes: Sequence[TeamChange], last_day: date
) -> Structure | None:
    """Return the parts of a unit by today's structure: each with all the teams whose history it carries.

    Teams that came from one team that was split stand in one column, since nobody can say which did what.
    """
    whole, authority = tree.unit(whole_id), tree.unit(tree.authority_id)
    services = _services(tree)
    if whole is None or authority is None or not services:
        return None
    teams = [unit.org_unit_id for unit in tree.units if unit.level is Level.TEAM and not _is_placeless(unit)]
    histories = todays_structure(teams, changes)
    of_service: dict[str | None, list[SharedHistory]] = {}
    shared = []
    for history in histories:
        homes = {unit.parent_id for name in history.todays_teams if (unit := tree.unit(name)) is not None}
        if len(homes) > 1:
            shared.append(history)
        of_service.setdefault(homes.pop() if len(homes) == 1 else None, []).append(history)

    def carried(found: Sequence[SharedHistory]) -> tuple[str, ...]:
        return tuple(unit for history in found for unit in history.carried_teams)

    if whole is authority:
        parts = tuple(
            Column(unit.name, "", carried(of_service.get(unit.org_unit_id, [])), unit.org_unit_id)
            for unit in services
        )
        others = carried(of_service.get(None, []))
    else:
        own = of_service.get(whole_id, [])
        parts = tuple(_history_column(tree, history, last_day) for history in own)
        others = tuple(unit for unit in carried(histories) if unit not in set(carried(own)))
    return Structure(
        authority,
        Column(whole.name, "", (whole_id,), whole_id),
        tuple(sorted(parts, key=lambda column: column.name)),
        Column("Other services", "", others, None),
        _not_allocated(tree, Level.TEAM),
        is_todays=True,
        shared=tuple(
            group_name(_names(tree, history.todays_teams))
            for history in shared
            if whole is authority or whole_id in {_parent(tree, team) for team in history.todays_teams}
        ),
    )


def team_changes(store: Store, authority_id: str) -> tuple[TeamChange, ...] | None:
    """Return the steps of an authority's reorganisations, in ids of its units; None in a build without them."""
    if not holds(store, TEAM_CHANGES):
        return None
    rows = store.rows("reporting/teams/team_changes", authority_id=authority_id)
    return tuple(TeamChange(row["changed_on"], row["old_unit_id"], row["new_unit_id"]) for row in rows)


def group_name(names: Sequence[str]) -> str:
    """Return one name for several teams: what their names begin with is said once.

    >>> group_name(["Assessment East", "Assessment Central"]), group_name(["Hub", "Care"])
    ('Assessment East and Central', 'Hub and Care')
    """
    if len(names) == 1:
        return names[0]
    words = [name.split() for name in names]
    same = 0
    while all(len(name) > same + 1 for name in words) and len({name[same] for name in words}) == 1:
        same += 1
    endings = [" ".join(name[same:]) for name in words]
    return " ".join([*words[0][:same], listed(endings)])


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence.

    >>> listed(["North", "South", "East"]), listed(["North"])
    ('North, South and East', 'North')
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _history_column(tree: OrganisationTree, history: SharedHistory, last_day: date) -> Column:
    names = _names(tree, history.todays_teams)
    older = [team for team in history.carried_teams if team not in history.todays_teams]
    note = f"from {group_name(_names(tree, older))}" if older else ""
    if len(history.todays_teams) > 1:
        return Column(group_name(names), note, history.carried_teams, None)
    unit = tree.unit(history.todays_teams[0])
    ended = _ended_words(unit, last_day) if unit is not None else ""
    return Column(names[0], ended or note, history.carried_teams, history.todays_teams[0])


def _team_column(unit: OrgUnit, first_day: date, last_day: date) -> Column:
    is_of_the_time = _existed(unit, first_day, last_day)
    begins = unit.valid_from
    note = _ended_words(unit, last_day)
    if begins is not None and begins > last_day:
        note = f"from {begins.day} {begins:%B %Y}, named by the records"
    return Column(
        unit.name,
        note,
        (unit.org_unit_id,),
        unit.org_unit_id,
        unit.valid_from,
        unit.valid_to,
        is_of_the_time=is_of_the_time,
    )


def _ended_words(unit: OrgUnit, last_day: date) -> str:
    if unit.valid_to is None or unit.valid_to > last_day:
        return ""
    return f"until {unit.valid_to.day} {unit.valid_to:%B %Y}"


def _existed(unit: OrgUnit, first_day: date, last_day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= last_day) and (
        unit.valid_to is None or unit.valid_to >= first_day
    )


def _services(tree: OrganisationTree) -> list[OrgUnit]:
    """Return the services that hold teams, by name; not the one of what has no place."""
    return [unit for unit in tree.units if unit.level is Level.SERVICE_AREA and not _is_placeless(unit)]


def _is_placeless(unit: OrgUnit) -> bool:
    return unit.org_unit_id.endswith((NOT_ALLOCATED, NOT_ALLOCATED_SERVICE))


def _not_allocated(tree: OrganisationTree, level: Level) -> Column:
    """Return what is in no team, or in no service: teams whose service nobody knows are in the latter too."""
    ending = NOT_ALLOCATED if level is Level.TEAM else NOT_ALLOCATED_SERVICE
    unit_id = f"{tree.authority_id}{ending}"
    opens = f"{tree.authority_id}{NOT_ALLOCATED}"
    return Column("Not allocated", "of the whole council", (unit_id,), opens, is_not_allocated=True)


def _names(tree: OrganisationTree, unit_ids: Sequence[str]) -> list[str]:
    units = sorted((tree.unit(unit_id) for unit_id in unit_ids), key=lambda unit: unit.name if unit else "")
    return [unit.name for unit in units if unit is not None]


def _parent(tree: OrganisationTree, unit_id: str) -> str | None:
    unit = tree.unit(unit_id)
    return unit.parent_id if unit else None
