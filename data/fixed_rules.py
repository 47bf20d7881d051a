"""Time limits that law, statutory guidance or the record fixes: fixed_rules.yaml as objects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.plain_yaml import read_plain_yaml

RULES_FILE = Path(__file__).parent / "fixed_rules.yaml"


@dataclass(frozen=True)
class FixedRule:
    """One limit, what fixes it, and the event table whose due_on follows it."""

    id: str
    name: str
    rule: str
    fixed_by: str
    events: str


@cache
def fixed_rules() -> tuple[FixedRule, ...]:
    """Return every fixed rule, in the order of the file."""
    entries = read_plain_yaml(RULES_FILE)
    return tuple(FixedRule(**entry) for entry in entries)
