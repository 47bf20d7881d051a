"""What the KPI page is about: the part of the organisation, the basis and the part chosen, and their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from metrics.definition import KpiDefinition
from metrics.periods import month_label
from metrics.vocabulary import Basis, Level
from pages.parts.breadcrumbs import Crumb
from pages.parts.choices import choose
from pages.parts.detail_reading import choices_of, history_of
from pages.parts.month_data import newest_month
from pages.parts.sources import Sources
from pages.parts.trajectory_data import first_day_of_latest_years
from pages.parts.work.due_reading import tree_of
from reporting.kpi_choices import KpiChoices
from reporting.kpi_history import KpiHistory
from reporting.loaded_data import AuthorityHeld
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.scorecard import ScorecardRow

WHOLE = "all"
DRAWN_BASES = {
    Basis.COMPLETED: "Completed in the period (official)",
    Basis.DUE: "Due in the period: open and late is late",
}


@dataclass(frozen=True)
class Detail:
    """One measure as chosen: all_years says whether the chart shows every year or only the latest.

    until is the last day of the month that the page is as at; None for the newest.
    """

    known: Sources
    authority: AuthorityHeld
    tree: OrganisationTree
    kpi: KpiDefinition
    unit_id: str
    basis: Basis
    part: str | None
    choices: KpiChoices
    history: KpiHistory
    all_years: bool
    until: date | None

    @property
    def authority_id(self) -> str:
        """The id of the authority."""
        return self.authority.org_unit_id

    @property
    def unit(self) -> OrgUnit | None:
        """The part of the organisation chosen."""
        return self.tree.unit(self.unit_id)

    @property
    def unit_name(self) -> str:
        """The name of the part of the organisation chosen."""
        return self.unit.name if self.unit is not None and self.is_part else self.authority.name

    @property
    def is_part(self) -> bool:
        """Whether the figures are of a part of the authority."""
        return self.unit_id != self.authority_id

    @property
    def until_words(self) -> str:
        """' up to August 2026' where a month was chosen; '' for the newest."""
        return f" up to {month_label(self.until)}" if self.until else ""

    @property
    def row(self) -> ScorecardRow:
        """The line of the part chosen."""
        return self.history.row(self.part)


def chosen_detail(known: Sources, authority_id: str, kpi: KpiDefinition, until: date | None) -> Detail:
    """Show the choices that there are, in one line, and return what was chosen, as at the end of a month."""
    if until == newest_month(known, authority_id):
        until = None
    authority, tree = known.authority(authority_id), tree_of(known, authority_id)
    asked = st.query_params.get("unit", authority_id)
    choices = choices_of(known, kpi.id, tree, asked if tree.unit(asked) is not None else authority_id)
    unit_box, basis_box, part_box, years_box = _boxes(choices)
    with unit_box:
        unit_id = _choose_unit(choices, authority)
    with basis_box:
        basis = _choose_basis(choices, unit_id)
    with part_box:
        part = _choose_part(choices)
    history = history_of(known, kpi.id, unit_id, basis, authority_id, until, with_parts=part is not None)
    with part_box:
        if part is None and len(history.parts) > 1 and None not in history.parts:
            part = _choose_known_part(history)
    with years_box:
        all_years = _all_years(history, part)
    return Detail(known, authority, tree, kpi, unit_id, basis, part, choices, history, all_years, until)


def _boxes(choices: KpiChoices) -> list[DeltaGenerator]:
    """Return the places of the four choices, side by side; those with nothing to choose take no room."""
    has_bases = any(len(_drawn(bases)) > 1 for bases in choices.bases.values())
    wanted = (len(choices.units) > 1, has_bases, True, True)
    columns = iter(st.columns(sum(wanted), vertical_alignment="bottom"))
    return [next(columns) if is_wanted else st.container() for is_wanted in wanted]


def _drawn(bases: Sequence[Basis]) -> list[Basis]:
    return [basis for basis in bases if basis in DRAWN_BASES]


def _choose_unit(choices: KpiChoices, authority: AuthorityHeld) -> str:
    if len(choices.units) < 2:
        return authority.org_unit_id
    names = {unit.org_unit_id: unit_words(unit) for unit in choices.units}
    return choose(
        "Part of the organisation",
        "unit",
        list(names),
        lambda i: names[i],
        default=authority.org_unit_id,
        goes_along=False,
    )


def unit_words(unit: OrgUnit) -> str:
    """Return the name of a unit with what it is; a team that has ended says so."""
    if unit.level is Level.AUTHORITY:
        return f"{unit.name}: the whole council"
    if unit.level is Level.SERVICE_AREA:
        return f"{unit.name}: service"
    ended = f", until {unit.valid_to:%B %Y}" if unit.valid_to is not None else ""
    return f"{unit.name}: team{ended}"


def _choose_basis(choices: KpiChoices, unit_id: str) -> Basis:
    had = _drawn(choices.bases_of(unit_id))
    if len(had) < 2:
        return Basis.COMPLETED
    return Basis(
        choose(
            "Counted",
            "basis",
            [basis.value for basis in had],
            lambda i: DRAWN_BASES[Basis(i)],
            goes_along=False,
        )
    )


def _choose_part(choices: KpiChoices) -> str | None:
    """Return the part of a breakdown to draw; None for the whole, without asking where there are no parts."""
    parts = {
        name: f"{words(breakdown)}: {name}" for breakdown, names in choices.parts.items() for name in names
    }
    if not parts:
        return None
    chosen = choose(
        "Part", "part", [WHOLE, *parts], lambda i: "The whole" if i == WHOLE else parts[i], goes_along=False
    )
    return None if chosen == WHOLE else chosen


def _choose_known_part(history: KpiHistory) -> str | None:
    """Return the part of a measure that is only known in parts."""
    names = [name for name in history.parts if name is not None]
    return choose("Part", "part", names, lambda i: i, goes_along=False) if names else None


def words(breakdown: str) -> str:
    """Return the name of a breakdown as people read it.

    >>> words("age_band")
    'Age band'
    """
    return breakdown.replace("_", " ").capitalize()


def _all_years(history: KpiHistory, part: str | None) -> bool:
    """Show the switch between the latest years and all, where that is a difference; return whether all are shown."""
    if first_day_of_latest_years(history, part) is None:
        return True
    return st.toggle("Show all years", key="all_years")


def crumbs(detail: Detail) -> list[Crumb]:
    """Return the way from the month's overview down to what is shown."""
    kpi, authority_id = detail.kpi, detail.authority_id
    area = detail.known.registers.service_areas[kpi.service_area].name
    here = {"authority": authority_id, "service_area": kpi.service_area}
    steps = [
        Crumb(detail.authority.name, "", {"authority": authority_id}),
        Crumb(area, "scorecard", here),
        Crumb(kpi.short_name, "kpi", here | {"kpi": kpi.id}),
    ]
    for unit in detail.tree.way_to(detail.unit_id)[1:]:
        steps.append(Crumb(unit.name, "kpi", here | {"kpi": kpi.id, "unit": unit.org_unit_id}))
    return steps
