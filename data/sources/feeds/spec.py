"""The local feeds and their columns: feeds/*.yaml, and the feed of local settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import StoreError
from data.local_settings import local_settings
from data.plain_yaml import read_plain_yaml
from data.sources.table_spec import CodeReading, ColumnSpec, ColumnType, TableSpec
from metrics.problems import did_you_mean

FOLDER = Path(__file__).parent
SETTINGS = "settings"
# Feeds call identifiers text; these point to a row of another table.
ID_ENDING = "_id"
# Days that say until when a row counts, and may be blank: taken for none, one that cannot be read would say "still".
ENDS = {
    "assessment_completed_on",
    "closed_on",
    "concluded_on",
    "ended_on",
    "in_team_to",
    "left_on",
    "plan_ended_on",
    "valid_to",
    "valid_until",
}


@dataclass(frozen=True)
class FeedSpec:
    """One feed: what a row is, and its table. Its rows are staged under the feed's name."""

    name: str
    description: str
    one_row_is: str
    table: TableSpec


@cache
def written_feeds() -> tuple[Mapping[str, Any], ...]:
    """Return every feed as its file says, in order of name, the feed of local settings last."""
    return (*(read_plain_yaml(file) for file in sorted(FOLDER.glob("*.yaml"))), _settings_feed())


@cache
def feed_specs() -> Mapping[str, FeedSpec]:
    """Return every feed by name, in order of name."""
    return {content["name"]: _feed(content) for content in written_feeds()}


def feed_spec(name: str) -> FeedSpec:
    """Return one feed. Raises StoreError, with the nearest name, if there is none of that name."""
    specs = feed_specs()
    if name not in specs:
        near = did_you_mean(name, specs) or f" The feeds are {', '.join(specs)}."
        raise StoreError("load feed", [f"there is no feed '{name}'.{near}"])
    return specs[name]


def _feed(content: Mapping[str, Any]) -> FeedSpec:
    columns = tuple(_column(column) for column in content["columns"])
    name = content["name"]
    return FeedSpec(name, content["description"], content["one_row_is"], TableSpec(name, name, columns))


def _column(entry: Mapping[str, Any]) -> ColumnSpec:
    name, written_type = entry["id"], ColumnType(entry["type"])
    is_id = written_type is ColumnType.TEXT and name.endswith(ID_ENDING)
    return ColumnSpec(
        name,
        name,
        ColumnType.ID if is_id else written_type,
        required=entry["required"],
        strict=name in ENDS,
        codes=_codes(entry["allowed"]) if "allowed" in entry else None,
    )


def _codes(allowed: Mapping[str, str]) -> CodeReading:
    """Return how the codes of a column are read: the code or its meaning, in any capitals."""
    meanings = {str(meaning).upper(): code for code, meaning in allowed.items()}
    return CodeReading(written=meanings | {str(code).upper(): code for code in allowed})


def _settings_feed() -> Mapping[str, Any]:
    return {
        "name": SETTINGS,
        "description": "Local limits and intervals with the day from which each holds.",
        "one_row_is": "One value of one setting from one day",
        "columns": [
            {
                "id": "setting_id",
                "type": "code",
                "required": True,
                "meaning": "Which limit or interval.",
                "allowed": {setting.id: setting.name for setting in local_settings()},
            },
            {
                "id": "valid_from",
                "type": "date",
                "required": True,
                "meaning": "The first day on which the value holds; before it the usual value does.",
            },
            {
                "id": "value",
                "type": "number",
                "required": True,
                "meaning": "The value, in the unit of data/local_settings.yaml.",
            },
        ],
    }
