"""Service scorecard: every measure of a service area, in the order of the child's journey."""

from datetime import date

import streamlit as st

from charts.palette import palette
from pages.parts.filters import (
    ICONS,
    PRINT,
    choose_authority,
    choose_period,
    choose_service_area,
    choose_view,
)
from pages.parts.icon_grid import show_icon_grid
from pages.parts.month_data import judged_month, newest_month
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.scorecard_choices import choose_rows
from pages.parts.scorecard_groups import Shown, show_groups
from pages.parts.scorecard_table import summary_words
from pages.parts.sources import sources
from reporting.scorecard_choice import AWAITED, CURRENT, OLDER, chosen, of_group

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
name = f"{known.registers.service_areas[service_area].name}, {authority.label}"
month = judged_month(known, authority_id, until or newest_month(known, authority_id) or date.min)
rows = month.of(known.library.in_service_area(service_area))
wanted = choose_rows(known, rows)
shown = chosen(rows, wanted)
show_source_note(authority)

if not any(judged.row.figures for judged in rows):
    st.info(f"No figure has been published or loaded for {name}. Below is what is awaited.")
if not shown:
    st.info("No measure matches. Change a choice above, or show all measures again.")
elif wanted.leaves_out:
    st.markdown(f"{len(shown)} of {len(rows)} measures match. {summary_words(shown)}")
colours = palette(st.context.theme.type)
if view == ICONS:
    show_icon_grid(shown, name, colours)
else:
    groups = {group: of_group(month, shown, group) for group in (CURRENT, OLDER, AWAITED)}
    show_groups(
        Shown(known, month, service_area, wanted.order, name, colours), groups, is_print=view == PRINT
    )
