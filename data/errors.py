"""The errors of the store: always every problem at once, never a child's data."""

from __future__ import annotations

from collections.abc import Sequence


class StoreError(Exception):
    """A file or build that cannot be used. `problems` holds one sentence each."""

    def __init__(self, subject: str, problems: Sequence[str]) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"{subject} has {count}:", *(f"  {text}" for text in self.problems)]))


class ExtractError(StoreError):
    """A file that cannot be read as what it should be: nothing was loaded from it."""


class UnknownOrgUnitError(StoreError):
    """A part of the organisation that the store does not know."""


class BuildError(StoreError):
    """A build that was stopped: the last good build stays in use."""
