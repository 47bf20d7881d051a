"""The months of one KPI in a row, as the ratings take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.definition import KpiDefinition
from metrics.periods import month_end
from metrics.vocabulary import PeriodKind, State, Unit
from reporting.figures import Figure

HISTORY_MONTHS = 36  # the more months a chart has, the more false signals: 25 % of noise has one in 36
AGREEMENT = 0.5  # points by which a printed percentage may differ from its own numbers: rounding


@dataclass(frozen=True)
class MonthlySeries:
    """At most the latest 36 months up to the last one with a figure; None in a month without one.

    months are last days, one after the other. values are in the KPI's unit; numerators and denominators
    are counts, None where not known. `in_doubt` is how many figures were left out because they are queried.
    """

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
    def has_counts(self) -> bool:
        """Return whether every figure is a percentage of known numbers that agree with it."""
        return self.points > 0 and all(
            value is None or agrees(value, top, bottom)
            for value, top, bottom in zip(self.values, self.numerators, self.denominators, strict=True)
        )

    def position(self, day: date) -> int | None:
        """Return the place of the first month that ends on or after a day; None outside the series."""
        if not self.months or day > self.months[-1] or day <= self.months[0]:
            return None
        return next(place for place, month in enumerate(self.months) if month >= day)


def agrees(value: float, numerator: float | None, denominator: float | None) -> bool:
    """Return whether a percentage is, up to rounding, its numerator over its denominator.

    >>> agrees(66.7, 2, 3), agrees(66.7, 3, 2), agrees(66.7, 2, None), agrees(50.0, 2, 3)
    (True, False, False, False)
    """
    if numerator is None or denominator is None or denominator <= 0 or not 0 <= numerator <= denominator:
        return False
    return abs(value - 100.0 * numerator / denominator) <= AGREEMENT


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
        return MonthlySeries((), (), (), (), sum(in_doubt.values()))
    kind = max(by_kind, key=lambda kind: (len(by_kind[kind]), kind == PeriodKind.MONTH))
    of_month = by_kind[kind]
    months = months_in_a_row(min(of_month), max(of_month))[-HISTORY_MONTHS:]
    found = [of_month.get(month) for month in months]
    while found and found[0] is None:
        months, found = months[1:], found[1:]
    keeps_counts = kpi.unit is Unit.PERCENT
    return MonthlySeries(
        months=tuple(months),
        values=tuple(figure.value if figure else None for figure in found),
        numerators=tuple(figure.numerator if figure and keeps_counts else None for figure in found),
        denominators=tuple(figure.denominator if figure and keeps_counts else None for figure in found),
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
