"""Bars of counts as HTML, whole or divided into parts: they wrap on a narrow screen and need no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from charts.class_fills import Fill, class_fills, css_hatching
from charts.palette import Palette

FEWEST_TO_WRITE = 7.0  # per cent of the width that a number needs


@dataclass(frozen=True)
class Bar:
    """One bar: its name, how long it is, the words after it. Without a length there are only the words."""

    name: str
    length: float | None
    words: str


@dataclass(frozen=True)
class DividedBar:
    """One bar with the length of each part, in the order of the parts' names, and the words after it."""

    name: str
    lengths: tuple[float, ...]
    words: str


@dataclass(frozen=True)
class BarMark:
    """A line across all bars at one length, with its words."""

    length: float
    words: str


def bars_html(bars: Sequence[Bar], text: str, colours: Palette, *, full: float | None = None) -> str:
    """Return one bar a line; `full` is the length that fills the width, the longest bar's if it is None."""
    longest = full or max((bar.length or 0.0 for bar in bars), default=0.0) or 1.0
    room = max((len(bar.words) for bar in bars if bar.length is not None), default=0)
    lines = "".join(
        f'<div style="{_ROW}">{_name(bar.name)}<span style="flex:1 1 17rem">{escape(bar.words)}</span></div>'
        if bar.length is None
        else _line(bar.name, _whole(_share(bar.length, longest), colours), bar.words, room, colours)
        for bar in bars
    )
    return _picture(lines, text)


def divided_bars_html(
    bars: Sequence[DividedBar],
    parts: Sequence[str],
    text: str,
    colours: Palette,
    *,
    focus: Sequence[str] = (),
    mark: BarMark | None = None,
    to_full_width: bool = False,
) -> str:
    """Return one bar a line, divided into parts, with a legend above; with `to_full_width` all bars are as long.

    focus: the parts that the figure speaks of. mark: a line across all bars, which are then never as long.
    """
    fills = class_fills(parts, focus, colours)
    longest = max((sum(bar.lengths) for bar in bars), default=0.0)
    longest = max(longest, mark.length if mark else 0.0) or 1.0
    room = max((len(bar.words) for bar in bars), default=0)
    lines = []
    for bar in bars:
        whole = (sum(bar.lengths) or 1.0) if to_full_width else longest
        drawn = "".join(
            _part(length, whole, fill, colours)
            for length, fill in zip(bar.lengths, fills, strict=True)
            if length
        )
        lines.append(_line(bar.name, drawn + _mark(mark, longest, colours), bar.words, room, colours))
    return _legend(parts, fills, colours, mark) + _picture("".join(lines), text)


def _share(length: float, longest: float) -> float:
    return max(100.0 * length / longest, 0.0)


_ROW = "display:flex;flex-wrap:wrap;align-items:center;gap:.1rem .7rem;margin:.35rem 0"


def _name(name: str) -> str:
    return f'<span style="flex:0 1 15rem;min-width:9rem;line-height:1.25">{escape(name)}</span>'


def _whole(share: float, colours: Palette) -> str:
    return f'<span style="width:{share:.1f}%;background:{colours.series};border-radius:0 3px 3px 0"></span>'


def _line(name: str, drawn: str, words: str, room: int, colours: Palette) -> str:
    """Return a line with its name, what is drawn, and its words; `room` is how many signs the longest words have."""
    bar = (
        f'<span style="flex:1 1 6rem;min-width:5rem;position:relative;display:flex;height:1.5rem;'
        f'border-left:2px solid {colours.soft_text}">{drawn}</span>'
    )
    return (
        f'<div style="{_ROW}">{_name(name)}'
        '<span style="flex:1 1 17rem;display:flex;align-items:center;gap:.6rem">'
        f'{bar}<span style="flex:0 0 {room * 0.52 + 0.4:.1f}rem;font-variant-numeric:tabular-nums">'
        f"{escape(words)}</span></span></div>"
    )


def _part(length: float, whole: float, fill: Fill, colours: Palette) -> str:
    share = _share(length, whole)
    number = (
        f'<span style="background:{fill.colour};color:{fill.words};padding:0 .2rem;border-radius:2px;'
        f'font-size:.9rem;font-weight:600">{length:,.10g}</span>'
        if share >= FEWEST_TO_WRITE
        else ""
    )
    return (
        f'<span style="width:{share:.2f}%;background:{css_hatching(fill, colours.background)};display:flex;'
        f"align-items:center;justify-content:center;overflow:hidden;box-sizing:border-box;"
        f'border-right:2px solid {colours.background}">{number}</span>'
    )


def _mark(mark: BarMark | None, longest: float, colours: Palette) -> str:
    if mark is None:
        return ""
    return (
        f'<span style="position:absolute;left:{_share(mark.length, longest):.2f}%;top:-.3rem;bottom:-.3rem;'
        f'border-left:3px dashed {colours.target}"></span>'
    )


def _legend(parts: Sequence[str], fills: Sequence[Fill], colours: Palette, mark: BarMark | None) -> str:
    items = [
        f'<span style="width:1.1rem;height:1.1rem;background:{css_hatching(fill, colours.background)};'
        f'flex:none"></span>{escape(part)}'
        for part, fill in zip(parts, fills, strict=True)
    ]
    if mark:
        items.append(
            f'<span style="height:1.2rem;border-left:3px dashed {colours.target};flex:none"></span>{escape(mark.words)}'
        )
    listed = "".join(
        f'<span style="display:inline-flex;gap:.4rem;align-items:center">{item}</span>' for item in items
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.2rem 0 .5rem">{listed}</div>'


def _picture(lines: str, text: str) -> str:
    return f'<div role="img" aria-label="{escape(text)}">{lines}</div>'
