"""What the SPC functions give back, for one series and for many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from metrics.ratings.comparisons import BoolArray, FloatArray
from metrics.ratings.spc.classes import NO_POINT, POINT_CLASSES, Assurance, CodeArray, PointClass, Side
from metrics.ratings.spc.series import IntArray
from metrics.ratings.spc.settings import SpcSettings
from metrics.vocabulary import BetterWhen

Number = TypeVar("Number", bound=np.generic)

SIDES: dict[int, Side | None] = {1: "high", -1: "low", 0: None}

RULE_WORDS: dict[str, dict[Side, str]] = {
    "outside": {"high": "above the upper limit", "low": "below the lower limit"},
    "shift": {
        "high": "{shift} or more months in a row above the mean",
        "low": "{shift} or more months in a row below the mean",
    },
    "trend": {
        "high": "{trend} or more months in a row rising",
        "low": "{trend} or more months in a row falling",
    },
    "two_of_three": {
        "high": "two of three months in a row near or beyond the upper limit",
        "low": "two of three months in a row near or beyond the lower limit",
    },
}
BOTH_SIGNALS_WORDS = "signals of both kinds at once, one high and one low"


@dataclass(frozen=True)
class SpcResult:
    """Limits, flags and icons of one series.

    Every list has one entry per input position, None where the month is missing. value, mean, lower and
    upper are in the unit of the values (XmR; limits unclipped) or are proportions or rates, numerator over
    denominator (p, p', u, u'; limits cut at 0, and at 1 for proportions). lower and upper are None where a
    segment has one point. outside, shift, trend and two_of_three are "high", "low" or None; point is the
    class; has_both_signals says where a high and a low signal meet (one improving, one concerning).
    `variation` is the class of the last point (None without points), `assurance` pass, fail, inconsistent
    or None.

    Limits and icons are given whatever the length: `has_enough_points` says whether the chart should be an
    SPC chart at all, `warnings` holds sentences to print beside it.
    """

    chart: str
    better_when: BetterWhen
    settings: SpcSettings
    value: list[float | None]
    mean: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    outside: list[Side | None]
    shift: list[Side | None]
    trend: list[Side | None]
    two_of_three: list[Side | None]
    point: list[PointClass | None]
    has_both_signals: list[bool | None]
    variation: PointClass | None
    assurance: Assurance | None
    segment_starts: tuple[int, ...]
    points_counted: int
    has_enough_points: bool
    warnings: tuple[str, ...]

    def rules_broken_at(self, position: int) -> tuple[str, ...]:
        """Return every rule that flags the month at `position`, in words for a tooltip."""
        words = []
        for rule, sides in RULE_WORDS.items():
            side: Side | None = getattr(self, rule)[position]
            if side is not None:
                text = sides[side]
                words.append(text.format(shift=self.settings.shift_points, trend=self.settings.trend_points))
        if self.has_both_signals[position]:
            words.append(BOTH_SIGNALS_WORDS)
        return tuple(words)


@dataclass(frozen=True)
class SpcResultOfMany:
    """The same as SpcResult for many series, as arrays of series x months.

    Missing months are NaN in value, mean, lower, upper, 0 in the flags (1 high, -1 low) and -1 in point
    (a place in POINT_CLASSES). `of(row)` gives one series as SpcResult.
    """

    chart: str
    better_when: tuple[BetterWhen, ...]
    settings: SpcSettings
    value: FloatArray
    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    outside: CodeArray
    shift: CodeArray
    trend: CodeArray
    two_of_three: CodeArray
    point: CodeArray
    has_both_signals: BoolArray
    variation: tuple[PointClass | None, ...]
    assurance: tuple[Assurance | None, ...]
    segment_number: IntArray
    months_with_small_numbers: IntArray

    def of(self, row: int) -> SpcResult:
        """Return the result of the series at `row`."""
        codes = self.point[row].tolist()
        numbers = self.segment_number[row].tolist()
        has_point = [code != NO_POINT for code in codes]
        points = sum(has_point)
        begins = tuple(
            numbers.index(number) for number in sorted({number for number in numbers if number >= 0})
        )
        return SpcResult(
            chart=self.chart,
            better_when=self.better_when[row],
            settings=self.settings,
            value=none_for_nan(self.value[row]),
            mean=none_for_nan(self.mean[row]),
            lower=none_for_nan(self.lower[row]),
            upper=none_for_nan(self.upper[row]),
            outside=[SIDES[code] for code in self.outside[row].tolist()],
            shift=[SIDES[code] for code in self.shift[row].tolist()],
            trend=[SIDES[code] for code in self.trend[row].tolist()],
            two_of_three=[SIDES[code] for code in self.two_of_three[row].tolist()],
            point=[None if code == NO_POINT else POINT_CLASSES[code] for code in codes],
            has_both_signals=[
                flag if present else None
                for flag, present in zip(self.has_both_signals[row].tolist(), has_point, strict=True)
            ],
            variation=self.variation[row],
            assurance=self.assurance[row],
            segment_starts=begins,
            points_counted=points,
            has_enough_points=points >= self.settings.minimum_points,
            warnings=self.warnings_of(row, points, [numbers.count(numbers[begin]) for begin in begins]),
        )

    def warnings_of(self, row: int, points: int, points_of_segments: list[int]) -> tuple[str, ...]:
        """Return the sentences to print beside the chart of the series at `row`."""
        words = []
        if points < self.settings.minimum_points:
            words.append(f"{points} of {self.settings.minimum_points} points: too few for limits and icons.")
        short = [count for count in points_of_segments if count < self.settings.minimum_segment_points]
        if len(points_of_segments) > 1 and short:
            words.append(
                f"A stretch between restarts has {min(short)} points, fewer than "
                f"{self.settings.minimum_segment_points}: its limits will still move."
            )
        small = int(self.months_with_small_numbers[row])
        if points and small * 2 >= points:
            words.append(
                f"Small numbers: in {small} of {points} months the limits rest on fewer than 5 expected "
                "either way. Quarters or a run chart would be safer."
            )
        return tuple(words)


def none_for_nan(numbers: FloatArray) -> list[float | None]:
    """Return the numbers as a list with None for NaN."""
    return [None if math.isnan(number) else number for number in numbers.tolist()]


def put_back(
    closed_up: NDArray[Number], month_of: IntArray, missing: BoolArray, empty: float
) -> NDArray[Number]:
    """Return closed-up results at the months they belong to, `empty` where the month is missing."""
    spread_out = np.empty_like(closed_up)
    np.put_along_axis(spread_out, month_of, closed_up, axis=1)
    spread_out[missing] = empty
    return spread_out
