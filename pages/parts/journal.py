"""The journal that belongs to the store the screens show."""

from __future__ import annotations

from data.paths import store_paths
from journal.database import Journal, journal_address, open_journal


def journal_of_store() -> Journal:
    """Return the journal beside the store in use, opened once a process and brought up to date."""
    return open_journal(journal_address(store_paths().journal))
