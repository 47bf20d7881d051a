"""The icons: one drawing for each meaning, told apart without colour, with words for who cannot see it."""

from __future__ import annotations

import re
from itertools import combinations
from typing import get_args
from xml.etree import ElementTree

import pytest

from charts.icons import assurance_icon, variation_icon
from charts.palette import DARK, LIGHT, Palette
from metrics.ratings.spc import POINT_CLASSES, Assurance


def in_one_colour(icon: str) -> str:
    """Return a drawing with every colour made the same, as it would be in grey."""
    return re.sub(r"#[0-9a-f]{6}", "#777777", icon)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_meaning_has_a_drawing_of_its_own_without_colour(colours: Palette) -> None:
    icons = [in_one_colour(variation_icon(name, colours)) for name in POINT_CLASSES]
    icons += [in_one_colour(assurance_icon(name, colours)) for name in get_args(Assurance)]
    assert all(one != other for one, other in combinations(icons, 2))


def test_improvement_and_concern_differ_in_outline_not_only_in_the_arrow() -> None:
    def outline(name: str) -> str:
        return in_one_colour(variation_icon(name, LIGHT)).partition(">")[2].partition("/>")[0]

    assert outline("improvement_high") != outline("concern_high")
    assert outline("improvement_high") == outline("improvement_low")
    assert outline("neutral_high") not in (outline("improvement_high"), outline("concern_high"))


def test_the_text_is_heard_and_a_drawing_beside_its_words_is_not() -> None:
    spoken = variation_icon("concern_low", LIGHT, text='Concern, "low" & falling')
    root = ElementTree.fromstring(spoken)  # noqa: S314  our own drawing
    assert (root.get("role"), root.get("aria-label")) == ("img", 'Concern, "low" & falling')
    silent = ElementTree.fromstring(assurance_icon("pass", LIGHT))  # noqa: S314
    assert silent.get("aria-hidden") == "true"
    assert silent.get("role") is None


@pytest.mark.parametrize("name", POINT_CLASSES)
def test_every_drawing_is_whole_xml_of_the_size_asked_for(name: str) -> None:
    root = ElementTree.fromstring(variation_icon(name, DARK, size=32))  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("32", "32")
