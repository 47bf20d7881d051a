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
    """Accepted restarts by (KPI, part of the organisation); the months that each measure is written about in.

    is_waited_for: whether anybody waits for words. Nobody does for an authority that has never written
    anything, nor about a part of one.
    """

    restarts: Mapping[KpiAndUnit, tuple[RestartMark, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    months: Mapping[str, tuple[date, ...]] = field(default_factory=lambda: MappingProxyType({}))
    is_waited_for: bool = False

    def is_missing(self, kpi_id: str, figure_end: date | None) -> bool:
        """Return whether words are waited for about the month in which a figure ends, and there are none.

        That is the month that the KPI page offers to write about.
        """
        if not self.is_waited_for or figure_end is None:
            return False
        return month_end(figure_end) not in self.months.get(kpi_id, ())

    def is_habit(self, kpi_id: str, figure_end: date | None) -> bool:
        """Return whether the measure was written about in the 12 months before the one in which a figure ends."""
        return figure_end is not None and is_habit(self.months.get(kpi_id, ()), figure_end)

    @property
    def key(self) -> str:
        """Return a text that differs where anything in it does, for what is kept from earlier."""
        return repr((sorted(self.restarts.items()), sorted(self.months.items()), self.is_waited_for))


NOTHING_WRITTEN = Written()


def written_about(
    journal: Journal, authority_id: str, kpi_ids: Sequence[str], org_unit_id: str | None = None
) -> Written:
    """Return what is written about measures of an authority, from two small queries.

    Commentary is waited for about the authority as a whole, not about a part of it (org_unit_id).
    """
    restarts: dict[KpiAndUnit, tuple[RestartMark, ...]] = defaultdict(tuple)
    for decided in restarts_decided(journal, authority_id, org_unit_id):
        if decided.holds:
            place = (decided.kpi_id, decided.org_unit_id)
            restarts[place] = (*restarts[place], restart_mark(decided))
    if org_unit_id not in (None, authority_id):
        return Written(dict(restarts))
    months = months_written_about(journal, authority_id)
    of_kpis = {kpi_id: months[kpi_id] for kpi_id in kpi_ids if kpi_id in months}
    return Written(dict(restarts), of_kpis, is_waited_for=bool(months))


def restart_mark(decided: AcceptedRestart) -> RestartMark:
    """Return a decision of the journal as the judgement takes it."""
    return RestartMark(decided.month, decided.reason, decided.post, decided.restart_id, decided.accepted_at)
