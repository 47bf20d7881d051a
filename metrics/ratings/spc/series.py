"""Monthly series as the rules read them: missing months closed up, segments numbered.

A missing month is dropped: moving ranges and runs bridge it, and every result is put back at
the month it belongs to. A "ghost" point (shown, but in no mean, range or run) is given as
missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from metrics.ratings.comparisons import BoolArray, FloatArray
from metrics.ratings.errors import RatingInputError

IntArray = NDArray[np.intp]

Numbers = Sequence[float | None]
ManyNumbers = Sequence[Numbers] | FloatArray
RestartsOfMany = Sequence[int] | Sequence[Sequence[int]]


@dataclass(frozen=True)
class Segment:
    """One stretch between restarts. Places count months with a value, from 0; `end` is not included.

    `limits_from` and `limits_to` bound the points that the mean and limits are worked out from:
    the segment itself or, after a baseline, the baseline.
    """

    row: int
    first: int
    end: int
    limits_from: int
    limits_to: int


@dataclass(frozen=True)
class ClosedUp:
    """Series with their missing months closed up; every array is series x months.

    month_of[i, j] is the place in the given series of its j-th month with a value; has_point is
    False in the padding at the right; segment_number runs over all series and is -1 there.
    """

    month_of: IntArray
    has_point: BoolArray
    segment_number: IntArray
    segments: tuple[Segment, ...]

    def close_up(self, given: FloatArray) -> FloatArray:
        """Return `given` (series x months) in closed-up order, NaN in the padding."""
        closed = np.take_along_axis(given, self.month_of, axis=1)
        return np.where(self.has_point, closed, np.nan)

    def spread(self, of_segments: FloatArray) -> FloatArray:
        """Return one number per segment at every point of the segment, NaN in the padding."""
        return np.append(of_segments, np.nan)[self.segment_number]  # -1 is the NaN at the end


def read_numbers(given: ManyNumbers, name: str) -> FloatArray:
    """Return the series as one array, series x months, NaN for a missing month.

    Raises RatingInputError where series differ in length or a number is infinite.
    """
    if isinstance(given, np.ndarray):
        numbers = np.asarray(given, dtype=np.float64)
    else:
        rows = [[math.nan if v is None else float(v) for v in series] for series in given]
        if len({len(row) for row in rows}) > 1:
            raise RatingInputError(
                f"{name}: the series have {sorted({len(row) for row in rows})} months; "
                "fill missing months with None so that all have the same number."
            )
        numbers = np.array(rows, dtype=np.float64).reshape(len(rows), len(rows[0]) if rows else 0)
    if numbers.ndim != 2:
        raise RatingInputError(
            f"{name} must be a table of series x months; it has {numbers.ndim} dimensions."
        )
    if np.isinf(numbers).any():
        raise RatingInputError(f"{name} holds an infinite number; give None for a month without a figure.")
    return numbers


def restarts_of_each(restart_at: RestartsOfMany, series_count: int, months: int) -> BoolArray:
    """Return where a new segment starts, series x months, from shared or separate positions.

    Raises RatingInputError for a position that is not a month of the series.
    """
    starts = np.zeros((series_count, months), dtype=np.bool_)
    separate = len(restart_at) > 0 and not isinstance(restart_at[0], (int, np.integer))
    each = cast(Sequence[Sequence[int]], restart_at) if separate else [cast(Sequence[int], restart_at)]
    if separate and len(each) != series_count:
        raise RatingInputError(
            f"restart_at has {len(each)} lists for {series_count} series; give one for each."
        )
    for row, positions in enumerate(each):
        wrong = [position for position in positions if not 0 <= position < months]
        if wrong:
            raise RatingInputError(
                f"restart_at holds {wrong}; positions count months from 0, here up to {months - 1}."
            )
        starts[row if separate else slice(None), list(positions)] = True
    return starts


def close_up(missing: BoolArray, restarts: BoolArray, baseline_points: int | None) -> ClosedUp:
    """Return the closed-up order and the segments of series x months.

    A restart on a missing month starts at the next month with a value. With `baseline_points` n,
    the first n points are a segment of their own (restarts inside it are passed over), and its
    limits hold until the next restart: the baseline of Making Data Count.
    """
    month_of = np.argsort(missing, axis=1, kind="stable")
    counts = (~missing).sum(axis=1)
    has_point: BoolArray = np.less(np.arange(missing.shape[1])[None, :], counts[:, None])
    stretch = np.take_along_axis(np.cumsum(restarts.astype(np.intp), axis=1), month_of, axis=1)
    stretch = 1 + stretch - stretch[:, :1]  # a restart at or before the first point changes nothing
    if baseline_points is not None:
        if baseline_points < 2:
            raise RatingInputError(
                f"baseline_points is {baseline_points}; a baseline needs 2 points or more."
            )
        stretch[:, :baseline_points] = 0
    changes = np.ones_like(has_point)
    changes[:, 1:] = stretch[:, 1:] != stretch[:, :-1]
    begins = has_point & changes
    segment_number = np.where(has_point, np.cumsum(begins.ravel()).reshape(begins.shape) - 1, -1)
    segments: list[Segment] = []
    rows, firsts = (places.tolist() for places in np.nonzero(begins))
    stretches = stretch[begins].tolist()
    ends = counts.tolist()
    for number, (row, first) in enumerate(zip(rows, firsts, strict=True)):
        last_of_row = number + 1 == len(rows) or rows[number + 1] != row
        end = ends[row] if last_of_row else firsts[number + 1]
        carries_baseline = baseline_points is not None and first > 0 and stretches[number] == 1
        from_, to = (0, first) if carries_baseline else (first, end)
        segments.append(Segment(row, first, end, from_, to))
    return ClosedUp(month_of, has_point, segment_number, tuple(segments))
