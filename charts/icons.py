"""Drawings for variation and assurance, told apart in grey: by outline, and by what is inside.

Variation: a wave in an open ring is chance alone; a full disc with an arrow is an improvement, a full
diamond with an arrow a concern, an open hexagon with an arrow neither; the arrow says high or low.
Assurance: a target's ring, its middle full (met), half full (hit or miss) or struck out (missed).
"""

from __future__ import annotations

from html import escape

from charts.palette import Palette

_ARROWS = {
    "high": "M12 17.5V7.5M7.6 11.4 12 7l4.4 4.4",
    "low": "M12 6.5v10M7.6 12.6 12 17l4.4-4.4",
}
_OUTLINES = {
    "improvement": '<circle cx="12" cy="12" r="10.8" fill="{ink}"/>',
    "concern": '<path d="M12 .4 23.6 12 12 23.6.4 12Z" fill="{ink}"/>',
    "neutral": '<path d="M6.4 2h11.2l5.4 10-5.4 10H6.4L1 12Z" fill="none" stroke="{ink}" stroke-width="1.8"/>',
}
_COMMON_CAUSE = (
    '<circle cx="12" cy="12" r="10.6" fill="none" stroke="{ink}" stroke-width="1.8"/>'
    '<path d="M4.6 12c1.9-4.2 3.7-4.2 5 0s3.2 4.2 4.8 0 3.1-4.2 5 0" fill="none" stroke="{ink}" '
    'stroke-width="1.8" stroke-linecap="round"/>'
)
_RING = '<circle cx="12" cy="12" r="10.6" fill="none" stroke="{ink}" stroke-width="1.8"/>'
_ASSURANCE = {
    "pass": _RING + '<circle cx="12" cy="12" r="6.2" fill="{ink}"/>',
    "inconsistent": _RING
    + '<circle cx="12" cy="12" r="6.2" fill="none" stroke="{ink}" stroke-width="1.4"/>'
    + '<path d="M12 5.8a6.2 6.2 0 0 0 0 12.4Z" fill="{ink}"/>',
    "fail": _RING
    + '<circle cx="12" cy="12" r="6.2" fill="none" stroke="{ink}" stroke-width="1.4"/>'
    + '<path d="M3.5 20.5 20.5 3.5" stroke="{ink}" stroke-width="2.4"/>',
}


def variation_icon(point_class: str, colours: Palette, *, text: str = "", size: int = 24) -> str:
    """Return the drawing of a class of point, such as 'concern_low', as SVG; see `icon_svg` for text."""
    nature, _, side = point_class.partition("_")
    ink = colours.of_point(point_class)
    if nature not in _OUTLINES:
        return icon_svg(_COMMON_CAUSE.format(ink=ink), text, size)
    arrow_ink = ink if nature == "neutral" else colours.background
    arrow = (
        f'<path d="{_ARROWS[side]}" fill="none" stroke="{arrow_ink}" stroke-width="2.2" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return icon_svg(_OUTLINES[nature].format(ink=ink) + arrow, text, size)


def assurance_icon(assurance: str, colours: Palette, *, text: str = "", size: int = 24) -> str:
    """Return the drawing of pass, fail or inconsistent as SVG; see `icon_svg` for text."""
    inks = {"pass": colours.improvement, "fail": colours.concern}
    return icon_svg(_ASSURANCE[assurance].format(ink=inks.get(assurance, colours.usual)), text, size)


def icon_svg(inside: str, text: str, size: int) -> str:
    """Return a drawing with its text alternative; without text it is hidden from screen readers.

    Leave the text out only where the same words stand beside the drawing.
    """
    heard = f'role="img" aria-label="{escape(text)}"' if text else 'aria-hidden="true"'
    return f'<svg width="{size}" height="{size}" viewBox="0 0 24 24" {heard}>{inside}</svg>'
