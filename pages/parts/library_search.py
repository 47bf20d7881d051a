"""Searching the KPI library, and the table of what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from metrics.definition import KpiDefinition
from metrics.registers import Registers
from metrics.vocabulary import KpiStatus
from pages.parts.choices import choose
from pages.parts.sources import Sources

EVERY = "all"


def search_library(known: Sources) -> list[KpiDefinition]:
    """Show the search box and the filters, and return the measures that match them all."""
    search_box, area_box, theme_box, status_box = st.columns([2.4, 1.6, 1.6, 1.4])
    with search_box:
        wanted = st.text_input("Search names, questions and descriptions", key="q", bind="query-params")
    with area_box:
        area = _filter("Service area", "area", {i: a.name for i, a in known.registers.service_areas.items()})
    with theme_box:
        theme = _filter("Theme", "theme", {i: t.name for i, t in known.registers.themes.items()})
    with status_box:
        status = _filter("Status", "status", {i.value: i.label for i in KpiStatus})
    matching = set(
        known.library.matching(service_area=area, theme=theme, status=KpiStatus(status) if status else None)
    )
    return [kpi for kpi in known.library.search(wanted) if kpi in matching]


def _filter(label: str, name: str, words: Mapping[str, str]) -> str | None:
    """Return the id chosen, None for all."""
    chosen = choose(label, name, [EVERY, *words], lambda i: words.get(i, "All"))
    return None if chosen == EVERY else chosen


def show_found(found: Sequence[KpiDefinition], registers: Registers) -> None:
    """Show the measures found; choosing a row chooses the definition to read."""
    rows = [
        {
            "Measure": kpi.name,
            "Service area": registers.service_areas[kpi.service_area].name,
            "Unit": kpi.unit.label,
            "Direction": kpi.better_when.label,
            "Status": kpi.status.label,
            "Questions to its owner": str(len(kpi.doubts) or ""),
        }
        for kpi in found
    ]
    picked = st.dataframe(
        rows,
        hide_index=True,
        height=330,
        on_select="rerun",
        selection_mode="single-row",
        alt="Measures found; choose one below to read its definition",
        key="found",
    )
    selected = picked["selection"]["rows"]
    if selected and selected[0] < len(found):
        st.query_params["kpi"] = found[selected[0]].id
