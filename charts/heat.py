"""The shades of a heat map: told apart in grey too, since the further from target the darker."""

from __future__ import annotations

from charts.palette import Palette

# How much of the rating's colour is laid over the background, in hundredths.
STRENGTHS = {"green": 10, "amber": 26, "red": 40}


def shade(colour: str, colours: Palette) -> str:
    """Return the background of a cell with a rating as #rrggbbaa; '' without a rating."""
    strength = STRENGTHS.get(colour)
    if strength is None:
        return ""
    return f"{colours.of_rating(colour)}{round(strength * 2.55):02x}"
