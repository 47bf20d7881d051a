"""The measures of a service as a grid of icons: value, rating, variation and assurance in two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from charts.palette import Palette
from pages.parts.board import drawn_cell
from pages.parts.judgement_cells import assurance_cell, variation_cell
from pages.parts.linked_html import Links, show_linked
from pages.parts.measure_pieces import measure_link
from pages.parts.printing import print_lying
from pages.parts.rating_cell import rating_cell
from reporting.judgement import Judgement
from reporting.scorecard import ScorecardRow
from reporting.scorecard_choice import rated_first
from reporting.this_month import Judged

ICON_SIZE = 20


def show_icon_grid(rows: Sequence[Judged], name: str, colours: Palette) -> None:
    """Show the rated rows that have limits, those that need a look first; the others unfold."""
    judged = [one for one in rows if one.judgement.variation]
    judged.sort(key=lambda one: (one.judgement.attention.order, one.row.title))
    waiting = [one for one in rows if one.row.figures and not one.judgement.variation]
    if judged:
        print_lying()
        rated, others = rated_first(judged)
        needing = sum(one.judgement.attention.is_needed for one in rated)
        look = "1 needs a look and comes first" if needing == 1 else f"{needing} need a look and come first"
        st.markdown(f"**{len(rated)} measures with limits; {look}.** {name}.")
        show_linked(grid_html(rated, Links(), colours), colours, key="icon_grid")
        if others:
            with st.expander(f"With limits and not rated ({len(others)})", expanded=False):
                show_linked(grid_html(others, Links(), colours), colours, key="icon_grid_not_rated")
    else:
        st.info(f"No measure of {name} has enough months for limits yet. The table shows what there is.")
    if waiting:
        lines = "\n".join(f"- {waiting_words(one.row, one.judgement)}" for one in waiting)
        with st.expander(f"Without limits ({len(waiting)})", expanded=False):
            st.markdown(lines)


def waiting_words(row: ScorecardRow, judgement: Judgement) -> str:
    """Return why a measure has no icons."""
    if judgement.not_enough_words:
        return f"{row.title}: {judgement.not_enough_words}"
    return f"{row.title}: run chart, no limits"


def grid_html(rows: Sequence[Judged], links: Links, colours: Palette) -> str:
    """Return the measures as a list, all words escaped; each heading is the link to its measure."""
    return f'<ul class="icons">{"".join(_item(one, links, colours) for one in rows)}</ul>'


def _item(one: Judged, links: Links, colours: Palette) -> str:
    value = one.row.latest.value_words if one.row.latest else "No figure"
    marks = [
        variation_cell(one.judgement, colours, ICON_SIZE),
        assurance_cell(one.judgement, colours, ICON_SIZE),
    ]
    if one.row.rating.colour != "none":
        marks.insert(0, rating_cell(one.row, colours))
    shown = "".join(f"<div>{drawn_cell(mark)}</div>" for mark in marks if mark.words)
    return (
        f'<li><div class="head"><h3>{measure_link(one.row, links)}</h3>'
        f'<span class="amount">{escape(value)}</span></div><div class="marks">{shown}</div></li>'
    )
