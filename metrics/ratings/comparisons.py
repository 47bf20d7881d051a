"""When two numbers count as equal: one rule for every rating.

The average of a constant series with one decimal place is often not exactly that constant in
binary arithmetic, and then every month would look "above the mean". So a equals b when
|a - b| <= 1e-9 x max(1, |b|), for means, limits, neighbouring months and targets alike.
Above and below are strict: further away than that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RELATIVE_TOLERANCE = 1e-9

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


def is_equal(a: float, b: float) -> bool:
    """Return whether a and b are the same number up to rounding error."""
    return abs(a - b) <= RELATIVE_TOLERANCE * max(1.0, abs(b))


def is_above(a: float, b: float) -> bool:
    """Return whether a is more than b; equal numbers are not above.

    >>> is_above(0.1 + 0.2, 0.3), is_above(0.31, 0.3)
    (False, True)
    """
    return a > b and not is_equal(a, b)


def is_below(a: float, b: float) -> bool:
    """Return whether a is less than b; equal numbers are not below."""
    return a < b and not is_equal(a, b)


def is_at_least(a: float, b: float) -> bool:
    """Return whether a is b or more."""
    return a > b or is_equal(a, b)


def is_at_most(a: float, b: float) -> bool:
    """Return whether a is b or less."""
    return a < b or is_equal(a, b)


def tolerance_at(b: FloatArray) -> FloatArray:
    """Return how far from each b a number still counts as equal to it."""
    return RELATIVE_TOLERANCE * np.maximum(1.0, np.abs(b))


def above(a: FloatArray, b: FloatArray) -> BoolArray:
    """Return `is_above` for each pair of two arrays of one shape; False where either is NaN."""
    return np.asarray((a - b) > tolerance_at(b), dtype=np.bool_)


def below(a: FloatArray, b: FloatArray) -> BoolArray:
    """Return `is_below` for each pair of two arrays of one shape; False where either is NaN."""
    return np.asarray((b - a) > tolerance_at(b), dtype=np.bool_)
