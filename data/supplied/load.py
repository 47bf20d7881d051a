"""Loading a supplied file: read it, stage it, land it, whatever becomes of its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from data.errors import ExtractError
from data.landing import REJECTED_SCHEMA, LandedRows, Load, land, landed_loads
from data.organisation import known_units
from data.paths import StorePaths
from data.supplied import targets, values
from data.supplied.file_rows import read_file_rows
from metrics.library import KpiLibrary


def load_values(
    paths: StorePaths, file: Path, library: KpiLibrary, *, authority: str | None = None, today: date | None = None
) -> Load:
    """Load a file of figures and return what became of it.

    `authority` names the authority that rows without an org_unit are about, and adds it to the
    store if it is new. A file that cannot be read is landed with its problems and ExtractError
    is raised.
    """
    known = known_units(landed_loads(paths), authority)
    try:
        rows = read_file_rows(file, values.REQUIRED_COLUMNS, values.OPTIONAL_COLUMNS)
    except ExtractError as error:
        _land_refused(paths, file, "values", error)
        raise
    staged = values.stage_values(rows, library, known, today or date.today())
    return land(paths, file, "values", staged, authority=authority)


def load_targets(paths: StorePaths, file: Path, library: KpiLibrary, *, authority: str | None = None) -> Load:
    """Load a file of target steps and return what became of it. Errors as in load_values."""
    known = known_units(landed_loads(paths), authority)
    try:
        rows = read_file_rows(file, targets.REQUIRED_COLUMNS, targets.OPTIONAL_COLUMNS)
    except ExtractError as error:
        _land_refused(paths, file, "targets", error)
        raise
    return land(paths, file, "targets", targets.stage_targets(rows, library, known), authority=authority)


def _land_refused(paths: StorePaths, file: Path, kind: str, error: ExtractError) -> None:
    """Keep a note of a refused file, so that it shows among the loads with its problems."""
    if not file.is_file():
        return
    nothing = LandedRows(
        rows=pa.table({"source_row": pa.array([], pa.int64())}),
        staged=(values if kind == "values" else targets).STAGED_SCHEMA.empty_table(),
        rejected=REJECTED_SCHEMA.empty_table(),
    )
    land(paths, file, kind, nothing, problems=error.problems)
