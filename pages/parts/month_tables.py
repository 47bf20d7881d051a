"""The lower half of "This month" as HTML: the rating matrix, overdue work and what is in doubt."""

from __future__ import annotations

from html import escape

from charts.marks import rating_mark
from charts.palette import Palette
from metrics.registers import Registers
from pages.parts.linked_html import Links
from reporting.this_month import AuthorityMonth
from reporting.this_month.matrix import COLOURS, Counts, rating_matrix

SHORT = {"red": "off", "amber": "near", "green": "on", "none": "not rated"}
LONG = {"red": "off target", "amber": "near target", "green": "on target", "none": "not rated"}


def matrix_html(month: AuthorityMonth, registers: Registers, links: Links, colours: Palette) -> str:
    """Return the counts of ratings by service area and theme; each cell opens the scorecard of its measures."""
    matrix = rating_matrix(month, registers.service_areas, registers.themes)
    themes = {theme: registers.themes[theme].name for theme in matrix.themes}
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in ("Service area", *themes.values(), "All")
    )
    rows = []
    for area in matrix.service_areas:
        name = registers.service_areas[area].name
        opens = {"authority": month.authority_id, "service_area": area}
        cells = "".join(
            _cell(
                matrix.cells.get((area, theme), {}),
                opens | {"theme": theme},
                f"{name}, {words}",
                links,
                colours,
            )
            for theme, words in themes.items()
        )
        whole = _cell(matrix.of_area(area), opens, name, links, colours, label="All")
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{cells}{whole}</tr>')
    totals = "".join(
        f'<td data-label="{escape(words)}">{chips_html(matrix.of_theme(theme), colours)}</td>'
        for theme, words in themes.items()
    )
    foot = f'<tr><th scope="row">All</th>{totals}<td data-label="All">{chips_html(matrix.total, colours)}</td></tr>'
    return (
        f"<section><h2>Ratings by service and theme</h2>{_key(colours)}"
        f'<table class="matrix"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}{foot}</tbody></table></section>'
    )


def _cell(
    counts: Counts, opens: dict[str, str], about: str, links: Links, colours: Palette, label: str = ""
) -> str:
    """Return one cell: its counts as a link, which a screen reader says in full."""
    theme = label or about.rpartition(", ")[2]
    if not counts:
        return f'<td class="empty" data-label="{escape(theme)}"></td>'
    said = ", ".join(f"{counts[colour]} {LONG[colour]}" for colour in COLOURS if counts.get(colour))
    link = links.to("scorecard", opens, "", heard=f"{about}: {said}")
    return (
        f'<td data-label="{escape(theme)}">{link.removesuffix("</a>")}{chips_html(counts, colours)}</a></td>'
    )


def chips_html(counts: Counts, colours: Palette) -> str:
    """Return shape, number and word of each rating that is there."""
    chips = "".join(
        f'<span class="chip">{_shape(colour, colours)}<span>{counts[colour]} {SHORT[colour]}</span></span>'
        for colour in COLOURS
        if counts.get(colour)
    )
    return f'<span class="chips">{chips}</span>'


def _key(colours: Palette) -> str:
    """Return what the shapes mean."""
    entries = "".join(
        f'<span class="chip">{_shape(colour, colours)}<span>{LONG[colour]}</span></span>'
        for colour in COLOURS
    )
    return f'<div class="key">{entries}<span>Choose a cell to open its scorecard.</span></div>'


def _shape(colour: str, colours: Palette) -> str:
    return rating_mark(colour, colours.of_rating(colour), colours.background)
