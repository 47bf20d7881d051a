"""Making the schema staged of a build from every load of records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.calendar_table import create_calendar
from data.landing import Load
from data.local_settings import local_settings
from data.paths import StorePaths
from data.sources.declared import ANNEX_A, FEED, FEEDS
from data.sources.feeds.spec import feed_specs
from data.sources.table_spec import ColumnType
from data.sources.typed_copies import forget_other_copies
from data.sql import read_sql
from data.staging.annex_a import stitch_annex_a
from data.staging.loads_in_use import RecordLoad, loads_in_use
from data.staging.organisation import create_org_units
from data.staging.row_counts import RowCounts
from data.staging.supplied_tables import create_supplied_tables
from data.staging.tables import LOCAL_SETTINGS, create_staged_tables, insert_rows
from data.staging.whole_extracts import stage_whole_extract

IN_FEED_AND_DATASET = ("workers", "teams", "pre_proceedings")
FEED_DAYS = pa.schema([("authority_id", pa.string()), ("begins_on", pa.date32()), ("as_at_on", pa.date32())])


def stage_records(con: duckdb.DuckDBPyConnection, paths: StorePaths, loads: Sequence[Load]) -> None:
    """Create the schema staged, with every table, and the tables calendar and month_ends in a build.

    `loads` are all loads that the build knows; of records it takes the newest datasets and feeds, and
    stitches Annex A where there is no dataset. A table without a source is there and empty.
    """
    create_calendar(con)
    create_staged_tables(con)
    records = loads_in_use(loads)
    _note_loads(con, records)
    counts = RowCounts(con)
    used = [record for record in records if record.is_staged]
    for record in used:
        if record.load.kind != ANNEX_A:
            stage_whole_extract(counts, paths, record)
    forget_other_copies(paths, [record.load.load_id for record in used])
    stitch_annex_a(counts, paths, [record for record in used if record.load.kind == ANNEX_A])
    con.execute(read_sql("staged/complete_records"))
    for name in IN_FEED_AND_DATASET:
        for (load_id,) in con.execute(read_sql(f"staged/leave_out_{name}")).fetchall():
            counts.left_out[load_id, name] = counts.left_out.get((load_id, name), 0) + 1
    counts.write()
    create_supplied_tables(con)
    _create_settings(con)
    create_org_units(con)
    _create_coverage(con, used)


def insert_rejected_rows(con: duckdb.DuckDBPyConnection) -> None:
    """Put the rejected rows of the records of this build in rejected_rows, in place of those of their loading.

    A newer program may read what an older one rejected, so the build's own count.
    """
    con.execute(read_sql("staged/replace_rejected_rows"))


def _note_loads(con: duckdb.DuckDBPyConnection, records: Sequence[RecordLoad]) -> None:
    columns = {
        "load_id": pa.array([record.load.load_id for record in records], pa.string()),
        "authority_id": pa.array([record.authority_id for record in records], pa.string()),
        "source_kind": pa.array([record.load.kind for record in records], pa.string()),
        "feed": pa.array([record.load.parameters.get(FEED) for record in records], pa.string()),
        "as_at_on": pa.array([record.as_at for record in records], pa.date32()),
        "is_staged": pa.array([record.is_staged for record in records], pa.bool_()),
        "reason": pa.array([record.reason for record in records], pa.string()),
    }
    insert_rows(con, "record_loads", pa.table(columns))


def _create_settings(con: duckdb.DuckDBPyConnection) -> None:
    steps = [
        {"setting_id": setting.id, "unit": setting.unit, "valid_from": step.valid_from, "value": step.value}
        for setting in local_settings()
        for step in setting.usual
    ]
    con.register("usual_settings", pa.Table.from_pylist(steps))
    con.execute(read_sql("staged/create_settings"))
    con.unregister("usual_settings")


def _create_coverage(con: duckdb.DuckDBPyConnection, used: Sequence[RecordLoad]) -> None:
    days = [
        {
            "authority_id": record.authority_id,
            "begins_on": _first_day(con, record) or record.as_at,
            "as_at_on": record.as_at,
        }
        for record in used
        if record.load.kind == FEEDS and record.load.parameters[FEED] not in (LOCAL_SETTINGS, "settings")
    ]
    con.register("feed_days", pa.Table.from_pylist(days, schema=FEED_DAYS))
    con.execute(read_sql("staged/create_coverage"))
    con.unregister("feed_days")
    con.execute(read_sql("staged/create_month_ends"))


def _first_day(con: duckdb.DuckDBPyConnection, record: RecordLoad) -> date | None:
    """Return the first day in the required dates of a feed: from then on it says what happened."""
    name = record.load.parameters[FEED]
    wanted = [
        column.name
        for column in feed_specs()[name].table.columns
        if column.required and column.type in (ColumnType.DATE, ColumnType.DATETIME)
    ]
    if not wanted:
        return None
    rows = con.table(f"staged.{name}").select(*wanted, "load_id").to_arrow_table()
    rows = rows.filter(pc.equal(rows.column("load_id"), record.load.load_id))
    found = [pc.min(rows.column(column).cast(pa.date32())).as_py() for column in wanted]
    return min((day for day in found if day is not None), default=None)
