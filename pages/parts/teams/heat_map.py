"""A heat map of figures by team: value, count and rating in every cell, the darker the further from target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from charts.heat import shade
from charts.marks import rating_mark
from charts.palette import Palette
from pages.parts.linked_html import Links, show_linked
from pages.parts.rating_cell import rating_shape
from reporting.teams.adding_up import AddingUp
from reporting.teams.columns import Column
from reporting.teams.side_by_side import MeasureRow, TeamCell

LEGEND_WORDS = (
    "The darker a cell, the further from target. Without a shape there is no rating, and the words say why. "
    "Under each value stands how many of how many."
)
Parameters = dict[str, str]


def legend_html(colours: Palette) -> str:
    """Return what shapes and shades mean, each beside its word."""
    words = {"green": "On target", "amber": "Near target", "red": "Off target"}
    items = "".join(
        f'<span style="display:inline-flex;gap:.35rem;align-items:center;padding:.1rem .6rem;'
        f'border-radius:.3rem;background:{shade(colour, colours)}">'
        f"{rating_mark(colour, colours.of_rating(colour), colours.background)}{word}</span>"
        for colour, word in words.items()
    )
    return f'<p style="display:flex;flex-wrap:wrap;gap:.5rem;margin:0">{items}</p><p>{LEGEND_WORDS}</p>'


@dataclass(frozen=True)
class HeatRow:
    """One row: its heading, the page that the heading opens (None: none), and the figures."""

    heading: str
    soft_heading: str
    opens: Parameters | None
    row: MeasureRow


def show_heat_map(
    caption: str,
    first_heading: str,
    columns: Sequence[Column],
    rows: Sequence[HeatRow],
    colours: Palette,
    *,
    key: str,
) -> None:
    """Show the heat map. Cells lead to the measure in their unit, columns to the page of their team."""
    links = Links()
    html = heat_map_html(caption, first_heading, columns, rows, colours, links)
    show_linked(html, colours, key=key)


def heat_map_html(
    caption: str,
    first_heading: str,
    columns: Sequence[Column],
    rows: Sequence[HeatRow],
    colours: Palette,
    links: Links,
) -> str:
    """Return the heat map as HTML, all words escaped."""
    last = rows[0].row if rows else None
    ends = (last.whole.column, last.not_allocated.column) if last else ()
    heads = [_column_heading(column, last, links) for column in columns]
    plain = [f'<th scope="col">{escape(column.name)}{_soft(column.note)}</th>' for column in ends]
    heads = [*plain[:1], *heads, *plain[1:]]
    head = f'<th scope="col">{escape(first_heading)}</th>{"".join(heads)}'
    body = "".join(_row(row, colours, links) for row in rows)
    table = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<style>{_css()}</style><div class="heat" tabindex="0" data-scrolls><table>{table}</table></div>'


def cell_opens(cell: TeamCell) -> Parameters | None:
    """Return the address of the measure in a cell's unit; None without a figure or for several units."""
    if cell.column.opens is None or cell.figure is None:
        return None
    authority = cell.column.opens.partition(":")[0]
    opens = {"kpi": cell.kpi.id, "authority": authority, "service_area": cell.kpi.service_area}
    return opens if cell.column.opens == authority else opens | {"unit": cell.column.opens}


def _column_heading(column: Column, row: MeasureRow | None, links: Links) -> str:
    """Return a column's name: a team's leads to its page, a service's to its teams."""
    words = escape(column.name)
    if column.opens is not None and row is not None:
        structure = row.check.structure
        opens = {"authority": structure.authority.org_unit_id}
        if structure.is_whole_authority:
            opens |= {"service_area": row.kpi.service_area, "service": column.opens}
            words = links.to("teams", opens, column.name)
        else:
            words = links.to("team", opens | {"unit": column.opens}, column.name)
    return f'<th scope="col">{words}{_soft(column.note)}</th>'


def _row(row: HeatRow, colours: Palette, links: Links) -> str:
    heading = links.to("kpi", row.opens, row.heading) if row.opens else escape(row.heading)
    cells = [_cell(row.row.whole, "whole", colours, links)]
    cells += [_cell(cell, "", colours, links) for cell in row.row.parts]
    cells.append(_cell(row.row.not_allocated, "", colours, links))
    below = f"{_soft(row.soft_heading)}{_check(row.row.check)}"
    return f'<tr><th scope="row">{heading}{below}</th>{"".join(cells)}</tr>'


def _check(check: AddingUp) -> str:
    """Return whether the parts add up, with the equation."""
    mark = {True: "✓ ", False: "✗ ", None: ""}[check.agrees]
    words = f"{mark}{check.verdict}: {check.words[:1].lower()}{check.words[1:]}"
    return _soft(f"{words}. {check.rule_words}" if check.rule_words else words)


def _cell(cell: TeamCell, css_class: str, colours: Palette, links: Links) -> str:
    name = escape(cell.column.name)
    if cell.figure is None or cell.figure.value is None:
        shown = f'<span class="none">{escape(cell.value_words)}</span>'
    else:
        opens = cell_opens(cell)
        value = f'<span class="value">{escape(cell.value_words)}</span>'
        if opens is not None:
            value = links.to("kpi", opens, cell.value_words, heard=cell.sentence)
        shape = rating_shape(cell.rating, colours) if cell.rating.colour != "none" else ""
        rating = f'<span class="rated">{shape}{escape(cell.rating_words)}</span>'
        shown = f"<div>{value}</div><div>{escape(cell.count_words)}</div>{rating}"
    css_class += " empty" if cell.figure is None else ""
    background = shade(cell.rating.colour, colours)
    style = f' style="background:{background}"' if background else ""
    return f'<td class="{css_class}" data-label="{name}"{style}>{shown}</td>'


def _soft(words: str) -> str:
    return f'<div class="soft">{escape(words)}</div>' if words else ""


@cache
def _css() -> str:
    return (Path(__file__).parent / "heat_map.css").read_text(encoding="utf-8")
