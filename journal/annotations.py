"""Annotations: days that a chart should name, for one measure or for all of an authority. Withdrawn, never deleted."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from journal.database import Journal, journal_sql, reading
from journal.entries import EntryError, checked, moment_written
from journal.withdrawing import POST, withdraw

LONGEST = 200  # characters: it stands on a chart
WITHDRAWN_ALREADY = "This day has been withdrawn already. The first reason is kept."
KINDS = {
    "practice": "Practice or process changed",
    "recording": "Recording changed",
    "event": "Something happened",
}


@dataclass(frozen=True)
class Annotation:
    """One day with its words; kpi_id is None where it is about every measure. kind is one of KINDS.

    withdrawn_at is None while it holds; a day withdrawn before reasons were asked for has none.
    """

    annotation_id: str
    authority_id: str
    kpi_id: str | None
    happened_on: date
    kind: str
    words: str
    post: str
    written_at: datetime
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None

    @property
    def holds(self) -> bool:
        """Return whether the day has not been withdrawn."""
        return self.withdrawn_at is None


def write_annotation(
    journal: Journal,
    *,
    authority_id: str,
    kpi_id: str | None,
    happened_on: date,
    kind: str,
    words: str,
    post: str,
    written_at: datetime | None = None,
) -> Annotation:
    """Keep an annotation and return it. Raises EntryError."""
    tidy = checked({"What happened": words, POST: post}, LONGEST, ("What happened", POST))
    if kind not in KINDS:
        raise EntryError([f"The kind is '{kind}'; it must be one of {', '.join(KINDS)}."])
    row = {
        "annotation_id": uuid.uuid4().hex,
        "authority_id": authority_id,
        "kpi_id": kpi_id,
        "happened_on": happened_on.isoformat(),
        "kind": kind,
        "words": tidy["What happened"],
        "post": tidy[POST],
        "written_at": moment_written(written_at),
    }
    with journal.begin() as connection:
        connection.execute(text(journal_sql("insert_annotation")), row)
    return annotation_of_row(row)


def withdraw_annotation(journal: Journal, annotation_id: str, *, because: str, post: str) -> None:
    """Take a day off the charts, and note why; it stays in the journal.

    Raises EntryError without a reason or a post, and for a day that does not hold.
    """
    entry = {"annotation_id": annotation_id}
    withdraw(
        journal, "withdraw_annotation", entry, because=because, post=post, said_already=WITHDRAWN_ALREADY
    )


def written_annotations(journal: Journal, authority_id: str, kpi_id: str) -> tuple[Annotation, ...]:
    """Return the annotations of one measure and those of all, withdrawn ones included, oldest day first."""
    asked = {"authority_id": authority_id, "kpi_id": kpi_id}
    with reading(journal) as connection:
        rows = connection.execute(text(journal_sql("annotations")), asked)
        return tuple(annotation_of_row(dict(row._mapping)) for row in rows)


def annotation_of_row(row: Mapping[str, object]) -> Annotation:
    """Return the annotation in a row of the journal."""
    withdrawn = row.get("withdrawn_at")
    return Annotation(
        **{  # type: ignore[arg-type]
            **row,
            "happened_on": date.fromisoformat(str(row["happened_on"])),
            "written_at": datetime.fromisoformat(str(row["written_at"])),
            "withdrawn_at": datetime.fromisoformat(str(withdrawn)) if withdrawn else None,
        }
    )
