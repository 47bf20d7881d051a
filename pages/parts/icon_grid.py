"""All measures of a service as cards with their icons, those that need a look first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from charts.palette import Palette
from pages.parts.board import Cell, drawn_cell, show_board
from pages.parts.judgement_cells import assurance_cell, variation_cell
from pages.parts.judgements import RowKey, row_key
from pages.parts.rating_cell import rating_cell
from pages.parts.scorecard_rows import opened_by
from reporting.judgement import Judgement
from reporting.judgement.words import outlook_note, outlook_words
from reporting.scorecard import ScorecardRow
from reporting.words import sentence_case

ICON_SIZE = 32


def show_icon_grid(
    rows: Sequence[ScorecardRow], judgements: Mapping[RowKey, Judgement], name: str, colours: Palette
) -> dict[str, str] | None:
    """Show a card for each row that has limits; name those that have too few months.

    Return the parameters of the card that was just opened, else None.
    """
    judged = [(row, judgements[row_key(row)]) for row in rows if judgements[row_key(row)].variation]
    judged.sort(key=lambda pair: (pair[1].attention.order, pair[0].title))
    waiting = [row for row in rows if row.figures and not judgements[row_key(row)].variation]
    opened = None
    if judged:
        needing = sum(judgement.attention.is_needed for _, judgement in judged)
        look = "1 needs a look and comes first" if needing == 1 else f"{needing} need a look and come first"
        st.markdown(f"**{len(judged)} measures with limits; {look}.** {name}.")
        opened = show_board(
            cards_html([card(row, judgement, colours) for row, judgement in judged], "kpi"),
            [opened_by(row) for row, _ in judged],
            colours,
            key="icon_grid",
        )
    else:
        st.info(f"No measure of {name} has enough months for limits yet. The table shows what there is.")
    if waiting:
        lines = "\n".join(f"- {waiting_words(row, judgements[row_key(row)])}" for row in waiting)
        with st.expander(f"Without limits ({len(waiting)})", expanded=False):
            st.markdown(lines)
    return opened


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


def cards_html(cards: Sequence[tuple[str, dict[str, str], list[Cell]]], address: str) -> str:
    """Return the cards as a list, all words escaped; each heading is the link to its measure."""
    items = []
    for number, (heading, opens, lines) in enumerate(cards):
        link = f'<a href="/{address}?{escape(urlencode(opens))}" data-open="{number}">{escape(heading)}</a>'
        shown = "".join(f"<div>{drawn_cell(line)}</div>" for line in lines if line != Cell())
        items.append(f"<li><h3>{link}</h3>{shown}</li>")
    return f'<ul class="cards">{"".join(items)}</ul>'
