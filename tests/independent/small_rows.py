"""A few hand-made rows for clocks and calculation, and what each must come to, worked out by hand.

Each set of rows has a function that asks the program and a table of answers. Dates were counted on a wall
calendar. 29 March and 1 April 2024 (Easter), 6 and 27 May and 26 August 2024 are bank holidays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from types import ModuleType
from typing import Any

import duckdb

from data.calendar_table import create_calendar
from metrics.definition import Calculation, KpiDefinition, Limit
from metrics.vocabulary import KpiStatus, MeasuredIn, Method, Statistic, Unit
from tests.data.calculation.conftest import TABLES

Answers = dict[str, Any]
DAY = date.fromisoformat

# Clocks in plain Python

CLOCK_ANSWERS: Answers = {
    "over Easter": 1,
    "a Saturday to Monday": 1,
    "the same day": 0,
    "backwards": -1,
    "45 days from a Friday": DAY("2024-05-30"),
    "45 days from a Saturday": DAY("2024-05-30"),
    "day 45": True,
    "day 46": False,
    "the Sunday after a Friday that was day 10": True,
    "28 days": True,
    "29 days": False,
    "a month after 31 January": DAY("2024-02-29"),
    "2 weeks": DAY("2024-05-15"),
    "the first day is day 1": DAY("2024-05-28"),
    "hours": 72.0,
    "72 hours": datetime(2024, 4, 1, 10, 0),
}


def clock_answers(clocks: ModuleType) -> Answers:
    """Return what a version of metrics/clocks.py says."""
    friday, saturday = DAY("2024-03-22"), DAY("2024-03-23")
    found_at = datetime(2024, 3, 29, 10, 0)
    from_day_1 = clocks.WorkingCalendar(start_is_day=1)
    return {
        "over Easter": clocks.working_days(DAY("2024-03-28"), DAY("2024-04-02")),
        "a Saturday to Monday": clocks.working_days(saturday, DAY("2024-03-25")),
        "the same day": clocks.working_days(friday, friday),
        "backwards": clocks.working_days(DAY("2024-04-02"), DAY("2024-03-28")),
        "45 days from a Friday": clocks.due_after_working_days(friday, 45),
        "45 days from a Saturday": clocks.due_after_working_days(saturday, 45),
        "day 45": clocks.is_on_time(friday, DAY("2024-05-30"), Limit(working_days=45)),
        "day 46": clocks.is_on_time(friday, DAY("2024-05-31"), Limit(working_days=45)),
        "the Sunday after a Friday that was day 10": clocks.is_on_time(
            DAY("2024-03-01"), DAY("2024-03-17"), Limit(working_days=10)
        ),
        "28 days": clocks.is_on_time(DAY("2024-05-01"), DAY("2024-05-29"), Limit(calendar_days=28)),
        "29 days": clocks.is_on_time(DAY("2024-05-01"), DAY("2024-05-30"), Limit(calendar_days=28)),
        "a month after 31 January": clocks.add_months(DAY("2024-01-31"), 1),
        "2 weeks": clocks.due_on(DAY("2024-05-01"), Limit(weeks=2)),
        "the first day is day 1": clocks.due_on(DAY("2024-05-01"), Limit(calendar_days=28), from_day_1),
        "hours": clocks.hours_between(found_at, datetime(2024, 4, 1, 10, 0)),
        "72 hours": clocks.due_at(found_at, 72),
    }


# The same clocks, and the other macros, in the database

MACRO_QUESTIONS = {
    "working_days(DATE '2024-03-28', DATE '2024-04-02')": 1,
    "working_days(DATE '2024-03-23', DATE '2024-03-25')": 1,
    "working_days(DATE '2024-03-25', DATE '2024-03-25')": 0,
    "working_days(DATE '2024-03-28', DATE '2024-04-02', start_is_day := 1)": 2,
    "working_day_due(DATE '2024-03-22', 45)": DAY("2024-05-30"),
    "working_day_due(DATE '2024-03-23', 45)": DAY("2024-05-30"),
    "working_day_due(DATE '2024-03-23', 0)": DAY("2024-03-23"),
    "working_day_due(DATE '2024-03-28', 2, start_is_day := 1)": DAY("2024-04-02"),
    "add_months(DATE '2024-01-31', 1)": DAY("2024-02-29"),
    "due_after(DATE '2024-05-01', 28, 'calendar_days')": DAY("2024-05-29"),
    "due_after(DATE '2024-05-01', 28, 'calendar_days', start_is_day := 1)": DAY("2024-05-28"),
    "due_after(DATE '2024-05-01', 2, 'weeks')": DAY("2024-05-15"),
    "hours_between(TIMESTAMP '2024-03-29 10:00', TIMESTAMP '2024-04-01 10:00')": 72.0,
    "age_on(DATE '2010-06-15', DATE '2024-06-14')": 13,
    "age_on(DATE '2010-06-15', DATE '2024-06-15')": 14,
    "age_band(DATE '2024-06-15', DATE '2024-06-15')": "Under 1",
    "age_band(DATE '2024-06-16', DATE '2024-06-15')": "Unborn",
    "age_band(DATE '2014-06-15', DATE '2024-06-15')": "10 to 15",
    "has_flag('{\"NFA_FLAG\": \"\"}', 'NFA_FLAG')": None,
    "has_flag('{\"NFA_FLAG\": \"N\"}', 'NFA_FLAG')": False,
    "source_group('10')": None,
}


def macro_answers() -> Answers:
    """Return what the macros say in a new database."""
    with duckdb.connect() as connection:
        create_calendar(connection)
        return {
            question: (connection.execute(f"SELECT {question}").fetchone() or (None,))[0]
            for question in MACRO_QUESTIONS
        }


# From events to figures

ASSESSMENTS = """
    started    | finished   | lapsed     | seen  | sex    | team | worker
    2024-03-22 | 2024-05-30 |            | true  | Female | T1   | w1
    2024-03-22 | 2024-05-31 |            | false | Male   | T2   | w2
    2024-05-01 |            |            |       | Female | T1   | w1
    2024-05-01 |            | 2024-06-10 |       | Male   | T1   | w1
    2024-05-01 |            | 2024-07-05 |       |        | T2   | w2
               | 2024-05-31 |            |       | Male   | T1   | w1
    2024-06-07 | 2024-08-10 |            |       | Female | T2   | w2
    2024-07-01 | 2024-09-03 |            | true  | Male   |      |
    2026-01-27 |            |            |       | Male   | T2   | w2
"""
# Day 45: 30 May for the first two; 5 July for those of May; Friday 9 August, done on the Saturday;
# 3 September; 31 March 2026, the day of the extract itself, which is not over.
PLANS = """
    visited | children | share | team | worker
    true    | 20       | 1.0   | T1   | w1
            | 10       | 0.5   | T2   | w2
    true    | 3        | 1.0   | T1   | w3
"""
ON_ASSESSMENTS: dict[str, Any] = {"events": "assessments", "cannot_be_counted": "started_on IS NULL"}
ON_PLANS: dict[str, Any] = {"events": "plans_at_month_end", "include": "children > 5"}
CLOCK: dict[str, Any] = {"clock_starts": "started_on", "clock_stops": "finished_on"}
CALCULATIONS = {
    "timely": Calculation(
        method=Method.TIMELINESS,
        lapses_on="lapsed_on",
        limit=Limit(working_days=45),
        **CLOCK,
        **ON_ASSESSMENTS,
    ),
    "seen": Calculation(
        method=Method.PERCENTAGE_OF_EVENTS,
        counted_on="finished_on",
        numerator="is_seen",
        too_recent="finished_on >= DATE '2024-09-01'",
        **ON_ASSESSMENTS,
    ),
    "started": Calculation(method=Method.COUNT_OF_EVENTS, counted_on="started_on", **ON_ASSESSMENTS),
    "rate": Calculation(
        method=Method.RATE_PER_10000,
        counted_on="started_on",
        population="children_under_18",
        include="sex IS NOT NULL",
        **ON_ASSESSMENTS,
    ),
    "took": Calculation(
        method=Method.DURATION, measured_in=MeasuredIn.CALENDAR_DAYS, **CLOCK, **ON_ASSESSMENTS
    ),
    "working_days": Calculation(
        method=Method.DURATION, measured_in=MeasuredIn.WORKING_DAYS, **CLOCK, **ON_ASSESSMENTS
    ),
    "visited": Calculation(method=Method.PERCENTAGE_AT_MONTH_END, numerator="is_visited", **ON_PLANS),
    "plans": Calculation(method=Method.COUNT_AT_MONTH_END, **ON_PLANS),
    "caseload": Calculation(
        method=Method.PER_WORKER,
        statistic=Statistic.AVERAGE,
        amount="children",
        capacity="full_time_equivalent",
        **ON_PLANS,
    ),
    "share_of_hours": Calculation(
        method=Method.PER_WORKER,
        statistic=Statistic.AVERAGE,
        amount="children",
        capacity="full_time_equivalent",
        **ON_PLANS,
    ),
    "highest": Calculation(
        method=Method.PER_WORKER, statistic=Statistic.MAXIMUM, amount="children", **ON_PLANS
    ),
}

# KPI, basis, period kind, last day, unit, part: numerator, denominator, value, not counted.
FIGURE_ANSWERS: Answers = {
    "timely completed month 2024-05-31 mill": (1, 2, 50.0, 1),
    "timely completed month 2024-08-31 mill": (1, 1, 100.0, 0),
    "timely completed month 2024-09-30 mill": (1, 1, 100.0, 0),
    "timely due month 2024-05-31 mill": (1, 2, 50.0, 0),
    "timely due month 2024-07-31 mill": (0, 2, 0.0, 0),
    "timely due month 2024-08-31 mill": (1, 1, 100.0, 0),
    "timely due month 2026-03-31 mill": (0, 0, None, 0),
    "timely open_overdue as_at 2024-05-31 mill": (0, None, 0, 0),
    "timely open_overdue as_at 2024-07-31 mill": (1, None, 1, 0),
    "timely too_recent as_at 2024-04-30 mill": (2, None, 2, 0),
    "timely too_recent as_at 2024-06-30 mill": (3, None, 3, 0),
    "timely too_recent as_at 2024-07-31 mill": (2, None, 2, 0),
    "seen completed month 2024-05-31 mill": (1, 2, 50.0, 1),
    "seen completed month 2024-08-31 mill": (0, 1, 0.0, 0),
    "seen completed month 2024-09-30 mill": (0, 0, None, 0),
    "seen too_recent as_at 2024-09-30 mill": (1, None, 1, 0),
    "seen completed quarter 2024-06-30 mill": (1, 2, 50.0, 1),
    "seen completed rolling_12_months 2025-02-28 mill": None,
    "seen completed rolling_12_months 2025-03-31 mill": (1, 3, 100 / 3, 1),
    "seen completed financial_year_to_date 2025-02-28 mill": (1, 3, 100 / 3, 1),
    "started completed month 2024-05-31 mill": (3, None, 3, 0),
    "started completed month 2024-05-31 mill:T1": (2, None, 2, 0),
    "started completed month 2024-05-31 mill:worker:w1": (2, None, 2, 0),
    "started completed month 2024-05-31 mill Not known": (1, None, 1, 0),
    "started completed month 2024-07-31 mill:not_allocated": (1, None, 1, 0),
    "started completed financial_year 2025-03-31 mill": (5, None, 5, 0),
    "rate completed month 2024-05-31 mill": (2, 5000, 4.0, 0),
    "rate completed financial_year 2025-03-31 mill": (4, 60000, 2 / 3, 0),
    "took completed month 2024-05-31 mill": (None, 2, 69.5, 1),
    "took completed quarter 2024-09-30 mill": (None, 2, 64.0, 0),
    "took completed financial_year 2025-03-31 mill": (None, 4, 66.5, 1),
    "working_days completed month 2024-05-31 mill": (None, 2, 45.5, 1),
    "visited completed as_at 2024-04-30 mill": (1, 2, 50.0, 0),
    "visited completed quarter 2024-06-30 mill": None,
    "plans completed as_at 2024-04-30 mill": (2, None, 2, 0),
    "caseload completed as_at 2024-04-30 mill": (30, 1.5, 20.0, 0),
    "share_of_hours completed as_at 2024-04-30 mill": (30, 1.5, 2000.0, 0),
    "highest completed as_at 2024-04-30 mill": (None, 2, 20.0, 0),
}


def _table(text: str) -> list[list[str | None]]:
    rows = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]
    return rows[1:]


def small_council() -> duckdb.DuckDBPyConnection:
    """Return a database with the rows above, just before it is calculated; another authority has no rows."""
    connection = duckdb.connect()
    create_calendar(connection)
    for statement in filter(str.strip, TABLES.split(";")):
        connection.execute(statement)
    connection.execute("INSERT INTO month_ends SELECT 'other', month_end FROM month_ends")
    for number, (started, finished, lapsed, seen, sex, team, worker) in enumerate(_table(ASSESSMENTS)):
        connection.execute(
            "INSERT INTO events.assessments (event_id, authority_id, started_on, finished_on, lapsed_on, is_seen,"
            " sex, team_id, worker_id) VALUES (?, 'mill', ?, ?, ?, ?, ?, ?, ?)",
            [f"a{number}", started, finished, lapsed, seen, sex, team, worker],
        )
    for number, (visited, children, share, team, worker) in enumerate(_table(PLANS)):
        connection.execute(
            "INSERT INTO events.plans_at_month_end (event_id, authority_id, month_end, is_visited, children,"
            " full_time_equivalent, team_id, worker_id) VALUES (?, 'mill', '2024-04-30', ?, ?, ?, ?, ?)",
            [f"p{number}", visited, children, share, team, worker],
        )
    return connection


def small_kpis(like: KpiDefinition) -> list[KpiDefinition]:
    """Return a KPI for every calculation; what else a definition says is taken from another one."""
    return [
        replace(
            like,
            id=name,
            status=KpiStatus.LIVE,
            calculation=calculation,
            unit=Unit.RATIO if name == "caseload" else Unit.PERCENT,
            breakdowns=("sex",) if name == "started" else (),
        )
        for name, calculation in CALCULATIONS.items()
    ]


def figures_asked_for(connection: duckdb.DuckDBPyConnection) -> Answers:
    """Return the figures of FIGURE_ANSWERS, None for one that is not there."""
    rows = connection.execute(
        "SELECT concat_ws(' ', kpi_id, basis, period_kind, period_end, org_unit_id, part),"
        " numerator, denominator, value, not_counted FROM calculated_observations"
    ).fetchall()
    found = {name: (top, bottom, value, left_out) for name, top, bottom, value, left_out in rows}
    return {name: found.get(name) for name in FIGURE_ANSWERS}
