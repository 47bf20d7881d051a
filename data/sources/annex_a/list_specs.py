"""What each of the eleven lists should hold: annex_a/lists.yaml as objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from data.plain_yaml import read_plain_yaml
from data.sources.code_lists import CODES
from data.sources.tidy_text import squash

LISTS_FILE = Path(__file__).parent / "lists.yaml"
COLUMN_FIELDS = {"type", "codes", "blank", "unreadable", "headings", "heading_starts"}


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    IDENTIFIER = "identifier"
    TEXT = "text"
    DATE = "date"
    WHOLE_NUMBER = "whole_number"
    AGE = "age"
    POSTCODE = "postcode"
    CODE = "code"


class Treatment(StrEnum):
    """What becomes of a row whose cell is blank or cannot be read."""

    ALLOWED = "allowed"
    COUNTED = "counted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class ColumnSpec:
    """One column: our name for it, and its headings as squash() leaves them."""

    column_id: str
    heading: str
    type: ColumnType
    code_list: str | None
    blank: Treatment
    unreadable: Treatment
    headings: frozenset[str]
    heading_starts: tuple[str, ...]


@dataclass(frozen=True)
class ListSpec:
    """One list: `own_columns` are those that no other list has, by which it is recognised."""

    number: int
    name: str
    sheet_names: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    own_columns: frozenset[str]

    @property
    def title(self) -> str:
        """Return the number and name together, for messages."""
        return f"List {self.number} ({self.name})"

    @property
    def identifier(self) -> ColumnSpec:
        """Return the column that says whom a row is about."""
        return self.columns[0]


@cache
def list_specs() -> Mapping[int, ListSpec]:
    """Return the eleven lists by number. ValueError with every fault of lists.yaml."""
    return specs_from(read_plain_yaml(LISTS_FILE))


def specs_from(content: Mapping[str, Any]) -> Mapping[int, ListSpec]:
    """Return the lists of the content of a file like lists.yaml. ValueError with every fault of it."""
    faults: list[str] = []
    shared = content["shared_columns"]
    columns = {
        number: tuple(
            _column(column_id, shared[column_id] if entry == "shared" else entry, f"list {number}", faults)
            for column_id, entry in written["columns"].items()
        )
        for number, written in content["lists"].items()
    }
    for number, own in columns.items():
        repeated = Counter(heading for column in own for heading in column.headings)
        faults += [
            f"list {number}: heading '{name}' stands twice" for name, times in repeated.items() if times > 1
        ]
    if faults:
        raise ValueError(f"lists.yaml: {'; '.join(faults)}.")
    used = Counter(column.column_id for own in columns.values() for column in own)
    return {
        number: ListSpec(
            number,
            written["name"],
            tuple(written["sheet_names"]),
            columns[number],
            frozenset(c.column_id for c in columns[number] if used[c.column_id] == 1),
        )
        for number, written in content["lists"].items()
    }


def _column(column_id: str, entry: Mapping[str, Any], place: str, faults: list[str]) -> ColumnSpec:
    place = f"{place}, {column_id}"
    faults += [
        f"{place}: '{field}' is not a field of a column" for field in sorted(entry.keys() - COLUMN_FIELDS)
    ]
    code_list = entry.get("codes")
    column_type = ColumnType(entry["type"])
    if (column_type is ColumnType.CODE) != bool(code_list):
        faults.append(f"{place}: a code column, and no other, names its code list")
    if code_list and not (CODES / f"{code_list}.yaml").is_file():
        faults.append(f"{place}: there is no code list '{code_list}'")
    blank = Treatment(entry.get("blank", Treatment.ALLOWED))
    is_needed = blank is Treatment.REJECTED
    starts = entry.get("heading_starts", [])
    return ColumnSpec(
        column_id,
        heading=[*starts, *entry["headings"]][0],
        type=column_type,
        code_list=code_list,
        blank=blank,
        unreadable=Treatment(entry.get("unreadable", Treatment.REJECTED if is_needed else Treatment.COUNTED)),
        headings=frozenset(squash(heading) for heading in entry["headings"]),
        heading_starts=tuple(squash(start) for start in starts),
    )
