"""Finding the row of headings in a sheet, and which list its columns are those of.

A sheet is known by its headings and only then by its name: lists get swapped and renamed, and
"List 1" is part of "List 10".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.sources.annex_a.list_specs import ColumnSpec, ListSpec, list_specs
from data.sources.tidy_text import squash, tidy

ROWS_SEARCHED = 30
LIST_NUMBER = re.compile(r"(?:annex a )?list 0?(\d{1,2})(?!\d)")


@dataclass(frozen=True)
class MatchedHeadings:
    """The columns of one list as found in one row of a sheet, which is counted from 0.

    `positions` gives the place of each column; `repeated` names columns whose heading stands more
    than once (the first is read); `unmatched` holds headings of no column, as written.
    """

    spec: ListSpec
    row: int
    positions: dict[str, int]
    repeated: tuple[str, ...]
    unmatched: tuple[str, ...]

    @property
    def own_columns(self) -> int:
        """Return how many of the columns that only this list has were found."""
        return len(self.spec.own_columns & self.positions.keys())

    @property
    def has_identifier(self) -> bool:
        """Return whether the column that says whom a row is about was found."""
        return self.spec.identifier.column_id in self.positions

    @property
    def missing(self) -> tuple[ColumnSpec, ...]:
        """Return the columns of the list that were not found."""
        return tuple(column for column in self.spec.columns if column.column_id not in self.positions)


def match_headings(rows: Sequence[Sequence[str]], sheet_name: str) -> MatchedHeadings | None:
    """Return the list that a sheet holds, None if its headings are those of no list.

    At least one column that no other list has must be there, together with the column that says whom
    a row is about or with a second such column. Between lists that fit equally, the name decides.
    """
    named = list_of_name(sheet_name)
    candidates = [
        match
        for row, cells in enumerate(rows[:ROWS_SEARCHED])
        if sum(1 for cell in cells if cell) > 1
        for written in [{place: squash(cell) for place, cell in enumerate(cells)}]
        for match in (_match(spec, row, cells, written) for spec in list_specs().values())
        if match.own_columns >= 2 or (match.own_columns == 1 and match.has_identifier)
    ]
    if not candidates:
        return None
    return max(
        candidates,
        key=lambda match: (match.own_columns, len(match.positions), match.spec.number == named, -match.row),
    )


def spec_identifier_found(match: MatchedHeadings) -> bool:
    """Return whether the column that says whom a row is about was found."""
    return match.spec.identifier.column_id in match.positions


def list_of_name(sheet_name: str) -> int | None:
    """Return the number of the list that a sheet's name says it is, None if it says none.

    >>> list_of_name("List_1"), list_of_name("List 10"), list_of_name("Care leavers"), list_of_name("Sheet1")
    (1, 10, 9, None)
    """
    name = tidy(re.sub(r"[_\-.:]", " ", sheet_name)).casefold()
    numbered = LIST_NUMBER.match(name)
    if numbered:
        return int(numbered[1]) if int(numbered[1]) in list_specs() else None
    for number, spec in list_specs().items():
        if squash(name) in {squash(known) for known in (spec.name, *spec.sheet_names)}:
            return number
    return None


def _fit(match: MatchedHeadings, named: int | None) -> tuple[int, int, bool, int]:
    return match.own_columns, len(match.positions), match.spec.number == named, -match.row


def _match(spec: ListSpec, row: int, cells: Sequence[str], written: Mapping[int, str]) -> MatchedHeadings:
    places = {
        column.column_id: [place for place, heading in written.items() if _is_heading_of(column, heading)]
        for column in spec.columns
    }
    taken = {place for own in places.values() for place in own}
    return MatchedHeadings(
        spec,
        row,
        positions={column_id: own[0] for column_id, own in places.items() if own},
        repeated=tuple(column_id for column_id, own in places.items() if len(own) > 1),
        unmatched=tuple(
            tidy(cells[place]) for place, heading in written.items() if heading and place not in taken
        ),
    )


def _is_heading_of(column: ColumnSpec, heading: str) -> bool:
    return heading in column.headings or heading.startswith(column.heading_starts)
