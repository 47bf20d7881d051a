"""KPI library: search, filter and read every definition."""

import streamlit as st

from metrics.vocabulary import KpiStatus
from pages.parts.choices import choose
from pages.parts.definition_panel import definition_panel
from pages.parts.page_heading import page_heading
from pages.parts.sources import sources

EVERY = "all"

known = sources()
areas, themes = known.registers.service_areas, known.registers.themes
page_heading("KPI library", f"What each of the {len(known.library)} measures means, and where it comes from.")
search_box, area_box, theme_box, status_box = st.columns([2.4, 1.6, 1.6, 1.4])
with search_box:
    wanted = st.text_input("Search names, questions and descriptions", key="q", bind="query-params")
with area_box:
    area = choose("Service area", "area", [EVERY, *areas], lambda i: "All" if i == EVERY else areas[i].name)
with theme_box:
    theme = choose("Theme", "theme", [EVERY, *themes], lambda i: "All" if i == EVERY else themes[i].name)
with status_box:
    status = choose("Status", "status", [EVERY, *KpiStatus], lambda i: "All" if i == EVERY else KpiStatus(i).label)

matching = set(
    known.library.matching(
        service_area=None if area == EVERY else area,
        theme=None if theme == EVERY else theme,
        status=None if status == EVERY else KpiStatus(status),
    )
)
found = [kpi for kpi in known.library.search(wanted) if kpi in matching]
st.markdown(f"**{len(found)} of {len(known.library)} measures.**")
if not found:
    st.info("No measure matches. Use fewer words, or set the filters to All.")
    st.stop()

picked = st.dataframe(
    [
        {
            "Measure": kpi.name,
            "Service area": areas[kpi.service_area].name,
            "Unit": kpi.unit.label,
            "Direction": kpi.better_when.label,
            "Status": kpi.status.label,
            "Questions": len(kpi.doubts) or None,
        }
        for kpi in found
    ],
    hide_index=True,
    height=330,
    on_select="rerun",
    selection_mode="single-row",
    alt="Measures found; choose one below to read its definition",
    key="found",
)
rows = picked["selection"]["rows"]
if rows:
    st.query_params["kpi"] = found[rows[0]].id
    st.session_state["widget:kpi"] = found[rows[0]].id
names = {kpi.id: kpi.name for kpi in found}
kpi = known.library.by_id(choose("Read the definition of", "kpi", list(names), lambda i: names[i]))
st.header(kpi.name, anchor=False)
st.page_link(
    "pages/measures/kpi_in_detail.py",
    label="See its figures",
    query_params={"kpi": kpi.id, "service_area": kpi.service_area},
)
definition_panel(kpi, known.library, known.registers)
