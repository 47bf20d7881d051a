"""Periods: how people write them, which days they hold, and how they are said. Days are from a wall calendar."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.periods import (
    Period,
    PeriodError,
    day_label,
    financial_year_start,
    month,
    month_end,
    month_label,
    period_label,
    read_period,
    read_period_cell,
    short_period_label,
)


@pytest.mark.parametrize(
    ("written", "kind", "start", "end"),
    [
        ("2026-10", "month", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-1", "month", date(2026, 1, 1), date(2026, 1, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", "month", date(2025, 2, 1), date(2025, 2, 28)),
        (" 2026-10 ", "month", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-Q1", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q2", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q3", "quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-Q4", "quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026q4", "quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026/27", "financial_year", date(2026, 4, 1), date(2027, 3, 31)),
        ("1999/00", "financial_year", date(1999, 4, 1), date(2000, 3, 31)),
        ("2026/27 to 2026-04", "financial_year_to_date", date(2026, 4, 1), date(2026, 4, 30)),
        ("2026/27 to 2027-03", "financial_year_to_date", date(2026, 4, 1), date(2027, 3, 31)),
        ("2023/24 to 2024-02", "financial_year_to_date", date(2023, 4, 1), date(2024, 2, 29)),
        ("12 months to 2026-10", "rolling_12_months", date(2025, 11, 1), date(2026, 10, 31)),
        ("12 months to 2026-12", "rolling_12_months", date(2026, 1, 1), date(2026, 12, 31)),
        ("12 months to 2024-02", "rolling_12_months", date(2023, 3, 1), date(2024, 2, 29)),
        ("2026-10-31", "as_at", date(2026, 10, 31), date(2026, 10, 31)),
        ("as at 2026-10-31", "as_at", date(2026, 10, 31), date(2026, 10, 31)),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(
    written: str, kind: str, start: date, end: date
) -> None:
    assert read_period(written) == Period(kind, start, end)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-13", "month must be in 1..12"),
        ("2026-00", "month must be in 1..12"),
        ("2026-02-29", "day is out of range for month"),
        ("2026/28", "after 2026/ comes 27"),
        ("2026/27 to 2026-03", "the month is outside that financial year"),
        ("2026/27 to 2027-04", "the month is outside that financial year"),
        ("12 months to 9999-12", "date value out of range"),
        ("9999/00", "year 10000 is out of range"),
        ("2026-Q5", "is not a period"),
        ("October 2026", "is not a period"),
        ("01/10/2026", "is not a period"),
        ("26-10", "is not a period"),
        ("", "is not a period"),
        ("46326", "looks like an Excel date stored as a number"),
        ("46326.5", "looks like an Excel date stored as a number"),
    ],
)
def test_what_is_no_period_is_refused_with_what_to_write(written: str, why: str) -> None:
    with pytest.raises(PeriodError) as refused:
        read_period(written)
    assert str(refused.value).startswith(f"'{written}'")
    assert why in str(refused.value)
    assert "2026-10 | 2026-Q2 | 2026/27 | 2026/27 to 2026-10 | 12 months to 2026-10 | 2026-10-31" in str(
        refused.value
    )


def test_a_real_date_in_a_cell_is_a_month_on_its_first_day_and_a_day_otherwise() -> None:
    october = Period("month", date(2026, 10, 1), date(2026, 10, 31))
    assert read_period_cell(date(2026, 10, 1)) == october
    assert read_period_cell(datetime(2026, 10, 1, 12)) == october
    assert read_period_cell(date(2026, 10, 31)) == Period("as_at", date(2026, 10, 31), date(2026, 10, 31))
    assert read_period_cell("2026-10") == october


def test_the_financial_year_begins_on_1_april() -> None:
    assert financial_year_start(date(2026, 3, 31)) == date(2025, 4, 1)
    assert financial_year_start(date(2026, 4, 1)) == date(2026, 4, 1)
    assert financial_year_start(date(2026, 12, 31)) == date(2026, 4, 1)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_month_ends_the_day_before_the_next_one_begins(day: date) -> None:
    last = month_end(day)
    following = date.fromordinal(last.toordinal() + 1)
    assert (last.year, last.month) == (day.year, day.month)
    assert following.day == 1
    assert month(day.year, day.month) == Period("month", day.replace(day=1), last)


@pytest.mark.parametrize(
    ("written", "label", "short"),
    [
        ("2026-10", "October 2026", "Oct 2026"),
        ("2026-Q1", "April 2026 to June 2026 (quarter)", "quarter to Jun 2026"),
        ("2026/27", "2026/27 (financial year)", "2026/27"),
        ("2023/24 to 2024-02", "April 2023 to February 2024 (year to date)", "year to date, Feb 2024"),
        ("12 months to 2026-10", "12 months to October 2026", "12 months to Oct 2026"),
        ("2026-10-31", "At 31 October 2026", "31 Oct 2026"),
    ],
)
def test_each_kind_of_period_has_its_words(written: str, label: str, short: str) -> None:
    period = read_period(written)
    assert (period_label(period), short_period_label(period)) == (label, short)


def test_a_period_without_dates_says_so() -> None:
    undated = Period("undated", None, None)
    assert (period_label(undated), short_period_label(undated)) == ("Not dated", "not dated")


def test_days_and_months_are_written_out() -> None:
    assert day_label(date(2024, 2, 29)) == "29 February 2024"
    assert month_label(date(2024, 2, 29)) == "February 2024"
