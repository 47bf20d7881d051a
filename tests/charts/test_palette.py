"""Every colour can be read on its background, and no rating is told by colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts.marks import rating_mark
from charts.palette import DARK, LIGHT, Palette, palette

TEXT, GRAPHIC = 4.5, 3.0  # contrast ratios of WCAG 2.2, success criteria 1.4.3 and 1.4.11
TEXT_COLOURS = ("text", "soft_text", "target", "floor", "green", "amber", "red", "unrated")
GRAPHIC_COLOURS = ("series", "other_series", "usual", "improvement", "concern", "signal")


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


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["improvement", "concern"])
def test_an_arrow_stands_out_from_the_full_shape_around_it(colours: Palette, name: str) -> None:
    assert contrast(colours.background, getattr(colours, name)) >= GRAPHIC


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_class_of_month_has_its_colour(colours: Palette) -> None:
    assert colours.of_point("improvement_high") == colours.of_point("improvement_low") == colours.improvement
    assert colours.of_point("concern_low") == colours.concern
    assert colours.of_point("neutral_high") == colours.signal
    assert colours.of_point("common_cause") == colours.usual


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("fill", ["fan_80", "fan_95"])
def test_marks_and_words_stand_out_from_the_fan(colours: Palette, fill: str) -> None:
    shade = over(getattr(colours, fill), colours.background)
    assert contrast(colours.text, shade) >= TEXT
    assert contrast(colours.target, shade) >= GRAPHIC
    assert contrast(colours.improvement, shade) >= GRAPHIC


def over(fill: str, background: str) -> str:
    """Return the colour of a half-transparent fill, like rgba(1, 2, 3, 0.5), on a background."""
    *colour, share = (float(part) for part in fill.removeprefix("rgba(").removesuffix(")").split(","))
    below = [int(background[place : place + 2], 16) for place in (1, 3, 5)]
    mixed = [round(share * top + (1 - share) * under) for top, under in zip(colour, below, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def test_the_palette_follows_the_theme() -> None:
    assert palette("dark") is DARK
    assert palette("light") is LIGHT
    assert palette(None) is LIGHT
