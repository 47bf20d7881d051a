"""KPI library: search, filter and read every definition."""

import streamlit as st

from pages.parts.choices import choose
from pages.parts.definition_panel import definition_panel
from pages.parts.library_search import search_library, show_found
from pages.parts.page_heading import page_heading
from pages.parts.sources import sources

known = sources()
page_heading("KPI library", f"What each of the {len(known.library)} measures means, and where it comes from.")
found = search_library(known)
st.markdown(f"**{len(found)} of {len(known.library)} measures.**")
if not found:
    st.info("No measure matches. Use fewer words, or set the filters to All.")
    st.stop()
show_found(found, known.registers)
names = {kpi.id: kpi.name for kpi in found}
kpi = known.library.by_id(choose("Read the definition of", "kpi", list(names), lambda i: names[i]))
st.header(kpi.name, anchor=False)
st.page_link(
    "pages/measures/kpi_in_detail.py",
    label="See its figures",
    query_params={"kpi": kpi.id, "service_area": kpi.service_area},
)
definition_panel(kpi, known.library, known.registers)
