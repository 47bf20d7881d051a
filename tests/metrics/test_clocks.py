"""The plain clock: calendar limits, hours and bank holidays. Working days are in tests/data."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from metrics.clocks import (
    FIRST_DAY,
    LAST_DAY,
    WorkingCalendar,
    add_months,
    bank_holidays,
    due_at,
    due_on,
    hours_between,
    is_on_time,
    is_working_day,
    working_days,
)
from metrics.definition import Limit

GOV_UK_LIST = Path(__file__).parents[3] / "shared" / "opendata" / "bank_holidays" / "bank-holidays.json"

FROM_DAY_1 = WorkingCalendar(start_is_day=1)


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 6, 2),  # spring bank holiday, moved
        date(2022, 6, 3),  # Platinum Jubilee
        date(2022, 9, 19),  # State Funeral
        date(2023, 5, 8),  # Coronation
        date(2020, 5, 8),  # early May bank holiday, moved to VE Day
        date(2021, 12, 27),  # substitute for Christmas Day on a Saturday
        date(2021, 12, 28),  # substitute for Boxing Day on a Sunday
        date(2024, 3, 29),  # Good Friday
        date(2024, 4, 1),  # Easter Monday
    ],
)
def test_a_bank_holiday_on_a_weekday_is_no_working_day(day: date) -> None:
    assert day.weekday() < 5
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2022, 5, 30),  # the spring bank holiday's usual place that year
        date(2020, 5, 4),  # the early May bank holiday's usual place that year
        date(2024, 8, 5),  # a bank holiday in Scotland only
        date(2024, 3, 18),  # a bank holiday in Northern Ireland only
    ],
)
def test_a_day_that_is_a_holiday_elsewhere_or_in_other_years_is_worked(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.skipif(
    not GOV_UK_LIST.is_file(), reason="the gov.uk list of bank holidays is not on this computer"
)
def test_bank_holidays_are_those_of_gov_uk() -> None:
    events = json.loads(GOV_UK_LIST.read_text(encoding="utf-8"))["england-and-wales"]["events"]
    listed = {date.fromisoformat(event["date"]) for event in events}
    first, last = min(listed).year, max(listed).year
    # gov.uk lists the substitute day only, the library the weekend day as well: only weekdays matter here.
    ours = {day for day in bank_holidays() if first <= day.year <= last and day.weekday() < 5}
    assert last >= 2026
    assert ours == {day for day in listed if day.weekday() < 5}


def test_a_closure_day_is_no_working_day_for_that_council_alone() -> None:
    closed = WorkingCalendar(closure_days=frozenset({date(2023, 12, 27)}))
    assert not is_working_day(date(2023, 12, 27), closed)
    assert is_working_day(date(2023, 12, 27))
    assert working_days(date(2023, 12, 22), date(2024, 1, 2), closed) == 3  # 28, 29 December and 2 January


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_a_day_without_known_bank_holidays_is_refused(day: date) -> None:
    with pytest.raises(ValueError, match="1910-01-01 to 2099-12-31"):
        is_working_day(day)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -12, date(2023, 3, 31)),  # a year back is not 365 days back in a leap year
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, date(2024, 3, 29)),  # the month's last day does not stick
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 5, 10), 0, date(2024, 5, 10)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(day: date, number: int, expected: date) -> None:
    assert add_months(day, number) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(working_days=10), date(2025, 4, 30)),  # Good Friday and Easter Monday fall between
        (Limit(calendar_days=10), date(2025, 4, 24)),
        (Limit(weeks=6), date(2025, 5, 26)),
        (Limit(months=3), date(2025, 7, 14)),
    ],
)
def test_last_day_on_time_under_each_kind_of_limit(limit: Limit, expected: date) -> None:
    start = date(2025, 4, 14)
    assert due_on(start, limit) == expected
    assert is_on_time(start, expected, limit)
    assert not is_on_time(start, expected + timedelta(days=1), limit)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(working_days=10), date(2025, 4, 29)),
        (Limit(calendar_days=10), date(2025, 4, 23)),
        (Limit(weeks=6), date(2025, 5, 25)),
        (Limit(months=3), date(2025, 7, 13)),
    ],
)
def test_counting_the_visit_day_as_day_1_ends_every_limit_a_day_earlier(limit: Limit, expected: date) -> None:
    start = date(2025, 4, 14)
    assert due_on(start, limit, FROM_DAY_1) == expected
    assert not is_on_time(start, expected + timedelta(days=1), limit, FROM_DAY_1)


def test_day_45_is_on_time_and_the_next_working_day_is_late() -> None:
    friday = date(2024, 3, 22)
    assert is_on_time(friday, date(2024, 5, 30), Limit(working_days=45))
    assert not is_on_time(friday, date(2024, 5, 31), Limit(working_days=45))


def test_a_weekend_after_the_last_working_day_is_on_time() -> None:
    # 10 working days from Friday 1 March are up on Friday 15 March; no working day passes until Monday 18.
    friday = date(2024, 3, 1)
    assert due_on(friday, Limit(working_days=10)) == date(2024, 3, 15)
    assert is_on_time(friday, date(2024, 3, 17), Limit(working_days=10))
    assert not is_on_time(friday, date(2024, 3, 18), Limit(working_days=10))


@pytest.mark.parametrize("limit", [Limit(hours=72), Limit(setting="visit_interval")])
def test_a_limit_without_days_has_no_due_date(limit: Limit) -> None:
    with pytest.raises(ValueError, match="working days, calendar days, weeks or months"):
        due_on(date(2024, 1, 1), limit)


def test_72_hours_end_at_the_same_time_of_day_over_a_change_of_clocks() -> None:
    found_at = datetime(2024, 3, 29, 10, 0)  # the clocks go forward on 31 March 2024
    assert due_at(found_at, 72) == datetime(2024, 4, 1, 10, 0)
    assert hours_between(found_at, datetime(2024, 4, 1, 10, 0)) == 72
    assert hours_between(found_at, datetime(2024, 4, 1, 10, 0, 36)) == pytest.approx(72.01)


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        due_at(datetime(2024, 1, 1), -1)
    with pytest.raises(ValueError, match="0 or more"):
        due_on(date(2024, 1, 1), Limit(working_days=-1))


def test_a_start_is_day_0_or_day_1_and_nothing_else() -> None:
    with pytest.raises(ValueError, match="day 0 or day 1"):
        WorkingCalendar(start_is_day=2)
