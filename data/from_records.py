"""The part of a build that comes from records of children and staff: staged rows, events, figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb

from data.calculation.event_tables import create_event_tables
from data.calculation.observations import calculate
from data.calculation.supply import note_supply
from data.data_checks.find import find_doubts
from data.errors import BuildError
from data.landing import Load
from data.paths import StorePaths
from data.sources.declared import RECORD_KINDS
from data.sql import read_sql
from data.staging.stage import insert_rejected_rows, stage_records
from data.synthetic.councils import NAMES
from metrics.library import KpiLibrary


def calculate_from_records(
    con: duckdb.DuckDBPyConnection,
    paths: StorePaths,
    loads: Sequence[Load],
    library: KpiLibrary,
    progress: Callable[[str], None],
) -> None:
    """Fill calculated_observations and the parts of the organisation they are about.

    A store without records gets the empty table. The event tables stay in the build, for the records
    behind each number; the staged rows they were made from do not: they are in the landed extracts.
    """
    if not any(load.kind in RECORD_KINDS for load in loads):
        con.execute(read_sql("calculation/create_figure_lines"))
        con.execute(read_sql("calculation/create_no_calculated_observations"))
        return
    progress("Staging records")
    con.execute(read_sql("staged/stage_in_memory"))
    stage_records(con, paths, loads)
    insert_rejected_rows(con)
    lost = con.execute(read_sql("staged/stop_rows_lost")).fetchall()
    if lost:
        raise BuildError(
            "The staged records",
            [f"a row of {len(lost)} tables was lost. Keep the data folder and report it."],
        )
    con.execute(read_sql("calculation/create_load_quality"))
    progress("Making events")
    create_event_tables(con)
    calculate(con, library, progress)
    note_supply(con, library)
    con.execute(read_sql("build/insert_record_organisation"))
    con.execute(read_sql("build/insert_structure_history"))
    con.execute(read_sql("build/insert_record_sources"))
    con.execute(read_sql("build/mark_synthetic"), {"names": list(NAMES)})
    find_doubts(con, library, progress)
    con.execute(read_sql("staged/keep_staged"))
