"""One definition in full, for the KPI page and the library."""

from __future__ import annotations

import streamlit as st

from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.registers import Registers
from reporting.kpi_library import definition_sections


def definition_panel(kpi: KpiDefinition, library: KpiLibrary, registers: Registers) -> None:
    """Show every section of a definition that says something."""
    for section in definition_sections(kpi, library, registers):
        st.subheader(section.heading, anchor=False)
        st.markdown("\n".join(f"- **{label}:** {_plain(words)}" for label, words in section.lines))


def _plain(words: str) -> str:
    """Return words with the signs that Markdown would read as markup made plain."""
    for sign in "\\`*_{}[]<>#$~|":
        words = words.replace(sign, f"\\{sign}")
    return words
