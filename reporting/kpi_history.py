"""Everything a reader may see of one KPI in one part of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import Period, month_end, period_label
from metrics.vocabulary import Basis, PeriodKind
from reporting.figure_sets import figure_set
from reporting.figures import NOT_THE_AUTHORITYS_OWN, Figure, TargetStep, figure_of, target_step_of
from reporting.judgement.series import month_after
from reporting.longer_periods import LONGER, LongerPeriods, period_value
from reporting.scorecard import ScorecardRow, rows_of_kpi, scorecard_row
from reporting.teams.targets import holds_for_parts
from reporting.words import absent_words, value_words


@dataclass(frozen=True)
class EarlierVersion:
    """A figure as it was known before it was corrected."""

    part: str | None
    period_words: str
    value_words: str
    source: str
    known_from: datetime
    known_until: datetime


@dataclass(frozen=True)
class KpiHistory:
    """One KPI's figures on one basis, targets and doubts. `rows` is one line for the whole or for each part.

    targets_of is the unit whose targets they are: the unit's own, or its authority's.
    """

    kpi: KpiDefinition
    org_unit_id: str
    rows: tuple[ScorecardRow, ...]
    figures: tuple[Figure, ...]
    steps: tuple[TargetStep, ...]
    targets_of: str

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The parts that have figures of the authority's own, the whole (None) first."""
        own = {figure.part for figure in self.figures if figure.breakdown not in NOT_THE_AUTHORITYS_OWN}
        return tuple(sorted(own, key=lambda part: (part is not None, part or "")))

    def row(self, part: str | None) -> ScorecardRow:
        """Return the line of one part, or of the first one known."""
        for row in self.rows:
            if row.part == part:
                return row
        of_part = [figure for figure in self.figures if figure.part == part]
        if part is None or not of_part:
            return self.rows[0]
        return scorecard_row(self.kpi, of_part[0].breakdown, part, of_part, self.steps, self.org_unit_id)

    def beside(self) -> tuple[Figure, ...]:
        """Return figures that were printed beside the authority's own: comparators, projections."""
        return tuple(figure for figure in self.figures if figure.breakdown in NOT_THE_AUTHORITYS_OWN)

    def steps_of(self, part: str | None) -> tuple[TargetStep, ...]:
        """Return the target steps of one part, in order of their first day."""
        return tuple(step for step in self.steps if step.part == part)


def kpi_history(
    store: Store,
    kpi: KpiDefinition,
    org_unit_id: str,
    basis: Basis = Basis.COMPLETED,
    *,
    with_parts: bool = True,
    authority_id: str | None = None,
    until: date | None = None,
) -> KpiHistory:
    """Return the history of one KPI, from two small queries; with `until`, of periods that ended by then.

    Without `with_parts`, of what is calculated only the unbroken total. A unit without targets of its own is
    held to those of its authority, where `authority_id` names it and a target can hold for a part.
    """
    found = store.rows(
        "reporting/figures",
        kpis=[kpi.id],
        org_unit_id=org_unit_id,
        basis=basis.value,
        until=until,
        with_parts=with_parts,
    )
    figures = tuple(figure_of(row, kpi) for row in found)
    steps, targets_of = _steps(store, kpi, org_unit_id), org_unit_id
    if not steps and authority_id not in (None, org_unit_id) and holds_for_parts(kpi):
        targets_of = str(authority_id)
        steps = _steps(store, kpi, targets_of)
    return KpiHistory(
        kpi=kpi,
        org_unit_id=org_unit_id,
        rows=tuple(rows_of_kpi(kpi, figures, steps, org_unit_id)),
        figures=figures,
        steps=steps,
        targets_of=targets_of,
    )


def _steps(store: Store, kpi: KpiDefinition, org_unit_id: str) -> tuple[TargetStep, ...]:
    rows = store.rows("reporting/target_steps", kpis=[kpi.id], org_unit_id=org_unit_id)
    return tuple(target_step_of(row) for row in rows)


def earlier_versions_of(
    store: Store, kpi: KpiDefinition, org_unit_id: str, basis: Basis = Basis.COMPLETED
) -> tuple[EarlierVersion, ...]:
    """Return the published or supplied figures that were corrected, as they were known before."""
    rows = store.rows("reporting/earlier_versions", kpi=kpi.id, org_unit_id=org_unit_id, basis=basis.value)
    return tuple(_earlier_version(row, kpi) for row in rows)


def longer_periods_of(
    store: Store, kpi: KpiDefinition, org_unit_id: str, month: date, basis: Basis
) -> LongerPeriods:
    """Return the year to date and the last 12 months of one measure that end with a month."""
    rows = figure_set(
        store, [kpi.id], [org_unit_id], bases=[basis], period_kinds=LONGER, since=month, until=month
    )
    found = {row["period_kind"]: period_value(row, kpi) for row in rows.to_pylist()}
    return LongerPeriods(
        found.get(PeriodKind.FINANCIAL_YEAR_TO_DATE), found.get(PeriodKind.ROLLING_12_MONTHS)
    )


def same_month_last_year(row: ScorecardRow) -> Figure | None:
    """Return the figure of the same length that ended a year before the latest one; None without it."""
    latest = row.latest
    if latest is None or latest.period.end is None:
        return None
    wanted = month_after(month_end(latest.period.end), -12)
    for figure in row.figures:
        end = figure.period.end
        if figure.period.kind == latest.period.kind and end is not None and month_end(end) == wanted:
            return figure
    return None


def _earlier_version(row: dict[str, Any], kpi: KpiDefinition) -> EarlierVersion:
    value = row["value"]
    return EarlierVersion(
        part=row["part"],
        period_words=period_label(Period(row["period_kind"], row["period_start"], row["period_end"])),
        value_words=(
            absent_words(row["state"], row["awaiting"])
            if value is None
            else value_words(value, kpi.unit, kpi.decimal_places)
        ),
        source=row["source"],
        known_from=row["known_from"],
        known_until=row["known_until"],
    )
