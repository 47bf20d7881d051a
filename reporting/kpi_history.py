"""Everything a reader may see of one KPI in one part of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.periods import Period, period_label
from metrics.vocabulary import Basis
from reporting.figures import NOT_THE_AUTHORITYS_OWN, Figure, TargetStep, figure_of, target_step_of
from reporting.scorecard import ScorecardRow, rows_of_kpi, scorecard_row
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
    """One KPI's figures, targets and doubts. `rows` is one line for the whole or for each part."""

    kpi: KpiDefinition
    org_unit_id: str
    rows: tuple[ScorecardRow, ...]
    figures: tuple[Figure, ...]
    steps: tuple[TargetStep, ...]
    earlier_versions: tuple[EarlierVersion, ...]

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
    store: Store, kpi: KpiDefinition, org_unit_id: str, basis: Basis = Basis.COMPLETED
) -> KpiHistory:
    """Return the history of one KPI, from three small queries."""
    found = store.rows(
        "reporting/figures",
        kpis=[kpi.id],
        org_unit_id=org_unit_id,
        basis=basis.value,
        until=None,
        with_parts=True,
    )
    figures = tuple(figure_of(row, kpi) for row in found)
    steps = tuple(
        target_step_of(row)
        for row in store.rows("reporting/target_steps", kpis=[kpi.id], org_unit_id=org_unit_id)
    )
    versions = store.rows(
        "reporting/earlier_versions", kpi=kpi.id, org_unit_id=org_unit_id, basis=basis.value
    )
    return KpiHistory(
        kpi=kpi,
        org_unit_id=org_unit_id,
        rows=tuple(rows_of_kpi(kpi, figures, steps, org_unit_id)),
        figures=figures,
        steps=steps,
        earlier_versions=tuple(_earlier_version(row, kpi) for row in versions),
    )


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
