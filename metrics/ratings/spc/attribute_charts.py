"""The charts of numerators over denominators: p' (the default for percentages), p, u' and u."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.errors import RatingInputError
from metrics.ratings.spc.judging import Directions, Targets, judge, targets_of_each
from metrics.ratings.spc.limits import attribute_limits, proportion_spread, rate_spread
from metrics.ratings.spc.results import SpcResult, SpcResultOfMany
from metrics.ratings.spc.series import (
    IntArray,
    ManyNumbers,
    Numbers,
    RestartsOfMany,
    close_up,
    read_numbers,
    restarts_of_each,
)
from metrics.ratings.spc.settings import DEFAULT_SETTINGS, SpcSettings

SMALL_EXPECTED_COUNT = 5  # with fewer expected either way, three-sigma limits are a poor guide


@dataclass(frozen=True)
class AttributeChart:
    """What makes one chart of numerators over denominators different from another."""

    name: str
    highest: float
    spread: Callable[[FloatArray], FloatArray]
    with_real_variation: bool


P = AttributeChart("p", 1.0, proportion_spread, with_real_variation=False)
P_PRIME = AttributeChart("p_prime", 1.0, proportion_spread, with_real_variation=True)
U = AttributeChart("u", math.inf, rate_spread, with_real_variation=False)
U_PRIME = AttributeChart("u_prime", math.inf, rate_spread, with_real_variation=True)


def p_prime(
    numerators: Numbers,
    denominators: Numbers,
    *,
    better_when: str,
    target: float | None = None,
    restart_at: Sequence[int] = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResult:
    """Return the p' chart (Laney) of one monthly series of shares: the default for percentages.

    Numerators and denominators are counts; values, limits and `target` are proportions from 0 to 1,
    limits cut at 0 and 1. A month without figures, or with a denominator of 0, is missing.

    >>> result = p_prime([8, 9, 8, None], [10, 10, 10, 10], better_when="higher", target=0.5)
    >>> round(result.mean[0], 3), result.lower[3], result.assurance
    (0.833, None, 'pass')
    """
    return attribute_chart(
        P_PRIME,
        numerators,
        denominators,
        better_when=better_when,
        target=target,
        restart_at=restart_at,
        baseline_points=baseline_points,
        settings=settings,
    )


def p(
    numerators: Numbers,
    denominators: Numbers,
    *,
    better_when: str,
    target: float | None = None,
    restart_at: Sequence[int] = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResult:
    """Return the p chart: as `p_prime`, but expecting chance variation alone. Not for large denominators."""
    return attribute_chart(
        P,
        numerators,
        denominators,
        better_when=better_when,
        target=target,
        restart_at=restart_at,
        baseline_points=baseline_points,
        settings=settings,
    )


def u_prime(
    numerators: Numbers,
    denominators: Numbers,
    *,
    better_when: str,
    target: float | None = None,
    restart_at: Sequence[int] = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResult:
    """Return the u' chart of one monthly series of rates: things counted over an amount of opportunity.

    Values, limits and `target` are numerator / denominator (per 1, not per 10,000); limits cut at 0.
    """
    return attribute_chart(
        U_PRIME,
        numerators,
        denominators,
        better_when=better_when,
        target=target,
        restart_at=restart_at,
        baseline_points=baseline_points,
        settings=settings,
    )


def u(
    numerators: Numbers,
    denominators: Numbers,
    *,
    better_when: str,
    target: float | None = None,
    restart_at: Sequence[int] = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResult:
    """Return the u chart: as `u_prime`, but expecting chance (Poisson) variation alone."""
    return attribute_chart(
        U,
        numerators,
        denominators,
        better_when=better_when,
        target=target,
        restart_at=restart_at,
        baseline_points=baseline_points,
        settings=settings,
    )


def p_prime_many(
    numerators: ManyNumbers,
    denominators: ManyNumbers,
    *,
    better_when: Directions,
    target: Targets = None,
    restart_at: RestartsOfMany = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResultOfMany:
    """Return the p' charts of many series (series x months); see `p_prime` for units."""
    return attribute_charts_of_many(
        P_PRIME,
        numerators,
        denominators,
        better_when=better_when,
        target=target,
        restart_at=restart_at,
        baseline_points=baseline_points,
        settings=settings,
    )


def u_prime_many(
    numerators: ManyNumbers,
    denominators: ManyNumbers,
    *,
    better_when: Directions,
    target: Targets = None,
    restart_at: RestartsOfMany = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResultOfMany:
    """Return the u' charts of many series (series x months); see `u_prime` for units."""
    return attribute_charts_of_many(
        U_PRIME,
        numerators,
        denominators,
        better_when=better_when,
        target=target,
        restart_at=restart_at,
        baseline_points=baseline_points,
        settings=settings,
    )


def attribute_chart(
    chart: AttributeChart,
    numerators: Numbers,
    denominators: Numbers,
    *,
    better_when: str,
    target: float | None = None,
    restart_at: Sequence[int] = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResult:
    """Return the chart of one series of numerators over denominators."""
    return attribute_charts_of_many(
        chart,
        [list(numerators)],
        [list(denominators)],
        better_when=better_when,
        target=target,
        restart_at=[list(restart_at)],
        baseline_points=baseline_points,
        settings=settings,
    ).of(0)


def attribute_charts_of_many(
    chart: AttributeChart,
    numerators: ManyNumbers,
    denominators: ManyNumbers,
    *,
    better_when: Directions,
    target: Targets = None,
    restart_at: RestartsOfMany = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResultOfMany:
    """Return the charts of many series of numerators over denominators (series x months).

    A month is missing where either number is, or where the denominator is 0. Values, limits and
    target are numerator / denominator: on a p chart a proportion from 0 to 1, not a percentage.
    """
    tops, bottoms = read_numbers(numerators, "numerators"), read_numbers(denominators, "denominators")
    each_target = targets_of_each(target, tops.shape[0])
    check_counts(tops, bottoms, each_target, chart.highest)
    missing = np.isnan(tops) | np.isnan(bottoms) | (bottoms == 0.0)
    closed = close_up(missing, restarts_of_each(restart_at, *tops.shape), baseline_points)
    closed_tops, closed_bottoms = closed.close_up(tops), closed.close_up(bottoms)
    limits = attribute_limits(
        closed_tops,
        closed_bottoms,
        closed,
        spread=chart.spread,
        highest=chart.highest,
        with_real_variation=chart.with_real_variation,
    )
    expected = closed_bottoms * np.minimum(limits.mean, chart.highest - limits.mean)
    small: IntArray = (expected < SMALL_EXPECTED_COUNT).sum(axis=1)
    values = np.full_like(tops, np.nan)
    np.divide(tops, bottoms, out=values, where=~missing)
    return judge(chart.name, values, missing, closed, limits, small, better_when, each_target, settings)


def check_counts(tops: FloatArray, bottoms: FloatArray, targets: list[float | None], highest: float) -> None:
    """Raise RatingInputError, with all problems at once, for counts or targets that cannot be."""
    if tops.shape != bottoms.shape:
        raise RatingInputError(
            f"numerators are {tops.shape[0]} series x {tops.shape[1]} months and denominators "
            f"{bottoms.shape[0]} x {bottoms.shape[1]}; they must match month by month."
        )
    problems = [
        f"{words} in series {row}, month {month} (counted from 0); {remedy}"
        for words, wrong, remedy in (
            ("a negative numerator", tops < 0, "counts are 0 or more."),
            ("a negative denominator", bottoms < 0, "counts are 0 or more."),
            (
                "a numerator larger than its denominator",
                (tops > bottoms) & math.isfinite(highest),
                "use a u chart if one thing can be counted more than once.",
            ),
        )
        for row, month in np.argwhere(wrong)[:1].tolist()
    ]
    too_high = next((t for t in targets if t is not None and not 0.0 <= t <= highest), None)
    if too_high is not None:
        problems.append(
            f"the target is {too_high}; it is a proportion here, from 0 to 1 (85 % is 0.85)."
            if math.isfinite(highest)
            else f"the target is {too_high}; it cannot be negative."
        )
    if problems:
        raise RatingInputError("SPC chart: " + "; ".join(problems))
