"""The tables of the schema staged and their columns, whatever the source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import duckdb
import pyarrow as pa

from data.sources.annex_a.list_specs import list_specs
from data.sources.annex_a.sheet_rows import SOURCE_ROW
from data.sources.annex_a.stage import staged_schema
from data.sources.feeds.spec import SETTINGS, feed_specs
from data.sources.ssd.spec import ssd_tables
from data.sources.table_spec import LANDED_ROW, ORIGIN_COLUMNS
from data.sql import read_sql

LOCAL_SETTINGS = "local_settings"  # the rows of the feed settings, before the usual values fill the gaps
ADOPTERS_LIST = 11
# Columns that no table of the dataset has: they come from Annex A, or from a feed about the same records.
ADDED_COLUMNS: Mapping[str, Mapping[str, pa.DataType]] = {
    "placements": {"location_code": pa.string()},
    "care_leavers": {"known_on": pa.date32()},  # blank: the day of the extract
    "permanence": {"entered_care_on": pa.date32()},
}
LIST_ORIGIN = pa.schema([("authority_id", pa.string()), ("load_id", pa.string()), ("as_at_on", pa.date32())])

OWN_TABLES = {
    "annex_a_counts": pa.schema(
        [
            ("child_id", pa.string()),
            ("list_number", pa.int32()),
            ("known_on", pa.date32()),
            ("referrals_last_12_months", pa.int32()),
            ("section_47s_last_12_months", pa.int32()),
            ("icpcs_last_12_months", pa.int32()),
            ("previous_cp_plans", pa.int32()),
            ("placements_last_12_months", pa.int32()),
            ("missing_last_12_months", pa.int32()),
            ("absent_last_12_months", pa.int32()),
            ("is_return_interview_offered", pa.bool_()),
            ("is_return_interview_accepted", pa.bool_()),
            ("has_second_care_period_in_12_months", pa.bool_()),
            ("has_emergency_protection_in_6_months", pa.bool_()),
            *ORIGIN_COLUMNS,
        ]
    ),
    # One row is one child or record that stood open in a list and was missing from the next extract.
    "disappeared": pa.schema(
        [
            ("authority_id", pa.string()),
            ("child_id", pa.string()),
            ("list_number", pa.int32()),
            ("started_on", pa.date32()),
            ("last_seen_on", pa.date32()),
            ("missing_on", pa.date32()),
        ]
    ),
    # One row is one load of records and what became of it.
    "record_loads": pa.schema(
        [
            ("load_id", pa.string()),
            ("authority_id", pa.string()),
            ("source_kind", pa.string()),
            ("feed", pa.string()),
            ("as_at_on", pa.date32()),
            ("is_staged", pa.bool_()),
            ("reason", pa.string()),
        ]
    ),
    "row_counts": pa.schema(
        [
            ("load_id", pa.string()),
            ("landed_table", pa.string()),
            ("staged_table", pa.string()),
            ("rows_landed", pa.int64()),
            ("rows_staged", pa.int64()),
            ("rows_rejected", pa.int64()),
            ("rows_left_out", pa.int64()),
        ]
    ),
    "rejected_rows": pa.schema(
        [
            ("load_id", pa.string()),
            ("landed_table", pa.string()),
            (LANDED_ROW, pa.int64()),
            ("reasons", pa.string()),
        ]
    ),
    # One row is one spelling that gave no value in rows that are staged all the same.
    "values_not_read": pa.schema(
        [
            ("load_id", pa.string()),
            ("landed_table", pa.string()),
            ("column_name", pa.string()),
            ("written", pa.string()),
            ("reason", pa.string()),
            ("rows", pa.int64()),
        ]
    ),
}


@cache
def record_tables() -> Mapping[str, pa.Schema]:
    """Return every table of records by name. A feed and a table of the dataset of one name share a table."""
    columns: dict[str, dict[str, pa.DataType]] = {}
    specs = [*ssd_tables().values(), *(feed.table for feed in feed_specs().values())]
    for spec in specs:
        name = LOCAL_SETTINGS if spec.staged == SETTINGS else spec.staged
        own = {
            field.name: field.type for field in spec.staged_schema if field.name not in dict(ORIGIN_COLUMNS)
        }
        columns.setdefault(name, {}).update(own)
    for name, added in ADDED_COLUMNS.items():
        columns[name].update(added)
    columns["adopters"] = {
        field.name: field.type
        for field in staged_schema(list_specs()[ADOPTERS_LIST])
        if field.name != SOURCE_ROW
    }
    return {name: pa.schema([*own.items(), *ORIGIN_COLUMNS]) for name, own in columns.items()}


def list_table(number: int) -> str:
    """Return the name of the table that holds one Annex A list of every extract, one under the other."""
    return f"annex_a_list_{number}"


@cache
def annex_a_tables() -> Mapping[str, pa.Schema]:
    """Return the tables that hold the eleven lists as typed rows, every extract of an authority."""
    return {
        list_table(number): pa.schema(
            [
                (LANDED_ROW if field.name == SOURCE_ROW else field.name, field.type)
                for field in [*staged_schema(spec), *LIST_ORIGIN]
            ]
        )
        for number, spec in list_specs().items()
    }


def create_staged_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the schema staged with every table of records, empty."""
    con.execute(read_sql("staged/create_schema"))
    for name, schema in {**record_tables(), **annex_a_tables(), **OWN_TABLES}.items():
        con.from_arrow(schema.empty_table()).create(f"staged.{name}")


def insert_rows(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Add rows to a staged table by the names of their columns; columns that they do not have are null."""
    schema = {**record_tables(), **annex_a_tables(), **OWN_TABLES}[name]
    columns = [
        rows.column(field.name).cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    con.from_arrow(pa.table(columns, schema=schema)).insert_into(f"staged.{name}")
