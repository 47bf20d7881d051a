"""Places the words on a chart so that no two of them overlap, on a telephone or on a wide screen.

The width of a chart is not known when it is made: places are tried at several widths, and a place counts only
if it is free at all of them. What finds no place is left out, the least important first; tables and the words
under a chart say the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

FONT_SIZE = 16  # pixels: 12 points
WIDTHS = (265.0, 420.0, 760.0, 1220.0)  # pixels between the edges of the plot, from a telephone to a desk
LETTER_WIDTH = 0.52  # of the font size, on average; digits and small letters of the font in use
LINE_HEIGHT = 1.2
AIR = 2.0  # pixels around each text

SideX = Literal["left", "center", "right"]
SideY = Literal["bottom", "middle", "top"]


@dataclass(frozen=True)
class Place:
    """One place that a text may have: it is anchored at a point of the plot, moved by some pixels.

    across and up are shares of the plot, 0 to 1 from the left and the bottom. anchor_x 'left' is a text that
    begins there, anchor_y 'bottom' one that stands on it; right and up are pixels.
    """

    across: float
    up: float
    anchor_x: SideX = "center"
    anchor_y: SideY = "bottom"
    right: float = 0.0
    up_pixels: float = 0.0


@dataclass(frozen=True)
class Label:
    """A text with the places it may have, best first. Of two that cannot both stay, the lower `rank` stays.

    shorter: what is written instead where the words find no place; '' for nothing.
    """

    words: str
    places: tuple[Place, ...]
    rank: int
    colour: str = ""
    shorter: str = ""


@dataclass(frozen=True)
class Placed:
    """A text and where it stands; words are those of the label, or its shorter ones."""

    label: Label
    words: str
    place: Place


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the lower left corner of the plot."""

    left: float
    right: float
    bottom: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share any point; boxes that only touch do not."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def text_width(words: str, font_size: float = FONT_SIZE) -> float:
    """Return about how many pixels wide a text is."""
    return len(words) * LETTER_WIDTH * font_size


def box_of(words: str, place: Place, width: float, height: float) -> Box:
    """Return the room that a text takes at a place of a plot of `width` x `height` pixels."""
    wide, high = text_width(words) + 2 * AIR, FONT_SIZE * LINE_HEIGHT + 2 * AIR
    left = place.across * width + place.right
    left -= {"left": AIR, "center": wide / 2, "right": wide - AIR}[place.anchor_x]
    bottom = place.up * height + place.up_pixels
    bottom -= {"bottom": AIR, "middle": high / 2, "top": high - AIR}[place.anchor_y]
    return Box(left, left + wide, bottom, bottom + high)


def placed_labels(
    labels: Sequence[Label],
    height: float,
    points: Sequence[tuple[float, float]] = (),
    widths: Sequence[float] = WIDTHS,
) -> list[Placed]:
    """Return the labels that find a place, each in the best one that is free at every width.

    `points` are the marks of the figures, as shares of the plot: of the free places a text takes the first of
    those that cover the fewest marks. `height` is the plot's, in pixels.
    """
    taken: dict[float, list[Box]] = {width: [] for width in widths}
    marks = {width: [(across * width, up * height) for across, up in points] for width in widths}
    found: list[Placed] = []
    for label in sorted(labels, key=lambda label: label.rank):
        for words in (label.words, label.shorter):
            place = _best_place(words, label.places, height, taken, marks) if words else None
            if place is not None:
                found.append(Placed(label, words, place))
                for width, boxes in taken.items():
                    boxes.append(box_of(words, place, width, height))
                break
    return found


def _best_place(
    words: str,
    places: Sequence[Place],
    height: float,
    taken: Mapping[float, Sequence[Box]],
    marks: Mapping[float, Sequence[tuple[float, float]]],
) -> Place | None:
    """Return the first of the free places that cover the fewest marks; None where none is free at every width."""
    best, fewest = None, math.inf
    for place in places:
        boxes = {width: box_of(words, place, width, height) for width in taken}
        if not all(_is_free(boxes[width], taken[width], width, height) for width in taken):
            continue
        covered = sum(_covers(boxes[width], marks[width]) for width in taken)
        if covered < fewest:
            best, fewest = place, covered
    return best


def _is_free(box: Box, taken: Sequence[Box], width: float, height: float) -> bool:
    """Return whether a box lies inside the plot and meets no other."""
    inside = box.left >= 0 and box.right <= width and box.bottom >= 0 and box.top <= height
    return inside and not any(box.overlaps(other) for other in taken)


def _covers(box: Box, marks: Sequence[tuple[float, float]]) -> int:
    """Return how many marks lie under a box."""
    return sum(box.left <= x <= box.right and box.bottom <= y <= box.top for x, y in marks)


def rows_needed(texts: Sequence[tuple[str, float]], widths: Sequence[float] = WIDTHS) -> list[int]:
    """Return a row, 0 the lowest, for each text that stands over its place across the plot, so that none overlap.

    `texts` are (words, share from the left) in any order. Each takes the lowest row that is free at every
    width.
    """
    rows: list[int] = []
    boxes: list[dict[float, tuple[float, float]]] = []
    for words, across in texts:
        wide = text_width(words) + 4 * AIR
        ends = {width: (across * width - wide / 2, across * width + wide / 2) for width in widths}
        row = 0
        while any(
            rows[other] == row
            and any(
                ends[width][0] < boxes[other][width][1] and boxes[other][width][0] < ends[width][1]
                for width in widths
            )
            for other in range(len(rows))
        ):
            row += 1
        rows.append(row)
        boxes.append(ends)
    return rows
