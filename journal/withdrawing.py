"""Withdrawing what people wrote: by which post, when and why. What is withdrawn stays in the journal."""

from __future__ import annotations

from sqlalchemy import text

from journal.database import Journal, journal_sql
from journal.entries import EntryError, checked, moment_written

LONGEST_REASON = 500  # characters
REASON, POST = "The reason", "Your post"


def withdraw(
    journal: Journal, query: str, entry: dict[str, str], *, because: str, post: str, said_already: str
) -> None:
    """Note that an entry no longer holds, and why. `entry` is its id, by the name that the query gives it.

    Raises EntryError without a reason or a post, and with `said_already` for an entry that does not hold.
    """
    tidy = checked({REASON: because, POST: post}, LONGEST_REASON, (REASON, POST))
    row = {
        **entry,
        "withdrawn_by": tidy[POST],
        "withdrawn_at": moment_written(),
        "withdrawn_because": tidy[REASON],
    }
    with journal.begin() as connection:
        withdrawn = connection.execute(text(journal_sql(query)), row)
    if not withdrawn.rowcount:
        raise EntryError([said_already])
