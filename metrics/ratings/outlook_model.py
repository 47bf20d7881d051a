"""The two models behind the outlook, pooled: months drawn from what a process does if nothing changes.

Process mean: the last 12 months pooled, with as much extra month-to-month variation as they show
(beta-binomial). Local level: a level that drifts, on the logit scale, with binomial noise known
from the denominators; a Kalman filter over a grid of drift and extra noise, weighted by likelihood,
so nothing is optimised and nothing can fail to converge. The process mean is right for a stable
KPI and the local level for a drifting one; half of the draws come from each.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.spc.series import IntArray

POOLED_MONTHS = 12
DRAWS_PER_MODEL = 1000
LEAST_CORRELATION, MOST_CORRELATION = 1e-6, 0.5

# Denser near 0, so that a stable series is not given drift or noise that it does not show.
DRIFT_VARIANCES = (0.0, 1e-6, 1e-5, 1e-4, 3e-4, 0.001, 0.005, 0.02, 0.1)
EXTRA_NOISE_VARIANCES = (0.0, 1e-5, 1e-4, 0.001, 0.02, 0.2)
GRID = np.array(list(product(DRIFT_VARIANCES, EXTRA_NOISE_VARIANCES)))
DRIFT, EXTRA_NOISE = GRID[:, 0], GRID[:, 1]


@dataclass(frozen=True)
class FittedModels:
    """Both models for many series; one row a series, one column a pair of GRID where there are two.

    share: pooled proportion of the last 12 months with figures; correlation: how alike the events of
    one month are, beyond chance; level, level_variance: on the logit scale, at the last month;
    weight_so_far: weights of the pairs, added up from the left; denominator: the one to expect;
    totals: summed numerators and denominators, series x 2, which start the random numbers.
    """

    share: FloatArray
    correlation: FloatArray
    level: FloatArray
    level_variance: FloatArray
    weight_so_far: FloatArray
    denominator: IntArray
    totals: IntArray

    def random_numbers(self, row: int, seed: int, purpose: int) -> np.random.Generator:
        """Return the same random numbers for the same seed, series and purpose, others for any other.

        Were all series drawn from one seed alone, a lucky draw would tilt every KPI the same way.
        """
        return np.random.default_rng([seed, purpose, *self.totals[row].tolist()])


def fit(numerators: FloatArray, denominators: FloatArray) -> FittedModels:
    """Return both models of many series (series x months, NaN for missing; latest month last).

    Every series needs POOLED_MONTHS months with a denominator above 0. Some hundred series at a time are
    quickest: series x 54 pairs of numbers then stay inside a processor's cache.
    """
    level, variance, weight_so_far = fit_local_level(numerators, denominators)
    tops, bottoms = latest_with_figures(numerators, denominators)
    share, correlation = fit_process_mean(tops, bottoms)
    usual = np.maximum(1, np.rint(np.median(bottoms, axis=1))).astype(np.intp)
    totals = np.rint(np.stack((np.nansum(numerators, axis=1), np.nansum(denominators, axis=1)), axis=1))
    return FittedModels(share, correlation, level, variance, weight_so_far, usual, totals.astype(np.intp))


def latest_with_figures(numerators: FloatArray, denominators: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the last POOLED_MONTHS months that have figures, gaps closed up."""
    missing = np.isnan(denominators)
    order = np.argsort(~missing, axis=1, kind="stable")[:, -POOLED_MONTHS:]
    return np.take_along_axis(numerators, order, axis=1), np.take_along_axis(denominators, order, axis=1)


def fit_process_mean(tops: FloatArray, bottoms: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the pooled share and the correlation within a month, for series x 12 months.

    phi = sum((p_i - p)^2 / (p (1 - p) / n_i)) / (k - 1); correlation = (phi - 1) / (mean n - 1). Months that
    vary less than chance (phi below 1) count as chance: LEAST_CORRELATION.
    """
    share = (tops.sum(axis=1) + 0.5) / (bottoms.sum(axis=1) + 1.0)
    chance_variance = (share * (1.0 - share))[:, None] / bottoms
    surplus = ((tops / bottoms - share[:, None]) ** 2 / chance_variance).sum(axis=1)
    phi = surplus / (bottoms.shape[1] - 1)
    others = bottoms.mean(axis=1) - 1.0
    correlation = np.full_like(share, LEAST_CORRELATION)  # one event a month cannot be alike
    np.divide(phi - 1.0, others, out=correlation, where=others > 0.0)
    return share, np.clip(correlation, LEAST_CORRELATION, MOST_CORRELATION)


def fit_local_level(
    numerators: FloatArray, denominators: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return level, level variance and added-up weights, series x pairs of GRID, by a Kalman filter.

    The observation is logit((x + 1/2) / (n + 1)), its noise 1 / (n s (1 - s)) with s half-way between
    the month's share and the pooled one, plus the extra noise.
    """
    month_share = (numerators + 0.5) / (denominators + 1.0)
    pooled = (np.nansum(numerators, axis=1) + 0.5) / (np.nansum(denominators, axis=1) + 1.0)
    between = (month_share + pooled[:, None]) / 2.0
    observed = np.log(month_share / (1.0 - month_share))
    noise = 1.0 / (denominators * between * (1.0 - between))
    return filter_levels(observed, noise)


def filter_levels(observed: FloatArray, noise: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return level, level variance and added-up weights, series x pairs of GRID, by a Kalman filter.

    observed (NaN for a missing month) and the known variance of its noise are series x months. The filter
    starts from the first month with a figure; a missing month only lets the level drift.
    """
    counted = ~np.isnan(observed)
    shape = (len(observed), len(GRID))
    level, variance, log_likelihood = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    started = np.zeros((len(observed), 1), dtype=np.bool_)
    for month in range(observed.shape[1]):
        here = counted[:, month : month + 1]
        expected_noise = np.where(here, noise[:, month : month + 1], 1.0) + EXTRA_NOISE
        seen = np.where(here, observed[:, month : month + 1], 0.0)
        variance = np.where(started, variance + DRIFT, 0.0)
        total = variance + expected_noise
        gain, surprise = variance / total, seen - level
        updates = here & started
        log_likelihood -= np.where(updates, 0.5 * (np.log(total) + surprise * surprise / total), 0.0)
        level = np.where(updates, level + gain * surprise, np.where(here, seen, level))
        variance = np.where(updates, variance * (1.0 - gain), np.where(here, expected_noise, variance))
        started |= here
    weight = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    weight_so_far = np.cumsum(weight, axis=1)
    return level, variance, weight_so_far / weight_so_far[:, -1:]


def draw_path(
    models: FittedModels, row: int, months_ahead: IntArray, random: np.random.Generator
) -> FloatArray:
    """Return draws of the share at several months ahead (rising), months x draws.

    Each draw of the local level is one path: its months hang together.
    """
    share = models.share[row]
    spread = 1.0 / models.correlation[row] - 1.0
    size = (len(months_ahead), DRAWS_PER_MODEL)
    steady = random.beta(share * spread, (1.0 - share) * spread, size)
    weights = models.weight_so_far[row]
    path = draw_levels(models.level[row], models.level_variance[row], weights, months_ahead, random)
    chances = np.concatenate((steady, 1.0 / (1.0 + np.exp(-path))), axis=1)
    denominator = int(models.denominator[row])
    return np.asarray(random.binomial(denominator, chances) / denominator, dtype=np.float64)


def draw_levels(
    level: FloatArray,
    level_variance: FloatArray,
    weight_so_far: FloatArray,
    months_ahead: IntArray,
    random: np.random.Generator,
) -> FloatArray:
    """Return draws of the drifting level with its extra noise, months x DRAWS_PER_MODEL, of one series.

    level, level_variance and weight_so_far have one entry a pair of GRID.
    """
    size = DRAWS_PER_MODEL
    pair = np.searchsorted(weight_so_far, random.random(size), side="right")
    pair = np.minimum(pair, len(GRID) - 1)
    step_variance = DRIFT[pair] * np.diff(months_ahead, prepend=0)[:, None]
    step_variance[0] += level_variance[pair]
    jumps = random.standard_normal((len(months_ahead), size))
    path = level[pair] + np.cumsum(jumps * np.sqrt(step_variance), axis=0)
    noise = random.standard_normal((len(months_ahead), size)) * np.sqrt(EXTRA_NOISE[pair])
    return np.asarray(path + noise, dtype=np.float64)


def between_counts(shares: FloatArray, denominator: int, random: np.random.Generator) -> FloatArray:
    """Return draws moved by up to half a count either way, still within 0 to 1.

    Shares of 20 things only take the values 0 %, 5 %, 10 % ...; ranges that end on one of them hold
    clearly more than they say. Ends between two counts hold 80 % and 95 % on average.
    """
    return np.clip(shares + (random.random(shares.shape) - 0.5) / denominator, 0.0, 1.0)
