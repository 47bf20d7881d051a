"""Who reads a screen, and the note that is kept when children's records are shown or saved."""

from __future__ import annotations

import streamlit as st

from data.paths import store_paths
from journal.audit_trail import record_act
from journal.database import journal_address, open_journal
from reporting.reader import Reader, local_reader
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS


def reader() -> Reader:
    """Return the person at the screen. Without sign-in the program serves this machine only."""
    return local_reader()


def reader_role() -> str:
    """Return the role of the person at the screen."""
    return reader().role


def may_see_records() -> bool:
    """Return whether the reader may see children's records; say so to one who may not."""
    if reader_role() in ROLES_THAT_MAY_SEE_RECORDS:
        return True
    st.info("This lists the records of children, which your role may not see.")
    return False


def note_records_shown(subject: str, outcome: str) -> None:
    """Add to the audit trail that children's records were shown or saved: what was looked at, how many."""
    record_act(
        open_journal(journal_address(store_paths().journal)),
        role=reader_role(),
        act="records shown",
        subject=subject,
        outcome=outcome,
    )
