"""Decisions that the limits of a measure start afresh: why, by which post, when. Withdrawn, never deleted."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from journal.database import Journal, journal_sql, reading
from journal.entries import EntryError, checked, moment_written, read_month, written_month
from journal.withdrawing import POST, REASON, withdraw

LONGEST = 500  # characters
HOLDS_ALREADY = "The limits already start afresh in that month."
WITHDRAWN_ALREADY = "This decision has been withdrawn already. The first reason is kept."


@dataclass(frozen=True)
class AcceptedRestart:
    """One decision for one measure and part of the organisation; month is the last day of the first new month.

    withdrawn_at is None while it holds.
    """

    restart_id: str
    authority_id: str
    org_unit_id: str
    kpi_id: str
    month: date
    reason: str
    post: str
    accepted_at: datetime
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None

    @property
    def holds(self) -> bool:
        """Return whether the decision has not been withdrawn."""
        return self.withdrawn_at is None


def accept_restart(
    journal: Journal,
    *,
    authority_id: str,
    org_unit_id: str,
    kpi_id: str,
    month: date,
    reason: str,
    post: str,
    accepted_at: datetime | None = None,
) -> str:
    """Keep the decision and return its id.

    Raises EntryError without a reason or a post, and where such a decision holds already: the database keeps
    one for a month, so of two people at the same moment one is told.
    """
    tidy = checked({REASON: reason, POST: post}, LONGEST, (REASON, POST))
    row = {
        "restart_id": uuid.uuid4().hex,
        "authority_id": authority_id,
        "org_unit_id": org_unit_id,
        "kpi_id": kpi_id,
        "month": written_month(month),
        "reason": tidy[REASON],
        "post": tidy[POST],
        "accepted_at": moment_written(accepted_at),
    }
    try:
        with journal.begin() as connection:
            connection.execute(text(journal_sql("insert_restart")), row)
    except IntegrityError as error:
        raise EntryError([HOLDS_ALREADY]) from error
    return row["restart_id"]


def withdraw_restart(journal: Journal, restart_id: str, *, because: str, post: str) -> None:
    """Note that a decision no longer holds, and why.

    Raises EntryError without a reason or a post, and for a decision that does not hold.
    """
    entry = {"restart_id": restart_id}
    withdraw(journal, "withdraw_restart", entry, because=because, post=post, said_already=WITHDRAWN_ALREADY)


def restarts_decided(
    journal: Journal, authority_id: str, org_unit_id: str | None = None
) -> tuple[AcceptedRestart, ...]:
    """Return every decision of an authority, or of one part of it, withdrawn ones included, oldest first."""
    asked = {"authority_id": authority_id, "org_unit_id": org_unit_id}
    with reading(journal) as connection:
        rows = connection.execute(text(journal_sql("restarts")), asked)
        return tuple(_restart_of(dict(row._mapping)) for row in rows)


def _restart_of(row: dict[str, str | None]) -> AcceptedRestart:
    withdrawn = row["withdrawn_at"]
    return AcceptedRestart(
        **{  # type: ignore[arg-type]
            **row,
            "month": read_month(str(row["month"])),
            "accepted_at": datetime.fromisoformat(str(row["accepted_at"])),
            "withdrawn_at": datetime.fromisoformat(withdrawn) if withdrawn else None,
        }
    )
