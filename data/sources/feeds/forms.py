"""The forms of the local feeds: what each column holds in words, and made-up rows that show how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from data.sources.feeds.spec import ID_ENDING, written_feeds
from data.sources.table_spec import PERSON_COLUMNS, ColumnType

Example = str | int | date | datetime | None
FIRST_DAY = date(2026, 9, 7)
HOLDS = {
    ColumnType.DATE: "date",
    ColumnType.DATETIME: "date and time",
    ColumnType.YES_NO: "yes or no",
    ColumnType.CODE: "one of the allowed values",
    ColumnType.FLAGS: "letters of the allowed values, one after the other",
    ColumnType.NUMBER: "number",
    ColumnType.INTEGER: "whole number",
    ColumnType.TEXT: "text",
}
AN_ID = "identifier"


@dataclass(frozen=True)
class FormColumn:
    """One column of a feed: its heading, its type, whether each row needs it, and the allowed values with meanings."""

    heading: str
    type: ColumnType
    is_required: bool
    meaning: str
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> str:
        """What the cells hold, in words."""
        is_id = self.type is ColumnType.TEXT and self.heading.endswith(ID_ENDING)
        return AN_ID if is_id else HOLDS[self.type]

    @property
    def leads_to_a_person(self) -> bool:
        """Whether the cells are replaced by pseudonyms before anything is written."""
        return self.heading in PERSON_COLUMNS


@dataclass(frozen=True)
class FeedForm:
    """One feed: its name, what it is, what a row is, and its columns in the order of the template."""

    name: str
    description: str
    one_row_is: str
    columns: tuple[FormColumn, ...]

    @property
    def examples(self) -> tuple[tuple[Example, ...], ...]:
        """Two made-up rows: one with every column filled, one without what may be left empty."""
        filled = tuple(_example(column, place) for place, column in enumerate(self.columns))
        least = tuple(
            _example(column, place, second=True) if column.is_required else None
            for place, column in enumerate(self.columns)
        )
        return filled, least


@cache
def feed_forms() -> tuple[FeedForm, ...]:
    """Return the form of every feed, in order of name."""
    return tuple(sorted((_form(content) for content in written_feeds()), key=lambda form: form.name))


def _form(content: Mapping[str, Any]) -> FeedForm:
    columns = tuple(
        FormColumn(
            entry["id"],
            ColumnType(entry["type"]),
            entry["required"],
            " ".join(entry["meaning"].split()),
            {str(code): str(meaning) for code, meaning in entry.get("allowed", {}).items()},
        )
        for entry in content["columns"]
    )
    description = " ".join(content["description"].split())
    return FeedForm(content["name"], description, content["one_row_is"], columns)


def _example(column: FormColumn, place: int, *, second: bool = False) -> Example:
    """Return a cell that nobody takes for a real one; dates follow each other from left to right."""
    day = FIRST_DAY + timedelta(days=place + (7 if second else 0))
    if column.type is ColumnType.DATE:
        return day
    if column.type is ColumnType.DATETIME:
        return datetime.combine(day, time(9, 30))
    if column.allowed:
        return list(column.allowed)[:2][-1 if second else 0]
    if column.type is ColumnType.YES_NO:
        return "N" if second else "Y"
    if column.type in (ColumnType.NUMBER, ColumnType.INTEGER):
        return 20 if second else 10
    name = column.heading.removesuffix(ID_ENDING).replace("_", "-").upper()
    if column.holds == AN_ID:
        return f"EXAMPLE-{name}-{2 if second else 1}"
    return f"Example {2 if second else 1}"
