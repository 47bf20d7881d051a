"""What a build knows of records: its event tables, and the days that each authority's extracts cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store import Store


@dataclass(frozen=True)
class ExtractDays:
    """The first day that an authority's extracts cover and the day they were made, both included."""

    covered_from: date
    as_at_on: date


def event_tables(store: Store) -> frozenset[str]:
    """Return the names of the event tables; a build made by an older program may lack the newest."""
    return frozenset(row["event_table"] for row in store.rows("reporting/event_tables"))


def extract_days(store: Store, authority_id: str) -> ExtractDays | None:
    """Return the days that an authority's extracts cover; None if the store has no records of it."""
    if not event_tables(store):
        return None
    for row in store.rows("reporting/extract_days"):
        if row["authority_id"] == authority_id:
            return ExtractDays(row["covered_from"], row["as_at_on"])
    return None
