"""Glossary: every word and abbreviation of these screens in plain English."""

import streamlit as st

from metrics.glossary import GROUPS, glossary, matching_terms
from pages.parts.glossary_list import show_terms
from pages.parts.page_heading import page_heading

terms = glossary()
page_heading("Glossary", f"{len(terms)} words and abbreviations that you may meet here, in plain English.")
wanted = st.text_input(
    "Search a word or an abbreviation",
    key="word",
    bind="query-params",
    placeholder="For example ICPC or floor",
)
if wanted.strip():
    found = matching_terms(terms, wanted)
    if found:
        st.markdown(f"**{len(found)} of {len(terms)}.**")
        show_terms(found)
    else:
        st.info(
            f"'{wanted}' is not in the glossary. Use fewer letters, or look in the KPI library. If it stands on "
            "a screen, please tell the performance team."
        )
        st.page_link("pages/library/kpi_library.py", label="KPI library")
else:
    for group, heading in GROUPS.items():
        st.header(heading, anchor=False)
        show_terms([term for term in terms if term.group == group])
