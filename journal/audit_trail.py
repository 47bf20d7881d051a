"""The audit trail: who loaded, built, viewed or exported what. It names posts, never children."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, text

from journal.database import journal_sql, reading


@dataclass(frozen=True)
class AuditEntry:
    """One act. `subject` is a file, build, KPI or page; `outcome` is a short sentence."""

    happened_at: str
    role: str
    act: str
    subject: str
    outcome: str


def record_act(journal: Engine, *, role: str, act: str, subject: str, outcome: str) -> AuditEntry:
    """Add one entry and return it."""
    entry = AuditEntry(datetime.now(UTC).isoformat(), role, act, subject[:200], outcome[:400])
    with journal.begin() as connection:
        connection.execute(
            text(journal_sql("insert_audit_entry")), {"audit_id": uuid.uuid4().hex, **asdict(entry)}
        )
    return entry


def latest_acts(journal: Engine, most: int = 100) -> list[AuditEntry]:
    """Return the newest entries, newest first."""
    with reading(journal) as connection:
        rows = connection.execute(text(journal_sql("audit_trail")), {"most": most})
        return [AuditEntry(**row._mapping) for row in rows]
