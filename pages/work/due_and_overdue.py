"""Due and overdue: everything late and coming, by kind, team and worker, with the list behind each number."""

import streamlit as st

from charts.palette import palette
from pages.parts.filters import choose_authority
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.reader import may_see_records
from pages.parts.sources import sources
from pages.parts.work.due_screen import is_to_print, show_due, show_due_to_print
from pages.parts.work.no_records import show_no_records
from reporting.event_tables import extract_days

known = sources()
if is_to_print():
    authority_id = st.query_params.get("authority", "")
    days = extract_days(known.store, authority_id)
    if days is not None:
        if may_see_records():
            show_due_to_print(known, authority_id, days)
        st.stop()

page_heading("Due and overdue", "What is late, and what falls due next, for every team and worker.")
authority_box, note_box = st.columns([1, 2], vertical_alignment="bottom")
with authority_box:
    authority_id = choose_authority(known)
authority = known.authority(authority_id)
with note_box:
    show_source_note(authority)
days = extract_days(known.store, authority_id)
if days is None:
    show_no_records(authority, "what is due and overdue")
    st.stop()
if not may_see_records():
    st.stop()
show_due(known, authority_id, days, palette(st.context.theme.type))
