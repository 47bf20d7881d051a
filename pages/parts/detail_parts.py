"""The parts of the KPI page around its chart: what stands above it, the chart itself, and doubts."""

from __future__ import annotations

import streamlit as st

from charts.icons import variation_icon
from charts.palette import Palette
from charts.trajectory import trajectory_figure
from charts.value_axis import value_axis
from metrics.periods import day_label, month_label
from pages.parts.chart_saving import show_svg_button
from pages.parts.detail_choices import Detail
from pages.parts.fact import Fact, show_facts
from pages.parts.plain_words import plain
from pages.parts.rating_cell import rating_shape, rating_words
from pages.parts.shown import chart_config
from pages.parts.trajectory_data import (
    drawn_values,
    first_day_of_latest_years,
    marks_sentence,
    trajectory_of,
)
from reporting.figures import Figure
from reporting.judgement import Judgement
from reporting.judgement.words import outlook_sentence, outlook_words, variation_note, variation_words
from reporting.kpi_library import doubt_words
from reporting.scorecard import ScorecardRow
from reporting.words import sentence_case, target_words

ICON_SIZE = 28
NO_OUTLOOK = "No outlook"


def show_month_chosen(detail: Detail) -> None:
    """Say that the page is as at an earlier month, where one was chosen."""
    if detail.until is not None:
        st.info(
            f"As at {month_label(detail.until)}: figures, rating, limits and outlook know nothing of later months. "
            "To see all of them, choose Latest under “Figures up to”."
        )


def show_summary(detail: Detail, judgement: Judgement, colours: Palette) -> None:
    """Show, one below the other: the figure, how it stands against its target, the signal, the outlook."""
    row, latest = detail.row, detail.row.latest
    value = Fact("Latest value", latest.value_words if latest else "No figure", _value_note(detail, row))
    shape = rating_shape(row.rating, colours)
    target = Fact(f"Target: {_target_words(row)}", rating_words(row.rating), _target_note(detail, row), shape)
    show_facts([value, target, _variation(judgement, colours), _outlook(judgement)])


def _variation(judgement: Judgement, colours: Palette) -> Fact:
    if judgement.variation is None:
        waiting = judgement.not_enough_words
        return Fact("Variation", "Not judged", sentence_case(waiting) if waiting else "No limits are drawn")
    icon = variation_icon(judgement.variation, colours, size=ICON_SIZE)
    return Fact("Variation", variation_words(judgement), variation_note(judgement), icon)


def _outlook(judgement: Judgement) -> Fact:
    note = outlook_sentence(judgement) or "It needs 15 months with a figure"
    words = outlook_words(judgement) or NO_OUTLOOK
    return Fact("Outlook", words, sentence_case(note.removeprefix(f"{NO_OUTLOOK}: ")))


def _value_note(detail: Detail, row: ScorecardRow) -> str:
    latest = row.latest
    if latest is None:
        return f"Nothing has been published or loaded{detail.until_words}"
    notes = [latest.why_absent.rstrip(".")]
    if latest.value is not None:
        notes = [latest.period_words, _fraction(latest), *latest.marks]
    notes += [sentence_case(row.change_words)] if row.change_words else []
    return ". ".join(note for note in [*notes, f"Source: {latest.source}"] if note)


def _fraction(figure: Figure) -> str:
    return figure.fraction_words if figure.numerator is not None else ""


def _target_words(row: ScorecardRow) -> str:
    step = row.step or row.coming_step
    return sentence_case(target_words(step, row.kpi, with_operator=True)) if step else "none set"


def _target_note(detail: Detail, row: ScorecardRow) -> str:
    """Return why the rating is what it is, and the days and source of the target."""
    step = row.step or row.coming_step
    if step is None:
        return row.rating.reason
    notes = [row.rating.reason.rstrip(".")]
    if step.state == "set":
        by = f"to reach by {day_label(step.to_reach_by)}" if step.to_reach_by else "date to reach it not set"
        notes.append(f"In force from {day_label(step.in_force_from)}, {by}")
    if step.floor is None and step.state == "set":
        notes.append("No amber floor set")
    whose = " for the whole council" if detail.history.targets_of != detail.unit_id else ""
    return ". ".join([*notes, f"Set in: {step.set_by or step.source}{whose}"])


def show_trajectory(detail: Detail, judgement: Judgement, sentence: str, colours: Palette) -> None:
    """Show the chart with its sentence; what each letter on it means stands below."""
    since = None if detail.all_years else first_day_of_latest_years(detail.history, detail.part)
    trajectory, named = trajectory_of(detail, since, judgement)
    if trajectory.points or trajectory.steps or trajectory.undated:
        figure = trajectory_figure(trajectory, colours)
        st.plotly_chart(
            figure, theme=None, config=chart_config(detail.kpi.id), alt=sentence, key="trajectory"
        )
        show_svg_button(detail.kpi.id, key="trajectory")
    if named:
        lines = [
            f"- **{mark.letter}** {day_label(day.day)}, {day.kind_words}: {plain(day.words)}"
            for mark, day in named
        ]
        st.markdown("\n".join(lines))
    st.markdown(sentence)
    axis = value_axis(drawn_values(trajectory), trajectory.unit)
    reading = f"{marks_sentence(trajectory)} {axis.note}".strip()
    if reading:
        with st.expander("How to read this chart"):
            st.markdown(reading)


def show_doubts(row: ScorecardRow) -> None:
    """Show the questions that are open on this measure."""
    if row.doubts:
        lines = "\n".join(f"- **{doubt.about.label}:** {doubt_words(doubt)}" for doubt in row.doubts)
        st.warning(f"**In doubt: to be answered by the owner of the measure**\n\n{lines}")
