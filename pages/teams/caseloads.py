"""Caseloads and workforce: what workers hold against their limits, who is in post, how often workers change."""

import streamlit as st

from charts.palette import palette
from pages.parts.filters import choose_authority
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from pages.parts.teams.caseload_parts import show_caseloads
from pages.parts.teams.change_parts import show_changes
from pages.parts.teams.first_year_parts import show_first_year
from pages.parts.teams.staffing_parts import show_staffing
from pages.parts.teams.team_choices import choose_month
from pages.parts.teams.workforce_pages import choose_unit, figures_of, open_view, show_tiles
from pages.parts.work.due_reading import tree_of
from pages.parts.work.no_records import show_no_records
from reporting.event_tables import extract_days

page_heading(
    "Caseloads and workforce", "What each worker holds, who is in post, and how often workers change."
)
known = sources()
authority_box, unit_box, period_box = st.columns([2, 2, 1.5])
with authority_box:
    authority_id = choose_authority(known)
authority = known.authority(authority_id)
if extract_days(known.store, authority_id) is None:
    show_source_note(authority)
    show_no_records(authority, "caseloads and staffing")
    st.stop()
tree = tree_of(known, authority_id)
with unit_box:
    unit = choose_unit(tree, authority.name)
with period_box:
    end = choose_month(known, authority_id)
show_source_note(authority)

colours = palette(st.context.theme.type)
figures = figures_of(known, tree, unit, end)
show_tiles(figures, colours)
view, box = open_view()
with box:
    if view == "caseloads":
        show_caseloads(known, tree, figures, colours)
    elif view == "first_year":
        show_first_year(known, tree, figures)
    elif view == "staffing":
        show_staffing(figures, colours)
    else:
        show_changes(known, tree, figures, colours)
