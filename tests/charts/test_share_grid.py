"""A grid of shares: a table with headings, shaded by share, each cell with its words."""

from __future__ import annotations

import pytest

from charts.palette import DARK, LIGHT, Palette
from charts.share_grid import GridCell, shade, share_grid_html
from tests.charts.test_palette import TEXT, contrast


def grid(*cells: GridCell) -> str:
    return share_grid_html("Said", "Team", [f"C{i}" for i in range(len(cells))], [("Row", cells)], LIGHT)


def test_every_line_and_column_is_a_heading() -> None:
    html = grid(GridCell("83%", "10 of 12", 83.0), GridCell("–"))
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 1
    assert "10 of 12" in html


def test_the_higher_the_share_the_darker() -> None:
    shades = [shade(share, LIGHT) for share in (0.0, 24.9, 25.0, 60.0, 100.0)]
    assert shades[0] == shades[1] != shades[2] != shades[3] != shades[4]
    assert [int(s[-2:], 16) for s in shades] == sorted(int(s[-2:], 16) for s in shades)
    assert shade(None, LIGHT) == ""


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("share", [10.0, 40.0, 70.0, 90.0])
def test_words_can_be_read_on_every_shade(colours: Palette, share: float) -> None:
    laid = shade(share, colours)
    strength = int(laid[-2:], 16) / 255
    mixed = "#" + "".join(
        f"{round(strength * int(laid[i : i + 2], 16) + (1 - strength) * int(colours.background[i : i + 2], 16)):02x}"
        for i in (1, 3, 5)
    )
    assert contrast(colours.text, mixed) >= TEXT


def test_text_never_becomes_markup() -> None:
    html = share_grid_html("<b", "<b", ["<b"], [("<b", [GridCell("<b", "<b", 1.0)])], LIGHT)
    assert "<b" not in html.replace("<body", "")
