"""Many figures at once: several KPIs in several parts of the organisation, from one query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from data.store import Store
from metrics.vocabulary import Basis, PeriodKind

MONTHLY = (PeriodKind.MONTH, PeriodKind.AS_AT)


def figure_set(
    store: Store,
    kpi_ids: Sequence[str],
    org_unit_ids: Sequence[str],
    *,
    bases: Sequence[Basis] = (Basis.COMPLETED,),
    period_kinds: Sequence[PeriodKind] = MONTHLY,
    breakdowns: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return one row a KPI, unit, part, basis and period, with its unrounded value.

    Without `breakdowns` the unbroken totals, with them the parts of those only. `since` and `until` are
    the first and last day on which a period may end. Values are in the KPI's unit, null where `state`
    is not 'counted'; of counts the numerator is the value.
    """
    return store.ask(
        "reporting/figure_sets",
        kpis=list(kpi_ids),
        org_units=list(org_unit_ids),
        bases=[basis.value for basis in bases],
        period_kinds=[kind.value for kind in period_kinds],
        breakdowns=list(breakdowns),
        since=since,
        until=until,
    )
