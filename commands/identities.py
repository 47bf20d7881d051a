"""The option that adds case-system numbers to a list of records: for those who may, and noted."""

from __future__ import annotations

from typing import Annotated

import pyarrow as pa
import typer

from commands.shared import say
from data.paths import StorePaths
from data.store import Store
from journal.database import journal_address, open_journal
from reporting.case_system_numbers import asked_about, case_system_numbers
from reporting.organisation_tree import organisation_tree
from reporting.reader import local_reader

Identities = Annotated[
    bool,
    typer.Option(
        "--identities",
        help="Add the numbers of the case system, for roles that may see them. Each use is noted.",
    ),
]
# The column of a pseudonym, and the column that is added with what is behind it.
NUMBERS = {"child_id": "child_number", "worker_id": "worker_number"}


def with_numbers(paths: StorePaths, store: Store, table: pa.Table, subject: str) -> pa.Table:
    """Return records of one authority with the numbers of the case system added, null where not shown.

    Raises ReIdentificationRefusedError for a role that may not see them.
    """
    rows = table.select(["authority_id", "team_id", *NUMBERS]).to_pylist()
    authority_id = rows[0]["authority_id"] if rows else ""
    numbers = case_system_numbers(
        paths,
        open_journal(journal_address(paths.journal)),
        organisation_tree(store, authority_id),
        asked_about(rows, NUMBERS, authority_id),
        reader=local_reader(),
        subject=subject,
    )
    if numbers.words:
        say(numbers.words)
    for name, added in NUMBERS.items():
        found = pa.array([numbers.of(row[name]) or None for row in rows], pa.string())
        table = table.add_column(table.column_names.index(name) + 1, added, found)
    return table
