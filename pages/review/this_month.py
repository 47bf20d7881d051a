"""This month: what changed, whether it is real, and what needs somebody's attention."""

import streamlit as st

from charts.palette import palette
from pages.parts.filters import choose_authority, choose_period
from pages.parts.month_data import judged_month, newest_month
from pages.parts.month_screen import show_figures, show_follow_up
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from reporting.this_month.attention import change_sentence

page_heading("This month", "What changed, whether it is real, and what needs attention.")
known = sources()
authority_box, period_box, note_box = st.columns([2, 1.6, 2.4], vertical_alignment="bottom")
with authority_box:
    authority_id = choose_authority(known)
with period_box:
    chosen = choose_period(known, authority_id)
authority = known.authority(authority_id)
with note_box:
    show_source_note(authority)
month_end = chosen or newest_month(known, authority_id)
if month_end is None:
    st.info(
        f"No figure of {authority.name} has a date yet. Load extracts or monthly values to fill this page: "
        "python cli.py load --help says how."
    )
    st.stop()

month = judged_month(known, authority_id, month_end)
colours = palette(st.context.theme.type)
st.markdown(f"**{authority.label}, {month.month_words}.** {change_sentence(month)}")
show_figures(known, month, colours)
# Shown after the figures, since what is overdue is counted from single records.
show_follow_up(known, month, authority, colours)
