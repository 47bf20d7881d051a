"""A scorecard on one sheet: a line for each measure with its figure, target, rating and two icons."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from charts.palette import Palette
from pages.parts.board import drawn_cell
from pages.parts.judgement_cells import assurance_cell, variation_cell
from pages.parts.linked_html import Links
from pages.parts.measure_pieces import fraction_note, measure_link
from pages.parts.rating_cell import rating_cell
from pages.parts.scorecard_rows import target_note
from reporting.scorecard_choice import Section
from reporting.this_month import Judged
from reporting.words import sentence_case

ICON_SIZE = 15
HEADINGS = ("Measure", "Figure", "Counted", "Period", "Target", "Rating", "Variation", "Assurance", "Change")


def printed_html(caption: str, sections: Sequence[Section], links: Links, colours: Palette) -> str:
    """Return the table, all words escaped; its caption is printed at the head of every sheet."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    bodies = "".join(_body(section, links, colours) for section in sections)
    return (
        f'<table class="one-sheet"><thead><tr><th class="sheet-head" colspan="{len(HEADINGS)}">{escape(caption)}'
        f"</th></tr><tr>{head}</tr></thead>{bodies}</table>"
    )


def _body(section: Section, links: Links, colours: Palette) -> str:
    name = f'<tr><th colspan="{len(HEADINGS)}" scope="rowgroup">{escape(section.name)}</th></tr>'
    rows = "".join(_row(judged, links, colours) for judged in section.rows)
    return f"<tbody>{name if section.name else ''}{rows}</tbody>"


def _row(judged: Judged, links: Links, colours: Palette) -> str:
    row, judgement = judged.row, judged.judgement
    variation = drawn_cell(variation_cell(judgement, colours, ICON_SIZE)) if judgement.is_judged else ""
    assurance = drawn_cell(assurance_cell(judgement, colours, ICON_SIZE)) if judgement.is_judged else ""
    cells = (
        f"<strong>{escape(row.latest.value_words if row.latest else 'No figure')}</strong>",
        escape(fraction_note(row)),
        escape(row.latest.short_period_words if row.latest else ""),
        escape(target_note(row).removeprefix("Target ")),
        drawn_cell(rating_cell(row, colours)),
        variation,
        assurance,
        escape(sentence_case(row.change_words)),
    )
    data = "".join(
        f'<td data-label="{heading}"{"" if cell else " class=empty"}>{cell}</td>'
        for heading, cell in zip(HEADINGS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{measure_link(row, links)}</th>{data}</tr>'
