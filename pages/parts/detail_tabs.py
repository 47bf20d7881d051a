"""The tabs under the chart of the KPI page."""

from __future__ import annotations

import streamlit as st

from charts.palette import Palette
from pages.parts.comparison_parts import show_comparisons
from pages.parts.definition_panel import definition_panel
from pages.parts.detail_parts import show_earlier_versions, show_figures_table, show_targets_table
from pages.parts.sources import Sources
from reporting.comparison import areas_compared
from reporting.kpi_history import KpiHistory

TABS = ("Figures and sources", "Targets and milestones", "Compared", "Definition", "As known earlier")


def show_tabs(history: KpiHistory, part: str | None, known: Sources, colours: Palette) -> None:
    """Show figures, targets, comparisons, the definition and earlier versions, one in each tab."""
    row = history.row(part)
    figures, targets, compared, definition, earlier = st.tabs(TABS)
    with figures:
        show_figures_table(history, part)
    with targets:
        show_targets_table(history, part, row)
    with compared:
        areas = areas_compared(known.store, row.latest)
        show_comparisons(history, areas, known.authority(history.org_unit_id).name, colours)
    with definition:
        definition_panel(history.kpi, known.library, known.registers)
    with earlier:
        show_earlier_versions(history)
