"""The year to date and the last twelve months of many measures at once, each summed from its own months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import PeriodKind, State
from reporting.figure_sets import figure_set
from reporting.words import STATE_WORDS, fraction_words, value_words

LONGER = (PeriodKind.FINANCIAL_YEAR_TO_DATE, PeriodKind.ROLLING_12_MONTHS)


@dataclass(frozen=True)
class PeriodValue:
    """One figure of a longer period in words: its value, or why there is none, and '190 of 196'."""

    words: str
    fraction: str


@dataclass(frozen=True)
class LongerPeriods:
    """Year to date (from 1 April) and the last 12 months of one measure; None where there is no such figure."""

    year_to_date: PeriodValue | None = None
    rolling_12_months: PeriodValue | None = None


def longer_periods(
    store: Store, library: KpiLibrary, org_unit_id: str, month: date
) -> dict[str, LongerPeriods]:
    """Return the longer periods that end on the last day of a month, by the id of the KPI, from one query."""
    rows = figure_set(
        store, library.ids, [org_unit_id], period_kinds=LONGER, since=month, until=month
    ).to_pylist()
    found: dict[str, dict[str, PeriodValue]] = {}
    for row in rows:
        kpi = library.get(row["kpi_id"])
        if kpi is not None:
            found.setdefault(kpi.id, {})[row["period_kind"]] = period_value(row, kpi)
    return {
        kpi_id: LongerPeriods(
            periods.get(PeriodKind.FINANCIAL_YEAR_TO_DATE), periods.get(PeriodKind.ROLLING_12_MONTHS)
        )
        for kpi_id, periods in found.items()
    }


def period_value(row: dict[str, Any], kpi: KpiDefinition) -> PeriodValue:
    """Return the figure in a row of queries/reporting/figure_sets."""
    has_fraction = kpi.counted is not None and kpi.counted.denominator is not None
    if row["value"] is None:
        return PeriodValue(STATE_WORDS.get(State(row["state"]), "No figure"), "")
    return PeriodValue(
        value_words(row["value"], kpi.unit, kpi.decimal_places),
        fraction_words(row["numerator"], row["denominator"]) if has_fraction else "",
    )
