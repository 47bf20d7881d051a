"""KPI in detail: the trajectory against its target, what it means, where it comes from, what is in doubt."""

import streamlit as st

from charts.palette import palette
from charts.trajectory import trajectory_figure
from pages.parts.choices import choose
from pages.parts.definition_panel import definition_panel
from pages.parts.detail_parts import show_doubts, show_earlier_versions, show_figures_table, show_headline, show_targets_table
from pages.parts.page_heading import page_heading
from pages.parts.sources import sources
from pages.parts.trajectory_data import trajectory_of
from reporting.kpi_history import kpi_history
from reporting.sentences import trajectory_sentence

WHOLE = "all"

known = sources()
areas = known.registers.service_areas
authority_box, area_box, kpi_box = st.columns([1.4, 1.6, 3])
with authority_box:
    authority_id = choose(
        "Authority", "authority", [a.org_unit_id for a in known.authorities], lambda i: known.authority(i).label
    )
with area_box:
    service_area = choose("Service area", "service_area", list(areas), lambda i: areas[i].name)
in_area = {kpi.id: kpi for kpi in known.library.in_service_area(service_area)}
with kpi_box:
    kpi_id = choose("Measure", "kpi", list(in_area), lambda i: in_area[i].name)

kpi = in_area[kpi_id]
history = kpi_history(known.store, kpi, authority_id)
page_heading(kpi.name, kpi.question)
part = None
if any(name is not None for name in history.parts):
    parts = {name or WHOLE: name for name in history.parts}
    part = parts[choose("Part", "part", list(parts), lambda i: "The whole" if i == WHOLE else i)]
row = history.row(part)
colours = palette(st.context.theme.type)

show_headline(row, colours)
show_doubts(row)
trajectory = trajectory_of(history, part)
sentence = trajectory_sentence(row, known.authority(authority_id).name)
if trajectory.points or trajectory.steps or trajectory.undated:
    st.plotly_chart(
        trajectory_figure(trajectory, colours), theme=None, config={"displaylogo": False}, alt=sentence, key="trajectory"
    )
st.markdown(sentence)

figures_tab, targets_tab, definition_tab, earlier_tab = st.tabs(
    ["Figures and sources", "Targets and milestones", "Definition", "As known earlier"]
)
with figures_tab:
    show_figures_table(history, part)
with targets_tab:
    show_targets_table(history, part, row)
with definition_tab:
    definition_panel(kpi, known.library, known.registers)
with earlier_tab:
    show_earlier_versions(history)
