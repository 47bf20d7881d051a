"""Small bars as inline SVG: a caseload for each worker, staffing in three parts, weeks against their marks.

Told apart in grey: what is past its limit is full and dark, what is not is light with an outline; stripes and
empty outlines stand for the parts in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from charts.palette import Palette

HEIGHT, BAR, GAP = 64, 22, 7
NUMBER_SIZE = 16  # of the number below a bar
STRIPE = 5  # from one stripe to the next


@dataclass(frozen=True)
class WorkerBar:
    """One worker's children, the most there should be (None: no limit), and what a reader hears of the worker."""

    cases: float
    limit: float | None
    text: str

    @property
    def is_over(self) -> bool:
        """Return whether there are more children than the limit."""
        return self.limit is not None and self.cases > self.limit


def worker_bars(
    bars: Sequence[WorkerBar], most: float, average: float | None, colours: Palette, *, text: str
) -> str:
    """Return one bar a worker as SVG, on a scale up to `most`; '' without workers.

    A short line across a bar is the worker's limit, the dashed line the average of the team.
    """
    if not bars or most <= 0:
        return ""
    width = len(bars) * (BAR + GAP) + GAP

    def up(value: float) -> float:
        return HEIGHT - 2 - value / most * (HEIGHT - 6)

    drawn = []
    for number, bar in enumerate(bars):
        x = GAP + number * (BAR + GAP)
        top = up(bar.cases)
        fill = colours.concern if bar.is_over else colours.fan_80
        edge = colours.concern if bar.is_over else colours.series
        drawn.append(
            f'<rect x="{x}" y="{top:.1f}" width="{BAR}" height="{HEIGHT - 2 - top:.1f}" fill="{fill}" '
            f'stroke="{edge}" stroke-width="1"><title>{escape(bar.text)}</title></rect>'
            f'<text x="{x + BAR / 2}" y="{HEIGHT + NUMBER_SIZE - 1}" text-anchor="middle" font-size="{NUMBER_SIZE}" '
            f'fill="{colours.text}">{bar.cases:g}</text>'
        )
        if bar.limit is not None:
            line = f"M{x - 2} {up(bar.limit):.1f}h{BAR + 4}"
            drawn.append(f'<path d="{line}" stroke="{colours.text}" stroke-width="2"/>')
    if average is not None:
        line = f"M0 {up(average):.1f}H{width}"
        drawn.append(
            f'<path d="{line}" stroke="{colours.target}" stroke-width="1.5" stroke-dasharray="4 3"/>'
        )
    drawn.append(f'<path d="M0 {HEIGHT - 1.5}H{width}" stroke="{colours.quiet}" stroke-width="1"/>')
    return _svg(width, HEIGHT + NUMBER_SIZE + 3, text, drawn)


def staffing_bar(
    permanent: float,
    agency: float,
    vacant: float,
    most: float,
    colours: Palette,
    *,
    text: str,
    width: int = 300,
) -> str:
    """Return full-time equivalents as one bar of three parts as SVG, on a scale up to `most`; '' without any."""
    if most <= 0 or permanent + agency + vacant <= 0:
        return ""
    height, edge = 22, f'stroke="{colours.series}" stroke-width="1.5"'
    lengths = [value / most * (width - 4) for value in (permanent, agency, vacant)]
    starts = [2.0, 2.0 + lengths[0], 2.0 + lengths[0] + lengths[1]]
    fills = (colours.series, colours.background, colours.background)
    dashes = ("", "", ' stroke-dasharray="3 3"')
    drawn = [
        f'<rect x="{start:.1f}" y="2" width="{length:.1f}" height="{height - 4}" fill="{fill}" {edge}{dash}/>'
        for start, length, fill, dash in zip(starts, lengths, fills, dashes, strict=True)
        if length > 0
    ]
    stripes = range(1, int(lengths[1] // STRIPE) + 1)
    path = "".join(f"M{starts[1] + STRIPE * number - 2:.1f} 3v{height - 6}" for number in stripes)
    if path:
        drawn.append(f'<path d="{path}" stroke="{colours.series}" stroke-width="1.6"/>')
    return _svg(width, height, text, drawn)


def weeks_bar(
    weeks: float, marks: Sequence[float], most: float, colours: Palette, *, text: str, width: int = 260
) -> str:
    """Return time elapsed as a bar against marks, in weeks, as SVG; past the last mark it is full and dark.

    Up to the first mark the bar is light, between the marks striped.
    """
    height = 24
    limit = max([most, weeks, *marks, 1.0])
    length = max(weeks, 0.0) / limit * (width - 8)
    passed = sum(weeks > mark for mark in marks)
    is_past = bool(marks) and passed == len(marks)
    ink = colours.concern if is_past else colours.series
    fill = ink if is_past else colours.fan_80
    drawn = [
        f'<rect x="4" y="6" width="{length:.1f}" height="{height - 12}" fill="{fill}" stroke="{ink}" stroke-width="1"/>'
    ]
    if passed and not is_past:
        stripes = range(1, int(length // STRIPE) + 1)
        path = "".join(f"M{4 + STRIPE * number - 2:.1f} 7v{height - 14}" for number in stripes)
        drawn.append(f'<path d="{path}" stroke="{ink}" stroke-width="1.6"/>')
    for mark in marks:
        x = 4 + mark / limit * (width - 8)
        drawn.append(f'<path d="M{x:.1f} 1V{height - 1}" stroke="{colours.text}" stroke-width="2"/>')
    return _svg(width, height, text, drawn)


def _svg(width: float, height: float, text: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(text)}" '
        f'style="width:{width}px;max-width:100%;height:auto">{"".join(drawn)}</svg>'
    )
