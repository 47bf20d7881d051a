"""Fills for the parts of divided bars: told apart by their order, their hatching and their words, not by colour alone.

Words on a fill reach 4.5:1 in light and in dark (tests/charts/test_class_fills.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.palette import DARK, Palette


@dataclass(frozen=True)
class Fill:
    """One fill: its colour, the colour of words on it, and its hatching as Plotly names it."""

    colour: str
    words: str
    hatching: str


LIGHT_WORDS, DARK_WORDS = "#ffffff", "#0f1722"
# Cool fills for the parts that a figure speaks of, warm ones for the others; without such parts they take turns.
COOL = (("#1d4ed8", "#7db1ff"), ("#0e7490", "#67d6e8"), ("#047857", "#4fd28b"), ("#7c3aed", "#c9a6ff"))
WARM = (("#b45309", "#f0b84a"), ("#be123c", "#ff8f85"), ("#854d0e", "#e0c06a"), ("#475569", "#a3b0bf"))
TAKING_TURNS = tuple(pair for pairs in zip(COOL, WARM, strict=True) for pair in pairs)
HATCHINGS = ("", "/", ".", "x", "\\", "-", "+", "|")


def class_fills(parts: Sequence[str], focus: Sequence[str], colours: Palette) -> tuple[Fill, ...]:
    """Return a fill for each part, those in `focus` cool and the others warm; after eight hatchings they begin again."""
    is_dark = colours == DARK
    words = DARK_WORDS if is_dark else LIGHT_WORDS
    used = {True: 0, False: 0}
    fills = []
    for place, part in enumerate(parts):
        chosen = TAKING_TURNS[place % len(TAKING_TURNS)]
        if focus:
            family = COOL if part in focus else WARM
            chosen = family[used[part in focus] % len(family)]
            used[part in focus] += 1
        fills.append(Fill(chosen[is_dark], words, HATCHINGS[place % len(HATCHINGS)]))
    return tuple(fills)


def css_hatching(fill: Fill, background: str) -> str:
    """Return the CSS background of a fill: its colour, with thin stripes of the page's background in one direction."""
    angles = {"/": "135deg", "\\": "45deg", "-": "0deg", "|": "90deg"}
    if fill.hatching in angles:
        return (
            f"repeating-linear-gradient({angles[fill.hatching]},{fill.colour} 0 7px,{background} 7px 8.5px)"
        )
    if fill.hatching:
        size = "9px 9px" if fill.hatching == "." else "7px 7px"
        return f"radial-gradient({background} 1.2px,transparent 1.7px) 0 0/{size},{fill.colour}"
    return fill.colour
