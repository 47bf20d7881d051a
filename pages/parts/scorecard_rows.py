"""The rows of a scorecard, put into the cells of a board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from charts.marks import sparkline
from charts.palette import Palette
from pages.parts.board import BoardRow, Cell, board
from pages.parts.judgement_cells import HEADINGS as JUDGED_HEADINGS
from pages.parts.judgement_cells import judgement_cells
from pages.parts.judgements import RowKey, row_key
from pages.parts.rating_cell import rating_cell, rating_words
from reporting.judgement import Judgement
from reporting.scorecard import ScorecardRow
from reporting.words import target_words

GROUPS = {
    "current": "Latest figures",
    "older": "Figures from more than two years before",
    "awaited": "Named in a plan, no figure yet",
}
FIRST_HEADINGS = ("Measure", "Latest value", "Target", "Rating")
LAST_HEADINGS = ("Change", "Trend")


def show_group(
    group: str,
    rows: Sequence[ScorecardRow],
    judgements: Mapping[RowKey, Judgement],
    name: str,
    colours: Palette,
    *,
    expanded: bool,
) -> dict[str, str] | None:
    """Show one group of rows as a board, the current ones in the open, the others to be unfolded.

    The columns of the judgements are there where any row has one. Return the parameters of the row that
    was just opened, else None.
    """
    if not rows:
        return None
    is_judged = any(judgements[row_key(row)].variation for row in rows)
    if group == "current":
        st.markdown(summary_words(rows))
        box = st.container()
    else:
        box = st.expander(f"{GROUPS[group]} ({len(rows)})", expanded=expanded)
    with box:
        return board(
            f"{GROUPS[group]}: {name}",
            (*FIRST_HEADINGS, *(JUDGED_HEADINGS if is_judged else ()), *LAST_HEADINGS),
            [board_row(row, judgements[row_key(row)] if is_judged else None, colours) for row in rows],
            colours,
            address="kpi",
            key=f"scorecard_{group}",
        )


def summary_words(rows: Sequence[ScorecardRow]) -> str:
    """Return how many measures there are and how they are rated, as one line."""
    ratings = Counter(rating_words(row.rating).lower() for row in rows)
    order = ("off target", "near target", "on target", "not rated")
    counted = ", ".join(f"{ratings[word]} {word}" for word in order if ratings[word])
    return f"**{len(rows)} measures:** {counted}."


def opened_by(row: ScorecardRow) -> dict[str, str]:
    """Return the parameters of the page that a row opens."""
    opens = {"kpi": row.kpi.id, "authority": row.org_unit_id, "service_area": row.kpi.service_area}
    return opens | ({"part": row.part} if row.part else {})


def board_row(row: ScorecardRow, judgement: Judgement | None, colours: Palette) -> BoardRow:
    """Return one row of the scorecard's board, with its judgement where the board has columns for it."""
    notes = [row.kpi.better_when.label]
    if row.doubts:
        notes.append(
            "1 question to the owner" if len(row.doubts) == 1 else f"{len(row.doubts)} questions to the owner"
        )
    cells = (
        _value_cell(row),
        _target_cell(row),
        rating_cell(row, colours) if row.figures else Cell(),
        *(judgement_cells(judgement, colours) if judgement else ()),
        Cell(row.change_words),
        Cell(drawing=_trend(row, colours)),
    )
    return BoardRow(row.title, ". ".join(notes), opened_by(row), cells)


def _value_cell(row: ScorecardRow) -> Cell:
    if row.latest is None:
        return Cell("No figure", css_class="figure absent")
    css_class = "figure" if row.latest.value is not None else "figure absent"
    when = row.latest.short_period_words if row.latest.value is not None else ""
    if row.latest.role == "baseline":
        when += ", start point"
    return Cell(row.latest.value_words, when, css_class=css_class)


def _target_cell(row: ScorecardRow) -> Cell:
    if row.step is not None:
        doubtful = "doubtful, not used" if row.step.is_doubtful else ""
        return Cell(target_words(row.step, row.kpi), doubtful, css_class="figure")
    if row.coming_step is not None:
        from_when = "" if row.coming_step.state != "set" else f"from {row.coming_step.in_force_from:%b %Y}"
        css_class = "figure" if row.coming_step.state == "set" else "figure absent"
        return Cell(target_words(row.coming_step, row.kpi), from_when, css_class=css_class)
    return Cell("No target set", css_class="figure absent") if row.figures else Cell()


def _trend(row: ScorecardRow, colours: Palette) -> str:
    points = [
        (f.period.end, f.value) for f in row.figures if f.period.end is not None and f.value is not None
    ]
    if len(points) < 2:
        return ""
    target = row.step.target if row.step else None
    words = f"{len(points)} figures, from {row.figures[0].value_words} to {row.figures[-1].value_words}"
    return sparkline(points, colour=colours.series, target=target, target_colour=colours.target, text=words)
