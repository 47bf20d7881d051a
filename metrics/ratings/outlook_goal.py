"""What meeting the target means for an outlook: the comparison, and the words for it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray, above, below
from metrics.ratings.errors import RatingInputError
from metrics.value_words import target_number_words
from metrics.vocabulary import BetterWhen, Unit

Target = float | tuple[float, float] | None


@dataclass(frozen=True)
class Goal:
    """A target (a number, (low, high) for near_target, or None) in a unit, and the good direction.

    `strictly_below` makes a lower-is-better target one to be below, not at. `stands_at_month_end`: the figures
    are of a month's last day, so that only the latest says where things are. Raises RatingInputError for a
    percentage outside 0-100, a number that is not finite, or a band that is upside down or belongs to a KPI
    without one.
    """

    target: Target
    better_when: BetterWhen
    strictly_below: bool = False
    unit: str = Unit.PERCENT
    stands_at_month_end: bool = False

    def __post_init__(self) -> None:
        ends = self.target if isinstance(self.target, tuple) else (self.target,)
        if self.unit == Unit.PERCENT and any(end is not None and not 0.0 <= end <= 100.0 for end in ends):
            raise RatingInputError(f"The target is {self.target}; it is per cent here, from 0 to 100.")
        if any(end is not None and not math.isfinite(end) for end in ends):
            raise RatingInputError(f"The target is {self.target}; it must be a number.")
        if isinstance(self.target, tuple):
            if self.better_when in (BetterWhen.HIGHER, BetterWhen.LOWER):
                raise RatingInputError(
                    f"The target is a band, {self.target}, and better_when is {self.better_when}; "
                    "a band goes with near_target, a number with higher or lower."
                )
            if self.target[0] > self.target[1]:
                raise RatingInputError(f"The band is {self.target}; the low end must come first.")

    @property
    def words(self) -> str | None:
        """Return what meeting it means, like "at or above 90%"; None where nothing can be met."""
        if isinstance(self.target, tuple):
            if self.better_when is BetterWhen.NEAR_TARGET:
                low, high = (target_number_words(end, self.unit) for end in self.target)
                return f"between {low} and {high}"
        elif self.target is not None and self.better_when is BetterWhen.HIGHER:
            return f"at or above {target_number_words(self.target, self.unit)}"
        elif self.target is not None and self.better_when is BetterWhen.LOWER:
            below = "below" if self.strictly_below else "at or below"
            return f"{below} {target_number_words(self.target, self.unit)}"
        return None

    def is_met_by(self, value: float) -> bool:
        """Return whether one value meets it; False where nothing can be met."""
        return self.chance(np.array([value])) == 1.0

    def chance(self, draws: FloatArray) -> float | None:
        """Return the share of draws (in the unit) that meet it; None where nothing can be met."""
        if self.words is None:
            return None
        low, high = self.target if isinstance(self.target, tuple) else (self.target, self.target)
        least, most = np.full_like(draws, low), np.full_like(draws, high)
        if self.better_when is BetterWhen.HIGHER:
            met = ~below(draws, least)
        elif self.better_when is BetterWhen.LOWER:
            met = below(draws, most) if self.strictly_below else ~above(draws, most)
        else:
            met = ~below(draws, least) & ~above(draws, most)
        return float(met.mean())
