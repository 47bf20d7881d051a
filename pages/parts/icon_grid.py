"""All measures of a service as cards with their icons, those that need a look first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.palette import Palette
from pages.parts.board import Cell, drawn_cell
from pages.parts.judgement_cells import assurance_cell, variation_cell
from pages.parts.linked_html import Links, show_linked
from pages.parts.measure_pieces import opened_by
from pages.parts.rating_cell import rating_cell
from reporting.judgement import Judgement
from reporting.judgement.words import outlook_note, outlook_words
from reporting.scorecard import ScorecardRow
from reporting.this_month import Judged
from reporting.words import sentence_case

ICON_SIZE = 32


def show_icon_grid(rows: Sequence[Judged], name: str, colours: Palette) -> None:
    """Show a card for each row that has limits, those that need a look first; name those with too few months."""
    judged = [one for one in rows if one.judgement.variation]
    judged.sort(key=lambda one: (one.judgement.attention.order, one.row.title))
    waiting = [one for one in rows if one.row.figures and not one.judgement.variation]
    if judged:
        needing = sum(one.judgement.attention.is_needed for one in judged)
        look = "1 needs a look and comes first" if needing == 1 else f"{needing} need a look and come first"
        st.markdown(f"**{len(judged)} measures with limits; {look}.** {name}.")
        links = Links()
        html = cards_html([card(one.row, one.judgement, colours) for one in judged], links)
        show_linked(html, links, colours, key="icon_grid")
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


def card(row: ScorecardRow, judgement: Judgement, colours: Palette) -> tuple[str, dict[str, str], list[Cell]]:
    """Return the heading, the address parameters and the lines of one card."""
    value = (
        Cell(row.latest.value_words, row.latest.short_period_words, css_class="figure")
        if row.latest
        else Cell()
    )
    lines = [
        value,
        rating_cell(row, colours),
        variation_cell(judgement, colours, ICON_SIZE),
        assurance_cell(judgement, colours, ICON_SIZE),
        Cell(sentence_case("; ".join(judgement.attention.reasons))),
    ]
    if outlook_words(judgement):
        note = sentence_case(outlook_note(judgement))
        lines.insert(4, Cell(f"Outlook: {outlook_words(judgement).lower()}", note))
    return row.title, opened_by(row), lines


def cards_html(cards: Sequence[tuple[str, dict[str, str], list[Cell]]], links: Links) -> str:
    """Return the cards as a list, all words escaped; each heading is the link to its measure."""
    items = []
    for heading, opens, lines in cards:
        link = links.to("kpi", opens, heading)
        shown = "".join(f"<div>{drawn_cell(line)}</div>" for line in lines if line != Cell())
        items.append(f"<li><h3>{link}</h3>{shown}</li>")
    return f'<ul class="cards">{"".join(items)}</ul>'
