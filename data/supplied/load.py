"""Loading a supplied file: read it, stage it, land it, whatever becomes of its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from data.errors import ExtractError
from data.landing import REJECTED_SCHEMA, LandedRows, Load, land, landed_loads
from data.organisation import KnownUnits, known_units
from data.paths import StorePaths
from data.supplied import benchmarks, targets, values
from data.supplied.file_rows import FileRows, read_file_rows
from metrics.library import KpiLibrary


@dataclass(frozen=True)
class _Kind:
    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    staged_schema: pa.Schema


VALUES = _Kind("values", values.REQUIRED_COLUMNS, values.OPTIONAL_COLUMNS, values.STAGED_SCHEMA)
TARGETS = _Kind("targets", targets.REQUIRED_COLUMNS, targets.OPTIONAL_COLUMNS, targets.STAGED_SCHEMA)

BENCHMARKS = _Kind(
    "published", benchmarks.REQUIRED_COLUMNS, benchmarks.OPTIONAL_COLUMNS, benchmarks.STAGED_SCHEMA
)


def load_values(
    paths: StorePaths,
    file: Path,
    library: KpiLibrary,
    *,
    authority: str | None = None,
    today: date | None = None,
) -> Load:
    """Load a file of figures and return what became of it.

    `authority` names the authority that rows without an org_unit are about, and adds it to the
    store if it is new. A file that cannot be read is landed with its problems and ExtractError
    is raised.
    """
    last_day = today or date.today()
    return _load(
        paths,
        file,
        VALUES,
        authority,
        lambda rows, known: values.stage_values(rows, library, known, last_day),
    )


def load_targets(paths: StorePaths, file: Path, library: KpiLibrary, *, authority: str | None = None) -> Load:
    """Load a file of target steps and return what became of it. Errors as in load_values."""
    return _load(
        paths, file, TARGETS, authority, lambda rows, known: targets.stage_targets(rows, library, known)
    )


def load_benchmarks(paths: StorePaths, file: Path, library: KpiLibrary) -> Load:
    """Load a file of published annual figures and return what became of it. Errors as in load_values."""
    return _load(
        paths, file, BENCHMARKS, None, lambda rows, known: benchmarks.stage_benchmarks(rows, library, known)
    )


def _load(
    paths: StorePaths,
    file: Path,
    kind: _Kind,
    authority: str | None,
    stage: Callable[[FileRows, KnownUnits], LandedRows],
) -> Load:
    known = known_units(landed_loads(paths), authority)
    try:
        rows = read_file_rows(file, kind.required, kind.optional)
    except ExtractError as error:
        if file.is_file():
            land(paths, file, kind.name, _nothing(kind), problems=error.problems)
        raise
    return land(paths, file, kind.name, stage(rows, known), authority=authority)


def _nothing(kind: _Kind) -> LandedRows:
    """Return the tables of a refused file, which shows among the loads with its problems."""
    return LandedRows(
        rows=pa.table({"source_row": pa.array([], pa.int64())}),
        staged=kind.staged_schema.empty_table(),
        rejected=REJECTED_SCHEMA.empty_table(),
    )
