"""How many are open and overdue now, for the order in which measures need a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store

LEAST_TO_NAME = 5  # of fewer, that most are one team's says nothing about the team


@dataclass(frozen=True)
class OverdueCount:
    """How many were open and overdue at the end of a day, and the team that had most of them ('' if none).

    in_team: how many of them were that team's.
    """

    count: int
    counted_on: date
    team: str = ""
    in_team: int = 0

    @property
    def mostly_in(self) -> str:
        """Return '65 of them in Assessment West' where one team has more than half; '' elsewhere."""
        if not self.team or 2 * self.in_team <= self.count or self.count < LEAST_TO_NAME:
            return ""
        return (
            f"{self.in_team} of them in {self.team}" if self.in_team < self.count else f"all in {self.team}"
        )


OverdueCounts = Mapping[str, OverdueCount]  # by the id of the KPI


def overdue_counts(
    store: Store, kpi_ids: Sequence[str], org_unit_id: str, until: date | None = None
) -> dict[str, OverdueCount]:
    """Return the newest count of each KPI that has one, from one query; with `until`, as of that day."""
    rows = store.rows("reporting/overdue_counts", kpis=list(kpi_ids), org_unit_id=org_unit_id, until=until)
    return {
        row["kpi_id"]: OverdueCount(
            round(row["overdue"]), row["counted_on"], row["team"] or "", round(row["in_team"] or 0)
        )
        for row in rows
    }
