"""The checks of records by name: checks.yaml as objects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from data.plain_yaml import read_plain_yaml

CHECKS_FILE = Path(__file__).parent / "checks.yaml"
ANY_CHECK = "any"  # in place of a check, where the records that at least one check doubts are counted once


class Severity(StrEnum):
    """How sure it is that something is wrong."""

    WRONG = "wrong"
    UNLIKELY = "unlikely"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        """The same in words for people."""
        return SEVERITY_WORDS[self]


SEVERITY_WORDS = {
    Severity.WRONG: "Cannot be true",
    Severity.UNLIKELY: "May be true: look",
    Severity.NOT_KNOWN: "Something is missing",
}


@dataclass(frozen=True)
class DataCheck:
    """One check of records. `why_no_swing` says why no KPI can be worked out with and without its finds."""

    id: str
    title: str
    severity: Severity
    what_to_do: str
    why_no_swing: str | None = None

    @property
    def query(self) -> str:
        """The name of its query."""
        return f"checks/records/{self.id}"


@cache
def data_checks() -> tuple[DataCheck, ...]:
    """Return every check, in the order in which to put things right."""
    entries = read_plain_yaml(CHECKS_FILE)
    return tuple(DataCheck(**{**entry, "severity": Severity(entry["severity"])}) for entry in entries)
