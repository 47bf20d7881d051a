"""KPI in detail: the trajectory against its target, what it means, where it comes from, what is in doubt."""

import streamlit as st

from charts.palette import palette
from pages.parts.choices import choose
from pages.parts.definition_panel import definition_panel
from pages.parts.detail_parts import (
    show_doubts,
    show_earlier_versions,
    show_figures_table,
    show_headline,
    show_targets_table,
    show_trajectory,
)
from pages.parts.filters import choose_measure
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from reporting.kpi_history import kpi_history
from reporting.sentences import trajectory_sentence

WHOLE = "all"

known = sources()
authority_id, kpi = choose_measure(known)
history = kpi_history(known.store, kpi, authority_id)
page_heading(kpi.name, kpi.question)
authority = known.authority(authority_id)
show_source_note(authority)
part = None
if any(name is not None for name in history.parts):
    parts = {name or WHOLE: name for name in history.parts}
    part = parts[choose("Part", "part", list(parts), lambda i: "The whole" if i == WHOLE else i)]

row = history.row(part)
colours = palette(st.context.theme.type)
show_headline(row, colours)
show_trajectory(history, part, trajectory_sentence(row, authority.name), colours)
show_doubts(row)

figures, targets, definition, earlier = st.tabs(
    ["Figures and sources", "Targets and milestones", "Definition", "As known earlier"]
)
with figures:
    show_figures_table(history, part)
with targets:
    show_targets_table(history, part, row)
with definition:
    definition_panel(kpi, known.library, known.registers)
with earlier:
    show_earlier_versions(history)
