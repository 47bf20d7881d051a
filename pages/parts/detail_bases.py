"""One measure on its bases side by side: what the official figure counts, and what it leaves out."""

from __future__ import annotations

import streamlit as st

from charts.marks import sparkline
from charts.palette import Palette
from exports.rows import csv_file
from metrics.periods import day_label
from metrics.vocabulary import Method
from pages.parts.board import Cell, drawn_cell
from pages.parts.detail_choices import Detail
from pages.parts.linked_html import show_linked
from reporting.four_bases import BasisLine, four_bases

MONTHS_DRAWN = 24
ONLY_FIGURES = (
    "Only figures of what was completed are known here. What fell due, and what is late and still open, is known "
    "where records are loaded: an Annex A workbook or the Standard Safeguarding Dataset."
)
NO_TIME_LIMIT = (
    "This measure is counted in one way only: it has no time limit, so nothing of it falls due or is overdue."
)


def show_bases(detail: Detail, colours: Palette) -> None:
    """Show one row a basis: the latest figure, its numbers, its months, what it means; and what is hidden."""
    found = four_bases(detail.known.store, detail.kpi, detail.unit_id, detail.until)
    if not found.lines:
        st.markdown(
            "No months are calculated from records or loaded for this measure here, so there are no bases."
        )
        return
    latest = detail.row.latest
    if latest is not None and latest.why_absent and len(found.lines) == 1:
        st.markdown(f"{latest.value_words} on every basis. {latest.why_absent}")
    elif len(found.lines) == 1:
        calculation = detail.kpi.calculation
        has_limit = calculation is not None and calculation.method is Method.TIMELINESS
        st.markdown(ONLY_FIGURES if has_limit else NO_TIME_LIMIT)
    if found.hidden:
        st.warning(f"**{found.hidden}**")
    show_linked(bases_html(found.lines, detail.unit_name, colours), colours, key="bases")
    rows = [
        {
            "Basis": line.basis.label,
            "Up to": day_label(line.latest_end),
            "Figure": line.words,
            "Number of": line.numbers,
            "What it counts": line.meaning,
        }
        for line in found.lines
    ]
    st.download_button(
        "Save table (CSV)",
        csv_file(rows),
        file_name=f"{detail.kpi.id}_bases.csv",
        mime="text/csv",
        key="save:bases",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def bases_html(lines: tuple[BasisLine, ...], name: str, colours: Palette) -> str:
    """Return the bases as a table in HTML, all words escaped."""
    heads = "".join(
        f'<th scope="col"{css}>{words}</th>'
        for words, css in (
            ("Basis", ""),
            ("Latest", ' class="number"'),
            (f"Last {MONTHS_DRAWN} months", ""),
            ("What it counts", ""),
        )
    )
    body = "".join(_row(line, colours) for line in lines)
    caption = drawn_cell(Cell(f"Bases of this measure for {name}"))
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(line: BasisLine, colours: Palette) -> str:
    points = line.points[-MONTHS_DRAWN:]
    said = f"{len(points)} months" + (f", from {points[0][1]:.1f} to {points[-1][1]:.1f}" if points else "")
    drawing = sparkline(
        points, colour=colours.series, target=None, target_colour=colours.target, text=said, width=160
    )
    figure = Cell(line.words, line.numbers, css_class="figure")
    return (
        f'<tr><th scope="row">{drawn_cell(Cell(line.basis.label))}</th>'
        f'<td class="number" data-label="Latest">{drawn_cell(figure)}</td>'
        f'<td data-label="Months">{drawing}</td>'
        f'<td data-label="What it counts">{drawn_cell(Cell(line.meaning))}</td></tr>'
    )
