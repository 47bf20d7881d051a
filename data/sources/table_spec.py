"""What a table of records holds: the shape that the Standard Safeguarding Dataset and local feeds share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa

LANDED_ROW = "landed_row"  # the number a person sees in the file, where the headings are row 1
ROW_FAULT = "row_fault"  # why a row could not be put under the headings; null for nearly all

# Every staged table ends with where its rows came from.
ORIGIN_COLUMNS = (
    ("authority_id", pa.string()),
    ("source_kind", pa.string()),
    ("load_id", pa.string()),
    (LANDED_ROW, pa.int64()),
)


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    ID = "id"
    DATE = "date"
    DATETIME = "datetime"
    YES_NO = "yes_no"
    CODE = "code"
    FLAGS = "flags"
    NUMBER = "number"
    INTEGER = "integer"
    TEXT = "text"


ARROW_TYPES = {
    ColumnType.ID: pa.string(),
    ColumnType.DATE: pa.date32(),
    ColumnType.DATETIME: pa.timestamp("us"),
    ColumnType.YES_NO: pa.bool_(),
    ColumnType.CODE: pa.string(),
    ColumnType.FLAGS: pa.string(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.INTEGER: pa.float64(),
    ColumnType.TEXT: pa.string(),
}


class PersonKind(StrEnum):
    """Whom an identifier stands for: each kind is numbered apart. An address leads to those who live there."""

    CHILD = "child"
    WORKER = "worker"
    ADOPTER = "adopter"
    FAMILY = "family"
    ADDRESS = "place"


PERSON_COLUMNS = {
    "child_id": PersonKind.CHILD,
    "worker_id": PersonKind.WORKER,
    "staff_id": PersonKind.WORKER,
    "personal_adviser_id": PersonKind.WORKER,
    "supervisor_id": PersonKind.WORKER,
    "auditor_id": PersonKind.WORKER,
    "manager_id": PersonKind.WORKER,
    "family_id": PersonKind.FAMILY,
    "household_id": PersonKind.FAMILY,
    "address_id": PersonKind.ADDRESS,
}


@dataclass(frozen=True)
class CodeReading:
    """How the codes of a column are read: first what is `written` (in capitals, to the code it stands for),
    then a list of data/sources/codes, whose codes may be `staged_as` others.
    """

    code_list: str | None = None
    staged_as: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnSpec:
    """One column. `received` is its heading in the file, `name` what it is called once staged.

    A row is rejected if a `required` column is blank in it, or if a column that is `strict` cannot be
    read; what cannot be read in another column is left empty and reported. `codes` is None for codes
    that are kept as they are, in capitals; `means_unknown` is a number that stands for no number.
    """

    received: str
    name: str
    type: ColumnType
    is_key: bool = False
    required: bool = False
    strict: bool = False
    codes: CodeReading | None = None
    means_unknown: float | None = None

    @property
    def person(self) -> PersonKind | None:
        """Whom the identifier stands for, None for a column that leads to no person, family or address."""
        return PERSON_COLUMNS.get(self.name)


@dataclass(frozen=True)
class TableSpec:
    """One table: `name` as landed and `staged`, the name of its table in the schema staged."""

    name: str
    staged: str
    columns: tuple[ColumnSpec, ...]

    @property
    def keys(self) -> tuple[ColumnSpec, ...]:
        """The columns that together are different in every row; none if the table has no such columns."""
        return tuple(column for column in self.columns if column.is_key)

    @property
    def staged_schema(self) -> pa.Schema:
        """The columns of the staged table."""
        own = [(column.name, ARROW_TYPES[column.type]) for column in self.columns]
        return pa.schema([*own, *ORIGIN_COLUMNS])
