"""A sparkline as one path: light enough for a page with hundreds of them. Words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

MONTHS_SHOWN = 25  # two years and the month before them, so that a year can be compared with the one before
FEW_POINTS = 8  # so few that each gets a dot: between them months may be missing
LONGEST_STEP = 31  # days between the ends of two months that follow each other


def light_sparkline(
    points: Sequence[tuple[date, float]],
    *,
    target: float | None,
    colour: str,
    target_colour: str,
    text: str,
    width: int = 120,
    height: int = 34,
) -> str:
    """Return the latest months as a line with a dot at its end, the target as a dashed line; '' without points.

    points: (last day of the period, value), oldest first. Where a month is missing the line is broken.
    text: what a screen reader says.
    """
    shown = points[-MONTHS_SHOWN:]
    if not shown:
        return ""
    values = [value for _, value in shown] + ([target] if target is not None else [])
    low, spread = min(values), (max(values) - min(values)) or 1.0
    first, days = shown[0][0], (shown[-1][0] - shown[0][0]).days or 1

    def place(day: date, value: float) -> tuple[float, float]:
        across = (day - first).days / days if len(shown) > 1 else 0.5
        return 4 + across * (width - 8), height - 4 - (value - low) / spread * (height - 8)

    path, before = [], None
    for day, value in shown:
        x, y = place(day, value)
        follows = before is not None and (day - before).days <= LONGEST_STEP
        path.append(f"{'L' if follows else 'M'}{x:.1f} {y:.1f}")
        before = day
    dots = shown if len(shown) <= FEW_POINTS else shown[-1:]
    circles = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        for x, y in (place(*point) for point in dots)
    )
    level = ""
    if target is not None:
        at = place(first, target)[1]
        level = f'<path d="M0 {at:.1f}H{width}" stroke="{target_colour}" stroke-width="1.5" stroke-dasharray="4 3"/>'
    return (
        f'<svg class="spark" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(text)}">{level}<path d="{"".join(path)}" fill="none" stroke="{colour}" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
        f"{circles}</svg>"
    )
