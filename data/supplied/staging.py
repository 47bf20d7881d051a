"""Sorting the rows of a supplied file into accepted and rejected: no row is ever lost or counted twice."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa

from data.landing import LandedRows, rejected_table, text_table
from data.supplied.file_rows import Cells, FileRows

Rejected = tuple[int, list[str]]


@dataclass(frozen=True)
class StagedRow(ABC):
    """A row that can be trusted. Its fields are the columns of its kind's STAGED_SCHEMA."""

    source_row: int

    @property
    @abstractmethod
    def key(self) -> tuple[object, ...]:
        """What the row is about: two rows with the same key say the same thing twice."""

    @property
    @abstractmethod
    def content(self) -> tuple[object, ...]:
        """What the row says about it."""


def stage(
    file_rows: FileRows, schema: pa.Schema, read_row: Callable[[int, Cells, list[str]], StagedRow | None]
) -> LandedRows:
    """Return the rows as received, the accepted rows typed, and the rejected rows with every reason.

    `read_row` gets a row's number, its cells and a list to which it appends what is wrong.
    """
    accepted: list[StagedRow] = []
    rejected: list[Rejected] = []
    for source_row, cells in file_rows.rows:
        problems: list[str] = []
        row = read_row(source_row, cells, problems)
        if row is None or problems:
            rejected.append((source_row, problems))
        else:
            accepted.append(row)
    kept, repeated = _without_repeats(accepted)
    return LandedRows(
        rows=text_table(file_rows.headings, file_rows.rows),
        staged=pa.Table.from_pylist([asdict(row) for row in kept], schema=schema),
        rejected=rejected_table(sorted(rejected + repeated)),
    )


def _without_repeats(rows: Sequence[StagedRow]) -> tuple[list[StagedRow], list[Rejected]]:
    """Return the first of rows that say the same. Rows that contradict each other are all rejected."""
    by_key: dict[tuple[object, ...], list[StagedRow]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    kept: list[StagedRow] = []
    rejected: list[Rejected] = []
    for same in by_key.values():
        first, *others = same
        if all(other.content == first.content for other in others):
            kept.append(first)
            rejected += [(other.source_row, [f"repeats row {first.source_row}"]) for other in others]
        else:
            numbers = ", ".join(str(row.source_row) for row in same)
            reason = f"rows {numbers} are about the same figure and contradict each other: keep the right one"
            rejected += [(row.source_row, [reason]) for row in same]
    return kept, rejected
