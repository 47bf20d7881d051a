"""The upper half of "This month" as HTML: headline measures, what needs attention, what changed in a year."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from charts.icons import variation_icon
from charts.palette import Palette
from metrics.definition import KpiDefinition
from pages.parts.linked_html import Links, unfolding
from pages.parts.measure_pieces import (
    figure_note,
    measure_link,
    rating_html,
    sparkline_of,
    variation_html,
)
from reporting.judgement.words import variation_words
from reporting.this_month import AuthorityMonth, Judged
from reporting.this_month.attention import FIRST, needing_attention
from reporting.this_month.headlines import headlines
from reporting.this_month.movement import MONTHS_APART, SHOWN, Movement, most_improved, needs_focus
from reporting.words import sentence_case


def tiles_html(month: AuthorityMonth, kpis: Sequence[KpiDefinition], links: Links, colours: Palette) -> str:
    """Return the headline measures as tiles; '' where the authority has a current figure for none of them."""
    found = headlines(month, kpis)
    if not found.rows:
        return ""
    tiles = "".join(_tile(judged, links, colours) for judged in found.rows)
    older = f'<p class="soft">{escape(found.older_words)}</p>' if found.older else ""
    return f'<section><h2>At a glance</h2><ul class="tiles">{tiles}</ul>{older}</section>'


def _tile(judged: Judged, links: Links, colours: Palette) -> str:
    row = judged.row
    value = row.latest.value_words if row.latest else "No figure"
    rating = rating_html(row, colours) if row.rating.colour != "none" else ""
    target = "" if rating else f'<span class="soft">{escape(sentence_case(row.short_reason))}</span>'
    return (
        f"<li><h3>{measure_link(row, links)}</h3>"
        f'<div class="value"><span class="big">{escape(value)}</span>{sparkline_of(row, colours)}</div>'
        f'<div class="soft">{escape(figure_note(row))}</div>'
        f"<div>{escape(sentence_case(row.change_words))}</div>"
        f"<div>{rating}{target}</div><div>{variation_html(judged, colours)}</div></li>"
    )


def attention_html(month: AuthorityMonth, links: Links, colours: Palette) -> str:
    """Return what needs attention, first things first; the eleventh and later ones unfold."""
    needing = needing_attention(month)
    if not needing:
        words = "No measure is off target, getting worse by more than chance, overdue or in doubt."
        return f"<section><h2>What needs attention</h2><p>{words}</p></section>"
    lines = [_attention_line(judged, links, colours) for judged in needing]
    rest = ""
    if len(lines) > FIRST:
        more = f'<ol class="lines" start="{FIRST + 1}">{"".join(lines[FIRST:])}</ol>'
        rest = unfolding(len(lines) - FIRST, more)
    return (
        f"<section><h2>What needs attention ({len(lines)})</h2>"
        f'<ol class="lines">{"".join(lines[:FIRST])}</ol>{rest}</section>'
    )


def _attention_line(judged: Judged, links: Links, colours: Palette) -> str:
    row, variation = judged.row, judged.judgement.variation
    icon = variation_icon(variation, colours, size=24) if variation else "<span></span>"
    reasons = [sentence_case("; ".join(judged.judgement.attention.reasons))]
    if variation and not variation.startswith("concern"):
        reasons.append(variation_words(judged.judgement))
    rated = f" {rating_html(row, colours)}" if row.rating.colour != "none" else ""
    value = row.latest.value_words if row.latest else ""
    return (
        f'<li>{icon}<div><div class="head">{measure_link(row, links)}'
        f'<span class="amount">{escape(value)}</span></div>'
        f"<div>{escape('. '.join(reasons))}.{rated} "
        f'<span class="soft">{escape(sentence_case(figure_note(row)))}</span></div></div></li>'
    )


def movements_html(month: AuthorityMonth, links: Links, colours: Palette) -> str:
    """Return what got better and what got worse in a year, side by side, each with before and after."""
    better = _movement_list("Most improved", "better", most_improved(month), links, colours)
    worse = _movement_list("Needs focus", "worse", needs_focus(month), links, colours)
    return f'<div class="beside">{better}{worse}</div>'


def _movement_list(
    heading: str, way: str, movements: Sequence[Movement], links: Links, colours: Palette
) -> str:
    intro = (
        f"{len(movements)} measures are {way} than {MONTHS_APART} months before, by more than chance. "
        f"The largest changes, against each measure's usual range:"
    )
    if len(movements) == 1:
        intro = f"One measure is {way} than {MONTHS_APART} months before, by more than chance:"
    if not movements:
        intro = f"No measure is {way} than {MONTHS_APART} months before by more than chance."
    lines = "".join(_movement_line(movement, links, colours) for movement in movements[:SHOWN])
    listed = f'<ul class="lines">{lines}</ul>' if lines else ""
    return f"<section><h2>{heading}</h2><p>{escape(intro)}</p>{listed}</section>"


def _movement_line(movement: Movement, links: Links, colours: Palette) -> str:
    row, judgement = movement.judged.row, movement.judged.judgement
    icon = variation_icon(judgement.variation or "", colours, size=24)
    return (
        f'<li>{icon}<div><div class="head">{measure_link(row, links)}'
        f'<span class="amount">{escape(movement.change_words)}</span></div>'
        f"<div>{escape(movement.before_and_after_words)}</div>"
        f'<div class="soft">{escape(variation_words(judgement))}</div></div></li>'
    )
