"""What has been written about the measures of a month, read from the journal at each run."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.journal import journal_of_store
from reporting.commentary import commentary_missing, commentary_of
from reporting.this_month import AuthorityMonth, Judged


def without_commentary(month: AuthorityMonth, judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return those about which nothing is written for the month, each measure once, in their order."""
    ids = list(dict.fromkeys(one.row.kpi.id for one in judged))
    waiting = set(commentary_missing(journal_of_store(), month.authority_id, month.month, ids))
    found = []
    for one in judged:
        if one.row.kpi.id in waiting:
            waiting.discard(one.row.kpi.id)
            found.append(one)
    return tuple(found)


def written_about(month: AuthorityMonth, kpi_ids: Sequence[str]) -> frozenset[str]:
    """Return the ids of the measures about which something is written for the month."""
    found = commentary_of(journal_of_store(), month.authority_id, kpi_ids, month.month)
    return frozenset(commentary.kpi_id for commentary in found)
