"""The calendar table and the clock macros: what queries count working days, months and hours with."""

from __future__ import annotations

import duckdb

from data.sql import read_sql
from metrics.clocks import FIRST_DAY, LAST_DAY, NATIONAL, WorkingCalendar, bank_holidays

MACROS = (
    "working_days",
    "working_day_due",
    "add_months",
    "hours_between",
    "due_after",
    "age_on",
    "age_band",
    "has_flag",
    "source_group",
    "last_month_end",
)


def create_calendar(connection: duckdb.DuckDBPyConnection, calendar: WorkingCalendar = NATIONAL) -> None:
    """Create the table `calendar` and the clock macros in a database, in place of any that are there.

    The table has one row a day from FIRST_DAY to LAST_DAY with date, is_working_day and
    working_day_number. It leaves out the council's closure days; whether the start is day 0 or day 1
    is an argument of the macros, because it can differ between KPIs.
    """
    not_worked = sorted(bank_holidays() | calendar.closure_days)
    connection.execute(
        read_sql("reference/create_calendar"),
        {"first_day": FIRST_DAY, "last_day": LAST_DAY, "days_not_worked": not_worked},
    )
    for macro in MACROS:
        connection.execute(read_sql(f"reference/{macro}"))
