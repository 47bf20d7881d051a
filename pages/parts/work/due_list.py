"""The list of what is due: one row a thing, the oldest first, page by page; and taking it along."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from charts.marks import rating_mark
from charts.palette import Palette
from exports.rows import csv_file
from pages.parts.board import BoardRow, Cell, board
from pages.parts.case_numbers import choose_numbers
from pages.parts.choices import choose
from pages.parts.reader import note_records_shown
from reporting.case_system_numbers import Asked, CaseSystemNumbers
from reporting.due_work.item import DueItem, DueWork
from reporting.due_work.matrix import short_id, unit_name, worker_words
from reporting.due_work.words import holder_words, item_row, short_day, shown_words, time_left_words
from reporting.organisation_tree import OrganisationTree

ON_A_PAGE = 50
HEADINGS = ("Child", "What", "Team", "Worker", "Started", "Due on", "Late or left")
NO_CHILD = "No child"  # complaints and adopters


def show_list(work: DueWork, tree: OrganisationTree, colours: Palette, subject: str, key: str) -> None:
    """Show the items, page by page, each leading to its child.

    `subject` is what the list is for the audit trail, `key` tells it from every other list.
    """
    shown = _page_of(work.items)
    numbers = choose_numbers(tree, lambda: asked_of(shown), subject=subject, key=key)
    rows = [_row(item, work, tree, colours, numbers) for item in shown]
    board(
        f"{shown_words(shown, work.items)}, the one due first at the top",
        HEADINGS,
        rows,
        colours,
        address="journey",
        key="due_list",
    )


def _page_of(items: Sequence[DueItem]) -> Sequence[DueItem]:
    """Return the items of the page chosen; a choice is shown only where there is more than one page."""
    if len(items) <= ON_A_PAGE:
        return items
    pages = [str(number + 1) for number in range((len(items) - 1) // ON_A_PAGE + 1)]

    def words(number: str) -> str:
        first = (int(number) - 1) * ON_A_PAGE
        return f"{first + 1:,} to {min(first + ON_A_PAGE, len(items)):,} of {len(items):,}"

    with st.columns([1.2, 3])[0]:
        first = (int(choose("Rows", "page", pages, words)) - 1) * ON_A_PAGE
    return items[first : first + ON_A_PAGE]


def asked_of(items: Sequence[DueItem]) -> list[Asked]:
    """Return the children and workers of some items, each with the team that the item is counted under."""
    return [
        Asked(pseudonym, item.team_id)
        for item in items
        for pseudonym in (item.child_id, item.worker_id)
        if pseudonym is not None
    ]


def _row(
    item: DueItem, work: DueWork, tree: OrganisationTree, colours: Palette, numbers: CaseSystemNumbers
) -> BoardRow:
    short, number = short_id(item.child_id) if item.child_id else NO_CHILD, numbers.of(item.child_id)
    mark = rating_mark("red", colours.red, colours.background) if item.is_overdue else ""
    return BoardRow(
        heading=number or short,
        soft_heading=short if number else "",
        opens={"authority": work.authority_id, "child": item.child_id or ""},
        cells=(
            Cell(work.kind(item.kind_id).thing),
            Cell(unit_name(item.team_id, tree)),
            Cell(numbers.of(item.worker_id) or worker_words(item.worker_id), holder_words(item)),
            Cell(short_day(item.started_on)),
            Cell(short_day(item.due_on)),
            Cell(time_left_words(item), drawing=mark, css_class="mark" if mark else ""),
        ),
    )


def show_ways_to_take_it(work: DueWork, tree: OrganisationTree, parameters: dict[str, str]) -> None:
    """Show the buttons that save the list and that open it for printing. Saving goes into the audit trail."""
    rows = [item_row(item, work, unit_name(item.team_id, tree)) for item in work.items]
    subject = f"due and overdue on {work.on}, {parameters.get('unit', work.authority_id)}"
    with st.container(horizontal=True):
        st.download_button(
            "Save list (CSV)",
            csv_file(rows),
            file_name=f"due_{work.on}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click=note_records_shown,
            args=(f"saved: {subject}", f"{len(rows)} rows"),
        )
        st.link_button(
            "List to print",
            f"/due?{urlencode({**parameters, 'view': 'print'})}",
            icon=":material/print:",
        )
