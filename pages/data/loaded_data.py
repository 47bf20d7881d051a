"""Data: what is loaded, from which source, and which rows were rejected and why."""

import streamlit as st

from pages.parts.data_tables import show_authorities, show_loads, show_sources
from pages.parts.page_heading import page_heading
from pages.parts.sources import sources

known = sources()
page_heading("Data", "What is loaded, from which source, and what became of every row.")
st.markdown(f"Build in use: {known.store.build_id}")
st.header("Authorities", anchor=False)
show_authorities(known.authorities)
st.header("Sources", anchor=False)
show_sources(known.store)
st.header("Loaded files", anchor=False)
show_loads(known.store)
