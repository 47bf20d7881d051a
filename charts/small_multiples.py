"""Small charts side by side on one scale, as inline SVG: the parts of one measure, or its teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from charts.palette import Palette

WIDTH, HEIGHT = 240, 110
LEFT, RIGHT, TOP, BOTTOM = 8, 10, 10, 8
LONGEST_STEP_DAYS = 31  # months that follow each other are joined, others are not


@dataclass(frozen=True)
class Small:
    """One small chart: its name, (last day, value) in order of time, the target, and what it says in words."""

    name: str
    points: tuple[tuple[date, float], ...]
    target: float | None
    last_words: str
    text: str


@dataclass(frozen=True)
class Scale:
    """The days and values from edge to edge, the same for every chart."""

    first: date
    last: date
    low: float
    high: float

    def across(self, day: date) -> float:
        """Return where a day is, in units of the drawing; the middle where there is only one day."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def up(self, value: float) -> float:
        """Return where a value is, from the top."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def common_scale(charts: Sequence[Small], unit: str) -> Scale | None:
    """Return the scale that holds every point and target: from nought, a percentage up to 100; None without points."""
    days = [day for chart in charts for day, _ in chart.points]
    if not days:
        return None
    values = [value for chart in charts for _, value in chart.points]
    values += [chart.target for chart in charts if chart.target is not None]
    high = 100.0 if unit == "percent" else max(values)
    return Scale(min(days), max(days), min(0.0, *values), max(high, *values))


def small_multiples(charts: Sequence[Small], unit: str, colours: Palette) -> str:
    """Return the charts as a list in HTML, each with its name and latest value; '' without points."""
    scale = common_scale(charts, unit)
    if scale is None:
        return ""
    items = "".join(
        f"<li><strong>{escape(chart.name)}</strong> {escape(chart.last_words)}<br>"
        f"{small_chart(chart, scale, colours)}</li>"
        for chart in charts
    )
    return f'<ul style="{LIST_STYLE}">{items}</ul>'


LIST_STYLE = (
    "list-style:none;padding:0;margin:0;display:grid;gap:1rem;"
    "grid-template-columns:repeat(auto-fill,minmax(250px,1fr))"
)


def small_chart(chart: Small, scale: Scale, colours: Palette) -> str:
    """Return one chart as SVG: dots, joined from month to month, the target dashed, the ground line."""
    drawn = [f'<path d="M0 {HEIGHT - BOTTOM}H{WIDTH}" stroke="{colours.quiet}" stroke-width="1"/>']
    if chart.target is not None:
        drawn.append(
            f'<path d="M0 {scale.up(chart.target):.1f}H{WIDTH}" stroke="{colours.target}" '
            'stroke-width="1.5" stroke-dasharray="5 4"/>'
        )
    places = [(day, scale.across(day), scale.up(value)) for day, value in chart.points]
    for (day, x1, y1), (next_day, x2, y2) in pairwise(places):
        if (next_day - day).days <= LONGEST_STEP_DAYS:
            line = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
            drawn.append(f'<path d="{line}" stroke="{colours.series}" stroke-width="2"/>')
    radius = 3 if len(places) <= 12 else 1.6
    drawn += [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colours.series}"/>' for _, x, y in places
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(chart.text)}" '
        f'style="width:100%;max-width:320px;height:auto">{"".join(drawn)}</svg>'
    )
