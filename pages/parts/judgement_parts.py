"""What the KPI page says of its months under the chart: the target, the direction, longer periods, warnings."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from charts.icons import assurance_icon
from charts.palette import Palette
from pages.parts.detail_choices import Detail
from pages.parts.detail_parts import ICON_SIZE
from pages.parts.detail_reading import longer_of
from pages.parts.fact import Fact, show_facts
from pages.parts.shown import show_table
from pages.parts.unfolding import show_unfolding
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


def show_beside_the_month(detail: Detail, judgement: Judgement, colours: Palette) -> None:
    """Show assurance, direction, the same month last year, the year to date and the last 12 months in one line."""
    show_facts([*_judged_facts(judgement, colours), *_other_periods(detail)], side_by_side=True)


def _judged_facts(judgement: Judgement, colours: Palette) -> Iterator[Fact]:
    if not judgement.is_judged:
        return
    mark = assurance_icon(judgement.assurance, colours, size=ICON_SIZE) if judgement.assurance else ""
    words = assurance_words(judgement) or "No target to judge"
    yield Fact("Assurance", words, assurance_note(judgement), mark)
    if judgement.direction:
        headline, _, rest = judgement.direction.words.partition(",")
        changes = (judgement.direction.last_month, judgement.direction.same_month_last_year)
        notes = [rest.strip(), *(change.words for change in changes if change)]
        yield Fact("Direction of travel", headline, sentence_case("; ".join(n for n in notes if n)))


def _other_periods(detail: Detail) -> Iterator[Fact]:
    latest, before = detail.row.latest, same_month_last_year(detail.row)
    if before is not None:
        fraction = before.fraction_words if before.numerator is not None else ""
        note = ". ".join(words for words in (before.period_words, fraction) if words)
        yield Fact("Same month last year", before.value_words, note)
    if detail.part is not None or latest is None or latest.period.end is None:
        return
    longer = longer_of(detail.known, detail.kpi.id, detail.unit_id, latest.period.end, detail.basis)
    for label, figure, note in (
        ("Year to date", longer.year_to_date, "from 1 April"),
        ("Last 12 months", longer.rolling_12_months, "together"),
    ):
        if figure is not None:
            yield Fact(label, figure.words, sentence_case(f"{figure.fraction} {note}".strip()))


def show_judgement_notes(judgement: Judgement) -> None:
    """Show what a careful reader should know: why to look, too few months, the gap."""
    notes = "\n\n".join(_notes(judgement))
    if notes:
        st.markdown(notes)


def _notes(judgement: Judgement) -> Iterator[str]:
    if judgement.attention.is_needed:
        yield f"**Needs a look:** {'; '.join(judgement.attention.reasons)}."
    if judgement.not_enough_words and judgement.points_counted:
        yield f"**Limits and outlook:** {judgement.not_enough_words}."
    if not judgement.is_judged and judgement.direction:
        yield f"**Direction of travel:** {judgement.direction.words}."
        if outlook_words(judgement):
            yield f"**Outlook:** {outlook_sentence(judgement)}"
    if gap_sentence(judgement):
        yield f"**Gap to the target:** {gap_sentence(judgement)}"
    for warning in judgement.warnings:
        yield f"**Take care:** {warning}"


def show_months_table(judgement: Judgement) -> None:
    """Show the rules used, and the chart as a table, unfolded on a click; nothing where there are no months."""
    if judgement.months:
        st.markdown(rules_line(judgement))
        show_unfolding("The chart as a table", lambda: _show_months(judgement), key="chart_as_a_table")


def _show_months(judgement: Judgement) -> None:
    """Show the months with their limits, then the months of the outlook."""
    kpi = judgement.kpi
    show_table(
        months_table(judgement),
        words=f"Months of {kpi.name} with mean, limits and what each shows",
        file_name=f"{kpi.id}_months",
    )
    ahead = outlook_table(judgement)
    if ahead:
        st.markdown("If nothing changes, the months to come are likely to be:")
        show_table(ahead, words=f"Outlook of {kpi.name} by month", file_name=f"{kpi.id}_outlook")
