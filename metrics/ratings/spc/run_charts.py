"""The run chart: median and Anhøj's two tests, for fewer than 15 points or without limits.

A run is too long for chance above round(log2(n)) + 3 points on one side of the median; the line
crosses the median too seldom below the 5 % point of a Binomial(n - 1, 1/2). n counts the points
that are not on the median. Source: "Run charts revisited", PLoS ONE, 2014.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import numpy as np

from metrics.ratings.comparisons import is_above, is_equal
from metrics.ratings.spc.series import Numbers, close_up, read_numbers, restarts_of_each

MINIMUM_USEFUL_POINTS = 10  # with fewer, the tests say too little


@dataclass(frozen=True)
class RunSegment:
    """The runs of one stretch between restarts, about its own median (in the unit of the values).

    useful_points are those not on the median. longest_run, longest_run_limit, crossings and
    crossings_limit are None without any. `signal` is True where the points do not vary as chance
    alone would make them, None with fewer than MINIMUM_USEFUL_POINTS.
    """

    first_position: int
    median: float
    useful_points: int
    longest_run: int | None
    longest_run_limit: int | None
    crossings: int | None
    crossings_limit: int | None
    signal: bool | None


@dataclass(frozen=True)
class RunChart:
    """A run chart: the median at every input position (None where missing) and the tests of each segment."""

    median: list[float | None]
    segments: tuple[RunSegment, ...]

    @property
    def signal(self) -> bool | None:
        """Return whether the latest segment shows more than chance; None if it cannot be said."""
        return self.segments[-1].signal if self.segments else None


def longest_run_limit(useful_points: int) -> int:
    """Return the longest run that chance alone would make of `useful_points` points.

    >>> longest_run_limit(10), longest_run_limit(24)
    (6, 8)
    """
    return round(math.log2(useful_points)) + 3


def crossings_limit(useful_points: int) -> int:
    """Return the fewest crossings that chance alone would make: the 5 % point, in exact whole numbers.

    >>> crossings_limit(10), crossings_limit(24)
    (2, 8)
    """
    chances = useful_points - 1
    ways = 0
    for crossings in range(chances + 1):
        ways += math.comb(chances, crossings)
        if 20 * ways >= 2**chances:
            return crossings
    return chances


def run_segment(values: Sequence[float], centre: float, first_position: int) -> RunSegment:
    """Return the runs of `values` about `centre`."""
    sides = [is_above(value, centre) for value in values if not is_equal(value, centre)]
    if not sides:
        return RunSegment(first_position, centre, 0, None, None, None, None, None)
    lengths = [len(list(run)) for _, run in groupby(sides)]
    longest, crossings = max(lengths), len(lengths) - 1
    most, fewest = longest_run_limit(len(sides)), crossings_limit(len(sides))
    enough = len(sides) >= MINIMUM_USEFUL_POINTS
    signal = (longest > most or crossings < fewest) if enough else None
    return RunSegment(first_position, centre, len(sides), longest, most, crossings, fewest, signal)


def run_chart(
    values: Numbers, *, restart_at: Sequence[int] = (), baseline_points: int | None = None
) -> RunChart:
    """Return the run chart of one monthly series, in its own unit; None is a missing month.

    With `baseline_points` the median of the first n points holds for the rest of the first
    segment, and the runs are those of baseline and rest together. Raises RatingInputError.
    """
    numbers = read_numbers([list(values)], "values")
    closed = close_up(np.isnan(numbers), restarts_of_each([list(restart_at)], *numbers.shape), None)
    points = closed.close_up(numbers)[0].tolist()
    month_of = closed.month_of[0].tolist()
    medians: list[float | None] = [None] * len(values)
    segments = []
    for segment in closed.segments:
        in_segment = points[segment.first : segment.end]
        centre = median(in_segment[:baseline_points] if segment.first == 0 else in_segment)
        segments.append(run_segment(in_segment, centre, month_of[segment.first]))
        for place in range(segment.first, segment.end):
            medians[month_of[place]] = centre
    return RunChart(medians, tuple(segments))
