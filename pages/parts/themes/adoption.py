"""Each child's way to adoption as a bar of days, against the national threshold."""

from __future__ import annotations

import streamlit as st

from charts.counted_bars import BarMark, DividedBar, divided_bars_html
from charts.palette import Palette
from pages.parts.reader import reader_role
from pages.parts.sources import Sources
from pages.parts.themes.record_list import is_list_open, note_once, show_records
from reporting.due_work.matrix import short_id
from reporting.themes.adoption import (
    DAYS_TO_MATCH,
    DAYS_TO_MOVING_IN,
    SO_FAR,
    STEPS,
    AdoptionPath,
    adoption_paths,
    adoption_sentence,
)
from reporting.themes.page import ThemeView

LIST_ID, TITLE = "adoption_paths", "Each child's way to adoption"
PARTS = (*(words for _, words in STEPS), SO_FAR)


def show_adoption(known: Sources, shown: ThemeView, colours: Palette) -> None:
    """Show the thresholds and, when the switch is on, one bar a child and the table."""
    st.markdown(
        f"National thresholds: {DAYS_TO_MOVING_IN} days from entering care to moving in with the adopters, "
        f"{DAYS_TO_MATCH} days from the placement order to the match."
    )
    if not is_list_open(LIST_ID, TITLE) or shown.on is None:
        return
    paths = adoption_paths(known.store, shown.authority_id, shown.on, role=reader_role())
    subject = f"{TITLE}, {shown.authority_id}, {shown.on}"
    note_once(LIST_ID, subject, len(paths))
    sentence = adoption_sentence(paths, shown.on)
    st.markdown(sentence)
    drawn = [path for path in paths if path.stretches and not path.is_ended]
    if drawn:
        mark = BarMark(DAYS_TO_MOVING_IN, f"{DAYS_TO_MOVING_IN} days")
        bars = [path_bar(path) for path in drawn]
        st.html(divided_bars_html(bars, PARTS, sentence, colours, focus=PARTS[:-1], mark=mark))
    if paths:
        show_records(
            [path.row() for path in paths],
            shown.authority_id,
            words=sentence,
            file_name=f"{LIST_ID}_{shown.on}",
            subject=subject,
        )


def path_bar(path: AdoptionPath) -> DividedBar:
    """Return the bar of one child: days of each stretch, and how far the child is."""
    days = dict(path.stretches)
    return DividedBar(
        f"{short_id(path.child_id)}: {path.state[:1].lower()}{path.state[1:]}",
        tuple(float(days.get(part, 0)) for part in PARTS),
        f"{sum(days.values())} days",
    )
