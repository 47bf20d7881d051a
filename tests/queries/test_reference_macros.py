"""The look-ups that event queries share: age, age bands, outcome flags, due days in any unit, sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables


def ask(staged: StagedTables, expression: str, *values: object) -> Any:
    row = staged.connection.execute(f"SELECT {expression}", list(values)).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("born_on", "day", "age", "band"),
    [
        pytest.param(date(2026, 9, 8), date(2026, 9, 7), -1, "Unborn", id="the day before birth"),
        pytest.param(date(2026, 9, 7), date(2026, 9, 7), 0, "Under 1", id="the day of birth"),
        pytest.param(
            date(2025, 9, 8), date(2026, 9, 7), 0, "Under 1", id="the day before the first birthday"
        ),
        pytest.param(date(2025, 9, 7), date(2026, 9, 7), 1, "1 to 4", id="the first birthday"),
        pytest.param(date(2021, 9, 8), date(2026, 9, 7), 4, "1 to 4", id="still four"),
        pytest.param(date(2021, 9, 7), date(2026, 9, 7), 5, "5 to 9", id="the fifth birthday"),
        pytest.param(date(2016, 9, 7), date(2026, 9, 7), 10, "10 to 15", id="the tenth birthday"),
        pytest.param(date(2010, 9, 7), date(2026, 9, 7), 16, "16 to 17", id="the sixteenth birthday"),
        pytest.param(date(2008, 9, 8), date(2026, 9, 7), 17, "16 to 17", id="the day before 18"),
        pytest.param(date(2008, 9, 7), date(2026, 9, 7), 18, "18 and over", id="the eighteenth birthday"),
        pytest.param(date(2008, 2, 29), date(2026, 2, 28), 17, "16 to 17", id="29 February, on the 28th"),
        pytest.param(date(2008, 2, 29), date(2026, 3, 1), 18, "18 and over", id="29 February, on 1 March"),
        pytest.param(None, date(2026, 9, 7), None, None, id="date of birth not known"),
        pytest.param(date(2026, 9, 7), None, None, None, id="day not known"),
    ],
)
def test_age_and_age_band(
    staged: StagedTables, born_on: date | None, day: date | None, age: int | None, band: str | None
) -> None:
    assert ask(staged, "age_on(?, ?)", born_on, day) == age
    assert ask(staged, "age_band(?, ?)", born_on, day) == band


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        pytest.param('{"NFA_FLAG":"Y"}', True, id="yes"),
        pytest.param('{"OTHER_FLAG": "Y", "NFA_FLAG" : "n"}', False, id="no"),
        pytest.param('{"NFA_FLAG": "", "OTHER_FLAG": "Y"}', None, id="blank, before a yes"),
        pytest.param('{"NFA_FLAG": null}', None, id="null"),
        pytest.param('{"NFA_FLAG": true}', True, id="a JSON yes"),
        pytest.param("{'NFA_FLAG': '1'}", True, id="single quotes"),
        pytest.param('{"NFA_S47_END_FLAG": "Y"}', None, id="another flag with a like name"),
        pytest.param("{", None, id="broken"),
        pytest.param(None, None, id="nothing recorded"),
    ],
)
def test_an_outcome_flag_is_yes_no_or_not_known(
    staged: StagedTables, flags: str | None, expected: bool | None
) -> None:
    assert ask(staged, "has_flag(?, 'NFA_FLAG')", flags) is expected


@pytest.mark.parametrize(
    ("number", "unit", "start_is_day", "expected"),
    [
        pytest.param(15, "working_days", 0, date(2024, 4, 22), id="working days over Easter"),
        pytest.param(15, "working_days", 1, date(2024, 4, 19), id="working days, the start is day 1"),
        pytest.param(28, "calendar_days", 0, date(2024, 4, 25), id="calendar days"),
        pytest.param(28, "calendar_days", 1, date(2024, 4, 24), id="calendar days, the start is day 1"),
        pytest.param(4, "weeks", 0, date(2024, 4, 25), id="weeks"),
        pytest.param(11, "months", 0, date(2025, 2, 28), id="months"),
        pytest.param(None, "months", 0, None, id="no limit"),
        pytest.param(4, None, 0, None, id="no unit"),
    ],
)
def test_a_due_day_in_the_unit_of_a_local_setting(
    staged: StagedTables, number: float | None, unit: str | None, start_is_day: int, expected: date | None
) -> None:
    due = "due_after(DATE '2024-03-28', cast(? AS DOUBLE), ?, ?)"
    assert ask(staged, due, number, unit, start_is_day) == expected


def test_a_source_code_has_its_group_and_unknown_has_none(staged: StagedTables) -> None:
    codes = ["1C", "2A", "2B", "3F", "4", "5D", "6", "7", "8", "9", "10", None]
    assert [ask(staged, "source_group(?)", code) for code in codes] == [
        "Individuals",
        "Schools",
        "Education services",
        "Health services",
        "Housing",
        "Council services",
        "Police",
        "Other legal agencies",
        "Other",
        "Anonymous",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("known_on", "month_end"),
    [
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 9, 29), date(2026, 8, 31)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2024, 2, 28), date(2024, 1, 31)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2027, 1, 30), date(2026, 12, 31)),
        (None, None),
    ],
)
def test_an_extract_tells_of_the_month_end_up_to_its_day(
    staged: StagedTables, known_on: date | None, month_end: date | None
) -> None:
    assert ask(staged, "last_month_end(?)", known_on) == month_end
