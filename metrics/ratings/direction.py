"""Direction of travel: against last month, the same month last year, and the 12-month slope.

Words first. A single month's move is mostly chance, so the headline goes by the 12-month slope where
it is clear of its own uncertainty (or by the same month last year for a seasonal KPI), and says
whether the latest point is within the usual range of the SPC chart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.ratings.better_when import read_better_when
from metrics.ratings.comparisons import is_above, is_below
from metrics.vocabulary import BetterWhen, Unit

Judgement = Literal["better", "worse", "unchanged", "higher", "lower"]

SLOPE_MONTHS = 12
MINIMUM_SLOPE_POINTS = 8
# Two-sided 95 % points of Student's t for 8 to 12 points less the two numbers of a line.
T_95 = {6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228}

AMOUNT_WORDS: dict[str, str] = {
    Unit.PERCENT: "{} points",
    Unit.RATE_PER_10000: "{} per 10,000",
    Unit.DAYS: "{} days",
    Unit.WEEKS: "{} weeks",
    Unit.POUNDS: "£{}",
}
HEADLINES: dict[Judgement, str] = {
    "better": "Improving",
    "worse": "Getting worse",
    "unchanged": "No clear change",
    "higher": "Rising",
    "lower": "Falling",
}


@dataclass(frozen=True)
class Change:
    """One comparison: the change in the unit of the values (to minus from), and the words for it."""

    earlier_value: float
    change: float
    judgement: Judgement
    words: str


@dataclass(frozen=True)
class Slope:
    """The straight-line change a month over the last 12 months, in the unit of the values.

    low and high hold 19 times out of 20 if months vary independently about a line; the judgement is
    "unchanged" unless both are on one side of 0. Least squares, at least MINIMUM_SLOPE_POINTS months.
    """

    per_month: float
    low: float
    high: float
    months_counted: int
    judgement: Judgement
    words: str


@dataclass(frozen=True)
class DirectionOfTravel:
    """The headline and the three comparisons; a comparison is None where a month it needs is missing."""

    words: str
    last_month: Change | None
    same_month_last_year: Change | None
    slope: Slope | None


def direction_of_travel(
    values: Sequence[float | None],
    *,
    better_when: str,
    unit: str = Unit.PERCENT,
    decimal_places: int = 1,
    variation: str | None = None,
    band: tuple[float, float] | None = None,
    is_seasonal: bool = False,
) -> DirectionOfTravel:
    """Return which way a monthly series is going; the last value is the month reported.

    `variation` is the SPC class of the last point, if there is an SPC chart: the
    words of a comparison with one other month say better or worse only where it says so too. `band` is the good
    range of a near_target KPI; without it such a KPI is only higher or lower. Raises RatingInputError.
    """
    direction = read_better_when(better_when)
    now = values[-1] if values else None
    if now is None:
        return DirectionOfTravel("No figure for this month", None, None, None)

    def compare(months_back: int, against: str) -> Change | None:
        earlier = values[-1 - months_back] if len(values) > months_back else None
        if earlier is None:
            return None
        judgement = judge_move(earlier, now, direction, band)
        size = abs(now - earlier)
        amount = amount_words(size, unit, decimal_places) if round(size, decimal_places) else ""
        said = judgement if is_borne_out(judgement, variation) else "unchanged"
        return Change(earlier, now - earlier, judgement, change_words(earlier, now, amount, said, against))

    last_month = compare(1, "last month")
    last_year = compare(12, "the same month last year")
    slope = slope_of(values, direction, unit, decimal_places, band)
    headline = headline_of(last_month, last_year, slope, is_seasonal)
    return DirectionOfTravel(headline + range_words(variation), last_month, last_year, slope)


def is_borne_out(judgement: Judgement, variation: str | None) -> bool:
    """Return whether an SPC chart, if there is one, bears out that a single move is better or worse.

    >>> is_borne_out("worse", "common_cause"), is_borne_out("worse", "concern_low"), is_borne_out("worse", None)
    (False, True, True)
    """
    nature = {"better": "improvement", "worse": "concern"}.get(judgement)
    return variation is None or nature is None or variation.startswith(nature)


def judge_move(
    earlier: float, now: float, better_when: BetterWhen, band: tuple[float, float] | None
) -> Judgement:
    """Return whether a move is better, worse, or only higher or lower; equal values are unchanged.

    Near a target, better is closer to the good range; a move inside the range is unchanged.
    """
    if not is_above(now, earlier) and not is_below(now, earlier):
        return "unchanged"
    if better_when is BetterWhen.NEAR_TARGET and band is not None:
        before, after = distance_to_band(earlier, band), distance_to_band(now, band)
        return "better" if is_below(after, before) else "worse" if is_above(after, before) else "unchanged"
    up = is_above(now, earlier)
    if better_when is BetterWhen.HIGHER:
        return "better" if up else "worse"
    if better_when is BetterWhen.LOWER:
        return "worse" if up else "better"
    return "higher" if up else "lower"


def distance_to_band(value: float, band: tuple[float, float]) -> float:
    """Return how far a value is outside the band; 0 inside it, ends included."""
    low, high = band
    return max(low - value, value - high, 0.0)


def amount_words(amount: float, unit: str, decimal_places: int) -> str:
    """Return an amount with its unit, rounded for reading.

    >>> amount_words(2.345, "percent", 1), amount_words(3.0, "count", 0)
    ('2.3 points', '3')
    """
    return with_unit(f"{amount:,.{decimal_places}f}", unit)


def with_unit(number: str, unit: str) -> str:
    """Return a written number with its unit; a unit without words of its own adds none."""
    return AMOUNT_WORDS.get(unit, "{}").format(number)


def change_words(earlier: float, now: float, amount: str, judgement: Judgement, against: str) -> str:
    """Return one comparison as a phrase, like "up 2.3 points on last month, better".

    An empty amount is one that rounds to nothing: to a reader it is neither up nor better.
    """
    if not is_above(now, earlier) and not is_below(now, earlier):
        return f"the same as {against}"
    if not amount:
        return f"almost the same as {against}"
    phrase = f"{'up' if now > earlier else 'down'} {amount} on {against}"
    return f"{phrase}, {judgement}" if judgement in ("better", "worse") else phrase


def slope_of(
    values: Sequence[float | None],
    better_when: BetterWhen,
    unit: str,
    decimal_places: int,
    band: tuple[float, float] | None,
) -> Slope | None:
    """Return the least-squares slope of the last 12 months; None with fewer than 8 values."""
    points = [(month, v) for month, v in enumerate(values[-SLOPE_MONTHS:]) if v is not None]
    count = len(points)
    if count < MINIMUM_SLOPE_POINTS:
        return None
    mean_month = math.fsum(month for month, _ in points) / count
    mean_value = math.fsum(v for _, v in points) / count
    spread = math.fsum((month - mean_month) ** 2 for month, _ in points)
    per_month = math.fsum((month - mean_month) * (v - mean_value) for month, v in points) / spread
    misses = math.fsum((v - mean_value - per_month * (month - mean_month)) ** 2 for month, v in points)
    reach = T_95[count - 2] * math.sqrt(misses / (count - 2) / spread)
    low, high = per_month - reach, per_month + reach
    is_clear = is_above(low, 0.0) or is_below(high, 0.0)
    line_end = mean_value + per_month * (points[-1][0] - mean_month)
    line_start = mean_value + per_month * (points[0][0] - mean_month)
    judgement = judge_move(line_start, line_end, better_when, band) if is_clear else "unchanged"
    way = ("rising" if per_month > 0 else "falling") if is_clear else "no clear change"
    ends = with_unit(f"{low:+,.{decimal_places + 1}f} to {high:+,.{decimal_places + 1}f}", unit)
    return Slope(per_month, low, high, count, judgement, f"{way} over 12 months ({ends} a month)")


def headline_of(
    last_month: Change | None, last_year: Change | None, slope: Slope | None, is_seasonal: bool
) -> str:
    """Return the headline by the steadiest comparison there is."""
    if is_seasonal and last_year is not None:
        return f"{HEADLINES[last_year.judgement]} on the same month last year"
    if slope is not None:
        return f"{HEADLINES[slope.judgement]} over 12 months"
    if last_month is not None:
        return f"{HEADLINES[last_month.judgement]} on last month"
    return "Too few months to say which way it is going"


def range_words(variation: str | None) -> str:
    """Return what the SPC chart says of the latest point, as the end of a sentence."""
    if variation is None:
        return ""
    if variation == "common_cause":
        return ", within its usual range"
    nature = {"improvement": "improvement", "concern": "concern"}.get(variation.split("_")[0], "change")
    return f", with a signal of {nature}"
