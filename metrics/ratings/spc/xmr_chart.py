"""The XmR chart (individual values and moving range): the chart of Making Data Count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.ratings.spc.judging import Directions, Targets, judge, targets_of_each
from metrics.ratings.spc.limits import xmr_limits
from metrics.ratings.spc.results import SpcResult, SpcResultOfMany
from metrics.ratings.spc.series import (
    ManyNumbers,
    Numbers,
    RestartsOfMany,
    close_up,
    read_numbers,
    restarts_of_each,
)
from metrics.ratings.spc.settings import DEFAULT_SETTINGS, SpcSettings


def xmr_many(
    values: ManyNumbers,
    *,
    better_when: Directions,
    target: Targets = None,
    restart_at: RestartsOfMany = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResultOfMany:
    """Return the XmR charts of many series (series x months, None or NaN for a missing month).

    better_when, target and restart_at are one for all series or one for each.
    """
    numbers = read_numbers(values, "values")
    missing = np.isnan(numbers)
    closed = close_up(missing, restarts_of_each(restart_at, *numbers.shape), baseline_points)
    limits = xmr_limits(closed.close_up(numbers), closed)
    targets = targets_of_each(target, numbers.shape[0])
    no_small_numbers = np.zeros(numbers.shape[0], dtype=np.intp)
    return judge("xmr", numbers, missing, closed, limits, no_small_numbers, better_when, targets, settings)


def xmr(
    values: Numbers,
    *,
    better_when: str,
    target: float | None = None,
    restart_at: Sequence[int] = (),
    baseline_points: int | None = None,
    settings: SpcSettings = DEFAULT_SETTINGS,
) -> SpcResult:
    """Return the XmR chart of one monthly series, in the series' own unit (limits are not clipped).

    Limits are the mean +/- 2.66 x the average gap between neighbouring months of the same segment.

    >>> result = xmr([10, 12, 11, 13, 12, None, 30], better_when="lower")
    >>> result.variation, result.lower[5]
    ('concern_high', None)
    """
    return xmr_many(
        [list(values)],
        better_when=better_when,
        target=target,
        restart_at=[list(restart_at)],
        baseline_points=baseline_points,
        settings=settings,
    ).of(0)
