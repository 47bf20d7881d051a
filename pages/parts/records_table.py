"""A table of children's records: that it was shown, and that it was saved, goes into the audit trail."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from exports.rows import csv_file
from pages.parts.reader import note_records_shown
from pages.parts.shown import Rows

NOTED = "noted"  # session key of the lists noted, so that one is noted once and not at each run of a page


def note_once(subject: str, rows: int) -> None:
    """Note that children's records were shown, once for each list that is opened. Subjects never name a child."""
    noted = st.session_state.setdefault(NOTED, set())
    if (subject, rows) not in noted:
        noted.add((subject, rows))
        note_records_shown(subject, f"{rows} rows")


def day_columns(rows: Rows) -> dict[str, Any]:
    """Return how the columns that hold days are shown: '29 Jun 2026', in order of time when sorted."""
    names = {name for row in rows for name, value in row.items() if isinstance(value, date)}
    return {name: st.column_config.DateColumn(name, format="D MMM YYYY") for name in names}


def show_records_table(
    rows: Rows,
    *,
    words: str,
    file_name: str,
    subject: str,
    authority_id: str | None = None,
    numbers: Rows = (),
) -> None:
    """Show rows as a table that can be saved as CSV, and note both. `subject` says what was looked at.

    With `authority_id` the column Child, a pseudonym, opens that child's record. `numbers` are further columns,
    one entry a row, that are shown and never saved.
    """
    note_once(subject, len(rows))
    shown, columns = list(rows), day_columns(rows)
    if authority_id is not None:
        shown = [{**row, "Child": f"/journey?authority={authority_id}&child={row['Child']}"} for row in rows]
        columns["Child"] = st.column_config.LinkColumn("Child", display_text=r"child=(\w{1,9})")
    if numbers:
        shown = [{**more, **row} for more, row in zip(numbers, shown, strict=True)]
    st.dataframe(shown, hide_index=True, alt=words, column_config=columns)
    st.download_button(
        "Save list (CSV)",
        csv_file(rows),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        key=f"save:{file_name}",
        type="tertiary",
        icon=":material/download:",
        on_click=note_records_shown,
        args=(f"saved: {subject}", f"{len(rows)} rows"),
    )
