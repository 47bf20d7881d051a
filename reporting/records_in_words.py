"""The records behind a number as rows that people read: pseudonyms, team names, days, and why a record counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from reporting.organisation_tree import OrganisationTree

IN_NUMERATOR, IN_DENOMINATOR, NOT_COUNTED = "In the number", "Not in the number", "Cannot be counted"
NO_TEAM = "Not allocated"
SHOWN_OF_A_PSEUDONYM = 9  # one letter and eight digits: enough to tell one from another


def record_rows(found: pa.Table, tree: OrganisationTree) -> list[dict[str, Any]]:
    """Return one row a record; columns that are empty in every record are left out."""
    rows = [
        {
            "Child": row["child_id"] or "",
            "Team": _team(row["team_id"], tree),
            "Worker": (row["worker_id"] or "")[:SHOWN_OF_A_PSEUDONYM],
            "Started": _day(row["clock_starts"]),
            "Due on": _day(row["due_on"]),
            "Done": _day(row["clock_stops"]),
            "Days late": "" if row["days_late"] is None else str(row["days_late"]),
            "Counted on": _day(row["counted_on"]),
            "Amount": row["amount"],
            "How it counts": how_it_counts(row),
        }
        for row in found.to_pylist()
    ]
    empty = [name for name in (rows[0] if rows else {}) if all(row[name] in (None, "") for row in rows)]
    return [{name: value for name, value in row.items() if name not in empty} for row in rows]


def how_it_counts(row: dict[str, Any]) -> str:
    """Return whether a record is in the number, only in the total, or in neither."""
    if row["in_numerator"]:
        return IN_NUMERATOR
    return IN_DENOMINATOR if row["in_denominator"] else NOT_COUNTED


def records_sentence(rows: Sequence[dict[str, Any]], unit: str, month: str) -> str:
    """Return how many records there are and how they count, in a sentence."""
    if not rows:
        return f"No record of {unit} is behind this figure in {month}."
    counted = Counter(row["How it counts"] for row in rows)
    parts = [
        f"{counted[how]:,} {how[:1].lower()}{how[1:]}"
        for how in (IN_NUMERATOR, IN_DENOMINATOR, NOT_COUNTED)
        if counted[how]
    ]
    said = "1 record" if len(rows) == 1 else f"{len(rows):,} records"
    return f"{said} of {unit} in {month}: {', '.join(parts)}."


def _team(team_id: str | None, tree: OrganisationTree) -> str:
    team = tree.unit(f"{tree.authority_id}:{team_id}") if team_id else None
    return team.name if team is not None else NO_TEAM


def _day(value: date | datetime | None) -> date | None:
    """Return the day of a date or a moment."""
    return value.date() if isinstance(value, datetime) else value
