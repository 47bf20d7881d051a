"""The log of what was loaded: every file, what became of its rows, and why rows were rejected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass

from data.landing import Load, landed_loads, landed_table
from data.paths import StorePaths
from data.store import current_build_id, open_store


@dataclass(frozen=True)
class RejectedRow:
    """One row that is not used: the number a person sees in the file, and every reason."""

    source_row: int
    reasons: str


@dataclass(frozen=True)
class LoggedLoad:
    """One load and its rejected rows."""

    load: Load
    rejected: tuple[RejectedRow, ...]

    def as_row(self) -> dict[str, object]:
        """Return the fields of the load, and `rejected`."""
        return asdict(self.load) | {"rejected": [asdict(row) for row in self.rejected]}


def logged(paths: StorePaths, load: Load) -> LoggedLoad:
    """Return one load with the rows that were rejected when it was loaded."""
    rows = landed_table(paths, load.load_id, "rejected").to_pylist()
    return LoggedLoad(load, tuple(RejectedRow(**row) for row in rows))


def load_log(paths: StorePaths) -> list[LoggedLoad]:
    """Return every load, oldest first.

    A build rejects more than a load does: a figure whose KPI has left the library. So a load that
    is in the build in use has the rejected rows of that build.
    """
    in_build = _rejected_in_build(paths)
    return [
        LoggedLoad(load, in_build[load.load_id]) if load.load_id in in_build else logged(paths, load)
        for load in landed_loads(paths)
    ]


def _rejected_in_build(paths: StorePaths) -> dict[str, tuple[RejectedRow, ...]]:
    """Return the rejected rows of each load in the build in use, without the problems of whole files."""
    if current_build_id(paths) is None:
        return {}
    store = open_store(paths)
    rejected = defaultdict(list)
    for row in store.ask("reporting/rejected_rows", load_id=None).to_pylist():
        if row["source_row"] > 0:
            rejected[row["load_id"]].append(RejectedRow(row["source_row"], row["reasons"]))
    load_ids = store.ask("reporting/loads").column("load_id").to_pylist()
    return {load_id: tuple(rejected[load_id]) for load_id in load_ids}
