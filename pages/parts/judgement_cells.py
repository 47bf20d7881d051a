"""Variation, assurance and outlook of one row, put into the cells of a board."""

from __future__ import annotations

from charts.icons import assurance_icon, variation_icon
from charts.palette import Palette
from pages.parts.board import Cell
from reporting.judgement import Judgement
from reporting.judgement.words import (
    assurance_caution,
    assurance_words,
    earlier_month_words,
    outlook_note,
    outlook_words,
    variation_words,
)
from reporting.words import sentence_case

HEADINGS = ("Variation", "Assurance", "Outlook")


def judgement_cells(judgement: Judgement | None, colours: Palette) -> tuple[Cell, Cell, Cell]:
    """Return the three cells; with too few months they only say how many there are of how many."""
    if judgement is None or judgement.points_counted == 0:
        return Cell(), Cell(), Cell()
    if judgement.not_enough_words:
        return Cell(soft_words=sentence_case(judgement.not_enough_words)), Cell(), Cell()
    return (
        variation_cell(judgement, colours),
        assurance_cell(judgement, colours),
        outlook_cell(judgement),
    )


def outlook_cell(judgement: Judgement) -> Cell:
    """Return how likely the target is, or the likely range; only the reason where there is no outlook."""
    words = outlook_words(judgement)
    return Cell(words, sentence_case(outlook_note(judgement)), css_class="mark" if words else "")


def variation_cell(judgement: Judgement, colours: Palette, size: int = 24) -> Cell:
    """Return the drawing and words for the latest month; no drawing without limits."""
    if judgement.variation is None:
        return Cell(soft_words="Run chart, no limits")
    notes = [earlier_month_words(judgement)] if judgement.is_of_an_earlier_month else []
    notes += ["Limits still settling"] if judgement.has_settling_limits else []
    icon = variation_icon(judgement.variation, colours, size=size)
    return Cell(variation_words(judgement), ". ".join(notes), icon, "mark")


def assurance_cell(judgement: Judgement, colours: Palette, size: int = 24) -> Cell:
    """Return the drawing and words for the target; empty without one."""
    if judgement.assurance is None:
        return Cell()
    icon = assurance_icon(judgement.assurance, colours, size=size)
    return Cell(assurance_words(judgement), assurance_caution(judgement), icon, "mark")
