"""The choices that screens share: authority, service area, period, measure. All are in the URL."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.definition import KpiDefinition
from metrics.periods import month_label
from pages.parts.choices import LATEST, choose, keep, kept_choice
from pages.parts.month_data import months_of, with_figures
from pages.parts.sources import Sources
from reporting.kpi_choices import first_to_show

TABLE, ICONS, PRINT = "table", "icons", "print"
VIEWS = {TABLE: "Table", ICONS: "Icons", PRINT: "To print"}


def choose_authority(known: Sources) -> str:
    """Return the id of the authority chosen."""
    ids = [held.org_unit_id for held in known.authorities]
    return choose("Authority", "authority", ids, lambda unit_id: known.authority(unit_id).label)


def choose_service_area(known: Sources) -> str:
    """Return the id of the service area chosen; another area has measures of its own to choose from."""
    areas = known.registers.service_areas
    return choose(
        "Service area", "service_area", list(areas), lambda i: areas[i].name, forgets=("kpi", "part")
    )


def choose_period(known: Sources, authority_id: str) -> date | None:
    """Return the last day up to which figures are read; None for all that are known."""
    months = {f"{month:%Y-%m}": month for month in months_of(known, authority_id)}
    newest = f"Latest: {month_label(max(months.values()))}" if months else "Latest"
    chosen = choose(
        "Figures up to",
        "period",
        [LATEST, *months],
        lambda i: newest if i == LATEST else month_label(months[i]),
    )
    return months.get(chosen)


def choose_view() -> str:
    """Return how the scorecard is shown: TABLE, ICONS or PRINT."""
    return choose("Shown as", "view", list(VIEWS), lambda i: VIEWS[i])


def choose_measure(known: Sources) -> tuple[str, KpiDefinition, date | None]:
    """Return the authority, the measure and the last day of the month chosen; None for all months.

    A link that names only a measure finds its area.
    """
    authority_box, area_box, measure_box, period_box = st.columns([1.4, 1.6, 2.6, 1.3])
    with authority_box:
        authority_id = choose_authority(known)
    asked = known.library.get(kept_choice("kpi") or "")
    if asked is not None and "service_area" not in st.query_params:
        keep("service_area", asked.service_area)
    with area_box:
        service_area = choose_service_area(known)
    in_area = {kpi.id: kpi for kpi in known.library.in_service_area(service_area)}
    default = first_to_show(list(in_area.values()), service_area, with_figures(known, authority_id))
    with measure_box:
        chosen = choose(
            "Measure",
            "kpi",
            list(in_area),
            lambda i: in_area[i].name,
            default=default,
            forgets=("part",),
        )
    with period_box:
        until = choose_period(known, authority_id)
    return authority_id, in_area[chosen], until
