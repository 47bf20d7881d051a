"""What it would take to reach a target by its date, beside what has been managed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.ratings.comparisons import is_above
from metrics.ratings.direction import with_unit
from metrics.value_words import value_words
from metrics.vocabulary import BetterWhen, Unit

AVERAGED_MONTHS = 3  # one month alone is mostly chance
MONTHS_APART = 12


@dataclass(frozen=True)
class Gap:
    """The distance to the target, in the KPI's unit (percentages: in points).

    now: the last 3 months with figures, taken together. needed_per_month: the change a month that reaches
    the target, its sign the way to go, 0 where it is met. fastest_12_months: the largest move that way
    between two 3-month figures 12 months apart, anywhere in the history (below 0 if it never moved that
    way); None where the history is too short.
    """

    now: float
    needed_per_month: float
    fastest_12_months: float | None
    words: str


def gap_to_target(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    *,
    months_ahead: int,
    target: float | tuple[float, float] | None,
    better_when: BetterWhen,
    times: float = 100.0,
    unit: str = Unit.PERCENT,
    decimal_places: int = 1,
) -> Gap | None:
    """Return the gap between the latest figures and the target, in the unit.

    A figure is `times` x numerator / denominator; months taken together are their sums (values without a
    denominator: give 1 for each month, and 1 for times). None without a target, a direction or any
    figures. Months with None or a denominator of 0 are missing.
    """
    months = [
        (x, n) if x is not None and n is not None and n > 0 else None
        for x, n in zip(numerators, denominators, strict=True)
    ]
    figures = [month for month in months if month is not None]
    now = together(figures[-AVERAGED_MONTHS:], times)
    if now is None or target is None or better_when is BetterWhen.NEUTRAL:
        return None
    needed = amount_needed(now, target, better_when)
    way = (needed > 0) - (needed < 0) or (1 if better_when is BetterWhen.HIGHER else -1)
    averages = [
        together([m for m in months[end - AVERAGED_MONTHS : end] if m is not None], times, at_least=2)
        for end in range(AVERAGED_MONTHS, len(months) + 1)
    ]
    moves = [
        way * (later - earlier)
        for earlier, later in zip(averages, averages[MONTHS_APART:], strict=False)
        if earlier is not None and later is not None
    ]
    fastest = max(moves, default=None)
    words = gap_words(now, needed, months_ahead, fastest, unit, max(decimal_places, 1))
    return Gap(now, needed / months_ahead, fastest, words)


def together(months: Sequence[tuple[float, float]], times: float, at_least: int = 1) -> float | None:
    """Return the figure of some months together; None with fewer than `at_least` of them."""
    if len(months) < at_least:
        return None
    return times * sum(x for x, _ in months) / sum(n for _, n in months)


def amount_needed(now: float, target: float | tuple[float, float], better_when: BetterWhen) -> float:
    """Return the move that meets the target, to the nearer end of a band; 0 where it is met."""
    if isinstance(target, tuple):
        low, high = target
        return max(low - now, 0.0) or min(high - now, 0.0)
    if better_when is BetterWhen.LOWER:
        return min(target - now, 0.0)
    return max(target - now, 0.0) if better_when is BetterWhen.HIGHER else target - now


def gap_words(
    now: float,
    needed: float,
    months_ahead: int,
    fastest: float | None,
    unit: str = Unit.PERCENT,
    decimal_places: int = 1,
) -> str:
    """Return the gap in one sentence.

    >>> gap_words(80.0, 6.0, 12, 3.0)
    'Needs a rise of 0.5 points a month; the most over any 12 months so far was 3.0 points, 0.2 a month.'
    >>> gap_words(40.0, -6.0, 4, None, "days").partition(";")[0]
    'Needs a fall of 1.5 days a month'
    """
    if not is_above(abs(needed), 0.0):
        return f"The last 3 months together ({value_words(now, unit, decimal_places)}) meet the target: hold."
    number, least = f"{abs(needed) / months_ahead:,.{decimal_places}f}", 0.1**decimal_places
    amount = f"less than {least:.{decimal_places}f}" if float(number.replace(",", "")) == 0 else number
    start = f"Needs a {'rise' if needed > 0 else 'fall'} of {with_unit(amount, unit)} a month"
    if fastest is None:
        return f"{start}; the history is too short to say whether that has been done before."
    if not is_above(fastest, 0.0):
        return f"{start}; it has not moved that way over any 12 months so far."
    return (
        f"{start}; the most over any 12 months so far was {with_unit(f'{fastest:,.{decimal_places}f}', unit)}, "
        f"{fastest / MONTHS_APART:,.{decimal_places}f} a month."
    )
