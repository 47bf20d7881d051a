"""What it would take to reach a target by its date, beside what has been managed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.ratings.comparisons import is_above
from metrics.ratings.direction import with_unit
from metrics.ratings.outlook_goal import Goal
from metrics.value_words import value_words
from metrics.vocabulary import BetterWhen, Unit

AVERAGED_MONTHS = 3  # one month alone is mostly chance
MONTHS_APART = 12


@dataclass(frozen=True)
class Gap:
    """The distance to the target, in the KPI's unit (percentages: in points).

    now: the last 3 months with figures, taken together; of what stands at a month's end the last figure
    alone. needed_per_month: the change a month that reaches the target from there, its sign the way to go, 0
    where it is met. fastest_12_months: the largest move that way between two such figures 12 months apart,
    anywhere in the history (below 0 if it never moved that way); None where the history is too short.
    """

    now: float
    needed_per_month: float
    fastest_12_months: float | None
    words: str


def gap_to_target(
    numerators: Sequence[float | None],
    denominators: Sequence[float | None],
    goal: Goal,
    *,
    months_ahead: int,
    times: float = 100.0,
    decimal_places: int = 1,
) -> Gap | None:
    """Return the gap between the latest figures and the target of a goal, in its unit.

    A figure is `times` x numerator / denominator; months taken together are their sums (values without a
    denominator: give 1 for each month, and 1 for times). None without a target, a direction or any
    figures. Months with None or a denominator of 0 are missing.
    """
    averaged = 1 if goal.stands_at_month_end else AVERAGED_MONTHS
    months = [
        (x, n) if x is not None and n is not None and n > 0 else None
        for x, n in zip(numerators, denominators, strict=True)
    ]
    figures = [month for month in months if month is not None]
    now, latest = together(figures[-averaged:], times), together(figures[-1:], times)
    if now is None or latest is None or goal.target is None or goal.better_when is BetterWhen.NEUTRAL:
        return None
    needed = amount_needed(now, goal.target, goal.better_when)
    way = (needed > 0) - (needed < 0) or (1 if goal.better_when is BetterWhen.HIGHER else -1)
    averages = [
        together([m for m in months[end - averaged : end] if m is not None], times, min(averaged, 2))
        for end in range(averaged, len(months) + 1)
    ]
    moves = [
        way * (later - earlier)
        for earlier, later in zip(averages, averages[MONTHS_APART:], strict=False)
        if earlier is not None and later is not None
    ]
    fastest = max(moves, default=None)
    places = max(decimal_places, 1)
    if is_met(now, goal):
        words = met_words(now, latest, goal, places)
    else:
        words = gap_words(now, needed, months_ahead, fastest, goal, places)
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


def is_met(value: float, goal: Goal) -> bool:
    """Return whether a value meets a goal; a number without a direction (near_target) only if it is that number."""
    if goal.words is not None:
        return goal.is_met_by(value)
    return goal.target is not None and not is_above(
        abs(amount_needed(value, goal.target, goal.better_when)), 0
    )


def basis_words(now: float, goal: Goal, decimal_places: int) -> str:
    """Return the figure that is compared with the target, and which months it is of."""
    if goal.stands_at_month_end:
        which = "latest month end"
    elif goal.unit in (Unit.PERCENT, Unit.RATE_PER_10000):
        which = f"last {AVERAGED_MONTHS} months together"
    else:
        which = f"average of the last {AVERAGED_MONTHS} months"
    return f"{which} ({value_words(now, goal.unit, decimal_places)})"


def met_words(now: float, latest: float, goal: Goal, decimal_places: int) -> str:
    """Return what to say where the figure meets the target: to hold it, unless the latest month alone does not."""
    which = basis_words(now, goal, decimal_places)
    said = f"The {which} {'meet' if which.startswith('last') else 'meets'} the target"
    if is_met(latest, goal):
        return f"{said}: hold."
    return f"{said}, but the latest month ({value_words(latest, goal.unit, decimal_places)}) does not."


def gap_words(
    now: float, needed: float, months_ahead: int, fastest: float | None, goal: Goal, decimal_places: int = 1
) -> str:
    """Return the gap in one sentence.

    >>> gap_words(80.0, 6.0, 12, 3.0, Goal(86.0, BetterWhen.HIGHER)).partition("; ")[0]
    'Needs a rise of 0.5 points a month from the last 3 months together (80.0%)'
    >>> days = Goal(34.0, BetterWhen.LOWER, unit="days", stands_at_month_end=True)
    >>> gap_words(40.0, -6.0, 4, None, days).partition("; ")[0]
    'Needs a fall of 1.5 days a month from the latest month end (40.0 days)'
    """
    unit = goal.unit
    number, least = f"{abs(needed) / months_ahead:,.{decimal_places}f}", 0.1**decimal_places
    amount = f"less than {least:.{decimal_places}f}" if float(number.replace(",", "")) == 0 else number
    rises = needed > 0 or (needed == 0 and goal.better_when is BetterWhen.HIGHER)
    start = (
        f"Needs a {'rise' if rises else 'fall'} of {with_unit(amount, unit)} a month "
        f"from the {basis_words(now, goal, decimal_places)}"
    )
    if fastest is None:
        return f"{start}; the history is too short to say whether that has been done before."
    if not is_above(fastest, 0.0):
        return f"{start}; it has not moved that way over any 12 months so far."
    return (
        f"{start}; the most over any 12 months so far was {with_unit(f'{fastest:,.{decimal_places}f}', unit)}, "
        f"{fastest / MONTHS_APART:,.{decimal_places}f} a month."
    )
