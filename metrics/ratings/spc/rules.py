"""The four tests for special cause, on closed-up series (series x months).

Sources: Making Data Count SQL v2.5, with two-of-three as announced in November 2023. All
comparisons are strict with the tolerance of `metrics.ratings.comparisons`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import BoolArray, FloatArray, above, below
from metrics.ratings.spc.limits import Limits
from metrics.ratings.spc.series import ClosedUp, IntArray
from metrics.ratings.spc.settings import SpcSettings


@dataclass(frozen=True)
class Signals:
    """Which points each test flags, on the high and on the low side."""

    outside_high: BoolArray
    outside_low: BoolArray
    shift_high: BoolArray
    shift_low: BoolArray
    trend_high: BoolArray
    trend_low: BoolArray
    two_of_three_high: BoolArray
    two_of_three_low: BoolArray

    @property
    def high(self) -> BoolArray:
        """Return the points with any signal on the high side."""
        return self.outside_high | self.shift_high | self.trend_high | self.two_of_three_high

    @property
    def low(self) -> BoolArray:
        """Return the points with any signal on the low side."""
        return self.outside_low | self.shift_low | self.trend_low | self.two_of_three_low


def points_in_full_runs(holds: BoolArray, length: int, within: IntArray | None = None) -> BoolArray:
    """Return the points in a run of `length` or more in a row that all hold.

    With `within` (segment numbers) every window of `length` points must lie in one segment.
    """
    flagged = np.zeros_like(holds)
    windows = holds.shape[1] - length + 1
    if windows < 1:
        return flagged
    full = np.ones((holds.shape[0], windows), dtype=np.bool_)
    if within is not None:
        full &= within[:, :windows] == within[:, length - 1 :]
    for offset in range(length):
        full &= holds[:, offset : offset + windows]
    for offset in range(length):
        flagged[:, offset : offset + windows] |= full
    return flagged


def points_in_trends(moves: BoolArray, length: int) -> BoolArray:
    """Return the points in a trend of `length` points; moves[:, j] is True where j-1 to j goes that way.

    A trend is looked for across restarts, as Making Data Count does: a recalculated limit does
    not change which way the figures are going.
    """
    flagged = points_in_full_runs(moves, length - 1)
    flagged[:, :-1] |= flagged[:, 1:].copy()
    return flagged


def points_two_of_three(beyond: BoolArray, same_side: BoolArray, segment_number: IntArray) -> BoolArray:
    """Return the points beyond two sigma that are two (or all) of three in a row on one side of the mean.

    Points beyond the limits count too. The third point must be on the same side of the mean, not
    on it. Only the points beyond two sigma are flagged.
    """
    flagged = np.zeros_like(beyond)
    windows = beyond.shape[1] - 2
    if windows < 1:
        return flagged
    one_segment = segment_number[:, :windows] == segment_number[:, 2:]
    first, second, third = (slice(offset, offset + windows) for offset in range(3))
    enough = beyond[:, first].astype(np.int8) + beyond[:, second] + beyond[:, third] >= 2
    full = one_segment & enough & same_side[:, first] & same_side[:, second] & same_side[:, third]
    for place in (first, second, third):
        flagged[:, place] |= full
    return flagged & beyond


def find_signals(values: FloatArray, limits: Limits, closed: ClosedUp, settings: SpcSettings) -> Signals:
    """Return the flags of the four tests for every point; False in the padding."""
    may = limits.can_be_flagged
    over_mean, under_mean = above(values, limits.mean), below(values, limits.mean)
    number = closed.segment_number
    before = np.full_like(values, np.nan)
    before[:, 1:] = values[:, :-1]
    return Signals(
        outside_high=may & above(values, limits.upper),
        outside_low=may & below(values, limits.lower),
        shift_high=may & points_in_full_runs(over_mean, settings.shift_points, number),
        shift_low=may & points_in_full_runs(under_mean, settings.shift_points, number),
        trend_high=may & points_in_trends(above(values, before), settings.trend_points),
        trend_low=may & points_in_trends(below(values, before), settings.trend_points),
        two_of_three_high=may & points_two_of_three(above(values, limits.two_sigma_upper), over_mean, number),
        two_of_three_low=may & points_two_of_three(below(values, limits.two_sigma_lower), under_mean, number),
    )
