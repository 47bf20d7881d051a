"""The months of one KPI in a row, as the ratings take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from metrics.definition import KpiDefinition
from metrics.periods import month_end
from metrics.vocabulary import PeriodKind, State, Unit
from reporting.figures import Figure

HISTORY_MONTHS = 36  # the more months a chart has, the more false signals: 25 % of noise has one in 36
AGREEMENT = 0.5  # by how much a printed percentage or rate may differ from its own numbers: rounding
STANDING_BELOW = (
    0.3  # of the movement of independent events: 36 months of them fall below once in 1,000 series
)


class Holds(Enum):
    """What the figures of a series are made of."""

    SHARES = "shares"  # numerators of denominators
    EVENTS = "events"  # things that happened in the month
    VALUES = "values"  # anything else: durations, averages, what stands at the month's end


@dataclass(frozen=True)
class MonthlySeries:
    """At most the latest 36 months up to the last one with a figure; None in a month without one.

    months are last days, one after the other. values are in the KPI's unit; numerators and denominators
    are counts, None where not known. `in_doubt` is how many figures were left out because they are queried.
    """

    unit: Unit
    kind: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    numerators: tuple[float | None, ...]
    denominators: tuple[float | None, ...]
    in_doubt: int

    @property
    def points(self) -> int:
        """Return how many months have a figure."""
        return sum(value is not None for value in self.values)

    @property
    def last_month(self) -> date | None:
        """Return the last day of the month reported; None without any figure."""
        return self.months[-1] if self.months else None

    @property
    def stands_at_month_end(self) -> bool:
        """Return whether the figures are of the last day of each month, not of what happened in it."""
        return self.kind != PeriodKind.MONTH

    @property
    def has_counts(self) -> bool:
        """Return whether every figure is a percentage of known numbers that agree with it."""
        return (
            self.unit is Unit.PERCENT
            and self.points > 0
            and all(
                value is None or agrees(value, top, bottom)
                for value, top, bottom in zip(self.values, self.numerators, self.denominators, strict=True)
            )
        )

    @property
    def holds(self) -> Holds:
        """Return what the figures are made of, which says how much chance alone moves them."""
        if self.has_counts:
            return Holds.SHARES
        if self.kind != PeriodKind.MONTH or self.points == 0:
            return Holds.VALUES
        events = self.events
        if events is None or varies_less_than_events(events):
            return Holds.VALUES
        return Holds.EVENTS

    @property
    def events(self) -> tuple[float | None, ...] | None:
        """Return how many things happened in each month; None where the figures are no whole numbers of things."""
        if self.unit is Unit.COUNT:
            is_whole = all(value is None or (value >= 0 and value == int(value)) for value in self.values)
            return self.values if is_whole else None
        if self.unit is not Unit.RATE_PER_10000:
            return None
        of_month = zip(self.values, self.numerators, self.denominators, strict=True)
        agree = all(value is None or is_rate(value, top, bottom) for value, top, bottom in of_month)
        return self.numerators if agree else None

    def position(self, day: date) -> int | None:
        """Return the place of the first month that ends on or after a day; None outside the series."""
        if not self.months or day > self.months[-1] or day <= self.months[0]:
            return None
        return next(place for place, month in enumerate(self.months) if month >= day)


def agrees(value: float, numerator: float | None, denominator: float | None) -> bool:
    """Return whether a percentage is, up to rounding, its numerator over its denominator.

    Both are numbers of things: full-time equivalents and other amounts have parts, and move otherwise.

    >>> agrees(66.7, 2, 3), agrees(66.7, 3, 2), agrees(66.7, 2, None), agrees(50.0, 2, 3), agrees(50.0, 1.5, 3)
    (True, False, False, False, False)
    """
    if numerator is None or denominator is None or denominator <= 0 or not 0 <= numerator <= denominator:
        return False
    if numerator % 1 or denominator % 1:
        return False
    return abs(value - 100.0 * numerator / denominator) <= AGREEMENT


def is_rate(value: float, numerator: float | None, denominator: float | None) -> bool:
    """Return whether a rate per 10,000 is, up to rounding, its numerator over its denominator.

    >>> is_rate(25.0, 5, 2000), is_rate(25.0, 5, 24000)
    (True, False)
    """
    if numerator is None or denominator is None or denominator <= 0 or numerator < 0:
        return False
    return abs(value - 10_000.0 * numerator / denominator) <= AGREEMENT


def varies_less_than_events(counts: Sequence[float | None]) -> bool:
    """Return whether counts move far less from month to month than things that happen one by one would.

    Of independent events the squared moves average twice the count (Poisson). Far less means that the same
    things are counted again the month after: children in care, not children who came into care.

    >>> varies_less_than_events([400, 402, 401, 399]), varies_less_than_events([400, 430, 385, 410])
    (True, False)
    """
    known = [count for count in counts if count is not None]
    moves = [(later - earlier) ** 2 for earlier, later in pairwise(known)]
    mean = sum(known) / len(known) if known else 0.0
    return bool(moves) and mean > 0 and sum(moves) / len(moves) / (2.0 * mean) < STANDING_BELOW


def monthly_series(kpi: KpiDefinition, figures: Iterable[Figure]) -> MonthlySeries:
    """Return the monthly series in one part's figures, which come oldest first.

    Figures about a month, or about the last day of a month; never both, since they count different
    things: the kind with more figures. Annual and quarterly figures are not months. Of two figures
    for one month the later in the list counts. A figure in doubt is left out, its month is empty.
    """
    by_kind: dict[str, dict[date, Figure]] = defaultdict(dict)
    in_doubt: dict[str, int] = defaultdict(int)
    for figure in figures:
        end, kind = figure.period.end, figure.period.kind
        if end is None or figure.value is None or figure.state != State.COUNTED:
            continue
        if kind != PeriodKind.MONTH and not (kind == PeriodKind.AS_AT and end == month_end(end)):
            continue
        if figure.is_doubtful:
            in_doubt[kind] += 1
        else:
            by_kind[kind][end] = figure
    if not by_kind:
        return MonthlySeries(kpi.unit, PeriodKind.MONTH, (), (), (), (), sum(in_doubt.values()))
    kind = max(by_kind, key=lambda kind: (len(by_kind[kind]), kind == PeriodKind.MONTH))
    of_month = by_kind[kind]
    months = months_in_a_row(min(of_month), max(of_month))[-HISTORY_MONTHS:]
    found = [of_month.get(month) for month in months]
    while found and found[0] is None:
        months, found = months[1:], found[1:]
    return MonthlySeries(
        unit=kpi.unit,
        kind=kind,
        months=tuple(months),
        values=tuple(figure.value if figure else None for figure in found),
        numerators=tuple(figure.numerator if figure else None for figure in found),
        denominators=tuple(figure.denominator if figure else None for figure in found),
        in_doubt=in_doubt[kind],
    )


def months_in_a_row(first: date, last: date) -> list[date]:
    """Return the last day of every month from one to another, both included.

    >>> [f"{day:%d %b}" for day in months_in_a_row(date(2024, 1, 31), date(2024, 3, 31))]
    ['31 Jan', '29 Feb', '31 Mar']
    """
    found = [first]
    while found[-1] < last:
        found.append(month_end(found[-1] + timedelta(days=1)))
    return found


def month_after(month: date, months_ahead: int) -> date:
    """Return the last day of the month that comes `months_ahead` months after another.

    >>> month_after(date(2024, 11, 30), 3)
    datetime.date(2025, 2, 28)
    """
    place = month.year * 12 + month.month - 1 + months_ahead
    return month_end(date(place // 12, place % 12 + 1, 1))


def padded(numbers: Sequence[float | None]) -> list[float | None]:
    """Return the numbers at the end of a row of 36, so that series of any length are judged together."""
    return [None] * (HISTORY_MONTHS - len(numbers)) + list(numbers)
