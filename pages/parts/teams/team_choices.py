"""The choices of the screens about teams: structure, view, basis, team. All are in the URL."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.periods import month_end
from metrics.vocabulary import Basis, Level
from pages.parts.choices import choose
from pages.parts.filters import choose_period
from pages.parts.sources import Sources
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.columns import (
    NOT_ALLOCATED,
    Structure,
    structure_at_the_time,
    team_changes,
    todays_columns,
)
from reporting.teams.over_months import first_month_end

AT_THE_TIME, TODAYS = "time", "today"
STRUCTURES = {AT_THE_TIME: "The teams at the time", TODAYS: "Today's teams"}
MEASURES, MONTHS = "measures", "months"
VIEWS = {MEASURES: "All measures, one month", MONTHS: "One measure, 24 months"}
BASES = {Basis.COMPLETED.value: "What was completed", Basis.DUE.value: "What fell due: open and late is late"}
NO_OTHER = "none"


def choose_month(known: Sources, authority_id: str) -> date:
    """Return the last day of the month chosen; of the newest one with a figure where the latest is asked for."""
    chosen = choose_period(known, authority_id)
    newest = known.authority(authority_id).latest_period_end
    return chosen or month_end(newest or date.today())


def choose_structure_kind() -> str:
    """Return AT_THE_TIME or TODAYS."""
    return choose("Structure", "structure", list(STRUCTURES), lambda i: STRUCTURES[i])


def choose_team_view() -> str:
    """Return MEASURES or MONTHS."""
    return choose("Shown", "view", list(VIEWS), lambda i: VIEWS[i])


def choose_basis() -> Basis:
    """Return what is counted: what was completed in the period, or what fell due in it."""
    return Basis(choose("Counted", "basis", list(BASES), lambda i: BASES[i]))


def service_of(tree: OrganisationTree, service_area: str) -> str:
    """Return the unit of a subject: the service of its name, or the authority where it has none of its own."""
    unit_id = f"{tree.authority_id}:{service_area}"
    return unit_id if tree.unit(unit_id) is not None else tree.authority_id


def choose_whole(tree: OrganisationTree, service_area: str) -> str:
    """Return the unit whose parts are shown. A subject of every service, like workforce, can be shown for one."""
    own = service_of(tree, service_area)
    if own != tree.authority_id:
        return own
    services = [unit for unit in tree.units if unit.level is Level.SERVICE_AREA and not is_placeless(unit)]
    names = {tree.authority_id: "All services"} | {unit.org_unit_id: unit.name for unit in services}
    return choose("Teams of", "service", list(names), lambda i: names[i])


def chosen_structure(
    known: Sources, tree: OrganisationTree, whole_id: str, kind: str, end: date, view: str
) -> Structure | None:
    """Return the columns of the heat map; None for an authority whose teams are not known."""
    if kind == TODAYS:
        changes = team_changes(known.store, tree.authority_id)
        if changes is not None:
            return todays_columns(tree, whole_id, changes, end)
        st.info(
            "This build does not hold how teams followed each other. Run: python cli.py build. Teams at the time:"
        )
    first = end.replace(day=1) if view == MEASURES else first_month_end(end)
    return structure_at_the_time(tree, whole_id, first, end)


def choose_team(tree: OrganisationTree, label: str = "Team", name: str = "unit") -> OrgUnit:
    """Return the team chosen; teams that have ended come last."""
    teams = teams_of(tree)
    chosen = choose(label, name, [team.org_unit_id for team in teams], lambda i: team_label(tree, i))
    return next(team for team in teams if team.org_unit_id == chosen)


def choose_other_team(tree: OrganisationTree, team: OrgUnit) -> OrgUnit | None:
    """Return the team to set beside one, None if none is wanted."""
    others = [other.org_unit_id for other in teams_of(tree) if other.org_unit_id != team.org_unit_id]
    chosen = choose(
        "Beside",
        "with",
        [NO_OTHER, *others],
        lambda i: "No other team" if i == NO_OTHER else team_label(tree, i),
    )
    return tree.unit(chosen) if chosen != NO_OTHER else None


def teams_of(tree: OrganisationTree) -> list[OrgUnit]:
    """Return the teams of an authority: those of today by name, those that have ended, what is in no team.

    None where nothing but that last one is known.
    """
    teams = [unit for unit in tree.units if unit.level is Level.TEAM]
    if all(is_placeless(unit) for unit in teams):
        return []
    return sorted(teams, key=lambda unit: (is_placeless(unit), unit.valid_to is not None, unit.name))


def team_label(tree: OrganisationTree, unit_id: str) -> str:
    """Return a team's name, with when it ended."""
    unit = tree.unit(unit_id)
    if unit is None:
        return unit_id
    return unit.name if unit.valid_to is None else f"{unit.name} (until {unit.valid_to:%B %Y})"


def is_placeless(unit: OrgUnit) -> bool:
    """Return whether a unit stands for what belongs to no team or service."""
    return NOT_ALLOCATED in unit.org_unit_id


def show_no_teams(name: str) -> None:
    """Say that the store knows no team of an authority, and how it would."""
    st.info(
        f"The store knows no team of {name}: it holds totals of the whole council only. "
        "To see teams, load records (python cli.py load annex-a, load ssd or load feed) or figures "
        "by team (python cli.py load values), then run: python cli.py build. The Data page lists what is loaded."
    )
