"""The shades of a heat map: readable on, and told apart in grey."""

from __future__ import annotations

import pytest

from charts.heat import shade
from charts.palette import DARK, LIGHT, Palette


def over(background: str, colour: str) -> tuple[float, float, float]:
    """Return the colour that is seen where #rrggbbaa lies over a background, each part 0 to 1."""
    alpha = int(colour[7:9], 16) / 255
    below, above = ([int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in (background, colour))
    red, green, blue = (alpha * a + (1 - alpha) * b for a, b in zip(above, below, strict=True))
    return red, green, blue


def luminance(colour: tuple[float, float, float]) -> float:
    """Return relative luminance as the web's accessibility guidelines define it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def plain(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("rating", ["green", "amber", "red"])
def test_words_and_shapes_stand_out_from_their_shade(colours: Palette, rating: str) -> None:
    seen = over(colours.background, shade(rating, colours))
    assert contrast(plain(colours.text), seen) >= 4.5
    assert contrast(plain(colours.of_rating(rating)), seen) >= 3.0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_in_grey_each_shade_is_further_from_the_background_than_the_one_before(colours: Palette) -> None:
    ground = luminance(plain(colours.background))
    away = [
        abs(luminance(over(colours.background, shade(rating, colours))) - ground)
        for rating in ("green", "amber", "red")
    ]
    assert away[0] < away[1] < away[2]


def test_without_a_rating_there_is_no_shade() -> None:
    assert shade("none", LIGHT) == ""
