"""Staging datasets and feeds: every table of the extract in use, typed."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from data.landing import landed_row_count, landed_tables
from data.paths import StorePaths
from data.sources.declared import FEEDS
from data.sources.feeds.spec import SETTINGS, feed_specs
from data.sources.ssd.spec import ssd_tables
from data.sources.table_spec import LANDED_ROW, TableSpec
from data.sources.typed_copies import typed_landed
from data.staging.loads_in_use import RecordLoad
from data.staging.row_counts import LandedTable, RowCounts
from data.staging.tables import LOCAL_SETTINGS, insert_rows


def stage_whole_extract(counts: RowCounts, paths: StorePaths, record: RecordLoad) -> None:
    """Add the rows of a dataset or a feed to the staged tables, and what was rejected or not read."""
    specs = _specs(record)
    load_id = record.load.load_id
    for name in landed_tables(paths, load_id):
        spec = specs[name]
        typed = typed_landed(paths, load_id, name, spec)
        staged = LOCAL_SETTINGS if spec.staged == SETTINGS else spec.staged
        insert_rows(counts.con, staged, with_origin(typed.rows, record))
        table = LandedTable(load_id, name, staged, landed_row_count(paths, load_id, name))
        counts.note_rejected(table, typed.rejected.column(LANDED_ROW), typed.rejected.column("reasons"))
        counts.note_not_read(
            table,
            [value.column for value in typed.not_read],
            [value.written for value in typed.not_read],
            [value.fault.value for value in typed.not_read],
            [value.rows for value in typed.not_read],
        )


def _specs(record: RecordLoad) -> Mapping[str, TableSpec]:
    if record.load.kind == FEEDS:
        return {name: feed.table for name, feed in feed_specs().items()}
    return ssd_tables()


def with_origin(rows: pa.Table, record: RecordLoad) -> pa.Table:
    """Return rows with the columns that say where they come from."""
    origin = {
        "authority_id": record.authority_id,
        "source_kind": record.load.kind,
        "load_id": record.load.load_id,
    }
    for name, value in origin.items():
        rows = rows.append_column(name, pa.repeat(pa.scalar(value, pa.string()), rows.num_rows))
    return rows
