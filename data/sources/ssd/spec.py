"""The tables of the Standard Safeguarding Dataset that are read: ssd/tables.yaml as objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.plain_yaml import read_plain_yaml
from data.sources.table_spec import CodeReading, ColumnSpec, ColumnType, PersonKind, TableSpec

FOLDER = Path(__file__).parent
TABLES_FILE, CODES_FILE = FOLDER / "tables.yaml", FOLDER / "codes.yaml"
PREFIX = "ssd_"

# Only some suppliers add these, so that a table without them is whole; the child is found through the
# period of care.
ADDED_BY_SUPPLIERS = {"clar_cla_person_id", "clap_person_id", "invo_person_id"}
# Where a column points to a record of another table and is not called like the key of that table.
POINTS_TO = {"care_period_id": "care_episodes", "team_id": "teams"}
# The specification calls this a key, but a family has a row for each of its children.
NO_KEYS = {"fami_family_id"}
# Days that do not say from when, or until when, a row counts. One that cannot be read is left empty and the row
# stays: a person with an odd date of birth is no less there. Of the others no day would mean "not over yet".
BESIDE_THE_CLOCK = {
    "adoption_decided_on",
    "born_on",
    "died_on",
    "decision_reversed_on",
    "entered_care_on",
    "expected_on",
    "fostering_for_adoption_decided_on",
    "last_iro_contact_on",
    "latest_contact_on",
    "letter_sent_on",
    "matched_on",
    "order_made_on",
    "pathway_plan_reviewed_on",
    "placed_for_adoption_on",
    "placed_fostering_for_adoption_on",
    "placed_with_carer_on",
    "placement_order_on",
    "review_due_on",
    "target_on",
}
UNKNOWN_NUMBERS = {"distance_miles": 999.9}  # the code for an unknown distance, source: SSD specification


@dataclass(frozen=True)
class Reference:
    """A column of a staged table that points to a row of another one, by a column of the same name."""

    staged: str
    column: str
    parent: str


@cache
def ssd_tables() -> Mapping[str, TableSpec]:
    """Return the tables by name (ssd_person ...), in the order of the file."""
    written = read_plain_yaml(TABLES_FILE)
    return {entry["table"]: _table(entry) for entry in written}


@cache
def references() -> tuple[Reference, ...]:
    """Return every column that points to another table: one called like that table's key, or named above."""
    keys = [(spec.keys[0].name, spec.staged) for spec in ssd_tables().values() if len(spec.keys) == 1]
    # Two tables may have a key of one name (visits of three kinds): then the name points to neither.
    parents = {key: staged for key, staged in keys if [name for name, _ in keys].count(key) == 1} | POINTS_TO
    return tuple(
        Reference(spec.staged, column.name, parents[column.name])
        for spec in ssd_tables().values()
        for column in spec.columns
        if column.name in parents and parents[column.name] != spec.staged
    )


@cache
def _codes() -> Mapping[str, CodeReading]:
    written = read_plain_yaml(CODES_FILE)
    return {
        column: CodeReading(entry.get("list"), entry.get("staged_as", {}), entry.get("written", {}))
        for column, entry in written.items()
    }


def _table(entry: Mapping[str, Any]) -> TableSpec:
    return TableSpec(entry["table"], entry["staged"], tuple(_column(column) for column in entry["columns"]))


def _column(entry: Mapping[str, Any]) -> ColumnSpec:
    column_type = ColumnType(entry["type"])
    is_key = entry.get("key", False) and entry["column"] not in NO_KEYS
    return ColumnSpec(
        entry["column"],
        entry["name"],
        column_type,
        is_key=is_key,
        required=is_key,
        strict=column_type is ColumnType.DATE and entry["name"] not in BESIDE_THE_CLOCK,
        codes=_codes().get(entry["name"]),
        means_unknown=UNKNOWN_NUMBERS.get(entry["name"]),
    )


def needed_columns(spec: TableSpec) -> tuple[str, ...]:
    """Return the columns without which a table is of no use: its keys, and whom its rows are about."""
    return tuple(
        column.received
        for column in spec.columns
        if column.is_key or (column.person is PersonKind.CHILD and column.received not in ADDED_BY_SUPPLIERS)
    )
