"""The period that the journey is shown for: one month, or a longer one that ends with it."""

from __future__ import annotations

from datetime import date

from metrics.clocks import add_months
from metrics.periods import Period, financial_year_start, month_end
from metrics.vocabulary import PeriodKind

KINDS = {
    PeriodKind.MONTH: "The month",
    PeriodKind.QUARTER: "The quarter",
    PeriodKind.FINANCIAL_YEAR_TO_DATE: "The year since April",
    PeriodKind.ROLLING_12_MONTHS: "12 months",
}


def journey_period(kind: PeriodKind, last_month_end: date) -> Period:
    """Return the period of a kind that ends with a month; a quarter is the last full one by then.

    ValueError for a kind that is not in KINDS.

    >>> journey_period(PeriodKind.QUARTER, date(2026, 10, 31))
    Period(kind='quarter', start=datetime.date(2026, 7, 1), end=datetime.date(2026, 9, 30))
    """
    match kind:
        case PeriodKind.MONTH:
            return Period(kind.value, last_month_end.replace(day=1), last_month_end)
        case PeriodKind.QUARTER:
            end = month_end(add_months(last_month_end, -(last_month_end.month % 3)))
            return Period(kind.value, add_months(end.replace(day=1), -2), end)
        case PeriodKind.FINANCIAL_YEAR_TO_DATE:
            return Period(kind.value, financial_year_start(last_month_end), last_month_end)
        case PeriodKind.ROLLING_12_MONTHS:
            start = add_months(last_month_end.replace(day=1), -11)
            return Period(kind.value, start, last_month_end)
        case _:
            raise ValueError(f"{kind} is not a period of the journey. Use one of {', '.join(KINDS)}.")


def days_of(period: Period) -> tuple[date, date]:
    """Return the first and last day of a dated period. ValueError for one without dates."""
    if period.start is None or period.end is None:
        raise ValueError("The journey needs a dated period.")
    return period.start, period.end
