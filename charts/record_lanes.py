"""One child's record as lanes in time: a bar for what lasted, a mark for what happened on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from charts.palette import Palette

WIDTH, LANE, BAR = 1000, 26, 14  # units of the drawing
MOST_YEARS = 6  # year numbers below the lanes
LAST_SHARE = 0.92  # of the width; a number that begins further right would run out of it
NARROWEST = 3.0  # a stay of a day can still be seen
STYLE = """<style>
.lanes { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; align-items: center; }
.lanes svg { display: block; width: 100%; }
.lanes .years { position: relative; height: 1.5rem; font-variant-numeric: tabular-nums; }
.lanes .years span { position: absolute; }
@container (max-width: 640px) { .lanes { grid-template-columns: minmax(0, 1fr); } }
</style>"""


@dataclass(frozen=True)
class LaneBar:
    """One thing in a lane: from a day to a day (None: still open), or on one day where it is no span."""

    from_on: date
    until_on: date | None
    is_span: bool


def lanes_html(
    lanes: Sequence[tuple[str, Sequence[LaneBar]]], last_day: date, colours: Palette, sentence: str
) -> str:
    """Return the lanes with their names and the years below; `sentence` is what a screen reader says."""
    days = [bar.from_on for _, bars in lanes for bar in bars]
    if not days:
        return ""
    first_day = date(min(days).year, 1, 1)
    rows = "".join(
        f"<div>{escape(name)}</div>{_lane(bars, first_day, last_day, colours)}" for name, bars in lanes
    )
    return (
        f'{STYLE}<div class="lanes" role="img" aria-label="{escape(sentence)}">{rows}'
        f'<div></div><div class="years">{_years(first_day, last_day)}</div></div>'
    )


def _years(first_day: date, last_day: date) -> str:
    """Return the years, each where it begins; of many only every second, third ... so that they have room."""
    years = range(first_day.year, last_day.year + 1)
    every = -(-len(years) // MOST_YEARS)
    days = (last_day - first_day).days or 1
    shares = {year: (date(year, 1, 1) - first_day).days / days for year in years[::every]}
    return "".join(
        f'<span style="left:{100 * share:.1f}%">{year}</span>'
        for year, share in shares.items()
        if share <= LAST_SHARE
    )


def _lane(bars: Sequence[LaneBar], first_day: date, last_day: date, colours: Palette) -> str:
    span = (last_day - first_day).days or 1
    drawn = [f'<path d="M0 {LANE - 1}H{WIDTH}" stroke="{colours.quiet}" vector-effect="non-scaling-stroke"/>']
    for year in range(first_day.year + 1, last_day.year + 1):
        at = WIDTH * (date(year, 1, 1) - first_day).days / span
        drawn.append(
            f'<path d="M{at:.1f} 0V{LANE}" stroke="{colours.quiet}" vector-effect="non-scaling-stroke"/>'
        )
    for bar in bars:
        start = WIDTH * (bar.from_on - first_day).days / span
        if not bar.is_span:
            drawn.append(
                f'<path d="M{start:.1f} 3V{LANE - 5}" stroke="{colours.target}" stroke-width="3" '
                'vector-effect="non-scaling-stroke"/>'
            )
            continue
        end = WIDTH * ((bar.until_on or last_day) - first_day).days / span
        top = (LANE - BAR) / 2
        drawn.append(
            f'<rect x="{start:.1f}" y="{top}" width="{max(end - start, NARROWEST):.1f}" height="{BAR}" '
            f'fill="{colours.series if bar.until_on else colours.fan_80}" '
            f'stroke="{colours.background if bar.until_on else colours.series}" '
            'vector-effect="non-scaling-stroke"/>'
        )
    return (
        f'<svg viewBox="0 0 {WIDTH} {LANE}" height="{LANE}" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(drawn)}</svg>"
    )
