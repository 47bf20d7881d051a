"""What meeting the target means for an outlook: the comparison, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.ratings.comparisons import FloatArray, above, below
from metrics.ratings.errors import RatingInputError
from metrics.vocabulary import BetterWhen

Target = float | tuple[float, float] | None


@dataclass(frozen=True)
class Goal:
    """A target (per cent: a number, (low, high) for near_target, or None) and the good direction.

    `strictly_below` makes a lower-is-better target one to be below, not at. Raises RatingInputError for a
    target outside 0-100 or a band that is upside down or belongs to a KPI without one.
    """

    target: Target
    better_when: BetterWhen
    strictly_below: bool = False

    def __post_init__(self) -> None:
        ends = self.target if isinstance(self.target, tuple) else (self.target,)
        if any(end is not None and not 0.0 <= end <= 100.0 for end in ends):
            raise RatingInputError(f"The target is {self.target}; it is per cent here, from 0 to 100.")
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
                return f"between {self.target[0]:g}% and {self.target[1]:g}%"
        elif self.target is not None and self.better_when is BetterWhen.HIGHER:
            return f"at or above {self.target:g}%"
        elif self.target is not None and self.better_when is BetterWhen.LOWER:
            return f"{'below' if self.strictly_below else 'at or below'} {self.target:g}%"
        return None

    def chance(self, draws: FloatArray) -> float | None:
        """Return the share of draws (per cent) that meet it; None where nothing can be met."""
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
