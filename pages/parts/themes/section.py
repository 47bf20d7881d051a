"""One section of a theme: its question, its measures as tiles, its figures, its lists, what is not held."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from charts.palette import Palette
from metrics.vocabulary import Unit
from pages.parts.linked_html import Links, show_linked
from pages.parts.measure_pieces import figure_note, measure_link, rating_html, sparkline_of
from pages.parts.sources import Sources
from pages.parts.themes.adoption import show_adoption
from pages.parts.themes.equality import show_equality
from pages.parts.themes.figure import show_figure
from pages.parts.themes.record_list import show_record_list
from reporting.scorecard import ScorecardRow
from reporting.themes.page import ThemeView, awaited_words
from reporting.themes.register import FigureKind, Section, Special
from reporting.words import sentence_case

HOW_TO_SUPPLY = "How to supply it: docs/how_to/load_records.md and docs/how_to/load_values.md."


def show_section(known: Sources, shown: ThemeView, section: Section, colours: Palette) -> None:
    """Show one section. Without records of children only the measures, and what the rest would take."""
    st.header(section.title, anchor=section.id, divider="gray")
    st.markdown(section.question)
    _show_measures(shown, section, colours)
    figures = [spec for spec in section.figures if spec.id in shown.figures or spec.kind is FigureKind.TRENDS]
    if len(figures) > 1:
        for spec, tab in zip(figures, st.tabs([spec.title for spec in figures]), strict=True):
            with tab:
                show_figure(shown, spec, colours)
    elif figures:
        st.subheader(figures[0].title, anchor=False)
        show_figure(shown, figures[0], colours)
    if section.special is Special.ADOPTION and shown.on is not None:
        show_adoption(known, shown, colours)
    if section.special is Special.EQUALITY and shown.on is not None:
        show_equality(known, shown, colours)
    if shown.on is not None:
        for listed in section.lists:
            show_record_list(known, shown, listed)
    _show_what_is_missing(shown, section)


def _show_measures(shown: ThemeView, section: Section, colours: Palette) -> None:
    rows = shown.known_rows(section.measures)
    if rows:
        links = Links()
        show_linked(tiles_html(rows, links, colours), colours, key=f"tiles:{section.id}")


def tiles_html(rows: Sequence[ScorecardRow], links: Links, colours: Palette) -> str:
    """Return measures as tiles: name, latest figure, its numbers and period, rating, months."""
    return f'<ul class="tiles">{"".join(_tile(row, links, colours) for row in rows)}</ul>'


def _tile(row: ScorecardRow, links: Links, colours: Palette) -> str:
    value = row.latest.value_words if row.latest else "No figure"
    if row.rating.colour != "none":
        rating = rating_html(row, colours)
    else:
        rating = f'<span class="soft">{escape(sentence_case(row.short_reason))}</span>'
    return (
        f"<li><h3>{measure_link(row, links)}</h3>"
        f'<div class="value"><span class="big">{escape(value)}</span>{sparkline_of(row, colours)}</div>'
        f'<div class="soft">{escape(_note(row))}</div><div>{rating}</div></li>'
    )


def _note(row: ScorecardRow) -> str:
    """Return '190 of 196, Oct 2026'; of an average only the period, since it is no part of a whole."""
    if row.kpi.unit in (Unit.PERCENT, Unit.RATE_PER_10000) or row.latest is None:
        return figure_note(row)
    return row.latest.short_period_words


def _show_what_is_missing(shown: ThemeView, section: Section) -> None:
    """Show, folded, the measures without a figure and what no extract holds, with how each can be supplied."""
    awaited = [(row.title, awaited_words(row)) for row in shown.awaited(section)]
    lines = [f"- **{title}**: {words}." for title, words in awaited]
    lines += [f"- **{held.what}**: {held.supplied_by}." for held in section.not_held]
    if shown.on is None:
        lines += [f"- **{spec.title}**: needs {spec.supplied_by}." for spec in section.figures]
        lines += [f"- **List: {spec.title}**: needs {spec.supplied_by}." for spec in section.lists]
    if not lines:
        return
    is_all = not shown.known_rows(section.measures) and (shown.on is None or not section.figures)
    with st.expander(f"Not supplied yet ({len(lines)})", expanded=is_all and shown.on is not None):
        st.markdown("\n".join([*lines, "", HOW_TO_SUPPLY]))
