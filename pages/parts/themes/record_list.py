"""A list of children behind a section: opened on request, for those who may see it, and noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from exports.rows import csv_file
from metrics.periods import day_label
from pages.parts.reader import note_records_shown, reader_role
from pages.parts.sources import Sources
from reporting.due_work.matrix import short_id
from reporting.themes.lists import may_see_lists, theme_list
from reporting.themes.page import ThemeView
from reporting.themes.register import ListSpec
from reporting.themes.sentences import list_nothing_words

NOTED = "lists noted"  # session key: which lists were noted since they were opened
CHILD_COLUMNS = ("Child", "Young person")
WORKER_COLUMNS = ("Worker", "Personal adviser")
SHORT_ID = r"child=(\w{9})"  # what is shown of the address of a child's journey


def show_record_list(known: Sources, shown: ThemeView, spec: ListSpec) -> None:
    """Show a switch and, when it is on, the list; its query runs only then."""
    if not is_list_open(spec.id, spec.title) or shown.on is None:
        return
    rows = theme_list(known.store, spec, shown.authority_id, shown.on, role=reader_role())
    subject = f"{spec.title}, {shown.authority_id}, {shown.on}"
    note_once(spec.id, subject, len(rows))
    if not rows:
        st.info(list_nothing_words(spec.title, spec.supplied_by))
        return
    words = f"{len(rows)} on the list: {spec.title}, as of {day_label(shown.on)}"
    st.markdown(f"**{words}.** {spec.note or ''}")
    show_records(rows, shown.authority_id, words=words, file_name=f"{spec.id}_{shown.on}", subject=subject)


def is_list_open(list_id: str, title: str) -> bool:
    """Show the switch of a list, or that it is not for this reader; return whether it is on."""
    if not may_see_lists(reader_role()):
        st.markdown(f"*{title}: shown to those who work with children's records.*")
        return False
    is_open = st.toggle(f"List: {title}", key=f"list:{list_id}")
    if not is_open:
        _noted().pop(list_id, None)
    return is_open


def note_once(list_id: str, subject: str, rows: int) -> None:
    """Note in the audit trail that a list was shown, once each time it is opened or becomes about something else."""
    if _noted().get(list_id) != subject:
        note_records_shown(subject, f"{rows} rows")
        _noted()[list_id] = subject


def show_records(
    rows: Sequence[Mapping[str, Any]], authority_id: str, *, words: str, file_name: str, subject: str
) -> None:
    """Show records, each child with the way to its journey, and a button that saves them. Saving is noted."""
    named = [name for name in CHILD_COLUMNS if name in rows[0]]
    columns: dict[str, Any] = {name: st.column_config.LinkColumn(display_text=SHORT_ID) for name in named}
    days = {name for row in rows for name, value in row.items() if isinstance(value, date)}
    columns |= {name: st.column_config.DateColumn(format="D MMM YYYY") for name in days}
    st.dataframe(
        [_to_show(row, authority_id) for row in rows],
        hide_index=True,
        alt=words,
        column_config=columns,
        placeholder="",
    )
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


def _to_show(row: Mapping[str, Any], authority_id: str) -> dict[str, Any]:
    """Return a row with the address of the child's journey, and workers by the beginning of their pseudonym."""
    shown = dict(row)
    for name in CHILD_COLUMNS:
        if shown.get(name):
            shown[name] = f"/journey?{urlencode({'authority': authority_id, 'child': shown[name]})}"
    for name in WORKER_COLUMNS:
        if shown.get(name):
            shown[name] = short_id(shown[name])
    return shown


def _noted() -> dict[str, str]:
    noted: dict[str, str] = st.session_state.setdefault(NOTED, {})
    return noted
