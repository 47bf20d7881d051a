"""Parts of a bar are told apart by more than colour, and words on them can be read."""

from __future__ import annotations

import pytest

from charts.class_fills import COOL, WARM, class_fills, css_hatching
from charts.palette import DARK, LIGHT, Palette
from tests.charts.test_palette import GRAPHIC, TEXT, contrast

PARTS = ("A", "B", "C", "D", "E", "F", "G", "H")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("focus", [(), PARTS[:4]], ids=["taking turns", "with a focus"])
def test_every_fill_stands_out_and_carries_its_words(colours: Palette, focus: tuple[str, ...]) -> None:
    for fill in class_fills(PARTS, focus, colours):
        assert contrast(fill.colour, colours.background) >= GRAPHIC
        assert contrast(fill.words, fill.colour) >= TEXT


@pytest.mark.parametrize("focus", [(), PARTS[:4]], ids=["taking turns", "with a focus"])
def test_eight_parts_have_eight_colours_and_eight_hatchings(focus: tuple[str, ...]) -> None:
    fills = class_fills(PARTS, focus, LIGHT)
    assert len({fill.colour for fill in fills}) == len({fill.hatching for fill in fills}) == 8
    assert len({css_hatching(fill, LIGHT.background) for fill in fills}) == 8


def test_the_parts_in_focus_are_cool_and_the_others_warm() -> None:
    cool, warm = {light for light, _ in COOL}, {light for light, _ in WARM}
    fills = class_fills(("A", "B", "C"), ("B",), LIGHT)
    assert [fill.colour in cool for fill in fills] == [False, True, False]
    assert fills[0].colour in warm and fills[2].colour in warm and fills[0] != fills[2]


def test_a_ninth_part_begins_again() -> None:
    fills = class_fills((*PARTS, "I"), (), LIGHT)
    assert fills[8] == fills[0]
