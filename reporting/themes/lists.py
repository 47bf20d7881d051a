"""Lists of the children behind a section, for those who may see children's records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from data.store import Store
from reporting.event_tables import event_tables
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError
from reporting.themes.figures import ask
from reporting.themes.register import ColumnSpec, ListSpec

MONTHS_LOOKED_BACK = 12


def may_see_lists(role: str) -> bool:
    """Return whether a role may see lists of children."""
    return role in ROLES_THAT_MAY_SEE_RECORDS


def theme_list(
    store: Store, spec: ListSpec, authority_id: str, on: date, *, role: str
) -> list[dict[str, Any]]:
    """Return the rows of a list under the words of its columns; children and workers by pseudonym only.

    As of the last day of a month; a list of events holds those of the 12 months up to it. Yes and no are words,
    and what is not known stays empty. Raises RecordsError for a role that may see no records.
    """
    return [in_words(row, spec.columns) for row in records(store, spec.query, authority_id, on, role)]


def records(store: Store, query: str, authority_id: str, on: date, role: str) -> list[dict[str, Any]]:
    """Return the rows of a query of records. Raises RecordsError for a role that may see none."""
    if not may_see_lists(role):
        raise RecordsError(f"The role {role} may not see children's records.")
    if not event_tables(store):
        return []
    return ask(store, query, authority_id, on, twelve_months_before(on))


def in_words(row: dict[str, Any], columns: Sequence[ColumnSpec]) -> dict[str, Any]:
    """Return one row under the words of its columns; yes and no as words."""
    said = {True: "Yes", False: "No"}
    return {
        column.words: said[row[column.id]] if isinstance(row[column.id], bool) else row[column.id]
        for column in columns
    }


def twelve_months_before(on: date) -> date:
    """Return the first day of the 12 months that end with the month of a day.

    >>> twelve_months_before(date(2026, 10, 31)), twelve_months_before(date(2026, 12, 31))
    (datetime.date(2025, 11, 1), datetime.date(2026, 1, 1))
    """
    place = on.year * 12 + on.month - MONTHS_LOOKED_BACK
    return date(place // 12, place % 12 + 1, 1)
