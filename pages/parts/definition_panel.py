"""One definition in full, for the KPI page and the library."""

from __future__ import annotations

import streamlit as st

from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.registers import Registers
from pages.parts.plain_words import plain
from reporting.kpi_library import definition_sections


def definition_panel(
    kpi: KpiDefinition, library: KpiLibrary, registers: Registers, authority_id: str | None = None
) -> None:
    """Show every section of a definition that says something, on the page of an authority or of none."""
    for section in definition_sections(kpi, library, registers, authority_id):
        st.subheader(section.heading, anchor=False)
        st.markdown("\n".join(f"- **{label}:** {plain(words)}" for label, words in section.lines))
