"""Commentary on a measure: what changed in a month, why, and what is done. Earlier versions are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, bindparam, text
from sqlalchemy.exc import IntegrityError

from journal.database import Journal, journal_sql, reading
from journal.entries import EntryError, checked, moment_written, read_month, written_month

LONGEST = 2_000  # characters: a commentary is read in a minute
WHAT_CHANGED, WHY, WHAT_WE_DO = "What changed", "Why", "What we do"
SOMEONE_ELSE_WROTE = (
    "Someone else has written about this measure and month since you opened the form. Read theirs first, "
    "then save yours again."
)


@dataclass(frozen=True)
class Commentary:
    """One version of what a post wrote about one measure and month, of one part of the organisation.

    month is the last day of the month; version counts from 1, the newest is the one in force.
    """

    authority_id: str
    org_unit_id: str
    kpi_id: str
    month: date
    what_changed: str
    why: str
    what_we_do: str
    post: str
    written_at: datetime
    version: int


def write_commentary(
    journal: Journal,
    *,
    authority_id: str,
    org_unit_id: str,
    kpi_id: str,
    month: date,
    what_changed: str,
    why: str,
    what_we_do: str,
    post: str,
    replaces: int | None = None,
    written_at: datetime | None = None,
) -> Commentary:
    """Keep a new version and return it; what was there stays as an earlier version.

    `replaces` is the version that the writer saw, 0 for none: a newer one is not written over unseen.
    Raises EntryError for words that cannot be kept, and where someone else was quicker.
    """
    words = checked(
        {WHAT_CHANGED: what_changed, WHY: why, WHAT_WE_DO: what_we_do, "The post": post},
        LONGEST,
        (WHAT_CHANGED, "The post"),
    )
    place = {"org_unit_id": org_unit_id, "kpi_id": kpi_id, "month": written_month(month)}
    try:
        with journal.begin() as connection:
            versions = connection.execute(text(journal_sql("commentary_versions")), place).all()
            newest = int(versions[0].version) if versions else 0
            if replaces is not None and replaces != newest:
                raise EntryError([SOMEONE_ELSE_WROTE])
            row = place | {
                "version": newest + 1,
                "authority_id": authority_id,
                "what_changed": words[WHAT_CHANGED],
                "why": words[WHY],
                "what_we_do": words[WHAT_WE_DO],
                "post": words["The post"],
                "written_at": moment_written(written_at),
            }
            connection.execute(text(journal_sql("insert_commentary")), row)
    except IntegrityError as error:  # two writers at once, where the database lets both begin
        raise EntryError([SOMEONE_ELSE_WROTE]) from error
    return commentary_of_row(row)


def newest_commentary(
    journal: Journal, authority_id: str, org_unit_id: str, kpi_ids: Sequence[str], month: date | None
) -> tuple[Commentary, ...]:
    """Return the newest version for each measure and month, newest month first; all months without one."""
    query = text(journal_sql("commentary")).bindparams(bindparam("kpis", expanding=True, type_=String()))
    asked = {
        "authority_id": authority_id,
        "org_unit_id": org_unit_id,
        "kpis": list(kpi_ids),
        "month": written_month(month) if month else None,
    }
    with reading(journal) as connection:
        return tuple(commentary_of_row(dict(row._mapping)) for row in connection.execute(query, asked))


def commentary_versions(
    journal: Journal, org_unit_id: str, kpi_id: str, month: date
) -> tuple[Commentary, ...]:
    """Return every version of what was written about one measure and month, newest first."""
    asked = {"org_unit_id": org_unit_id, "kpi_id": kpi_id, "month": written_month(month)}
    with reading(journal) as connection:
        rows = connection.execute(text(journal_sql("commentary_versions")), asked)
        return tuple(commentary_of_row(dict(row._mapping)) for row in rows)


def months_written_about(journal: Journal, authority_id: str) -> dict[str, tuple[date, ...]]:
    """Return the last days of the months that each measure of an authority as a whole is written about in."""
    found: dict[str, tuple[date, ...]] = {}
    with reading(journal) as connection:
        rows = connection.execute(text(journal_sql("months_written_about")), {"authority_id": authority_id})
        for kpi_id, month in rows:
            found[kpi_id] = (*found.get(kpi_id, ()), read_month(month))
    return found


def commentary_of_row(row: Mapping[str, object]) -> Commentary:
    """Return the commentary in a row of the journal."""
    return Commentary(
        **{  # type: ignore[arg-type]
            **row,
            "month": read_month(str(row["month"])),
            "written_at": datetime.fromisoformat(str(row["written_at"])),
        }
    )
