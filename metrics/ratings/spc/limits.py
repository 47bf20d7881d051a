"""Mean and process limits of closed-up series: XmR, p, p', u and u' charts.

Source of every formula: rules of NHS England's Making Data Count (XmR) and Laney's p' and u'
without screening of outlying moving ranges. Sums are exact (math.fsum), so that the mean of a
constant series is that constant.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import BoolArray, FloatArray
from metrics.ratings.spc.series import ClosedUp, Segment

XMR_LIMIT_FACTOR = 2.66  # 3 / 1.128 as Making Data Count rounds it
D2_OF_PAIRS = 1.128  # expected range of two normal values, in standard deviations


@dataclass(frozen=True)
class Limits:
    """Mean and limits at every point, series x closed-up months; NaN where they are not defined.

    `lower` and `upper` are what is drawn and tested. `unclipped_lower` and `unclipped_upper` are
    the same before a proportion is cut at 0 and 1: a target of 100 % is not "on the limit" only
    because the limit was cut there. Nothing is flagged where can_be_flagged is False.
    """

    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    two_sigma_lower: FloatArray
    two_sigma_upper: FloatArray
    unclipped_lower: FloatArray
    unclipped_upper: FloatArray
    can_be_flagged: BoolArray


def average_gap(gaps: list[float], segment: Segment) -> float:
    """Return the average moving range of the points that set a segment's limits.

    gaps[j] is the distance from point j-1 to point j. The first point has no moving range, so a
    segment of one point has none at all: NaN.
    """
    ranges = gaps[segment.limits_from + 1 : segment.limits_to]
    return math.fsum(ranges) / len(ranges) if ranges else math.nan


def gaps_between_neighbours(points: FloatArray) -> list[list[float]]:
    """Return for each point the distance from the point before it; 0 for the first."""
    gaps: list[list[float]] = np.abs(np.diff(points, axis=1, prepend=points[:, :1])).tolist()
    return gaps


def xmr_limits(values: FloatArray, closed: ClosedUp) -> Limits:
    """Return mean +/- 2.66 x the average moving range, in the series' own unit, never clipped."""
    numbers, gaps = values.tolist(), gaps_between_neighbours(values)
    means = np.empty(len(closed.segments))
    reach = np.empty(len(closed.segments))
    for number, segment in enumerate(closed.segments):
        points = numbers[segment.row][segment.limits_from : segment.limits_to]
        means[number] = math.fsum(points) / len(points)
        reach[number] = XMR_LIMIT_FACTOR * average_gap(gaps[segment.row], segment)
    mean, width = closed.spread(means), closed.spread(reach)
    lower, upper = mean - width, mean + width
    two_thirds = width * 2.0 / 3.0
    return Limits(
        mean,
        lower,
        upper,
        mean - two_thirds,
        mean + two_thirds,
        lower,
        upper,
        can_be_flagged=closed.has_point,
    )


def proportion_spread(mean: FloatArray) -> FloatArray:
    """Return the variance of one yes/no with the chance `mean`."""
    return mean * (1.0 - mean)


def rate_spread(mean: FloatArray) -> FloatArray:
    """Return the variance of a count with the average `mean` (Poisson)."""
    return mean


def attribute_limits(
    numerators: FloatArray,
    denominators: FloatArray,
    closed: ClosedUp,
    *,
    spread: Callable[[FloatArray], FloatArray],
    highest: float,
    with_real_variation: bool,
) -> Limits:
    """Return the limits of a p, p', u or u' chart, as numerator / denominator, cut at 0 and `highest`.

    The mean is summed numerators over summed denominators. A point's limits are the mean +/- 3
    sigma, sigma = sqrt(spread(mean) / denominator); `with_real_variation` (p', u') multiplies by
    sigma_z, the average moving range of z = (value - mean) / sigma over 1.128, which may be below 1.
    Where every point is 0 (or every proportion 1), z is not defined: the limits are the mean and
    nothing can be flagged.
    """
    tops, bottoms = numerators.tolist(), denominators.tolist()
    means = np.empty(len(closed.segments))
    for number, segment in enumerate(closed.segments):
        chosen = slice(segment.limits_from, segment.limits_to)
        means[number] = math.fsum(tops[segment.row][chosen]) / math.fsum(bottoms[segment.row][chosen])
    mean = closed.spread(means)
    has_spread = closed.has_point & (mean > 0.0) & (mean < highest)
    sigma = np.sqrt(np.where(has_spread, spread(mean), 0.0) / denominators)
    if with_real_variation:
        sigma = sigma * sigma_z(numerators / denominators, mean, sigma, has_spread, closed)
    lower, upper = mean - 3.0 * sigma, mean + 3.0 * sigma
    return Limits(
        mean,
        np.maximum(lower, 0.0),
        np.minimum(upper, highest),
        mean - 2.0 * sigma,
        mean + 2.0 * sigma,
        lower,
        upper,
        can_be_flagged=has_spread,
    )


def sigma_z(
    values: FloatArray, mean: FloatArray, sigma: FloatArray, has_spread: BoolArray, closed: ClosedUp
) -> FloatArray:
    """Return how much more (or less) the months vary than chance alone, at every point.

    1 where z is not defined, so that limits without spread stay on the mean; NaN for a segment of
    one point.
    """
    z = np.zeros_like(values)
    np.divide(values - mean, sigma, out=z, where=has_spread)
    gaps = gaps_between_neighbours(z)
    factors = np.array([average_gap(gaps[s.row], s) / D2_OF_PAIRS for s in closed.segments])
    return np.where(has_spread, closed.spread(factors), 1.0)
