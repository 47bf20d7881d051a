"""What the KPI page says of its months: signal or chance, the target, the direction, the outlook."""

from __future__ import annotations

import streamlit as st

from charts.icons import assurance_icon, variation_icon
from charts.palette import Palette
from metrics.periods import month_label
from pages.parts.fact import show_fact
from reporting.judgement import Judgement
from reporting.judgement.table import months_table, outlook_table
from reporting.judgement.words import (
    assurance_note,
    assurance_words,
    gap_sentence,
    outlook_sentence,
    outlook_words,
    rules_line,
    variation_note,
    variation_words,
)
from reporting.words import sentence_case

ICON_SIZE = 28


def show_judgement(judgement: Judgement, colours: Palette) -> None:
    """Show variation, assurance, direction and outlook in one line of four; nothing without limits."""
    if judgement.variation is None:
        return
    variation_box, assurance_box, direction_box, outlook_box = st.columns(4)
    with variation_box:
        mark = variation_icon(judgement.variation, colours, size=ICON_SIZE)
        show_fact("Variation", variation_words(judgement), variation_note(judgement), mark)
    with assurance_box:
        words, mark = assurance_words(judgement) or "No target to judge", ""
        if judgement.assurance:
            mark = assurance_icon(judgement.assurance, colours, size=ICON_SIZE)
        show_fact("Assurance", words, assurance_note(judgement), mark)
    with direction_box:
        if judgement.direction:
            headline, _, rest = judgement.direction.words.partition(",")
            changes = (judgement.direction.last_month, judgement.direction.same_month_last_year)
            notes = [rest.strip(), *(change.words for change in changes if change)]
            show_fact("Direction of travel", headline, sentence_case("; ".join(n for n in notes if n)))
    with outlook_box:
        show_fact("Outlook", outlook_words(judgement) or "No outlook", outlook_sentence(judgement))


def show_judgement_notes(judgement: Judgement) -> None:
    """Show what a careful reader should know: too few months, the gap, an offer to restart, the rules used."""
    if judgement.not_enough_words and judgement.points_counted:
        st.markdown(f"**Limits and outlook:** {judgement.not_enough_words}.")
    if not judgement.is_judged and judgement.direction:
        st.markdown(f"**Direction of travel:** {judgement.direction.words}.")
        if outlook_words(judgement):
            st.markdown(f"**Outlook:** {outlook_sentence(judgement)}")
    if judgement.attention.is_needed:
        st.markdown(f"**Needs a look:** {'; '.join(judgement.attention.reasons)}.")
    if gap_sentence(judgement):
        st.markdown(f"**Gap to the target:** {gap_sentence(judgement)}")
    for warning in judgement.warnings:
        st.markdown(f"**Take care:** {warning}")
    offer = judgement.suggested_restart
    if offer:
        st.info(
            f"**Limits could start afresh in {month_label(offer.month)}.** {offer.words} Nothing has been changed."
        )
    for mark in judgement.restarts:
        st.markdown(f"**Limits start afresh in {month_label(mark.month)}:** {mark.reason}")
    if rules_line(judgement):
        st.markdown(rules_line(judgement))


def show_months_table(judgement: Judgement) -> None:
    """Show the chart as a table: the months with their limits, then the months of the outlook."""
    rows = months_table(judgement)
    if not rows:
        return
    with st.expander("The chart as a table", expanded=False):
        name = judgement.kpi.name
        st.dataframe(rows, hide_index=True, alt=f"Months of {name} with mean, limits and what each shows")
        ahead = outlook_table(judgement)
        if ahead:
            st.markdown("If nothing changes, the months to come are likely to be:")
            st.dataframe(ahead, hide_index=True, alt=f"Outlook of {name} by month")
