"""Deliberate faults: in a copy of one file, one piece of text in place of another. Each must be noticed.

`asks` says which of the small rows are asked: clocks, macros, figures, or the name of an event table.
"""

from __future__ import annotations

from dataclasses import dataclass

CLOCKS, MACROS, FIGURES = "clocks", "macros", "figures"


@dataclass(frozen=True)
class Fault:
    """`old` must be in the file exactly once."""

    says: str
    asks: str
    file: str
    old: str
    new: str


def _clock(says: str, old: str, new: str) -> Fault:
    return Fault(says, CLOCKS, "metrics/clocks.py", old, new)


def _macro(says: str, name: str, old: str, new: str) -> Fault:
    return Fault(says, MACROS, f"queries/reference/{name}.sql", old, new)


def _method(says: str, name: str, old: str, new: str) -> Fault:
    return Fault(says, FIGURES, f"queries/kpi_calculations/{name}.sql", old, new)


def _query(says: str, name: str, old: str, new: str) -> Fault:
    return Fault(says, FIGURES, f"queries/calculation/{name}.sql", old, new)


def _program(says: str, name: str, old: str, new: str) -> Fault:
    return Fault(says, FIGURES, f"data/calculation/{name}.py", old, new)


FAULTS = (
    _clock("bank holidays are worked", " and day not in bank_holidays()", ""),
    _clock("Saturdays are worked", "SATURDAY = 5", "SATURDAY = 6"),
    _clock(
        "the day it is done is not counted",
        "range(1, (end - start).days + 1)",
        "range(1, (end - start).days)",
    ),
    _clock("the first day is counted", "range(1, (end - start).days + 1)", "range((end - start).days + 1)"),
    _clock("going back is going forward", "steps if start <= end else -steps", "steps"),
    _clock(
        "the last working day is late", "calendar) <= limit.working_days", "calendar) < limit.working_days"
    ),
    _clock(
        "a month is 30 days", "return date(year, month + 1, min(day.day, last))", "return day + timedelta(30)"
    ),
    _clock("a week is five days", "timedelta(weeks=limit.weeks)", "timedelta(days=5 * limit.weeks)"),
    _clock("day 1 is day 0", "end - timedelta(days=calendar.start_is_day)", "end"),
    _clock("hours are days", "/ timedelta(hours=1)", "/ timedelta(days=1)"),
    _macro(
        "bank holidays are worked",
        "create_calendar",
        "\n        AND days.date NOT IN (SELECT unnest(cast($days_not_worked AS DATE[])))",
        "\n        AND $days_not_worked IS NOT NULL",
    ),
    _macro("Saturdays are worked", "create_calendar", "<= 5", "<= 6"),
    _macro(
        "the first day is counted",
        "working_days",
        "starting.working_day_number\n",
        "starting.working_day_number - 1\n",
    ),
    _macro("day 1 is day 0", "working_days", "THEN 1 ELSE 0", "THEN 0 ELSE 0"),
    _macro("due before it began", "working_day_due", "greatest(starting.date, due.date)", "due.date"),
    _macro("due a day early", "working_day_due", "+ number_of_days", "+ number_of_days - 1"),
    _macro(
        "a month is 30 days",
        "add_months",
        "to_months(cast(number_of_months AS INTEGER))",
        "to_days(30 * number_of_months)",
    ),
    _macro("a week is five days", "due_after", "7 * number_of_units", "5 * number_of_units"),
    _macro("only whole hours count", "hours_between", "/ 3600000.0", "/ 86400000.0"),
    _macro("older on the day before a birthday", "age_on", "THEN 1\n", "THEN 0\n"),
    _macro("an unborn child is a baby", "age_band", "THEN 'Unborn'", "THEN 'Under 1'"),
    _macro("ten is nine", "age_band", "< 10 THEN", "<= 10 THEN"),
    _macro("a blank flag is no", "has_flag", "WHEN 'N' THEN FALSE", "WHEN '' THEN FALSE WHEN 'N' THEN FALSE"),
    _method(
        "the last day is late",
        "timeliness",
        "clock_stops AS counted_on,\n    clock_stops <= last",
        "clock_stops AS counted_on,\n    clock_stops < last",
    ),
    _method(
        "open work is on time",
        "timeliness",
        "due_on AS counted_on,\n    clock_stops <= last_day_on_time",
        "due_on AS counted_on,\n    coalesce(clock_stops <= last_day_on_time, true)",
    ),
    _method(
        "what is done counts in the month it was due",
        "timeliness",
        "clock_stops AS counted_on",
        "due_on AS counted_on",
    ),
    _method(
        "what is not due yet fails",
        "timeliness",
        " OR last_day_on_time < as_at_on)",
        " OR last_day_on_time <= as_at_on)",
    ),
    _method("what lapsed fails", "timeliness", "AND NOT (lapses_on IS NOT NULL", "AND NOT (false"),
    _method(
        "what lapsed on the due day is let off", "timeliness", "lapses_on < due_on", "lapses_on <= due_on"
    ),
    _method(
        "what was done on the last day of a month is still open",
        "timeliness",
        "last_day_on_time < month_ends.month_end\n        AND (clock_stops IS NULL OR clock_stops >",
        "last_day_on_time < month_ends.month_end\n        AND (clock_stops IS NULL OR clock_stops >=",
    ),
    _method(
        "what lapsed is overdue for ever",
        "timeliness",
        "        AND (lapses_on IS NULL OR lapses_on > month_ends.month_end)\n-- Only",
        "-- Only",
    ),
    _method("open before it began", "timeliness", "        AND clock_starts <= month_ends.month_end\n", ""),
    _method("too recent to judge is judged", "percentage_of_events", "include AND NOT too_recent", "include"),
    _method(
        "every event is a yes", "percentage_of_events", "numerator AS in_numerator", "true AS in_numerator"
    ),
    _method(
        "a no is left out",
        "percentage_of_events",
        "numerator AS in_numerator,\n    TRUE",
        "numerator AS in_numerator,\n    numerator",
    ),
    _method("too recent is nobody", "percentage_of_events", "include AND too_recent", "include AND false"),
    _method("everyone is in", "rate_per_10000", "WHERE include", "WHERE true"),
    _method("everyone is in", "count_at_month_end", "WHERE include", "WHERE true"),
    _method("everyone is in", "percentage_at_month_end", "WHERE include", "WHERE true"),
    _method("every post is full time", "per_worker", "    capacity\n", "    1 AS capacity\n"),
    _query("a month's rate is a year's", "create_calculated_observations", "ELSE 12.0 END", "ELSE 1.0 END"),
    _query(
        "a share of one",
        "create_calculated_observations",
        "100.0 * counted.numerator",
        "1.0 * counted.numerator",
    ),
    _query(
        "none of none is nought per cent",
        "create_calculated_observations",
        "counted.measure = 'percentage' AND counted.denominator > 0",
        "counted.measure = 'percentage'",
    ),
    _query(
        "a year is all that came before, too",
        "create_calculated_observations",
        "lines.numerators[periods.place] - coalesce(lines.numerators[periods.place_before], 0)",
        "lines.numerators[periods.place]",
    ),
    _query(
        "a year leaves out its first month",
        "create_periods",
        "covered.first_month - 1",
        "covered.first_month",
    ),
    _query("a year begins in January", "create_periods", "- INTERVAL 3 MONTH", "- INTERVAL 0 MONTH"),
    _query("a year has eleven months", "create_periods", "- INTERVAL 11 MONTH", "- INTERVAL 10 MONTH"),
    _query(
        "a year is whole before it is covered",
        "create_periods",
        "WHERE listed.period_start >= coverage.covered_from",
        "WHERE true",
    ),
    _program(
        "unknown is yes",
        "branches",
        "exp.paren(parsed, copy=False), exp.false()",
        "exp.paren(parsed, copy=False), exp.true()",
    ),
    _program(
        "a Saturday after the last day is late",
        "branches",
        "exp.Literal.number(number + 1))",
        "exp.Literal.number(number))",
    ),
    _program(
        "a week has no weekend",
        "branches",
        "if calculation.measured_in is MeasuredIn.WORKING_DAYS:",
        "if False:",
    ),
    _program(
        "wrong rows are late rows",
        "event_scan",
        "else exp.and_(counts, exp.not_(cannot_be, copy=False), copy=False)",
        "else counts",
    ),
    _program(
        "what has no team is lost",
        "places",
        'return unit(known[0] if known else f"{authorities[of]}:{NOT_ALLOCATED}", of)',
        "return unit(known[0], of) if known else None",
    ),
    _program("the middle is the lower quarter", "amounts", "median=quartile(0.5)", "median=quartile(0.25)"),
    _program("an unknown part is nobody's", "places", 'NOT_KNOWN = "Not known"', 'NOT_KNOWN = "Other"'),
    _program(
        "a quartile is never between two", "amounts", "(high - low) * (place - below)", "0 * (high - low)"
    ),
    _program(
        "month ends are added up",
        "figure_lines",
        "added_up = kind is CalendarKind.MONTHS_ADDED_UP",
        "added_up = True",
    ),
    _program(
        "months are not added up",
        "figure_lines",
        "added_up = kind is CalendarKind.MONTHS_ADDED_UP",
        "added_up = False",
    ),
    _program("what is over is still there", "counting", " - self._added(chosen, over)", ""),
    _program(
        "what began before the first month is not there",
        "counting",
        "np.maximum(first[chosen], 0)",
        "first[chosen]",
    ),
    _program(
        "a month without a case has no figure",
        "figure_lines",
        "yield CalendarKind.MONTHS_ADDED_UP, something | self._exists,",
        "yield CalendarKind.MONTHS_ADDED_UP, something,",
    ),
)
