"""The choices that an organisation makes once for all its SPC charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metrics.ratings.errors import RatingInputError

ConflictRule = Literal["improvement", "concern"]


@dataclass(frozen=True)
class SpcSettings:
    """Settings of the special cause rules; the defaults are those of Making Data Count (SQL v2.5).

    shift_points, trend_points: points in a row that make a signal, 6 to 8. Six doubles the
    false alarms (29 % of noise charts over 24 months against 15 %).
    conflict_rule: what a point is called that carries an improving and a concerning signal.
    minimum_points: fewer points in the chart than this, and a run chart is shown instead.
    minimum_segment_points: fewer in a segment, and the limits carry a warning.
    suggest_restart_after: points of a lasting shift after which a restart may be suggested.
    Raises RatingInputError, naming every setting that is out of range.
    """

    shift_points: int = 7
    trend_points: int = 7
    conflict_rule: ConflictRule = "improvement"
    minimum_points: int = 15
    minimum_segment_points: int = 12
    suggest_restart_after: int = 8

    def __post_init__(self) -> None:
        problems = [
            f"{name} is {points}; it must be 6, 7 or 8."
            for name, points in (("shift_points", self.shift_points), ("trend_points", self.trend_points))
            if points not in (6, 7, 8)
        ]
        if self.conflict_rule not in ("improvement", "concern"):
            problems.append(f"conflict_rule is {self.conflict_rule!r}; it must be improvement or concern.")
        if self.minimum_segment_points < 2:
            problems.append(f"minimum_segment_points is {self.minimum_segment_points}; it must be 2 or more.")
        if self.minimum_points < self.minimum_segment_points:
            problems.append(
                f"minimum_points is {self.minimum_points}; it must be at least minimum_segment_points "
                f"({self.minimum_segment_points})."
            )
        if self.suggest_restart_after < self.shift_points:
            problems.append(
                f"suggest_restart_after is {self.suggest_restart_after}; it must be at least shift_points "
                f"({self.shift_points})."
            )
        if problems:
            raise RatingInputError("SPC settings: " + " ".join(problems))

    @property
    def rule_set(self) -> str:
        """Return the line that is printed under every chart.

        >>> SpcSettings().rule_set
        'Making Data Count rules: shift of 7 points, trend of 7 points, improvement before concern'
        """
        shift, trend = self.shift_points, self.trend_points
        first, second = "improvement", "concern"
        if self.conflict_rule == "concern":
            first, second = second, first
        return f"Making Data Count rules: shift of {shift} points, trend of {trend} points, {first} before {second}"


DEFAULT_SETTINGS = SpcSettings()
