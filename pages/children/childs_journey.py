"""A child's journey: from contact to plan and care, step by step, and one child's record in order."""

import streamlit as st

from charts.palette import palette
from pages.parts.filters import choose_authority
from pages.parts.journey.child_part import show_child
from pages.parts.journey.screen import show_journey
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from pages.parts.work.no_records import show_no_records
from reporting.event_tables import extract_days

known = sources()
child_id = st.query_params.get("child")
page_heading(
    "Child's journey",
    "How many children go on from each step to the next, how many do not, and where they go.",
)
authority_box, note_box = st.columns([1, 2], vertical_alignment="bottom")
with authority_box:
    authority_id = choose_authority(known)
authority = known.authority(authority_id)
with note_box:
    show_source_note(authority)
days = extract_days(known.store, authority_id)
colours = palette(st.context.theme.type)
if days is None:
    show_no_records(authority, "the journey of its children")
elif child_id:
    show_child(known, authority_id, child_id, colours)
else:
    show_journey(known, authority_id, days, colours)
