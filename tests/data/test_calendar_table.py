"""The clocks twice: in plain Python (metrics/clocks.py) and in SQL (the calendar table and its macros).

Expected days are worked out by hand from a wall calendar, or are those of the national definitions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar_table import create_calendar
from metrics import clocks
from metrics.clocks import WorkingCalendar

WorkingDays = Callable[[date, date, int], int]
Due = Callable[[date, int, int], date]

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2060, 12, 31))


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    create_calendar(connection)
    return connection


def ask(connection: duckdb.DuckDBPyConnection, expression: str, values: list[object]) -> Any:
    row = connection.execute(f"SELECT {expression}", values).fetchone()
    assert row is not None
    return row[0]


@pytest.fixture(params=["python", "sql"])
def working_days(request: pytest.FixtureRequest, database: duckdb.DuckDBPyConnection) -> WorkingDays:
    if request.param == "python":
        return lambda start, end, first: clocks.working_days(start, end, WorkingCalendar(start_is_day=first))
    return lambda start, end, first: ask(database, "working_days(?, ?, ?)", [start, end, first])


@pytest.fixture(params=["python", "sql"])
def due(request: pytest.FixtureRequest, database: duckdb.DuckDBPyConnection) -> Due:
    if request.param == "python":
        return lambda start, number, first: clocks.due_after_working_days(
            start, number, WorkingCalendar(start_is_day=first)
        )
    return lambda start, number, first: ask(database, "working_day_due(?, ?, ?)", [start, number, first])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(date(2024, 3, 25), date(2024, 3, 25), 0, id="same day"),
        pytest.param(date(2024, 3, 25), date(2024, 3, 26), 1, id="next working day"),
        pytest.param(date(2024, 3, 28), date(2024, 4, 2), 1, id="over Easter"),
        pytest.param(date(2024, 3, 22), date(2024, 3, 23), 0, id="Friday to Saturday"),
        pytest.param(date(2024, 3, 23), date(2024, 3, 25), 1, id="Saturday to Monday"),
        pytest.param(date(2024, 3, 23), date(2024, 3, 24), 0, id="weekend only"),
        pytest.param(date(2023, 12, 22), date(2024, 1, 2), 4, id="over Christmas"),
        pytest.param(date(2024, 5, 3), date(2024, 5, 7), 1, id="early May bank holiday"),
        pytest.param(date(2022, 6, 1), date(2022, 6, 6), 1, id="2 and 3 June 2022 are not worked"),
        pytest.param(date(2022, 9, 16), date(2022, 9, 20), 1, id="19 September 2022 is not worked"),
        pytest.param(date(2023, 5, 5), date(2023, 5, 9), 1, id="8 May 2023 is not worked"),
        pytest.param(date(2024, 3, 29), date(2024, 4, 2), 1, id="bank holiday start"),
        pytest.param(date(2024, 3, 26), date(2024, 3, 22), -2, id="end before start"),
        pytest.param(date(2024, 2, 28), date(2024, 3, 1), 2, id="leap day is a Thursday"),
    ],
)
def test_working_days_after_the_start_up_to_and_including_the_end(
    working_days: WorkingDays, start: date, end: date, expected: int
) -> None:
    assert working_days(start, end, 0) == expected


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        pytest.param(
            date(2024, 3, 28), 15, date(2024, 4, 22), id="conference due from the Thursday before Easter"
        ),
        pytest.param(date(2024, 3, 22), 45, date(2024, 5, 30), id="assessment due from a Friday"),
        pytest.param(date(2024, 3, 23), 45, date(2024, 5, 30), id="a Saturday start is due with the Friday"),
        pytest.param(date(2024, 3, 24), 45, date(2024, 5, 30), id="a Sunday start is due with the Friday"),
        pytest.param(date(2023, 12, 15), 15, date(2024, 1, 10), id="conference over Christmas"),
        pytest.param(date(2024, 4, 2), 20, date(2024, 4, 30), id="health assessment or first review in care"),
        pytest.param(date(2025, 4, 14), 10, date(2025, 4, 30), id="child protection visit"),
        pytest.param(date(2024, 3, 22), 1, date(2024, 3, 25), id="one working day from a Friday"),
        pytest.param(date(2024, 3, 23), 0, date(2024, 3, 23), id="no working days are up at once"),
    ],
)
def test_due_date_is_the_last_of_the_working_days(due: Due, start: date, number: int, expected: date) -> None:
    assert due(start, number, 0) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(date(2024, 3, 25), date(2024, 3, 25), 1, id="the visit day is day 1"),
        pytest.param(date(2024, 3, 25), date(2024, 3, 26), 2, id="the next day is day 2"),
        pytest.param(date(2024, 3, 23), date(2024, 3, 25), 1, id="after a Saturday visit Monday is day 1"),
    ],
)
def test_working_days_when_the_visit_day_is_day_1(
    working_days: WorkingDays, start: date, end: date, expected: int
) -> None:
    assert working_days(start, end, 1) == expected


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        pytest.param(date(2025, 4, 14), 10, date(2025, 4, 29), id="a day earlier than from day 0"),
        pytest.param(date(2024, 3, 22), 1, date(2024, 3, 22), id="day 1 is the Friday itself"),
        pytest.param(date(2024, 3, 23), 1, date(2024, 3, 25), id="day 1 is the Monday after a Saturday"),
    ],
)
def test_due_date_when_the_visit_day_is_day_1(due: Due, start: date, number: int, expected: date) -> None:
    assert due(start, number, 1) == expected


@settings(max_examples=300, deadline=None)
@given(start=DAYS, length=st.integers(-150, 400), start_is_day=st.sampled_from([0, 1]))
def test_both_clocks_count_the_same_working_days(
    database: duckdb.DuckDBPyConnection, start: date, length: int, start_is_day: int
) -> None:
    end = start + timedelta(days=length)
    expected = clocks.working_days(start, end, WorkingCalendar(start_is_day=start_is_day))
    assert ask(database, "working_days(?, ?, ?)", [start, end, start_is_day]) == expected


@settings(max_examples=300, deadline=None)
@given(start=DAYS, number=st.integers(0, 60), start_is_day=st.sampled_from([0, 1]))
def test_both_clocks_give_the_same_due_date(
    database: duckdb.DuckDBPyConnection, start: date, number: int, start_is_day: int
) -> None:
    expected = clocks.due_after_working_days(start, number, WorkingCalendar(start_is_day=start_is_day))
    assert ask(database, "working_day_due(?, ?, ?)", [start, number, start_is_day]) == expected


@settings(max_examples=300, deadline=None)
@given(start=DAYS, number=st.integers(-40, 40))
def test_both_clocks_add_the_same_months(
    database: duckdb.DuckDBPyConnection, start: date, number: int
) -> None:
    assert ask(database, "add_months(?, ?)", [start, number]) == clocks.add_months(start, number)


@settings(max_examples=100, deadline=None)
@given(start=MOMENTS, end=MOMENTS)
def test_both_clocks_count_the_same_hours(
    database: duckdb.DuckDBPyConnection, start: datetime, end: datetime
) -> None:
    a_millisecond = 1 / 3_600_000
    assert ask(database, "hours_between(?, ?)", [start, end]) == pytest.approx(
        clocks.hours_between(start, end), abs=a_millisecond
    )


@pytest.mark.parametrize(
    "expression",
    [
        "working_days(NULL, DATE '2024-03-25')",
        "working_days(DATE '2024-03-25', NULL)",
        "working_day_due(NULL, 45)",
        "add_months(NULL, 3)",
        "hours_between(NULL, TIMESTAMP '2024-03-25 10:00')",
    ],
)
def test_an_unknown_date_has_no_count_and_no_due_date(
    database: duckdb.DuckDBPyConnection, expression: str
) -> None:
    assert ask(database, expression, []) is None


def test_a_time_of_day_does_not_change_the_count(database: duckdb.DuckDBPyConnection) -> None:
    friday_evening, monday_morning = datetime(2024, 3, 22, 23, 59), datetime(2024, 3, 25, 0, 1)
    assert ask(database, "working_days(?, ?)", [friday_evening, monday_morning]) == 1


def test_the_calendar_has_one_row_a_day_and_no_gap(database: duckdb.DuckDBPyConnection) -> None:
    days = (clocks.LAST_DAY - clocks.FIRST_DAY).days + 1
    found = database.execute(
        "SELECT count(*), count(DISTINCT date), min(date), max(date), max(working_day_number) FROM calendar"
    ).fetchone()
    worked = sum(clocks.is_working_day(clocks.FIRST_DAY + timedelta(days=number)) for number in range(days))
    assert found == (days, days, clocks.FIRST_DAY, clocks.LAST_DAY, worked)


def test_closure_days_of_a_council_are_left_out_of_its_calendar() -> None:
    connection = duckdb.connect()
    create_calendar(connection)
    create_calendar(
        connection, WorkingCalendar(closure_days=frozenset({date(2023, 12, 27), date(2023, 12, 28)}))
    )
    assert ask(connection, "working_days(?, ?)", [date(2023, 12, 22), date(2024, 1, 2)]) == 2
    assert ask(connection, "working_day_due(?, ?)", [date(2023, 12, 22), 1]) == date(2023, 12, 29)
