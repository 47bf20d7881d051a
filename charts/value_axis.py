"""Where a value axis begins and ends, and the words for one that does not show everything from nought."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

HIGH_UP = 0.5  # of the top: where every value lies above this, the axis begins higher than nought
LOW_DOWN = 40.0  # per cent: where every percentage lies below this, the axis ends lower than a hundred
HEADROOM = 0.06  # of the axis, above the highest and below the lowest value
MOST_STEPS = 7  # from one number on the axis to the next


@dataclass(frozen=True)
class ValueAxis:
    """The lowest and the highest value of an axis; `note` says what is left out, '' where nothing is."""

    low: float
    high: float
    note: str = ""

    def share(self, value: float) -> float:
        """Return how far up a value is, 0 at the foot and 1 at the top."""
        return (value - self.low) / (self.high - self.low)

    @property
    def step(self) -> float:
        """The distance between the numbers written on the axis: 1, 2 or 5 of ones, tens, hundreds ...

        >>> ValueAxis(0.0, 106.0).step, ValueAxis(0.0, 2.1).step
        (20.0, 0.5)
        """
        least = (self.high - self.low) / MOST_STEPS
        size = 10.0 ** math.floor(math.log10(least))
        return next(size * times for times in (1, 2, 5, 10) if size * times >= least)

    @property
    def decimals(self) -> int:
        """How many decimals the numbers written on the axis need."""
        return max(0, -math.floor(math.log10(self.step)))

    @property
    def longest_number(self) -> str:
        """The longest of the numbers written on the axis, or one as long."""
        return max((f"{end:,.{self.decimals}f}" for end in (self.low, self.high)), key=len)


def value_axis(values: Sequence[float], unit: str) -> ValueAxis:
    """Return the axis that holds all values: from nought, a percentage up to a hundred.

    Where every value lies in the upper half it begins at a round number below them, and where every
    percentage is below 40 it ends at a round number above them; `note` says so.

    >>> value_axis([82.0, 97.5], "percent").low, value_axis([12.0, 30.0], "count").low
    (80.0, 0.0)
    """
    lowest, highest = min(values, default=0.0), max(values, default=1.0)
    if lowest < 0.0:
        room = HEADROOM * (max(highest, 0.0) - lowest)
        return ValueAxis(lowest - room, max(highest, 0.0) + room)
    top = max(100.0, highest) if unit == "percent" else highest
    if top > 0.0 and lowest >= HIGH_UP * top:
        low = _round_below(lowest - HEADROOM * (top - lowest), top - lowest)
        return ValueAxis(
            low, top + HEADROOM * (top - low or 1.0), f"The value axis starts at {low:,g}, not at 0."
        )
    if unit == "percent" and highest < LOW_DOWN:
        high = max(10.0, 5.0 * math.ceil(highest * 1.1 / 5.0))
        return ValueAxis(0.0, high, f"The value axis ends at {high:g}%, not at 100%.")
    return ValueAxis(0.0, top * (1.0 + HEADROOM) or 1.0)


def _round_below(value: float, spread: float) -> float:
    """Return the round number at or below a value: a multiple of 1, 2 or 5 tens, hundreds ... as the spread asks."""
    size = 10.0 ** math.floor(math.log10(max(spread, value * 0.01, 1e-9)))
    return max(0.0, size * math.floor(value / size))
