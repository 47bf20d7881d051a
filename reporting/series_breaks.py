"""Days from which a series is not like the one before: another limit, another definition, another team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.store import Store
from reporting.older_builds import holds


class BreakKind(StrEnum):
    """Why figures before and after a day are not alike."""

    SETTING = "setting"
    DEFINITION = "definition"
    REORGANISATION = "reorganisation"


@dataclass(frozen=True)
class SeriesBreak:
    """The first day of the new way, and one sentence that says what changed."""

    day: date
    words: str
    kind: BreakKind


def series_breaks(store: Store, kpi_id: str, org_unit_id: str) -> tuple[SeriesBreak, ...]:
    """Return the breaks of one KPI for one part of the organisation, oldest first; empty where there is none.

    A figure whose period ends on `day` or later is made the new way, at least in part.
    """
    if not holds(store, "series_breaks"):
        return ()
    rows = store.rows("reporting/series_breaks", kpi_id=kpi_id, org_unit_id=org_unit_id)
    return tuple(SeriesBreak(row["broken_on"], row["words"], BreakKind(row["kind"])) for row in rows)
