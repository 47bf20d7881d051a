"""Who reads a screen, and the note that is kept when children's records are shown or saved."""

from __future__ import annotations

from data.paths import store_paths
from journal.audit_trail import record_act
from journal.database import journal_address, open_journal

LOCAL_USER = "local_user"  # the one person of an installation without sign-in


def reader_role() -> str:
    """Return the role of the person at the screen. Without sign-in the program serves this machine only."""
    return LOCAL_USER


def note_records_shown(subject: str, outcome: str) -> None:
    """Add to the audit trail that children's records were shown or saved: what was looked at, how many."""
    record_act(
        open_journal(journal_address(store_paths().journal)),
        role=reader_role(),
        act="records shown",
        subject=subject,
        outcome=outcome,
    )
