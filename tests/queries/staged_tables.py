"""Tiny staged tables for tests of event queries: every table is there and empty until a test fills it.

Tables and columns are those of data/sources: the dataset's tables.yaml and the forms of the local feeds.
A test gives only the columns it is about; the authority is one made-up council unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import duckdb
import sqlglot
import yaml
from sqlglot import exp

from data.calculation.event_tables import event_names
from data.calendar_table import create_calendar
from data.local_settings import ALWAYS, local_settings
from data.paths import PROJECT_DIR
from data.sql import read_sql

SOURCES = PROJECT_DIR / "data" / "sources"
COUNCIL = "test_council"
COVERED_FROM, AS_AT_ON = date(2020, 4, 1), date(2026, 11, 2)

TYPES = {
    "id": "VARCHAR",
    "code": "VARCHAR",
    "flags": "VARCHAR",
    "text": "VARCHAR",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "yes_no": "BOOLEAN",
    "number": "DOUBLE",
    "integer": "DOUBLE",
}
LINEAGE = {"authority_id": "VARCHAR", "load_id": "VARCHAR", "landed_row": "BIGINT"}
STORE_TABLES = {
    "coverage": {"authority_id": "VARCHAR", "covered_from": "DATE", "as_at_on": "DATE"},
    "settings": {
        "authority_id": "VARCHAR",
        "setting_id": "VARCHAR",
        "valid_from": "DATE",
        "valid_until": "DATE",
        "value": "DOUBLE",
        "unit": "VARCHAR",
    },
    "org_units": {
        "org_unit_id": "VARCHAR",
        "parent_id": "VARCHAR",
        "authority_id": "VARCHAR",
        "level": "VARCHAR",
        "name": "VARCHAR",
        "valid_from": "DATE",
        "valid_to": "DATE",
    },
    "annex_a_counts": {
        **LINEAGE,
        "child_id": "VARCHAR",
        "list_number": "INTEGER",
        "known_on": "DATE",
        "referrals_last_12_months": "INTEGER",
        "section_47s_last_12_months": "INTEGER",
        "icpcs_last_12_months": "INTEGER",
        "previous_cp_plans": "INTEGER",
        "placements_last_12_months": "INTEGER",
        "missing_last_12_months": "INTEGER",
        "has_second_care_period_in_12_months": "BOOLEAN",
        "has_emergency_protection_in_6_months": "BOOLEAN",
    },
    "adopters": {
        **LINEAGE,
        "adopter_id": "VARCHAR",
        "family_id": "VARCHAR",
        "enquiry_received_on": "DATE",
        "stage_1_started_on": "DATE",
        "stage_1_ended_on": "DATE",
        "stage_2_started_on": "DATE",
        "stage_2_ended_on": "DATE",
        "left_process_on": "DATE",
        "left_process_reason_code": "VARCHAR",
    },
    "load_quality": {
        **LINEAGE,
        "known_on": "DATE",
        "table_name": "VARCHAR",
        "rows_landed": "DOUBLE",
        "rows_rejected": "DOUBLE",
        "rows_with_doubt": "DOUBLE",
    },
}


@cache
def staged_columns() -> Mapping[str, Mapping[str, str]]:
    """Return every staged table with its columns and their types."""
    tables: dict[str, dict[str, str]] = {name: dict(columns) for name, columns in STORE_TABLES.items()}
    for table in yaml.safe_load((SOURCES / "ssd" / "tables.yaml").read_text(encoding="utf-8")):
        columns = {column["name"]: TYPES[column["type"]] for column in table["columns"]}
        tables.setdefault(table["staged"], dict(LINEAGE)).update(columns)
    tables["placements"]["location_code"] = "VARCHAR"  # from Annex A or a feed
    tables["care_leavers"]["known_on"] = "DATE"  # from Annex A, as is the next
    tables["permanence"]["entered_care_on"] = "DATE"
    for form in sorted((SOURCES / "feeds").glob("*.yaml")):
        feed = yaml.safe_load(form.read_text(encoding="utf-8"))
        columns = {column["id"]: TYPES[column["type"]] for column in feed["columns"]}
        tables.setdefault(feed["name"], dict(LINEAGE)).update(columns)
    return tables


def create_staged_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every staged table, empty, with the calendar, the macros and the empty table month_ends."""
    create_calendar(connection)
    connection.execute("CREATE SCHEMA staged")
    connection.execute("CREATE SCHEMA events")
    for table, columns in staged_columns().items():
        listed = ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
        connection.execute(f"CREATE TABLE staged.{table} ({listed})")
    connection.execute("CREATE TABLE month_ends (authority_id VARCHAR, month_end DATE)")


@cache
def event_query(name: str) -> tuple[str, frozenset[str]]:
    """Return the text of an event query as the engine runs it, and the event tables it reads."""
    select = sqlglot.parse_one(read_sql(f"events/{name}"), dialect="duckdb")
    reads = frozenset(table.name for table in select.find_all(exp.Table) if table.db == "events")
    made = f"CREATE TABLE events.{name} AS\n" + read_sql(f"events/{name}")
    return made, reads


@cache
def in_order() -> tuple[str, ...]:
    """Return every event table, each after those it reads."""
    return tuple(event_names())


@cache
def with_what_it_reads(name: str) -> tuple[str, ...]:
    """Return an event table and all that it is made from, each after those it reads."""
    needed, unread = {name}, [name]
    while unread:
        for read in event_query(unread.pop())[1]:
            if read not in needed:
                needed.add(read)
                unread.append(read)
    return tuple(table for table in in_order() if table in needed)


class StagedTables:
    """A database with empty staged tables, to fill and to make event tables from."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._rows = 0
        self._filled: set[str] = set()

    def empty(self) -> None:
        """Take everything out again and put the council's coverage, months and settings in."""
        for table in self._filled:
            self.connection.execute(f"DELETE FROM staged.{table}")
        self._filled.clear()
        self.drop_events()
        self.cover(COVERED_FROM, AS_AT_ON)
        for setting in local_settings():
            for step in setting.usual:
                self.set_rule(setting.id, step.value, setting.unit, step.valid_from)

    def drop_events(self) -> None:
        """Drop every event table that was made."""
        made = self.connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'events'"
        )
        for (table,) in made.fetchall():
            self.connection.execute(f"DROP TABLE events.{table}")

    def cover(self, covered_from: date, as_at_on: date, authority_id: str = COUNCIL) -> None:
        """Say what the extracts cover; its complete months are the month ends."""
        for table in ("staged.coverage", "month_ends"):
            self.connection.execute(f"DELETE FROM {table} WHERE authority_id = ?", [authority_id])
        self.add("coverage", authority_id=authority_id, covered_from=covered_from, as_at_on=as_at_on)
        self.connection.execute(
            "INSERT INTO month_ends SELECT ?, last_day(date) FROM calendar"
            " WHERE date BETWEEN ? AND ? AND extract(DAY FROM date) = 1 AND last_day(date) < ?",
            [authority_id, covered_from, as_at_on, as_at_on],
        )

    def set_rule(self, setting_id: str, value: float, unit: str, valid_from: date = ALWAYS) -> None:
        """Set a local rule from a day on, in place of one that holds from that day; the one before ends."""
        self.connection.execute(
            "DELETE FROM staged.settings WHERE setting_id = ? AND valid_from >= ?", [setting_id, valid_from]
        )
        self.connection.execute(
            "UPDATE staged.settings SET valid_until = ?"
            " WHERE setting_id = ? AND valid_until IS NULL AND valid_from < ?",
            [valid_from, setting_id, valid_from],
        )
        self.add("settings", setting_id=setting_id, valid_from=valid_from, value=value, unit=unit)

    def add(self, table: str, **values: Any) -> None:
        """Add one row to a staged table; columns that are not named stay blank."""
        self._rows += 1
        self._filled.add(table)
        row: dict[str, Any] = {"authority_id": COUNCIL}
        if "load_id" in staged_columns()[table]:
            row |= {"load_id": "load_1", "landed_row": self._rows}
        row |= values
        places = ", ".join("?" for _ in row)
        self.connection.execute(
            f"INSERT INTO staged.{table} ({', '.join(row)}) VALUES ({places})", list(row.values())
        )

    def make(self, *names: str) -> None:
        """Make event tables, and all that they read, from what is staged now."""
        self.drop_events()
        needed = {table for name in names for table in with_what_it_reads(name)}
        for table in in_order():
            if table in needed:
                self.connection.execute(event_query(table)[0])

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of an event table in order of event_id, made now with all that it reads."""
        self.make(name)
        found = self.connection.execute(f"SELECT * FROM events.{name} ORDER BY event_id")
        columns = [column[0] for column in found.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    def event(self, name: str, **where: Any) -> dict[str, Any]:
        """Return the one row of an event table that has these values."""
        rows = [row for row in self.events(name) if all(row[key] == value for key, value in where.items())]
        assert len(rows) == 1, f"{len(rows)} rows of {name} have {where}"
        return rows[0]

    def months(self, name: str, *columns: str, **where: Any) -> dict[str, Any]:
        """Return the values of a month-end table by month like 2026-09, for rows that have these values."""
        found: dict[str, Any] = {}
        for row in self.events(name):
            if all(row[key] == value for key, value in where.items()):
                values = tuple(row[column] for column in columns)
                found[row["month_end"].strftime("%Y-%m")] = values[0] if len(columns) == 1 else values
        return dict(sorted(found.items()))
