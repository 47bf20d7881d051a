"""KPI in detail: the trajectory against its target, what it means, where it comes from, what is in doubt."""

import streamlit as st

from charts.palette import palette
from pages.parts.choices import choose
from pages.parts.detail_parts import show_doubts, show_headline, show_trajectory
from pages.parts.detail_tabs import show_tabs
from pages.parts.filters import choose_measure
from pages.parts.judgement_parts import show_judgement, show_judgement_notes, show_months_table
from pages.parts.judgements import judgement_of_row
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import sources
from reporting.judgement.words import chart_sentence
from reporting.kpi_history import kpi_history
from reporting.sentences import trajectory_sentence

WHOLE = "all"

known = sources()
authority_id, kpi = choose_measure(known)
history = kpi_history(known.store, kpi, authority_id)
page_heading(kpi.name, kpi.question)
authority = known.authority(authority_id)
show_source_note(authority)
part = None
if any(name is not None for name in history.parts):
    parts = {name or WHOLE: name for name in history.parts}
    part = parts[choose("Part", "part", list(parts), lambda i: "The whole" if i == WHOLE else i)]

row = history.row(part)
colours = palette(st.context.theme.type)
judgement = judgement_of_row(known, row)
sentence = f"{trajectory_sentence(row, authority.name)} {chart_sentence(judgement)}"
show_headline(row, colours)
show_judgement(judgement, colours)
show_trajectory(history, part, sentence, judgement, colours)
show_judgement_notes(judgement)
show_months_table(judgement)
show_doubts(row)

show_tabs(history, part, known, colours)
