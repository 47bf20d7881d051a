"""What has been written about the measures of a month, read from the journal at each run."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.journal import journal_of_store
from reporting.commentary import commentary_of
from reporting.this_month import AuthorityMonth


def written_about(month: AuthorityMonth, kpi_ids: Sequence[str]) -> frozenset[str]:
    """Return the ids of the measures about which something is written for the month."""
    found = commentary_of(journal_of_store(), month.authority_id, kpi_ids, month.month)
    return frozenset(commentary.kpi_id for commentary in found)
