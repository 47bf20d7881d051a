"""A scorecard as one table: sections in the order of the child's journey, two or three lines in a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts.palette import Palette
from pages.parts import scorecard_rows as cells
from pages.parts.linked_html import Links
from pages.parts.rating_cell import rating_words
from pages.parts.scorecard_rows import Beside
from reporting.scorecard_choice import Section
from reporting.this_month import Judged

Column = tuple[str, str, Callable[[Judged, Beside], str]]
NOTHING = Beside()


@dataclass(frozen=True)
class Row:
    """One row as HTML: the measure, and a cell for each column."""

    measure: str
    cells: Sequence[str]


def scorecard_html(
    caption: str,
    sections: Sequence[Section],
    beside: Mapping[str, Beside],
    links: Links,
    colours: Palette,
) -> str:
    """Return the table. Columns in which no row has anything are left out.

    caption: what the table holds. beside: by the id of the KPI.
    """
    columns: list[Column] = [
        ("Latest figure", "number figures", lambda one, _: cells.value_html(one.row)),
        ("Rating", "rated", lambda one, _: cells.rating_html(one.row, colours)),
        ("Variation and change", "varies", lambda one, _: cells.variation_html(one, colours)),
        ("Assurance and outlook", "assured", lambda one, _: cells.assurance_html(one, colours)),
        ("Last year and longer", "longer", lambda one, more: cells.longer_html(one.row, more.periods)),
        ("Published", "published", lambda one, more: cells.published_html(one.row, more.benchmarks)),
        ("Trend", "trend", lambda one, _: cells.trend_html(one.row, colours)),
    ]

    def row_of(judged: Judged) -> Row:
        more = beside.get(judged.row.kpi.id, NOTHING)
        measure = cells.measure_html(judged.row, more, links)
        return Row(measure, [draw(judged, more) for _, _, draw in columns])

    drawn = [(section.name, [row_of(judged) for judged in section.rows]) for section in sections]
    kept = [
        place for place in range(len(columns)) if any(row.cells[place] for _, rows in drawn for row in rows)
    ]
    headings = [columns[place][:2] for place in kept]
    bodies = "".join(_body(name, rows, kept, headings) for name, rows in drawn)
    head = '<th scope="col">Measure</th>' + "".join(
        f'<th scope="col" class="{css}">{escape(name)}</th>' for name, css in headings
    )
    widths = '<col class="measure">' + "".join(f'<col class="{css}">' for _, css in headings)
    return (
        f'<table class="scorecard"><caption>{escape(caption)}</caption>'
        f"<colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead>{bodies}</table>"
    )


def _body(name: str, rows: Sequence[Row], kept: Sequence[int], headings: Sequence[tuple[str, str]]) -> str:
    """Return the rows of one section under its heading."""
    span = f'colspan="{len(headings) + 1}" scope="rowgroup"'
    head = f'<tr class="section"><th {span}>{escape(name)}</th></tr>' if name else ""
    return f"<tbody>{head}{''.join(_row(row, kept, headings) for row in rows)}</tbody>"


def _row(row: Row, kept: Sequence[int], headings: Sequence[tuple[str, str]]) -> str:
    data = "".join(
        f'<td class="{css}{"" if row.cells[place] else " empty"}" data-label="{escape(name)}">'
        f"{row.cells[place]}</td>"
        for place, (name, css) in zip(kept, headings, strict=True)
    )
    return f'<tr><th scope="row">{row.measure}</th>{data}</tr>'


def summary_words(rows: Sequence[Judged]) -> str:
    """Return how many measures there are and how they are rated, as one line."""
    ratings = Counter(rating_words(judged.row.rating).lower() for judged in rows)
    order = ("off target", "near target", "on target", "not rated")
    counted = ", ".join(f"{ratings[word]} {word}" for word in order if ratings[word])
    measures = "1 measure" if len(rows) == 1 else f"{len(rows)} measures"
    return f"**{measures}:** {counted}."
