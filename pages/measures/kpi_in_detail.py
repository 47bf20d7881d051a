"""KPI in detail: the trajectory against its target, what it means, where it comes from, what is in doubt."""

import streamlit as st

from charts.palette import palette
from pages.parts.breadcrumbs import show_breadcrumbs
from pages.parts.detail_choices import chosen_detail, crumbs
from pages.parts.detail_parts import show_doubts, show_month_chosen, show_summary, show_trajectory
from pages.parts.detail_tabs import show_tabs
from pages.parts.filters import choose_measure
from pages.parts.judgement_parts import show_beside_the_month, show_judgement_notes, show_months_table
from pages.parts.judgement_restarts import show_restarts
from pages.parts.judgements import judgement_of_row
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from reporting.judgement.words import chart_sentence
from reporting.sentences import trajectory_sentence

known = sources()
authority_id, kpi, until = choose_measure(known)
choices_box = st.container()
way_box = st.container()
page_heading(kpi.name, kpi.question)
with choices_box:
    detail = chosen_detail(known, authority_id, kpi, until)
with way_box:
    show_breadcrumbs(crumbs(detail))
show_month_chosen(detail)

colours = palette(st.context.theme.type)
judgement = judgement_of_row(known, detail.row, authority_id, detail.basis, detail.until)
sentence = f"{trajectory_sentence(detail.row, detail.unit_name)} {chart_sentence(judgement)}".strip()
summary_box, chart_box = st.columns([1, 3], gap="medium")
with summary_box:
    show_summary(detail, judgement, colours)
with chart_box:
    show_trajectory(detail, judgement, sentence, colours)
    show_months_table(judgement)
show_judgement_notes(judgement)
show_beside_the_month(detail, judgement, colours)
show_restarts(detail, judgement)
show_doubts(detail.row)
show_tabs(detail, colours)
show_source_note(detail.authority)
