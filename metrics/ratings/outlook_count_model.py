"""The two models behind the outlook of counts: things that happen in a month, over an exposure if there is one.

As in `outlook_model`, on the log scale. Process mean: the last 12 months pooled, with as much extra
month-to-month variation as they show (negative binomial). Local level: a level that drifts, its noise
known from the counts (Poisson). Half of the draws come from each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.outlook_model import (
    DRAWS_PER_MODEL,
    draw_levels,
    filter_levels,
    latest_with_figures,
)
from metrics.ratings.spc.series import IntArray

LEAST_SURPLUS = 1e-6  # months that vary no more than chance: Poisson
HIGHEST_LOG_RATE = 25.0  # keeps a draw of a wild series inside what can be counted


@dataclass(frozen=True)
class CountModels:
    """Both models for many series; one row a series, one column a pair of GRID where there are two.

    rate: things a month (per unit of exposure), pooled; shape: of the gamma distribution that the rate of a
    month is drawn from; level, level_variance: log rate at the last month; weight_so_far: weights of the
    pairs, added up; exposure: the one to expect; totals: summed counts and months, which start the random
    numbers.
    """

    rate: FloatArray
    shape: FloatArray
    level: FloatArray
    level_variance: FloatArray
    weight_so_far: FloatArray
    exposure: FloatArray
    totals: IntArray


def fit_counts(counts: FloatArray, exposures: FloatArray) -> CountModels:
    """Return both models of many series (series x months, NaN for missing; latest month last).

    Every series needs 12 months with an exposure above 0.
    """
    level, variance, weight_so_far = fit_log_level(counts, exposures)
    latest, over = latest_with_figures(counts, exposures)
    rate, shape = fit_pooled_rate(latest, over)
    totals = np.stack((np.nansum(counts, axis=1), 1000.0 * np.nanmean(exposures, axis=1)), axis=1)
    return CountModels(
        rate,
        shape,
        level,
        variance,
        weight_so_far,
        np.median(over, axis=1),
        np.rint(totals).astype(np.intp),
    )


def fit_pooled_rate(counts: FloatArray, exposures: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the pooled rate and the shape of its month-to-month variation, for series x 12 months.

    phi = sum((x_i - rate e_i)^2 / (rate e_i)) / (k - 1); shape = mean expected count / (phi - 1). Months that
    vary less than chance (phi below 1) count as chance.
    """
    rate = (counts.sum(axis=1) + 0.5) / exposures.sum(axis=1)
    expected = rate[:, None] * exposures
    phi = ((counts - expected) ** 2 / expected).sum(axis=1) / (counts.shape[1] - 1)
    return rate, expected.mean(axis=1) / np.maximum(phi - 1.0, LEAST_SURPLUS)


def fit_log_level(counts: FloatArray, exposures: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return level, level variance and added-up weights, series x pairs of GRID, by a Kalman filter.

    The observation is log((x + 1/2) / e), its noise 1 / expected count, with the expected count half-way
    between the month's own and the pooled one.
    """
    month_rate = (counts + 0.5) / exposures
    pooled = (np.nansum(counts, axis=1) + 0.5) / np.nansum(exposures, axis=1)
    noise = 1.0 / (exposures * (month_rate + pooled[:, None]) / 2.0)
    return filter_levels(np.log(month_rate), noise)


def draw_counts(
    models: CountModels, row: int, months_ahead: IntArray, random: np.random.Generator
) -> FloatArray:
    """Return draws of whole counts at several months ahead (rising), months x draws.

    Each draw of the local level is one path: its months hang together.
    """
    size = (len(months_ahead), DRAWS_PER_MODEL)
    steady = random.gamma(models.shape[row], models.rate[row] / models.shape[row], size)
    weights = models.weight_so_far[row]
    path = draw_levels(models.level[row], models.level_variance[row], weights, months_ahead, random)
    drifting = np.exp(np.minimum(path, HIGHEST_LOG_RATE))
    expected = models.exposure[row] * np.concatenate((steady, drifting), axis=1)
    return np.asarray(random.poisson(expected), dtype=np.float64)
