"""What the KPI page says of its months under the chart: the target, the direction, longer periods, warnings."""

from __future__ import annotations

import streamlit as st

from charts.icons import assurance_icon
from charts.palette import Palette
from pages.parts.detail_choices import Detail
from pages.parts.detail_parts import ICON_SIZE
from pages.parts.fact import show_fact
from pages.parts.shown import show_table
from reporting.judgement import Judgement
from reporting.judgement.table import months_table, outlook_table
from reporting.judgement.words import (
    assurance_note,
    assurance_words,
    gap_sentence,
    outlook_sentence,
    outlook_words,
    rules_line,
)
from reporting.kpi_history import longer_periods_of, same_month_last_year
from reporting.longer_periods import PeriodValue
from reporting.words import sentence_case


def show_beside_the_month(detail: Detail, judgement: Judgement, colours: Palette) -> None:
    """Show assurance, direction, the same month last year, the year to date and the last 12 months in one line."""
    latest = detail.row.latest
    if latest is None or latest.value is None:
        return
    boxes = st.columns(5)
    if judgement.is_judged:
        with boxes[0]:
            mark = ""
            if judgement.assurance:
                mark = assurance_icon(judgement.assurance, colours, size=ICON_SIZE)
            words = assurance_words(judgement) or "No target to judge"
            show_fact("Assurance", words, assurance_note(judgement), mark)
    if judgement.direction:
        with boxes[1]:
            headline, _, rest = judgement.direction.words.partition(",")
            changes = (judgement.direction.last_month, judgement.direction.same_month_last_year)
            notes = [rest.strip(), *(change.words for change in changes if change)]
            show_fact("Direction of travel", headline, sentence_case("; ".join(n for n in notes if n)))
    before = same_month_last_year(detail.row)
    if before is not None:
        with boxes[2]:
            note = f"{before.period_words}. {before.fraction_words if before.numerator is not None else ''}"
            show_fact("Same month last year", before.value_words, note.strip())
    if detail.part is None and latest.period.end is not None:
        longer = longer_periods_of(
            detail.known.store, detail.kpi, detail.unit_id, latest.period.end, detail.basis
        )
        with boxes[3]:
            _longer("Year to date", longer.year_to_date, "from 1 April")
        with boxes[4]:
            _longer("Last 12 months", longer.rolling_12_months, "together")


def _longer(label: str, figure: PeriodValue | None, note: str) -> None:
    if figure is not None:
        show_fact(label, figure.words, sentence_case(f"{figure.fraction or ''} {note}".strip()))


def show_judgement_notes(judgement: Judgement) -> None:
    """Show what a careful reader should know: why to look, too few months, the gap, the rules used."""
    if judgement.attention.is_needed:
        st.markdown(f"**Needs a look:** {'; '.join(judgement.attention.reasons)}.")
    if judgement.not_enough_words and judgement.points_counted:
        st.markdown(f"**Limits and outlook:** {judgement.not_enough_words}.")
    if not judgement.is_judged and judgement.direction:
        st.markdown(f"**Direction of travel:** {judgement.direction.words}.")
        if outlook_words(judgement):
            st.markdown(f"**Outlook:** {outlook_sentence(judgement)}")
    if gap_sentence(judgement):
        st.markdown(f"**Gap to the target:** {gap_sentence(judgement)}")
    for warning in judgement.warnings:
        st.markdown(f"**Take care:** {warning}")


def show_months_table(judgement: Judgement) -> None:
    """Show the chart as a table: the months with their limits, then the months of the outlook, and the rules."""
    rows = months_table(judgement)
    if not rows:
        return
    with st.expander("The chart as a table", expanded=False):
        kpi = judgement.kpi
        show_table(
            rows,
            words=f"Months of {kpi.name} with mean, limits and what each shows",
            file_name=f"{kpi.id}_months",
        )
        ahead = outlook_table(judgement)
        if ahead:
            st.markdown("If nothing changes, the months to come are likely to be:")
            show_table(ahead, words=f"Outlook of {kpi.name} by month", file_name=f"{kpi.id}_outlook")
        if rules_line(judgement):
            st.markdown(rules_line(judgement))
