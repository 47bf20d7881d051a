"""The measures of each step in the same period: they count what happened in it, whenever it began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.periods import Period
from metrics.vocabulary import Basis, PeriodKind, State
from reporting.figure_sets import figure_set
from reporting.journey.periods import days_of
from reporting.words import STATE_WORDS, fraction_words, value_words

MEASURES = (
    "contacts_received",
    "contacts_progressing_to_referral",
    "contacts_with_no_further_action",
    "referrals_received",
    "re_referrals_within_12_months",
    "referrals_with_no_further_action",
    "referrals_progressing_to_assessment",
    "assessments_completed_number",
    "assessments_with_no_further_action",
    "section_47_enquiries_started",
    "section_47_enquiries_leading_to_conference",
    "initial_conferences_held",
    "icpc_resulting_in_cp_plan",
    "child_protection_plans_started",
    "children_entering_care",
)


@dataclass(frozen=True)
class PeriodCount:
    """One measure of one period: its value in words, '23 of 32' of a share, and how many are too recent."""

    kpi: KpiDefinition
    value: float | None
    numerator: float | None
    denominator: float | None
    value_words: str
    fraction_words: str
    too_recent: int


def period_counts(
    store: Store, library: KpiLibrary, org_unit_id: str, period: Period
) -> tuple[PeriodCount, ...]:
    """Return the measures of the journey for one part of the organisation, those without a figure left out."""
    first_day, last_day = days_of(period)
    rows = figure_set(
        store,
        [name for name in MEASURES if library.get(name)],
        [org_unit_id],
        bases=(Basis.COMPLETED, Basis.TOO_RECENT),
        period_kinds=(PeriodKind(period.kind), PeriodKind.AS_AT),
        since=first_day,
        until=last_day,
    ).to_pylist()
    completed = {
        row["kpi_id"]: row
        for row in rows
        if row["basis"] == Basis.COMPLETED
        and row["period_kind"] == period.kind
        and row["period_end"] == last_day
    }
    # what is too recent is counted for each month of its own
    too_recent: Counter[str] = Counter()
    for row in rows:
        if row["basis"] == Basis.TOO_RECENT:
            too_recent[row["kpi_id"]] += round(row["value"] or 0)
    return tuple(
        _count(library.by_id(name), completed[name], too_recent[name])
        for name in MEASURES
        if name in completed
    )


def _count(kpi: KpiDefinition, row: Mapping[str, Any], too_recent: int) -> PeriodCount:
    value, state = row["value"], State(row["state"])
    return PeriodCount(
        kpi=kpi,
        value=value,
        numerator=row["numerator"],
        denominator=row["denominator"],
        value_words=STATE_WORDS.get(state, "")
        if value is None
        else value_words(value, kpi.unit, kpi.decimal_places),
        fraction_words=fraction_words(row["numerator"], row["denominator"]) if row["denominator"] else "",
        too_recent=too_recent,
    )
