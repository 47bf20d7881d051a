"""Pre-proceedings: each family's weeks against the limits, longest first; and the list for a meeting."""

import streamlit as st

from charts.palette import palette
from pages.parts.choices import choose
from pages.parts.filters import choose_authority
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.reader import reader_role
from pages.parts.sources import sources
from pages.parts.teams.team_choices import choose_month
from pages.parts.teams.tracker_parts import show_tracker
from pages.parts.teams.tracker_print import show_meeting_list
from pages.parts.teams.workforce_pages import choose_unit
from pages.parts.work.due_reading import tree_of
from pages.parts.work.no_records import show_no_records
from reporting.event_tables import extract_days
from reporting.teams.pre_proceedings import pre_proceedings_tracker

TRACKER, PRINT = "tracker", "print"
VIEWS = {TRACKER: "Tracker", PRINT: "List for a meeting, to print"}

page_heading(
    "Pre-proceedings", "How long each family has been in the step before care proceedings, and what is late."
)
known = sources()
authority_box, unit_box, period_box, view_box = st.columns([1.8, 1.8, 1.4, 1.6])
with authority_box:
    authority_id = choose_authority(known)
authority = known.authority(authority_id)
if extract_days(known.store, authority_id) is None:
    show_source_note(authority)
    show_no_records(authority, "families in pre-proceedings")
    st.stop()
tree = tree_of(known, authority_id)
with unit_box:
    unit = choose_unit(tree, authority.name)
with period_box:
    end = choose_month(known, authority_id)
with view_box:
    view = choose("Shown", "view", list(VIEWS), lambda i: VIEWS[i])
show_source_note(authority)

tracker = pre_proceedings_tracker(known.store, tree, unit.org_unit_id, end, role=reader_role())
if view == PRINT:
    show_meeting_list(tracker, tree, unit)
    st.stop()
show_tracker(known, tree, tracker, unit, palette(st.context.theme.type))
