"""Data checks: what in the extracts is doubtful, who can put it right, and which measures it threatens."""

import streamlit as st

from charts.palette import palette
from pages.parts.choices import choose
from pages.parts.data_check_parts import show_checks, show_kpis, show_rows, show_teams
from pages.parts.filters import choose_authority
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from pages.parts.work.no_records import show_no_records
from reporting.data_checks import checks_found

known = sources()
page_heading(
    "Data checks", "What in the extracts is doubtful, who can put it right, and which measures it threatens."
)
with st.columns([1, 2])[0]:
    authority_id = choose_authority(known)
authority = known.authority(authority_id)
show_source_note(authority)
found = checks_found(known.store, authority_id)
if not found:
    show_no_records(authority, "what is doubtful in them")
    st.stop()
colours = palette(st.context.theme.type)
show_checks(found, authority_id, colours)
with_doubts = {check.check.id: check for check in found if check.rows_doubtful}
if not with_doubts:
    st.stop()
with st.columns([1, 1])[0]:
    chosen = with_doubts[choose("Check", "check", list(with_doubts), lambda i: with_doubts[i].check.title)]
st.header(chosen.check.title, anchor=False)
st.markdown(chosen.check.what_to_do)
st.subheader("Measures it threatens", anchor=False)
show_kpis(known.store, chosen, authority_id, colours)
st.subheader("Teams that can put it right", anchor=False)
show_teams(known.store, chosen, authority_id)
st.subheader("Rows to put right", anchor=False)
show_rows(known.store, chosen, authority_id)
