"""The parts of the KPI page."""

from __future__ import annotations

import streamlit as st

from charts.palette import Palette
from charts.trajectory import trajectory_figure
from metrics.periods import day_label
from pages.parts.fact import show_fact
from pages.parts.rating_cell import rating_shape, rating_words
from pages.parts.trajectory_data import first_day_of_latest_years, marks_sentence, trajectory_of
from reporting.figures import Figure
from reporting.judgement import Judgement
from reporting.kpi_history import KpiHistory
from reporting.kpi_library import doubt_words
from reporting.scorecard import ScorecardRow
from reporting.words import change_words, sentence_case, target_words


def show_headline(row: ScorecardRow, colours: Palette) -> None:
    """Show value, target, rating and change in one line of four."""
    value_box, target_box, rating_box, change_box = st.columns(4)
    latest = row.latest
    with value_box:
        show_fact("Latest value", latest.value_words if latest else "No figure", _value_notes(latest))
    step = row.step or row.coming_step
    with target_box:
        words = target_words(step, row.kpi, with_operator=True) if step else "No target set"
        show_fact("Target", sentence_case(words), _target_notes(row))
    with rating_box:
        show_fact("Rating", rating_words(row.rating), row.rating.reason, rating_shape(row.rating, colours))
    with change_box:
        if row.change is None or row.earlier is None:
            show_fact("Change", "None to show", "There is no earlier figure for the same length of time")
        else:
            words = change_words(row.change, row.kpi.unit, row.kpi.decimal_places)
            show_fact(
                "Change",
                sentence_case(words),
                f"Since {row.earlier.short_period_words}. {row.kpi.better_when.label}",
            )


def _value_notes(latest: Figure | None) -> str:
    if latest is None:
        return "Nothing has been published or loaded"
    notes = [] if latest.value is None else [latest.period_words, latest.fraction_words, *latest.marks]
    return ". ".join(note for note in [*notes, f"Source: {latest.source}"] if note)


def _target_notes(row: ScorecardRow) -> str:
    step = row.step or row.coming_step
    if step is None:
        return ""
    notes = [f"From {day_label(step.in_force_from)}"] if step.state == "set" else []
    if step.to_reach_by:
        notes.append(f"to reach by {day_label(step.to_reach_by)}")
    elif step.state == "set":
        notes.append("date to reach it not set")
    if step.floor is None and step.state == "set":
        notes.append("no amber floor set")
    return ", ".join([*notes, f"set in: {step.set_by or step.source}"])


def show_trajectory(
    history: KpiHistory, part: str | None, sentence: str, judgement: Judgement, colours: Palette
) -> None:
    """Show the chart of the latest years, or of all when asked, with what its marks mean and say."""
    since = first_day_of_latest_years(history, part)
    if since is not None and st.toggle("Show all years", key="all_years"):
        since = None
    trajectory = trajectory_of(history, part, since, judgement)
    if trajectory.points or trajectory.steps or trajectory.undated:
        figure = trajectory_figure(trajectory, colours)
        st.plotly_chart(figure, theme=None, config={"displaylogo": False}, alt=sentence, key="trajectory")
        st.markdown(marks_sentence(trajectory))
    st.markdown(sentence)


def show_doubts(row: ScorecardRow) -> None:
    """Show the questions that are open on this measure."""
    if row.doubts:
        lines = "\n".join(f"- **{doubt.about.label}:** {doubt_words(doubt)}" for doubt in row.doubts)
        st.warning(f"**In doubt: to be answered by the owner of the measure**\n\n{lines}")


def show_figures_table(history: KpiHistory, part: str | None) -> None:
    """Show every figure of a part, newest first, with numerator, denominator, period and source."""
    wanted = history.row(part).part
    shown = [f for f in history.figures if f.part == wanted or f in history.beside()]
    if not shown:
        st.info("Nothing has been published or loaded for this measure and authority.")
        return
    st.dataframe(
        [
            {
                "Period": figure.period_words,
                "As printed": figure.period_as_printed or "",
                "Value": figure.value_words,
                "Numerator of denominator": figure.fraction_words,
                "Part": figure.part or "The whole",
                "To know": "; ".join(figure.marks),
                "Source": figure.source,
                "Plan reference": figure.plan_reference or "",
                "Note": figure.note or "",
            }
            for figure in reversed(shown)
        ],
        hide_index=True,
        alt=f"Figures of {history.kpi.name} with their periods and sources",
    )


def show_targets_table(history: KpiHistory, part: str | None, row: ScorecardRow) -> None:
    """Show every target and milestone of a part."""
    steps = history.steps_of(history.row(part).part)
    if not steps:
        st.info("No target has been set for this measure and authority.")
        return
    st.dataframe(
        [
            {
                "Target": sentence_case(target_words(step, row.kpi, with_operator=True)),
                "Amber floor": "Not set" if step.floor is None else f"{step.floor:g}",
                "In force from": day_label(step.in_force_from),
                "To reach by": day_label(step.to_reach_by) if step.to_reach_by else "Not set",
                "Kind": step.kind.replace("_", " ").capitalize(),
                "As printed": step.label_as_printed or "",
                "Doubtful": "Yes: not used for rating" if step.is_doubtful else "",
                "Source": step.source,
                "Plan reference": step.plan_reference or "",
                "Note": step.note or "",
            }
            for step in steps
        ],
        hide_index=True,
        alt=f"Targets and milestones of {history.kpi.name}",
    )


def show_earlier_versions(history: KpiHistory) -> None:
    """Show figures that have been corrected, with when each was known."""
    if not history.earlier_versions:
        st.markdown("No figure of this measure has been corrected since it was first known.")
        return
    st.dataframe(
        [
            {
                "Period": version.period_words,
                "Part": version.part or "The whole",
                "Value then": version.value_words,
                "Known from": version.known_from,
                "Replaced": version.known_until,
                "Source": version.source,
            }
            for version in history.earlier_versions
        ],
        hide_index=True,
        alt=f"Earlier values of {history.kpi.name}",
    )
