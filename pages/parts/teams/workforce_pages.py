"""What the screen of caseloads and workforce starts with: its choices, the figures, tiles with trends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.palette import Palette
from charts.sparklines import light_sparkline
from metrics.vocabulary import Level
from pages.parts.choices import choose, keep, kept_choice
from pages.parts.fact import show_fact
from pages.parts.sources import Sources
from pages.parts.teams.team_choices import is_placeless
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.unit_figures import shown_value
from reporting.teams.workforce import (
    AGENCY,
    AVERAGE,
    HIGHEST,
    OVER_LIMIT,
    SICKNESS,
    TURNOVER,
    VACANCY,
    WEIGHTED,
    WorkforceFigures,
    workforce_figures,
)
from reporting.teams.workforce_words import counted_words, year_change_words

TILES = (AVERAGE, WEIGHTED, HIGHEST, OVER_LIMIT), (AGENCY, VACANCY, TURNOVER, SICKNESS)
VIEWS = {
    "caseloads": "Caseloads",
    "first_year": "Newly qualified",
    "staffing": "Permanent and agency",
    "changes": "Changes of worker",
}
TABS, WRITTEN = "workforce_view", "workforce_view_written"  # session keys
LABELS = {
    AVERAGE: "Average caseload",
    WEIGHTED: "Average weighted caseload",
    HIGHEST: "Highest caseload",
    OVER_LIMIT: "Workers over their limit",
    AGENCY: "Agency social workers",
    VACANCY: "Vacant posts",
    TURNOVER: "Turnover",
    SICKNESS: "Sickness",
}


def choose_unit(tree: OrganisationTree, name: str) -> OrgUnit:
    """Return the authority or one of its services."""
    services = [unit for unit in tree.units if unit.level is Level.SERVICE_AREA and not is_placeless(unit)]
    names = {tree.authority_id: f"{name}, all services"} | {unit.org_unit_id: unit.name for unit in services}
    chosen = choose("Service", "service", list(names), lambda i: names[i])
    unit = tree.unit(chosen)
    if unit is None:
        raise RuntimeError(f"{chosen} is not in the organisation it was chosen from")
    return unit


@st.cache_resource(max_entries=64, show_spinner=False)
def _figures(
    store_file: str, unit_id: str, end: date, _known: Sources, _tree: OrganisationTree, _unit: OrgUnit
) -> WorkforceFigures:
    return workforce_figures(_known.store, _known.library, _tree, _unit, end)


def figures_of(known: Sources, tree: OrganisationTree, unit: OrgUnit, end: date) -> WorkforceFigures:
    """Return the figures of a unit, worked out once for each build, unit and month."""
    return _figures(str(known.store.file), unit.org_unit_id, end, known, tree, unit)


def show_tiles(figures: WorkforceFigures, colours: Palette) -> None:
    """Show caseloads and staffing: value, what was counted, the change in a year, two years as a line."""
    for measures in TILES:
        show_tile_row(figures, measures, LABELS, colours)


def show_tile_row(
    figures: WorkforceFigures, measures: Sequence[str], labels: dict[str, str], colours: Palette
) -> None:
    """Show some measures side by side, each with its trend."""
    for box, kpi_id in zip(st.columns(len(measures)), measures, strict=True):
        kpi, figure = figures.kpis[kpi_id], figures.figure(kpi_id)
        notes = [note for note in (counted_words(kpi, figure), year_change_words(figures, kpi_id)) if note]
        with box:
            show_fact(
                labels[kpi_id],
                shown_value(kpi, figure),
                ". ".join(notes),
                trend(figures, kpi_id, colours),
            )


def trend(
    figures: WorkforceFigures, kpi_id: str, colours: Palette, unit: OrgUnit | None = None, width: int = 90
) -> str:
    """Return two years of a measure as a small line; '' with less than two months."""
    points = figures.points(kpi_id, unit)
    if len(points) < 2:
        return ""
    words = f"{len(points)} months, from {points[0][1]:.1f} to {points[-1][1]:.1f}"
    return light_sparkline(
        points,
        target=None,
        colour=colours.series,
        target_colour=colours.target,
        text=words,
        width=width,
    )


def open_view() -> tuple[str, DeltaGenerator]:
    """Show the tabs; return the id of the one that is open, and its box. Only that one is worked out.

    A view in the address that is not the one written there last wins over the tab opened before.
    """
    asked = st.query_params.get("view") or kept_choice("view")
    if asked in VIEWS and asked != st.session_state.get(WRITTEN):
        st.session_state[TABS] = VIEWS[asked]
    tabs = dict(zip(VIEWS, st.tabs(list(VIEWS.values()), key=TABS, on_change="rerun"), strict=True))
    chosen = next((view for view, tab in tabs.items() if tab.open), next(iter(VIEWS)))
    st.session_state[WRITTEN] = chosen
    keep("view", chosen)
    return chosen, tabs[chosen]
