"""The due and overdue screen of an authority with records: choices, then counts and list, or a sheet to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from charts.palette import Palette
from pages.parts.case_numbers import choose_numbers
from pages.parts.records_table import note_once
from pages.parts.sources import Sources
from pages.parts.work.due_body import (
    list_subject,
    list_title,
    parameters_of,
    part_of,
    show_counts,
    show_facts,
    show_not_in_build,
    show_way_down,
    show_work,
)
from pages.parts.work.due_choices import choose_count, choose_day, choose_part, choose_work
from pages.parts.work.due_list import asked_of
from pages.parts.work.due_print import show_print_view
from pages.parts.work.due_reading import due_work_on, tree_of
from reporting.due_work import DueWork
from reporting.due_work.filters import ALL, WorkChosen, chosen_items
from reporting.due_work.matrix import unit_name
from reporting.due_work.words import extract_words
from reporting.event_tables import ExtractDays
from reporting.organisation_tree import OrganisationTree

PRINT = "print"


def is_to_print() -> bool:
    """Whether the address asks for the sheet to print."""
    return st.query_params.get("view") == PRINT


def choose_what_is_due(
    known: Sources, authority_id: str, days: ExtractDays
) -> tuple[DueWork, str, WorkChosen, OrganisationTree]:
    """Show the choices; return what is due in the part chosen, the part, what to list and the organisation."""
    tree = tree_of(known, authority_id)
    part_box, day_box = st.columns([1.5, 1.5])
    with day_box:
        on = choose_day(days, datetime.now(UTC).date())
    work = due_work_on(known, authority_id, on, {})
    with part_box:
        unit_id = choose_part(known, tree, work)
    chosen = choose_work(work, unit_id, tree)
    if chosen.kind_id != ALL and (count := choose_count(known, work.kind(chosen.kind_id))):
        work = due_work_on(known, authority_id, on, count)
    return part_of(work, unit_id, tree), unit_id, chosen, tree


def show_due(known: Sources, authority_id: str, days: ExtractDays, colours: Palette) -> None:
    """Show the choices, where the reader is, and counts and list in the order of need."""
    part, unit_id, chosen, tree = choose_what_is_due(known, authority_id, days)
    where = unit_name(unit_id, tree)
    st.markdown(extract_words(part))
    show_not_in_build(part)
    show_way_down(part, unit_id, chosen, tree)
    show_facts(part, where)
    # who has chosen a worker or a kind came for the list; who has not, for the counts
    parts = [show_counts, show_work] if chosen.is_of_everything else [show_work, show_counts]
    for show in parts:
        show(part, unit_id, chosen, tree, colours)


def show_due_to_print(known: Sources, authority_id: str, days: ExtractDays) -> None:
    """Show the list as a sheet to print, with the choices folded away."""
    with st.expander("Choices", expanded=False):
        part, unit_id, chosen, tree = choose_what_is_due(known, authority_id, days)
        listed = part.within(chosen_items(part.items, chosen))
        subject = f"to print: {list_subject(part, unit_id, chosen)}"
        key = " ".join(parameters_of(part, unit_id, chosen).values())
        numbers = choose_numbers(tree, lambda: asked_of(listed.items), subject=subject, key=key)
    title = f"Due and overdue: {list_title(part, unit_id, chosen, tree)}"
    note_once(subject, len(listed.items))
    by_number = listed.within(
        replace(item, child_id=numbers.of(item.child_id) or item.child_id) for item in listed.items
    )
    show_print_view(by_number, tree, title, None if chosen.worker_id == ALL else chosen.worker_id)
