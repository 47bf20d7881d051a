"""How many are open and overdue now, for the order in which measures need a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store


@dataclass(frozen=True)
class OverdueCount:
    """How many were open and overdue at the end of a day."""

    count: int
    counted_on: date


OverdueCounts = Mapping[str, OverdueCount]  # by the id of the KPI


def overdue_counts(
    store: Store, kpi_ids: Sequence[str], org_unit_id: str, until: date | None = None
) -> dict[str, OverdueCount]:
    """Return the newest count of each KPI that has one, from one query; with `until`, as of that day."""
    rows = store.rows("reporting/overdue_counts", kpis=list(kpi_ids), org_unit_id=org_unit_id, until=until)
    return {row["kpi_id"]: OverdueCount(round(row["overdue"]), row["counted_on"]) for row in rows}
