"""What the KPI page says of its months under the chart: the target, the direction, longer periods, warnings."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from charts.icons import assurance_icon
from charts.palette import Palette
from pages.parts.detail_choices import Detail
from pages.parts.detail_parts import ICON_SIZE
from pages.parts.detail_reading import longer_of
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
from reporting.kpi_history import same_month_last_year
from reporting.words import sentence_case

Fact = tuple[str, str, str, str]  # label, words, note, mark


def show_beside_the_month(detail: Detail, judgement: Judgement, colours: Palette) -> None:
    """Show assurance, direction, the same month last year, the year to date and the last 12 months in one line."""
    facts = [*_judged_facts(judgement, colours), *_other_periods(detail)]
    if facts:
        for box, (label, words, note, mark) in zip(st.columns(len(facts)), facts, strict=True):
            with box:
                show_fact(label, words, note, mark)


def _judged_facts(judgement: Judgement, colours: Palette) -> Iterator[Fact]:
    if not judgement.is_judged:
        return
    mark = assurance_icon(judgement.assurance, colours, size=ICON_SIZE) if judgement.assurance else ""
    yield "Assurance", assurance_words(judgement) or "No target to judge", assurance_note(judgement), mark
    if judgement.direction:
        headline, _, rest = judgement.direction.words.partition(",")
        changes = (judgement.direction.last_month, judgement.direction.same_month_last_year)
        notes = [rest.strip(), *(change.words for change in changes if change)]
        yield "Direction of travel", headline, sentence_case("; ".join(n for n in notes if n)), ""


def _other_periods(detail: Detail) -> Iterator[Fact]:
    latest, before = detail.row.latest, same_month_last_year(detail.row)
    if before is not None:
        fraction = before.fraction_words if before.numerator is not None else ""
        note = ". ".join(words for words in (before.period_words, fraction) if words)
        yield "Same month last year", before.value_words, note, ""
    if detail.part is not None or latest is None or latest.period.end is None:
        return
    longer = longer_of(detail.known, detail.kpi.id, detail.unit_id, latest.period.end, detail.basis)
    for label, figure, note in (
        ("Year to date", longer.year_to_date, "from 1 April"),
        ("Last 12 months", longer.rolling_12_months, "together"),
    ):
        if figure is not None:
            yield label, figure.words, sentence_case(f"{figure.fraction} {note}".strip()), ""


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
