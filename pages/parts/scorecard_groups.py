"""The tables of a scorecard: current figures in the open, older ones and what is awaited to be unfolded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from charts.palette import Palette
from pages.parts.linked_html import Links, show_linked
from pages.parts.month_data import benchmarks_held, periods_of
from pages.parts.printed_scorecard import printed_html
from pages.parts.printing import print_lying
from pages.parts.scorecard_rows import Beside
from pages.parts.scorecard_table import scorecard_html, summary_words
from pages.parts.sources import Sources
from pages.parts.written import written_about
from reporting.scorecard_choice import (
    CURRENT,
    JOURNEY,
    NAME,
    left_out_words,
    rated_first,
    sections_of,
)
from reporting.this_month import AuthorityMonth, Judged

HEADINGS = {
    "current": "Latest figures",
    "older": "Figures from more than two years before",
    "awaited": "No figure: not supplied, or named in a plan and still to come",
}
PUBLISHED_NOTE = (
    "Published figures are real and about a whole year or one day in it; how each differs from the measure "
    "is on the measure's own page."
)


@dataclass(frozen=True)
class Shown:
    """What the tables of one scorecard have in common. name: service area and authority."""

    known: Sources
    month: AuthorityMonth
    service_area: str
    order: str
    name: str
    colours: Palette


def show_groups(shown: Shown, groups: Mapping[str, Sequence[Judged]], *, is_print: bool) -> None:
    """Show a table for each group that has rows; to print, one sheet of the current ones."""
    current = groups[CURRENT]
    if is_print:
        _show_sheet(shown, current)
        return
    beside = _beside(shown, [judged for rows in groups.values() for judged in rows])
    if current:
        st.markdown(summary_words(current))
        _show(shown, CURRENT, current, beside)
        if any(beside[judged.row.kpi.id].benchmarks for judged in current):
            st.markdown(PUBLISHED_NOTE)
    for group, rows in groups.items():
        if group != CURRENT and rows:
            with st.expander(f"{HEADINGS[group]} ({len(rows)})", expanded=False):
                _show(shown, group, rows, beside)


def _show_sheet(shown: Shown, rows: Sequence[Judged]) -> None:
    """Show a sheet of the rated measures, a line each, with a button that prints it."""
    if not rows:
        return
    print_lying()
    kept, left_out = rated_first(rows)
    words = summary_words(kept)
    if left_out:
        words = f"{words} {left_out_words(left_out)}"
    st.markdown(words)
    caption = f"{shown.name}, {shown.month.month_words}"
    html = printed_html(caption, sections_of(kept, shown.service_area, shown.order), Links(), shown.colours)
    button = '<p class="not-printed"><button data-print>Print this page</button></p>'
    show_linked(button + html, shown.colours, key="scorecard_sheet")


def _show(shown: Shown, group: str, rows: Sequence[Judged], beside: Mapping[str, Beside]) -> None:
    order = shown.order if group == CURRENT or shown.order == JOURNEY else NAME
    when = f", {shown.month.month_words}" if group == CURRENT else ""
    caption = f"{HEADINGS[group]}: {shown.name}{when}"
    links = Links()
    html = scorecard_html(caption, sections_of(rows, shown.service_area, order), beside, links, shown.colours)
    show_linked(html, shown.colours, key=f"scorecard_{group}")


def _beside(shown: Shown, rows: Sequence[Judged]) -> dict[str, Beside]:
    """Return what stands beside the figures of each measure, by its id."""
    ids = list(dict.fromkeys(judged.row.kpi.id for judged in rows))
    periods = periods_of(shown.known, shown.month.authority_id, shown.month.month)
    benchmarks = benchmarks_held(shown.known, shown.month.authority_id)
    written = written_about(shown.month, ids)
    posts = shown.known.registers.posts
    owners = {judged.row.kpi.id: posts[judged.row.kpi.owner].name for judged in rows}
    return {
        kpi_id: Beside(owners[kpi_id], periods.get(kpi_id), benchmarks.get(kpi_id, ()), kpi_id in written)
        for kpi_id in ids
    }
