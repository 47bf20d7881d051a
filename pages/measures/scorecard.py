"""Service scorecard: every KPI of a service area with value, target, rating, change and trend."""

import streamlit as st

from charts.palette import palette
from pages.parts.filters import ICONS, choose_authority, choose_period, choose_service_area, choose_view
from pages.parts.icon_grid import show_icon_grid
from pages.parts.judgements import judgements_of
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.scorecard_rows import show_group
from pages.parts.sources import sources
from reporting.scorecard import scorecard

page_heading("Service scorecard", "How each measure of a service stands against its target.")
known = sources()
authority_box, area_box, period_box, view_box = st.columns([2, 2, 1.4, 1.2])
with authority_box:
    authority_id = choose_authority(known)
with area_box:
    service_area = choose_service_area(known)
with period_box:
    until = choose_period(known, authority_id)
with view_box:
    view = choose_view()
authority = known.authority(authority_id)
show_source_note(authority)

measures = known.library.in_service_area(service_area)
card = scorecard(known.store, known.library, measures, authority_id, until)
judged = judgements_of(known, card, service_area, until)
name = f"{known.registers.service_areas[service_area].name}, {authority.name}"
colours = palette(st.context.theme.type)
if not card.current_rows and not card.older_rows:
    st.info(f"No figure has been published or loaded for {name}. Below is what is awaited.")
if view == ICONS:
    opened = show_icon_grid(card.rows, judged, name, colours)
else:
    opened = (
        show_group("current", card.current_rows, judged, name, colours, expanded=True)
        or show_group("older", card.older_rows, judged, name, colours, expanded=not card.current_rows)
        or show_group("awaited", card.awaited_rows, judged, name, colours, expanded=False)
    )
if opened:
    st.switch_page("pages/measures/kpi_in_detail.py", query_params=opened)
