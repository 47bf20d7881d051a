"""The tabs under the chart of the KPI page; only the one that is open is worked out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from charts.palette import Palette
from pages.parts.definition_panel import definition_panel
from pages.parts.detail_actions import show_actions
from pages.parts.detail_bases import show_bases
from pages.parts.detail_beside import show_breakdowns, show_teams
from pages.parts.detail_choices import Detail
from pages.parts.detail_commentary import show_commentary
from pages.parts.detail_records import show_records
from pages.parts.detail_tables import show_as_published, show_figures_table, show_targets_table


def show_tabs(detail: Detail, colours: Palette) -> None:
    """Show the tabs; the open one is in the address."""
    known = detail.known
    contents: dict[str, Callable[[], None]] = {
        "Commentary": lambda: show_commentary(detail),
        "Bases": lambda: show_bases(detail, colours),
        "Breakdowns": lambda: show_breakdowns(detail, colours),
        "Teams": lambda: show_teams(detail, colours),
        "Records": lambda: show_records(detail),
        "Actions": lambda: show_actions(detail, colours),
        "Figures and sources": lambda: show_figures_table(detail),
        "Targets": lambda: show_targets_table(detail),
        "As published": lambda: show_as_published(detail),
        "Definition": lambda: definition_panel(
            detail.kpi, known.library, known.registers, detail.authority_id
        ),
    }
    tabs = st.tabs(list(contents), key="tab", bind="query-params", on_change="rerun")
    for tab, show in zip(tabs, contents.values(), strict=True):
        if tab.open:
            with tab:
                show()
