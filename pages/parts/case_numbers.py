"""The switch that shows case-system numbers beside a list of records: for those who may, and each use is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from data.errors import StoreError
from data.paths import store_paths
from journal.database import journal_address, open_journal
from pages.parts.reader import reader, reader_role
from reporting.case_system_numbers import Asked, CaseSystemNumbers, case_system_numbers, may_see_numbers
from reporting.organisation_tree import OrganisationTree

NONE_SHOWN = CaseSystemNumbers()


def choose_numbers(
    tree: OrganisationTree, asked: Callable[[], Iterable[Asked]], *, subject: str, key: str = ""
) -> CaseSystemNumbers:
    """Show the switch to a reader who may turn it on; return the numbers if it is on, else none of them.

    `subject` says what the list is, never whom it is about; `key` tells lists apart that are called the same.
    Each list has its own switch, which is off when it is opened. The numbers are looked up at each run and
    kept nowhere; saved lists never have them.
    """
    if not may_see_numbers(reader_role()):
        return NONE_SHOWN
    is_on = st.toggle(
        "Show case-system numbers",
        key=f"case-system numbers: {subject} {key}",
        help="For finding a record in the case system. That they were shown is noted in the audit trail. "
        "Saved lists never have them.",
    )
    if not is_on:
        return NONE_SHOWN
    paths = store_paths()
    try:
        numbers = case_system_numbers(
            paths,
            open_journal(journal_address(paths.journal)),
            tree,
            asked(),
            reader=reader(),
            subject=subject,
        )
    except StoreError as error:
        st.warning(str(error))
        return NONE_SHOWN
    if numbers.words:
        st.markdown(numbers.words)
    return numbers


def number_columns(row: Mapping[str, Any], numbers: CaseSystemNumbers) -> dict[str, str]:
    """Return the columns that a record gets where numbers are shown: those of its child and its worker."""
    return {"Child's number": numbers.of(row["child_id"]), "Worker's number": numbers.of(row["worker_id"])}
