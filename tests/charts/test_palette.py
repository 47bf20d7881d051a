"""Every colour can be read on its background, and no rating is told by colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts.marks import rating_mark
from charts.palette import DARK, LIGHT, Palette, palette

TEXT, GRAPHIC = 4.5, 3.0  # contrast ratios of WCAG 2.2, success criteria 1.4.3 and 1.4.11
TEXT_COLOURS = ("text", "soft_text", "target", "floor", "green", "amber", "red", "unrated")
GRAPHIC_COLOURS = ("series", "other_series")


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_stands_out_from_its_background(colours: Palette, name: str) -> None:
    assert contrast(getattr(colours, name), colours.background) >= TEXT


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", GRAPHIC_COLOURS)
def test_lines_stand_out_from_their_background(colours: Palette, name: str) -> None:
    assert contrast(getattr(colours, name), colours.background) >= GRAPHIC


def test_each_rating_has_a_shape_of_its_own() -> None:
    shapes = [rating_mark(colour, "#000000", "#ffffff") for colour in ("green", "amber", "red", "none")]
    assert all(one != other for one, other in combinations(shapes, 2))


def test_the_palette_follows_the_theme() -> None:
    assert palette("dark") is DARK
    assert palette("light") is LIGHT
    assert palette(None) is LIGHT
