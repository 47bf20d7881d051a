"""A grid of shares as an HTML table: the higher the stronger the shade, every cell with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from charts.palette import Palette

STRENGTHS = (6, 14, 24, 36)  # hundredths of the colour over the background, by quarter of the share
FEWEST_TO_SHADE = 5  # a share of fewer is written and not shaded


@dataclass(frozen=True)
class GridCell:
    """One cell: large words, smaller words, and the share (0 to 100) that it is shaded by, or None."""

    words: str = ""
    soft_words: str = ""
    share: float | None = None


def share_grid_html(
    caption: str,
    corner: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[GridCell]]],
    colours: Palette,
) -> str:
    """Return the grid; it scrolls sideways on a narrow screen, and the first column stays in sight."""
    head = "".join(f'<th scope="col" style="{_HEAD}">{escape(column)}</th>' for column in columns)
    stay = f"position:sticky;left:0;background:{colours.background};text-align:left;"
    body = "".join(
        f'<tr><th scope="row" style="{stay}{_EDGE.format(colours.quiet)}font-weight:600;min-width:9rem">{escape(name)}</th>'
        + "".join(_cell(cell, colours) for cell in cells)
        + "</tr>"
        for name, cells in rows
    )
    return (
        f'<div style="padding:0 0 .4rem">{escape(caption)}</div>'
        f'<div style="overflow-x:auto" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table aria-label="{escape(caption)}" style="border-collapse:collapse;font-variant-numeric:tabular-nums">'
        f'<thead><tr><th scope="col" style="{stay}{_HEAD}">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


_HEAD = "text-align:left;vertical-align:bottom;padding:.3rem .5rem;line-height:1.2;border-bottom:2px solid currentcolor"
_EDGE = "padding:.35rem .5rem;border-bottom:1px solid {};"


def shade(share: float | None, colours: Palette) -> str:
    """Return the background of a share as #rrggbbaa; '' without a share.

    >>> from charts.palette import LIGHT
    >>> shade(None, LIGHT), shade(10.0, LIGHT) != shade(90.0, LIGHT)
    ('', True)
    """
    if share is None:
        return ""
    strength = STRENGTHS[min(int(share // 25), len(STRENGTHS) - 1)]
    return f"{colours.series}{round(strength * 2.55):02x}"


def _cell(cell: GridCell, colours: Palette) -> str:
    background = shade(cell.share, colours)
    fill = f"background:{background};" if background else ""
    soft = (
        f'<div style="color:{colours.text};font-size:.9rem">{escape(cell.soft_words)}</div>'
        if cell.soft_words
        else ""
    )
    return (
        f'<td style="{_EDGE.format(colours.quiet)}{fill}vertical-align:top;min-width:4.2rem">'
        f"<strong>{escape(cell.words)}</strong>{soft}</td>"
    )
