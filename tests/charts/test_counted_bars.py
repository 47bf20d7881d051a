"""Bars of counts: their lengths, their words, and that no text becomes markup."""

from __future__ import annotations

import re

from charts.counted_bars import Bar, BarMark, DividedBar, bars_html, divided_bars_html
from charts.palette import LIGHT

UNSAFE = '<b onload="x">'


def widths(html: str) -> list[float]:
    return [float(width) for width in re.findall(r"width:([\d.]+)%", html)]


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion() -> None:
    html = bars_html([Bar("A", 8, "8"), Bar("B", 2, "2"), Bar("C", 0, "0")], "said", LIGHT)
    assert widths(html) == [100.0, 25.0, 0.0]


def test_shares_are_drawn_against_a_hundred() -> None:
    assert widths(bars_html([Bar("A", 40, "2 of 5 (40%)")], "said", LIGHT, full=100.0)) == [40.0]


def test_a_hidden_bar_has_its_words_and_no_length() -> None:
    html = bars_html([Bar("A", None, "Hidden: small number"), Bar("B", 9, "9")], "said", LIGHT)
    assert widths(html) == [100.0]
    assert "Hidden: small number" in html


def test_no_bars_are_an_empty_picture() -> None:
    assert widths(bars_html([], "said", LIGHT)) == []


def test_parts_are_in_proportion_to_the_longest_bar_or_to_their_own() -> None:
    bars = [DividedBar("A", (3, 1), "4"), DividedBar("B", (1, 0), "1")]
    assert widths(divided_bars_html(bars, ("X", "Y"), "said", LIGHT)) == [75.0, 25.0, 25.0]
    assert widths(divided_bars_html(bars, ("X", "Y"), "said", LIGHT, to_full_width=True)) == [
        75.0,
        25.0,
        100.0,
    ]


def test_a_mark_stands_at_its_length_on_every_bar() -> None:
    bars = [DividedBar("A", (400,), "400"), DividedBar("B", (800,), "800")]
    html = divided_bars_html(bars, ("X",), "said", LIGHT, mark=BarMark(426, "426 days"))
    assert html.count("left:53.25%") == 2
    assert "426 days" in html


def test_a_mark_beyond_every_bar_is_still_in_the_picture() -> None:
    html = divided_bars_html([DividedBar("A", (100,), "100")], ("X",), "", LIGHT, mark=BarMark(400, "400"))
    assert widths(html) == [25.0]
    assert "left:100.00%" in html


def test_the_picture_is_described_in_words() -> None:
    assert 'role="img" aria-label="3 of 4"' in bars_html([Bar("A", 3, "3")], "3 of 4", LIGHT)


def test_text_never_becomes_markup() -> None:
    bars = bars_html([Bar(UNSAFE, 1, UNSAFE), Bar(UNSAFE, None, UNSAFE)], UNSAFE, LIGHT)
    divided = divided_bars_html(
        [DividedBar(UNSAFE, (1,), UNSAFE)], (UNSAFE,), UNSAFE, LIGHT, mark=BarMark(1, UNSAFE)
    )
    assert "<b" not in bars + divided
