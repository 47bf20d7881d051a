"""Reading the Standard Safeguarding Dataset: every table as text under the headings of the specification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from data.errors import ExtractError
from data.sources.declared import PERSONS
from data.sources.ssd.files import tables_in
from data.sources.ssd.spec import PREFIX, needed_columns, ssd_tables
from data.sources.table_spec import LANDED_ROW, ROW_FAULT, TableSpec
from data.sources.text_files import FileFault
from data.sources.tidy_text import tidy
from metrics.problems import did_you_mean

# What suppliers and older versions call a column otherwise. Source: comparison of the published scripts.
OTHER_NAMES = {
    "clae_cla_episode_ceased": "clae_cla_episode_ceased_date",
    "cin_plan_id": "cinp_cin_plan_id",
    "lacp_cla_care_plan_id": "lacp_table_id",
    "clap_placement_id": "clap_cla_placement_id",
}
# Tables of the dataset that no measure needs, some of them with names and addresses.
NOT_NEEDED = {
    "ssd_address",
    "ssd_mother",
    "ssd_linked_identifiers",
    "ssd_voice_of_child",
    "ssd_version_log",
    "ssd_send",
    "ssd_sen_need",
    "ssd_ehcp_requests",
    "ssd_ehcp_assessment",
    "ssd_ehcp_named_plan",
    "ssd_ehcp_active_plans",
    "ssd_s251_finance",
    "ssd_api_data_staging",
    "ssd_dim_date",
    "ssd_cohort",
}


@dataclass(frozen=True)
class SsdExtract:
    """The tables by name (ssd_person ...), each with landed_row and text columns named as specified.

    `notes` say what is odd but can be lived with: tables and columns that are missing or not read.
    """

    name: str
    tables: Mapping[str, pa.Table]
    notes: tuple[str, ...]


@dataclass
class _Findings:
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_ssd(source: Path) -> SsdExtract:
    """Return the tables of a folder of CSV or Parquet files, or of one DuckDB or SQLite file.

    Tables are found by name, with or without ssd_ in front and in any capitals. Raises ExtractError with
    every problem: no known table, one that is there twice or cannot be read, one without its keys.
    """
    findings = _Findings()
    tables: dict[str, pa.Table] = {}
    not_read: list[str] = []
    for written, read in tables_in(source):
        name = _table_name(written)
        if name in NOT_NEEDED:
            findings.notes.append(f"{name} is not needed, so it was not read.")
        elif name not in ssd_tables():
            not_read.append(written)
        elif name in tables:
            findings.problems.append(f"{written}: the table {name} is there twice. Keep one of them.")
        else:
            try:
                tables[name] = _under_known_headings(read(), ssd_tables()[name], written, findings)
            except FileFault as fault:
                findings.problems.append(f"{written} {fault.problem}")
                tables[name] = pa.table({})
    _check_tables(tables, not_read, findings)
    if findings.problems:
        raise ExtractError(source.name, findings.problems)
    return SsdExtract(source.name, tables, tuple(findings.notes))


def _table_name(written: str) -> str:
    """Return the name that a file or table would have in the specification.

    A name may have the owner of the table in front, and the ending of a file behind.
    """
    plain = written.lower()
    for ending in (".csv", ".txt", ".parquet"):
        plain = plain.removesuffix(ending)
    plain = plain.rpartition(".")[2].strip()
    return plain if plain.startswith(PREFIX) else PREFIX + plain


def _under_known_headings(received: pa.Table, spec: TableSpec, written: str, findings: _Findings) -> pa.Table:
    """Return a table with the columns that are read: names, numbers and addresses that no measure needs are not."""
    known = {column.received for column in spec.columns}
    without_prefix = {name.partition("_")[2]: name for name in known}
    columns: dict[str, pa.ChunkedArray] = {}
    for heading in received.column_names:
        plain = tidy(heading).lower()
        name = OTHER_NAMES.get(plain, plain)
        name = name if name in known or name in (LANDED_ROW, ROW_FAULT) else without_prefix.get(name, name)
        if name in columns:
            findings.problems.append(f"{written}: the column {name} is there twice. Keep one of them.")
        elif name:
            columns[name] = received.column(heading)
    missing = [name for name in needed_columns(spec) if name not in columns]
    if missing:
        findings.problems.append(
            f"{written}: the columns {', '.join(missing)} are missing.{_other_table(columns, spec)}"
        )
    absent = sorted(known - columns.keys() - set(missing))
    if absent:
        findings.notes.append(
            f"{spec.name}: the columns {', '.join(absent)} are missing. What needs them cannot be counted."
        )
    return pa.table(
        {name: column for name, column in columns.items() if name in (*known, LANDED_ROW, ROW_FAULT)}
    )


def _other_table(headings: Mapping[str, object], spec: TableSpec) -> str:
    """Return whose columns these are, when a file has the name of another table."""
    for other in ssd_tables().values():
        if (
            other.name != spec.name
            and set(needed_columns(other)) <= headings.keys()
            and needed_columns(other)
        ):
            return f" Its columns are those of {other.name}: were two files swapped?"
    return " Check that it is the table its name says."


def _check_tables(tables: Mapping[str, object], not_read: Sequence[str], findings: _Findings) -> None:
    if not tables:
        findings.problems.append(
            "no table of the Standard Safeguarding Dataset was found. Name files like ssd_person.csv, "
            "ssd_cin_episodes.csv, one for each table."
        )
        return
    if PERSONS not in tables:
        findings.problems.append(f"the table {PERSONS} is missing. Every other table refers to it.")
    absent = sorted(ssd_tables().keys() - tables.keys())
    if absent:
        findings.notes.append(f"tables that are not there: {', '.join(absent)}.")
    for name in not_read:
        near = did_you_mean(name.lower().partition(".")[0], ssd_tables())
        findings.notes.append(f"{name} is no table that is read.{near}")
