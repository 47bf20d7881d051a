"""Single cells: dates, whole numbers, ages, identifiers, postcodes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.dates import NoValue, read_date
from data.sources.numbers import Age, read_age, read_identifier, read_postcode, read_text, read_whole_number

UNREADABLE, PLACEHOLDER, BLANK = NoValue.UNREADABLE, NoValue.PLACEHOLDER, NoValue.BLANK
DAYS = st.dates(date(1910, 1, 2), date(2099, 12, 31))


@given(DAYS)
def test_every_day_is_read_in_each_of_its_forms(day: date) -> None:
    forms = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y", "%d %B %Y", "%A %d %B %Y", "%b %d %Y", "%Y%m%d"]
    assert {read_date(day.strftime(form)) for form in forms} == {day}
    # 2 January 1900 is day 2, and spreadsheets believe in a 29 February 1900.
    assert read_date(str((day - date(1899, 12, 30)).days)) == day
    assert read_date(f"{day} 23:59:59.999") == day


@given(st.integers(13, 31), st.integers(1, 12), st.integers(1950, 2050))
def test_a_date_with_the_month_first_is_never_read(day: int, month: int, year: int) -> None:
    assert read_date(f"{month}/{day}/{year}") is UNREADABLE


def test_both_ways_round_possible_means_day_first() -> None:
    assert read_date("03/04/2024") == date(2024, 4, 3)


@pytest.mark.parametrize("text", ["", "-", "#N/A", "NaT", "not recorded"])
def test_no_date(text: str) -> None:
    assert read_date(text) is BLANK


@pytest.mark.parametrize(
    "text", ["1900-01-01", "01/01/1900", "31/12/1909", "01/01/2100", "9999-12-31", "0", "1", "2", "00:00:00"]
)
def test_placeholders(text: str) -> None:
    assert read_date(text) is PLACEHOLDER


@pytest.mark.parametrize(
    "text",
    [
        "30/02/2024",
        "3",
        "2024",
        "3653",
        "73051",
        "123456",
        "10:30",
        "16/09/20",
        "1/2/3/2024",
        "2024-13-01",
        "32 May 2024",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is UNREADABLE


def test_the_first_and_last_day_that_are_no_placeholder() -> None:
    assert read_date("01/01/1910") == date(1910, 1, 1) == read_date("3654")
    assert read_date("31/12/2099") == date(2099, 12, 31) == read_date("73050")


@given(DAYS.filter(lambda day: day.year > 1914))
def test_days_counted_from_1904(day: date) -> None:
    count = (day - date(1904, 1, 1)) // timedelta(days=1)
    assert read_date(str(count), counts_from_1904=True) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("12", 12),
        ("12.00", 12),
        ("1,234", 1234),
        ("1900-01-04", 4),
        ("00:00:00", 0),
        ("", BLANK),
        ("None", BLANK),
        ("12.5", UNREADABLE),
        ("-1", UNREADABLE),
        ("two", UNREADABLE),
        ("2024-01-04", UNREADABLE),
        ("1,2", UNREADABLE),
        ("1900-01-39", UNREADABLE),
        ("999999", 999999),
        ("9212044", UNREADABLE),
        ("9" * 30, UNREADABLE),
    ],
)
def test_whole_numbers(text: str, expected: int | NoValue) -> None:
    assert read_whole_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", Age(0)),
        ("17.99", Age(17)),
        ("23 months", Age(1)),
        ("24 months", Age(2)),
        ("2 years 11 months", Age(2)),
        ("51 weeks", Age(0)),
        ("364 days old", Age(0)),
        ("Less than 1", Age(0)),
        ("4.5e-05", Age(0)),
        ("UNBORN", Age(None, is_unborn=True)),
        ("-1", Age(None, is_unborn=True)),
        ("-1.1", UNREADABLE),
        ("121", UNREADABLE),
        ("old", UNREADABLE),
        ("2012-05-01", UNREADABLE),
        ("", BLANK),
    ],
)
def test_ages(text: str, expected: Age | NoValue) -> None:
    assert read_age(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0012", "0012"),
        ("12.0", "12"),
        ("12.5", "12.5"),
        ("AB/12-x", "AB/12-x"),
        ("'12", "12"),
        ("1.2E+11", UNREADABLE),
        ("1e12", UNREADABLE),
        ("n/a", BLANK),
    ],
)
def test_identifiers(text: str, expected: str | NoValue) -> None:
    assert read_identifier(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SW1A 1AA", "SW1A 1AA"),
        ("m11ae", "M1 1AE"),
        (" rm1  3bb ", "RM1 3BB"),
        ("RM1", UNREADABLE),
        ("RM1 3CB", UNREADABLE),  # C does not occur in the last two letters
        ("RM1 BB3", UNREADABLE),
        ("", BLANK),
    ],
)
def test_postcodes(text: str, expected: str | NoValue) -> None:
    assert read_postcode(text) == expected


def test_text_loses_its_odd_spaces_and_nothing_else() -> None:
    assert read_text(" Anne\u00a0Other \u2013 North ") == "Anne Other - North"
    assert read_text("#N/A") is BLANK
