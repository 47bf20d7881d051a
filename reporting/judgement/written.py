"""What people wrote that changes a judgement: restarts they accepted, and words that are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from journal.commentary import months_written_about
from journal.database import Journal
from journal.restarts import AcceptedRestart, restarts_decided
from metrics.periods import month_end
from reporting.commentary import is_habit
from reporting.judgement.result import RestartMark

KpiAndUnit = tuple[str, str]


@dataclass(frozen=True)
class Written:
    """Accepted restarts by (KPI, part of the organisation); the measures without commentary in the month.

    missing: nothing is written about them for the month; expected: something was in the 12 months before.
    Both are empty for an authority that has never written anything: nobody waits for its words.
    """

    restarts: Mapping[KpiAndUnit, tuple[RestartMark, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    missing: frozenset[str] = frozenset()
    expected: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Return a text that differs where anything in it does, for what is kept from earlier."""
        return repr((sorted(self.restarts.items()), sorted(self.missing), sorted(self.expected)))


NOTHING_WRITTEN = Written()


def written_about(
    journal: Journal,
    authority_id: str,
    kpi_ids: Sequence[str],
    month: date | None,
    org_unit_id: str | None = None,
) -> Written:
    """Return what is written about measures of an authority, from two small queries.

    `month` is any day of the month that commentary is about; None: none is waited for. Commentary is waited
    for about the authority as a whole: for a part of it (org_unit_id) none is missing.
    """
    restarts: dict[KpiAndUnit, tuple[RestartMark, ...]] = defaultdict(tuple)
    for decided in restarts_decided(journal, authority_id, org_unit_id):
        if decided.holds:
            place = (decided.kpi_id, decided.org_unit_id)
            restarts[place] = (*restarts[place], restart_mark(decided))
    written = months_written_about(journal, authority_id)
    is_part = org_unit_id not in (None, authority_id)
    if month is None or is_part or not written:
        return Written(dict(restarts))
    return Written(
        restarts=dict(restarts),
        missing=frozenset(i for i in kpi_ids if month_end(month) not in written.get(i, ())),
        expected=frozenset(i for i in kpi_ids if is_habit(written.get(i, ()), month)),
    )


def restart_mark(decided: AcceptedRestart) -> RestartMark:
    """Return a decision of the journal as the judgement takes it."""
    return RestartMark(decided.month, decided.reason, decided.post, decided.restart_id, decided.accepted_at)
