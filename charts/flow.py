"""The journey as steps: each a bar of what became of its things, the next opening out of what went on.

Every bar is drawn as wide as the page, so that a step of a few children can be read like one of thousands;
the numbers beside it say how many there are. Texts are HTML, so that they stay readable on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from charts.palette import Palette

GOES_ON, LEAVES, TOO_RECENT = "goes_on", "leaves", "too_recent"
WIDTH, BAR, OPENING = 1000, 30, 26  # units of the drawings: a bar's width and height, and what joins two bars
STYLE = """<style>
.flow h3 { font-size: 1.1rem; margin: .2rem 0 .1rem; padding: 0; }
.flow .says { margin: 0 0 .35rem; }
.flow svg { display: block; width: 100%; }
.flow ul { display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; list-style: none; margin: .3rem 0 .5rem; padding: 0; }
.flow li { display: inline-flex; gap: .4rem; align-items: center; margin: 0; }
.flow li svg { width: 18px; flex: none; }
.flow li b { font-variant-numeric: tabular-nums; }
.flow .apart { margin-top: 1.1rem; }
</style>"""


@dataclass(frozen=True)
class FlowPart:
    """One way that things of a step took: GOES_ON, LEAVES or TOO_RECENT, its words, how many, its share in words."""

    way: str
    words: str
    count: int
    share_words: str = ""


@dataclass(frozen=True)
class FlowStep:
    """One step: what it is of, the sentence about it, its parts, and whether it opens out of the step before.

    `more` is HTML of ours after the sentence, such as a link.
    """

    heading: str
    sentence: str
    parts: tuple[FlowPart, ...]
    opens_from_before: bool
    more: str = ""

    @property
    def total(self) -> int:
        """How many came to the step."""
        return sum(part.count for part in self.parts)


def flow_html(steps: Sequence[FlowStep], colours: Palette) -> str:
    """Return the steps one below the other, all words escaped. A step that nothing came to says so."""
    drawn = []
    for number, step in enumerate(steps):
        joins = step.opens_from_before and number > 0 and step.total > 0 and steps[number - 1].total > 0
        opening = _opening(steps[number - 1], colours) if joins else ""
        apart = "" if joins or number == 0 else ' class="apart"'
        drawn.append(
            f"<div{apart}>{opening}<h3>{escape(step.heading)}</h3>"
            f'<p class="says">{escape(step.sentence)}{step.more}</p>{_bar(step, colours)}{_key(step, colours)}</div>'
        )
    return f'{STYLE}{_patterns(colours)}<div class="flow">{"".join(drawn)}</div>'


def _bar(step: FlowStep, colours: Palette) -> str:
    """Return the bar; its words are in the sentence and the list around it, so that it is hidden from readers."""
    if not step.total:
        return ""
    rectangles, across = [], 0.0
    for number, part in enumerate(step.parts):
        width = WIDTH * part.count / step.total
        rectangles.append(
            f'<rect x="{across:.2f}" y="0" width="{width:.2f}" height="{BAR}" fill="{_fill(part, number, colours)}" '
            f'stroke="{colours.background}" stroke-width="2" vector-effect="non-scaling-stroke"/>'
        )
        across += width
    return (
        f'<svg viewBox="0 0 {WIDTH} {BAR}" height="{BAR}" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(rectangles)}</svg>"
    )


def _opening(before: FlowStep, colours: Palette) -> str:
    """Return the shape that widens from what went on at the step before to the whole of this one."""
    went_on = sum(part.count for part in before.parts if part.way == GOES_ON)
    edge = WIDTH * went_on / before.total
    return (
        f'<svg viewBox="0 0 {WIDTH} {OPENING}" height="{OPENING}" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="M0 0H{edge:.2f}L{WIDTH} {OPENING}H0Z" fill="{colours.fan_80}"/></svg>'
    )


def _key(step: FlowStep, colours: Palette) -> str:
    """Return the parts in words with their numbers and shares, in the order of the bar."""
    items = []
    for number, part in enumerate(step.parts):
        share = f" ({escape(part.share_words)})" if part.share_words else ""
        swatch = (
            f'<svg viewBox="0 0 18 18" height="18" aria-hidden="true"><rect width="18" height="18" '
            f'fill="{_fill(part, number, colours)}" stroke="{colours.soft_text}"/></svg>'
        )
        items.append(f"<li>{swatch}<span>{escape(part.words)} <b>{part.count:,}</b>{share}</span></li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _fill(part: FlowPart, number: int, colours: Palette) -> str:
    """Return how a part is filled: full where it goes on, striped where it is too recent, else pale in turns."""
    pale = colours.quiet if number % 2 else f"{colours.quiet}88"
    return {GOES_ON: colours.series, TOO_RECENT: "url(#flow-stripes)"}.get(part.way, pale)


def _patterns(colours: Palette) -> str:
    return (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
        '<pattern id="flow-stripes" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="8" height="8" fill="{colours.background}"/>'
        f'<rect width="3" height="8" fill="{colours.soft_text}"/></pattern></defs></svg>'
    )
