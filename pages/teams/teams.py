"""Teams side by side: every measure of a service in each team, and whether the teams add up to the service."""

import streamlit as st

from charts.palette import palette
from pages.parts.filters import choose_authority, choose_service_area
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from pages.parts.teams.heat_pages import show_measures, show_months
from pages.parts.teams.team_choices import (
    MEASURES,
    choose_basis,
    choose_month,
    choose_structure_kind,
    choose_team_view,
    choose_whole,
    chosen_structure,
    show_no_teams,
)
from pages.parts.work.due_reading import tree_of

page_heading(
    "Teams side by side", "How each team of a service does, and whether the teams add up to the service."
)
known = sources()
authority_box, area_box, period_box = st.columns([2, 2, 1.5])
with authority_box:
    authority_id = choose_authority(known)
with area_box:
    service_area = choose_service_area(known)
with period_box:
    end = choose_month(known, authority_id)
authority = known.authority(authority_id)
show_source_note(authority)

tree = tree_of(known, authority_id)
view_box, structure_box, basis_box, whole_box = st.columns([2, 1.6, 2.2, 1.6])
with view_box:
    view = choose_team_view()
with structure_box:
    kind = choose_structure_kind()
with basis_box:
    basis = choose_basis()
with whole_box:
    whole_id = choose_whole(tree, service_area)
structure = chosen_structure(known, tree, whole_id, kind, end, view)
if structure is None:
    show_no_teams(authority.name)
    st.stop()
show = show_measures if view == MEASURES else show_months
show(known, service_area, structure, end, basis, palette(st.context.theme.type))
