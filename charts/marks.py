"""Small drawings as inline SVG: the shape of a rating, and a sparkline. Each has words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise

MANY_POINTS = 14  # more dots than this would run into each other

# Shapes differ in outline, so that they are told apart in grey: disc, triangle, diamond, dash.
_SHAPES = {
    "green": '<circle cx="8" cy="8" r="7"/><path d="M4.5 8.3 7 10.8l4.5-5" fill="none" class="inner"/>',
    "amber": '<path d="M8 1 15.4 14.6H.6Z"/><path d="M8 6v4M8 12v.6" fill="none" class="inner"/>',
    "red": '<path d="M8 .4 15.6 8 8 15.6.4 8Z"/>'
    '<path d="M5.6 5.6l4.8 4.8M10.4 5.6 5.6 10.4" fill="none" class="inner"/>',
    "none": '<path d="M2 8h12" fill="none" class="dash"/>',
}


def rating_mark(colour: str, fill: str, inner: str) -> str:
    """Return the shape of a rating as SVG, hidden from screen readers: its word stands beside it."""
    shape = _SHAPES.get(colour, _SHAPES["none"])
    shape = shape.replace('class="inner"', f'stroke="{inner}" stroke-width="1.8"')
    shape = shape.replace('class="dash"', f'stroke="{fill}" stroke-width="2.4"')
    return f'<svg width="16" height="16" viewBox="0 0 16 16" fill="{fill}" aria-hidden="true">{shape}</svg>'


def sparkline(
    points: Sequence[tuple[date, float]],
    *,
    colour: str,
    target: float | None,
    target_colour: str,
    text: str,
    width: int = 120,
    height: int = 32,
) -> str:
    """Return dots in time, joined only where one month follows the other, and the target as a line.

    `points` are (last day of the period, value) in order of time. `text` is what a screen reader says.
    """
    if not points:
        return ""
    values = [value for _, value in points] + ([target] if target is not None else [])
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    first, last = points[0][0], points[-1][0]
    days = (last - first).days or 1

    def place(day: date, value: float) -> tuple[float, float]:
        across = 0.5 if first == last else (day - first).days / days
        return 4 + across * (width - 8), height - 4 - (value - low) / spread * (height - 8)

    drawn = [f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">']
    drawn.append(f"<title>{escape(text)}</title>")
    if target is not None:
        level = place(first, target)[1]
        drawn.append(_stroke(f"M0 {level:.1f}H{width}", target_colour, 1.5, ' stroke-dasharray="4 3"'))
    for (day, value), (next_day, next_value) in pairwise(points):
        if (next_day - day).days <= 31:
            (x1, y1), (x2, y2) = place(day, value), place(next_day, next_value)
            drawn.append(_stroke(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", colour, 2))
    radius = 2.6 if len(points) <= MANY_POINTS else 1.3
    for day, value in points:
        x, y = place(day, value)
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>')
    return "".join([*drawn, "</svg>"])


def _stroke(path: str, colour: str, width: float, more: str = "") -> str:
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width}"{more}/>'
