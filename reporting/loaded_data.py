"""What the store holds and where it comes from: authorities, sources, loads, rejected rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from data.landing import newest_loads
from data.paths import StorePaths
from data.store import Store


@dataclass(frozen=True)
class AuthorityHeld:
    """One authority and how much is held on it."""

    org_unit_id: str
    name: str
    long_name: str
    is_synthetic: bool
    kpis_with_figures: int
    figures: int
    latest_period_end: date | None

    @property
    def label(self) -> str:
        """The name, marked where the council does not exist."""
        return f"{self.name} (synthetic)" if self.is_synthetic else self.name


@dataclass(frozen=True)
class LoadSummary:
    """One loaded file and what became of its rows."""

    load_id: str
    kind: str
    file_name: str
    loaded_at: datetime
    rows_landed: int
    rows_accepted: int
    rows_rejected: int
    authority: str | None


@dataclass(frozen=True)
class FileRemark:
    """One thing that was said about a file when it was loaded; a file that was kept out was not loaded."""

    load_id: str
    file_name: str
    loaded_at: datetime
    is_kept_out: bool
    words: str


def authorities_held(store: Store) -> list[AuthorityHeld]:
    """Return every authority, the one with most figures first."""
    return [AuthorityHeld(**row) for row in store.rows("reporting/authorities")]


def load_summaries(store: Store) -> list[LoadSummary]:
    """Return every load in the build, newest first."""
    return [LoadSummary(**row) for row in store.rows("reporting/loads")]


def sources_held(store: Store) -> pa.Table:
    """Return one row a source with what was read from it."""
    return store.ask("reporting/sources")


def rejected_rows(store: Store, load_id: str | None = None) -> pa.Table:
    """Return the rejected rows of one load, or of all: file, row number and reasons."""
    return store.ask("reporting/rejected_rows", load_id=load_id)


def file_remarks(paths: StorePaths, most_files: int = 50) -> list[FileRemark]:
    """Return why files were kept out, and what was odd about the others, of the newest files, newest first.

    Also of files that were refused since the build in use was made: those are in no build yet.
    """
    return [
        FileRemark(load.load_id, load.file_name, load.loaded_on, bool(load.problems), words)
        for load in newest_loads(paths, most_files)
        for words in (load.problems or load.notes)
    ]
