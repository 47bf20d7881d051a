"""What has been written about measures: the newest words of each month, and where words are missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journal.commentary import (
    Commentary,
    commentary_versions,
    newest_commentary,
)
from journal.database import Journal

MONTHS_OF_HABIT = 12  # a measure that was written about in these months before is expected to be again

__all__ = ["Commentary", "commentary_of", "earlier_versions", "is_habit"]


def commentary_of(
    journal: Journal,
    authority_id: str,
    kpi_ids: Sequence[str],
    month: date | None,
    org_unit_id: str | None = None,
) -> tuple[Commentary, ...]:
    """Return the newest version for each measure and month, newest month first.

    `month` is any day of a month, None for all months. About the authority as a whole unless a part of the
    organisation is named.
    """
    return newest_commentary(journal, authority_id, org_unit_id or authority_id, kpi_ids, month)


def earlier_versions(journal: Journal, commentary: Commentary) -> tuple[Commentary, ...]:
    """Return what was written before about the same measure and month, newest first."""
    versions = commentary_versions(journal, commentary.org_unit_id, commentary.kpi_id, commentary.month)
    return tuple(version for version in versions if version.version < commentary.version)


def is_habit(written: Sequence[date], month: date) -> bool:
    """Return whether any of the months written about lies in the 12 months before another."""
    return any(0 < months_between(earlier, month) <= MONTHS_OF_HABIT for earlier in written)


def months_between(earlier: date, later: date) -> int:
    """Return how many months one day's month is before another's.

    >>> months_between(date(2025, 11, 30), date(2026, 1, 1))
    2
    """
    return (later.year - earlier.year) * 12 + later.month - earlier.month
