"""Rating a figure a reader sees: which target counts, and what keeps it from being rated."""

from __future__ import annotations

from dataclasses import replace

from metrics.definition import KpiDefinition
from metrics.ratings.rag import ComparableTarget, RagRating, rate
from metrics.vocabulary import State
from reporting.figures import Figure, TargetStep
from reporting.words import UNSET_WORDS


def comparable_target(step: TargetStep) -> ComparableTarget:
    """Return a step as the ratings take it."""
    return ComparableTarget(
        operator=step.operator,  # type: ignore[arg-type]
        target=step.target,
        floor=step.floor,
        low=step.band_low,
        high=step.band_high,
        is_doubtful=step.is_doubtful,
        reason=UNSET_WORDS.get(step.state)
        or ("its owner is asked to confirm it" if step.is_doubtful else None),
    )


def rate_figure(
    kpi: KpiDefinition,
    figure: Figure | None,
    step: TargetStep | None,
    coming_step: TargetStep | None,
    baseline: Figure | None,
) -> RagRating:
    """Return the rating of a figure against the step in force in its period.

    A start point from before the first target is not rated, but says whether it meets that target.
    """
    target = comparable_target(step) if step else None
    if target is not None and figure is not None and kpi.holds_rating(figure.org_unit_id):
        target = replace(target, is_doubtful=True, reason="its owner is asked to confirm it")
    rating = rate(
        figure.value if figure else None,
        state=figure.state if figure else State.NOT_SUPPLIED,
        target=target,
        better_when=kpi.better_when,
        kind=kpi.kind,
        denominator=figure.denominator if figure else None,
        numerator=figure.numerator if figure else None,
        baseline=baseline.value if baseline else None,
        value_is_doubtful=figure.is_doubtful if figure else False,
    )
    if figure is not None and figure.why_absent:
        return replace(rating, reason=f"No figure to rate. {figure.why_absent}")
    if step is not None or coming_step is None or figure is None or figure.value is None:
        return rating
    return _before_first_target(kpi, figure, comparable_target(coming_step), rating)


def _before_first_target(
    kpi: KpiDefinition, figure: Figure, coming: ComparableTarget, rating: RagRating
) -> RagRating:
    would_be = rate(
        figure.value,
        state=figure.state,
        target=coming,
        better_when=kpi.better_when,
        kind=kpi.kind,
        baseline=figure.value,
    )
    if would_be.colour == "none" or kpi.holds_rating(figure.org_unit_id):
        return replace(rating, reason=would_be.reason)
    met = "already meets it: maintain" if would_be.maintain else "does not meet it yet"
    return replace(
        rating,
        reason=f"From before the target of {coming.words} was in force. It {met}.",
        maintain=would_be.maintain,
    )
