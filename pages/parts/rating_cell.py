"""A rating as people see it: always shape, word and colour."""

from __future__ import annotations

from charts.marks import rating_mark
from charts.palette import Palette
from metrics.ratings.rag import RagRating
from pages.parts.board import Cell
from reporting.scorecard import ScorecardRow


def rating_words(rating: RagRating) -> str:
    """Return the rating's word with a capital."""
    return "Not rated" if rating.colour == "none" else rating.word.capitalize()


def rating_shape(rating: RagRating, colours: Palette) -> str:
    """Return the rating's shape in its colour, as SVG."""
    return rating_mark(rating.colour, colours.of_rating(rating.colour), colours.background)


def rating_cell(row: ScorecardRow, colours: Palette) -> Cell:
    """Return shape and word, and below them why it is not rated."""
    return Cell(rating_words(row.rating), row.short_reason, rating_shape(row.rating, colours), "rating")
