"""A rating as a cell of a board, and as a line of a page: always shape, word and colour."""

from __future__ import annotations

from charts.marks import rating_mark
from charts.palette import Palette
from metrics.ratings.rag import RagRating
from pages.parts.board import Cell


def rating_words(rating: RagRating) -> str:
    """Return the rating's word with a capital; 'Maintain' is added where the aim is to hold."""
    return rating.word.capitalize()


def rating_cell(rating: RagRating, colours: Palette) -> Cell:
    """Return shape and word, with 'maintain' below where the aim is to hold."""
    mark = rating_mark(rating.colour, colours.of_rating(rating.colour), colours.background)
    return Cell(rating_words(rating), "maintain" if rating.maintain else "", mark, "rating")
