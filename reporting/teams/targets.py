"""The target that a team is judged by: its own, else its authority's; and the rating against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.ratings.rag import RagRating, rate
from metrics.vocabulary import BetterWhen, KpiKind, State, Statistic, Unit
from reporting.figures import TargetStep, target_step_of
from reporting.rating import comparable_target
from reporting.teams.unit_figures import UnitFigure


@dataclass(frozen=True)
class Targets:
    """The steps of several KPIs in one authority and some of its units."""

    authority_id: str
    steps: Mapping[tuple[str, str], Sequence[TargetStep]]

    def in_force(self, kpi: KpiDefinition, org_unit_id: str | None, day: date) -> TargetStep | None:
        """Return the step in force on a day: the unit's own, else the authority's where that holds for its parts."""
        own = self._on(kpi.id, org_unit_id, day) if org_unit_id else None
        if own is not None or not holds_for_parts(kpi):
            return own
        return self._on(kpi.id, self.authority_id, day)

    def _on(self, kpi_id: str, org_unit_id: str, day: date) -> TargetStep | None:
        steps = self.steps.get((kpi_id, org_unit_id), ())
        return next((step for step in reversed(steps) if step.is_in_force(day)), None)


def holds_for_parts(kpi: KpiDefinition) -> bool:
    """Return whether an authority's target is one for each team too: a number of children or pounds is not.

    The highest caseload is a number, but one that no team may pass.
    """
    is_highest = kpi.calculation is not None and kpi.calculation.statistic is Statistic.MAXIMUM
    return is_highest or kpi.unit not in (Unit.COUNT, Unit.POUNDS)


def targets_of(
    store: Store, kpis: Sequence[KpiDefinition], authority_id: str, org_unit_ids: Sequence[str]
) -> Targets:
    """Return the target steps of some KPIs in an authority and some of its units, from one query."""
    found: dict[tuple[str, str], list[TargetStep]] = defaultdict(list)
    for row in store.rows(
        "reporting/teams/target_steps_of_units",
        kpis=[kpi.id for kpi in kpis],
        org_units=[authority_id, *org_unit_ids],
    ):
        found[row["kpi_id"], row["org_unit_id"]].append(target_step_of(row))
    return Targets(authority_id, found)


def rating_of(
    kpi: KpiDefinition, figure: UnitFigure | None, step: TargetStep | None, authority_id: str
) -> RagRating:
    """Return the rating of a unit's figure; on too few it is "n of d" without a colour."""
    target = comparable_target(step) if step else None
    if target is not None and kpi.holds_rating(authority_id):
        target = replace(target, is_doubtful=True, reason="its owner is asked to confirm it")
    return rate(
        figure.value if figure else None,
        state=figure.state if figure else State.NOT_SUPPLIED,
        target=target,
        better_when=kpi.better_when,
        kind=kpi.kind,
        denominator=figure.denominator if figure else None,
        numerator=figure.numerator if figure else None,
        value_is_doubtful=figure.is_doubtful if figure else False,
    )


def short_reason(
    kpi: KpiDefinition, figure: UnitFigure | None, step: TargetStep | None, rating: RagRating
) -> str:
    """Return the rating in two or three words, or why there is none; '' where there is nothing to rate."""
    if rating.colour != "none":
        return rating.word
    if figure is None or figure.value is None:
        return ""
    if kpi.kind is KpiKind.ACTIVITY or kpi.better_when is BetterWhen.NEUTRAL:
        return "not rated"
    if step is None:
        return "no target"
    return "too few to rate" if rating.reason.startswith("Too few") else "in doubt"
