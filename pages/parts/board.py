"""A table with small drawings and links in its cells: one component, one message to the browser.

Every text that reaches it is escaped here; the only markup let through is our own drawings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from charts.palette import Palette
from pages.parts.choices import along

HERE = Path(__file__).parent
BESIDE_A_DRAWING = ("rating", "mark")  # classes of cells whose words stand to the right of the drawing


@dataclass(frozen=True)
class Cell:
    """One cell: words, a quieter second line, and a drawing (SVG of ours) before or instead of them."""

    words: str = ""
    soft_words: str = ""
    drawing: str = ""
    css_class: str = ""


@dataclass(frozen=True)
class BoardRow:
    """One row: the linked heading, the parameters of the page it opens, and its cells."""

    heading: str
    soft_heading: str
    opens: dict[str, str]
    cells: Sequence[Cell]


@cache
def _component() -> Any:
    return st.components.v2.component(
        "trajectory_board",
        css=(HERE / "board.css").read_text(encoding="utf-8"),
        js=(HERE / "board.js").read_text(encoding="utf-8"),
    )


def board(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[BoardRow],
    colours: Palette,
    *,
    address: str,
    key: str,
) -> None:
    """Show the table.

    `address` is the path of the page that rows open, such as 'kpi'.
    """
    html = board_html(caption, headings, rows, address)
    show_board(html, colours, key=key)


def show_board(html: str, colours: Palette, *, key: str) -> None:
    """Show HTML of ours."""
    _component()(data={"html": html, "soft": colours.soft_text}, key=key)


def board_html(caption: str, headings: Sequence[str], rows: Sequence[BoardRow], address: str) -> str:
    """Return the table as HTML, all words escaped."""
    head = "".join(_heading(column, heading, rows) for column, heading in enumerate(headings))
    body = "".join(_row(row, headings, address) for row in rows)
    table = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f"<table>{table}</table>"


def _heading(column: int, heading: str, rows: Sequence[BoardRow]) -> str:
    """Return a column's heading, on the right over a column of figures."""
    figures = column > 0 and any("figure" in row.cells[column - 1].css_class for row in rows)
    css_class = ' class="number"' if figures else ""
    return f'<th scope="col"{css_class}>{escape(heading)}</th>'


def _row(row: BoardRow, headings: Sequence[str], address: str) -> str:
    link = f'<a href="/{address}?{escape(urlencode(along(row.opens)))}">{escape(row.heading)}</a>'
    soft = f'<div class="soft">{escape(row.soft_heading)}</div>' if row.soft_heading else ""
    cells = "".join(_cell(cell, label) for cell, label in zip(row.cells, headings[1:], strict=True))
    return f'<tr><th scope="row">{link}{soft}</th>{cells}</tr>'


def _cell(cell: Cell, label: str) -> str:
    empty = " empty" if not (cell.words or cell.drawing or cell.soft_words) else ""
    alignment = "number" if "figure" in cell.css_class else ""
    return f'<td class="{alignment}{empty}" data-label="{escape(label)}">{drawn_cell(cell)}</td>'


def drawn_cell(cell: Cell) -> str:
    """Return what is inside a cell as HTML: drawing, words and the quieter line, all words escaped."""
    soft = f'<div class="soft">{escape(cell.soft_words)}</div>' if cell.soft_words else ""
    if cell.css_class in BESIDE_A_DRAWING:
        return f'<span class="{cell.css_class}">{cell.drawing}{escape(cell.words)}</span>{soft}'
    words = f'<span class="{cell.css_class}">{escape(cell.words)}</span>' if cell.words else ""
    return cell.drawing + words + soft
