"""The two models behind the outlook of values: durations, averages, and what stands at the end of a month.

On the values' own scale, since nothing is known of what chance alone would do. Process mean: the last 12
months with their own spread (Student's t). Local level: a level that drifts under normal noise, by a Kalman
filter over how much of the movement from month to month is drift, from none to all, weighted by likelihood;
the size of the movement is found for each by itself. Half of the draws come from the process mean where the
level does not drift, and fewer the more it does: for what stands at a month's end a year's mean says little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray
from metrics.ratings.outlook_model import DRAWS_PER_MODEL, POOLED_MONTHS, latest_with_figures
from metrics.ratings.spc.series import IntArray

# The share of drift in the movement: 0 is a level that stands, 1 one whose every step is there to stay. Denser
# near 0, so that a stable series is not given drift that it does not show.
DRIFT_SHARES = np.array([0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0])
STANDING = DRIFT_SHARES <= 0.03  # so little drift that the process mean is as good
LEAST_VARIANCE = 1e-18  # of a series that never moved


@dataclass(frozen=True)
class ValueModels:
    """Both models for many series; one row a series, one column a drift share where there are two.

    mean, deviation: of the last 12 months; months: how many figures there are; steady_draws: how many draws
    come from the process mean; level: at the last month; level_variance: in units of `size`; size: the
    variance of the movement; weight_so_far: weights of the drift shares, added up.
    """

    mean: FloatArray
    deviation: FloatArray
    months: IntArray
    steady_draws: IntArray
    level: FloatArray
    level_variance: FloatArray
    size: FloatArray
    weight_so_far: FloatArray


def fit_values(values: FloatArray) -> ValueModels:
    """Return both models of many series (series x months, NaN for missing; latest month last).

    Every series needs POOLED_MONTHS months with a value.
    """
    level, level_variance, size, weight = fit_drifting_level(values)
    latest, _ = latest_with_figures(values, values)
    standing = weight[:, STANDING].sum(axis=1) / STANDING.mean()
    steady_draws = np.rint(DRAWS_PER_MODEL * np.minimum(1.0, standing)).astype(np.intp)
    return ValueModels(
        mean=latest.mean(axis=1),
        deviation=latest.std(axis=1, ddof=1),
        months=(~np.isnan(values)).sum(axis=1),
        steady_draws=steady_draws,
        level=level,
        level_variance=level_variance,
        size=size,
        weight_so_far=np.cumsum(weight, axis=1),
    )


def fit_drifting_level(values: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return level, its variance in units of the size, the size, and the weight: series x drift shares.

    The filter starts from the first month with a value. With s the drift share, a month's value is the level
    plus noise of variance (1 - s) x size, and the level moves by s x size a month. Size: the mean of
    surprise^2 / its variance; log-likelihood without it: -(sum of log variances + (k - 1) log size) / 2.
    """
    counted = ~np.isnan(values)
    shape = (len(values), len(DRIFT_SHARES))
    level, variance, logs, squares = (np.zeros(shape) for _ in range(4))
    started = np.zeros((len(values), 1), dtype=np.bool_)
    noise = 1.0 - DRIFT_SHARES
    for month in range(values.shape[1]):
        here = counted[:, month : month + 1]
        seen = np.where(here, values[:, month : month + 1], 0.0)
        variance = np.where(started, variance + DRIFT_SHARES, 0.0)
        total = np.where(started, variance + noise, 1.0)
        gain, surprise = variance / total, seen - level
        updates = here & started
        logs += np.where(updates, np.log(total), 0.0)
        squares += np.where(updates, surprise * surprise / total, 0.0)
        level = np.where(updates, level + gain * surprise, np.where(here, seen, level))
        variance = np.where(updates, variance * (1.0 - gain), np.where(here, noise, variance))
        started |= here
    steps = counted.sum(axis=1, keepdims=True) - 1
    size = np.maximum(squares / steps, LEAST_VARIANCE)
    log_likelihood = -0.5 * (logs + steps * np.log(size))
    weight = np.exp(log_likelihood - log_likelihood.max(axis=1, keepdims=True))
    return level, variance, size, weight / weight.sum(axis=1, keepdims=True)


def draw_values(
    models: ValueModels, row: int, months_ahead: IntArray, random: np.random.Generator
) -> FloatArray:
    """Return draws of the value at several months ahead (rising), months x draws; neither cut nor rounded.

    Each draw of the local level is one path: its months hang together.
    """
    months, steady_size = len(months_ahead), int(models.steady_draws[row])
    size = 2 * DRAWS_PER_MODEL - steady_size
    reach = models.deviation[row] * np.sqrt(1.0 + 1.0 / POOLED_MONTHS)
    steady = models.mean[row] + reach * random.standard_t(POOLED_MONTHS - 1, (months, steady_size))

    share = np.searchsorted(models.weight_so_far[row], random.random(size), side="right")
    share = np.minimum(share, len(DRIFT_SHARES) - 1)
    steps = int(models.months[row]) - 1
    scale = np.sqrt(models.size[row, share] * steps / random.chisquare(steps, size))
    step_variance = DRIFT_SHARES[share] * np.diff(months_ahead, prepend=0)[:, None]
    step_variance[0] += models.level_variance[row, share]
    path = np.cumsum(random.standard_normal((months, size)) * np.sqrt(step_variance), axis=0)
    path += random.standard_normal((months, size)) * np.sqrt(1.0 - DRIFT_SHARES[share])
    drifting = models.level[row, share] + scale * path
    return np.asarray(np.concatenate((steady, drifting), axis=1), dtype=np.float64)
