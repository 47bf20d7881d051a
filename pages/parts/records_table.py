"""A table of children's records: that it was shown, and that it was saved, goes into the audit trail."""

from __future__ import annotations

import streamlit as st

from pages.parts.reader import note_records_shown
from pages.parts.shown import Rows, csv_text

NOTED = "noted"  # session key of the lists noted, so that one is noted once and not at each run of a page


def note_once(subject: str, rows: int) -> None:
    """Note that children's records were shown, once for each list that is opened. Subjects never name a child."""
    noted = st.session_state.setdefault(NOTED, set())
    if (subject, rows) not in noted:
        noted.add((subject, rows))
        note_records_shown(subject, f"{rows} rows")


def show_records_table(
    rows: Rows, *, words: str, file_name: str, subject: str, authority_id: str | None = None
) -> None:
    """Show rows as a table that can be saved as CSV, and note both. `subject` says what was looked at.

    With `authority_id` the column Child, a pseudonym, opens that child's record.
    """
    note_once(subject, len(rows))
    shown, columns = list(rows), {}
    if authority_id is not None:
        shown = [{**row, "Child": f"/journey?authority={authority_id}&child={row['Child']}"} for row in rows]
        columns["Child"] = st.column_config.LinkColumn("Child", display_text=r"child=(\w{1,9})")
    st.dataframe(shown, hide_index=True, alt=words, column_config=columns)
    st.download_button(
        "Save list (CSV)",
        csv_text(rows),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        key=f"save:{file_name}",
        type="tertiary",
        icon=":material/download:",
        on_click=note_records_shown,
        args=(f"saved: {subject}", f"{len(rows)} rows"),
    )
