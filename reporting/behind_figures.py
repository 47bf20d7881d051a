"""What the records behind the figures of a month say about a look at them: doubtful ones, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from data.store import Store
from reporting.data_checks import KpiDoubt, figure_doubts
from reporting.overdue import LEAST_TO_NAME


@dataclass(frozen=True)
class CountingAgainst:
    """How many count against a percentage on `on` - not done in time, or in a state that should be rare.

    team: the one that has most of them; in_team: how many of them are its.
    """

    count: int
    team: str
    in_team: int
    on: date

    @property
    def mostly_in(self) -> str:
        """Return '65 of the 67 that count against it in Assessment West' where a team has more than half; else ''."""
        if 2 * self.in_team <= self.count or self.count < LEAST_TO_NAME:
            return ""
        if self.in_team == self.count:
            return f"all {self.count} that count against it in {self.team}"
        return f"{self.in_team} of the {self.count} that count against it in {self.team}"


@dataclass(frozen=True)
class BehindFigures:
    """By the id of the KPI: how far doubtful records could move its figure, and who has what counts against it."""

    doubts: Mapping[str, KpiDoubt] = field(default_factory=lambda: MappingProxyType({}))
    against: Mapping[str, CountingAgainst] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_KNOWN = BehindFigures()


def behind_figures(store: Store, org_unit_id: str, until: date | None) -> BehindFigures:
    """Return what is known behind the figures of a part of the organisation, from two queries.

    until: the last day of the month looked at; None: whose is what counts against a figure is not read.
    """
    doubts = figure_doubts(store, org_unit_id)
    if until is None:
        return BehindFigures(doubts)
    rows = store.rows("reporting/counting_against", org_unit_id=org_unit_id, until=until)
    against = {
        row["kpi_id"]: CountingAgainst(round(row["against"]), row["team"], round(row["in_team"]), until)
        for row in rows
    }
    return BehindFigures(doubts, against)
