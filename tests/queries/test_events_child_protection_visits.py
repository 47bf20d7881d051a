"""Visits and core groups of child protection plans: which count, when they are due, how a month's end sees them.

Working days are counted by hand on a wall calendar: 10 working days after Monday 1 June 2026 is Monday
15 June; 25 May and 31 August 2026 are bank holidays.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

PLAN_STARTED_ON = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def from_three_weeks_to_two(staged: StagedTables) -> None:
    """The council went from 15 working days, which are usual, to 10."""
    staged.set_rule("cp_visit_interval", 10, "working_days", date(2024, 4, 1))


def add_plan(staged: StagedTables, start: date = PLAN_STARTED_ON, end: date | None = None) -> None:
    staged.add("cp_plans", cp_plan_id="P1", child_id="C1", plan_started_on=start, plan_ended_on=end)


def add_visits(staged: StagedTables, *days: date, **values: Any) -> None:
    for number, day in enumerate(days):
        row = {"visit_id": f"V-{day}-{number}", "child_id": "C1", "visited_on": day, "is_child_seen": True}
        staged.add("cp_visits", **row | values)


def due(staged: StagedTables) -> list[tuple[date, date, date | None, date | None]]:
    rows = staged.events("cp_visits_due")
    return [(row["due_from"], row["due_on"], row["done_on"], row["lapsed_on"]) for row in rows]


def june(staged: StagedTables, *columns: str) -> Any:
    return staged.months("cp_plans_at_month_end", *columns)["2026-06"]


# When visits are due


def test_each_visit_starts_the_clock_again(staged: StagedTables) -> None:
    add_plan(staged)
    add_visits(staged, date(2026, 6, 15), date(2026, 6, 30))
    assert due(staged) == [
        (date(2026, 6, 1), date(2026, 6, 15), date(2026, 6, 15), None),
        (date(2026, 6, 15), date(2026, 6, 29), date(2026, 6, 30), None),
        (date(2026, 6, 30), date(2026, 7, 14), None, None),
    ]


def test_a_plan_that_ends_before_the_visit_is_due_lets_it_lapse(staged: StagedTables) -> None:
    add_plan(staged, end=date(2026, 6, 12))
    assert due(staged) == [(date(2026, 6, 1), date(2026, 6, 15), None, date(2026, 6, 12))]


def test_two_visits_on_a_day_count_once_and_one_on_the_first_day_counts(staged: StagedTables) -> None:
    add_plan(staged)
    add_visits(staged, date(2026, 6, 1), date(2026, 6, 8), date(2026, 6, 8))
    assert [(row[0], row[2]) for row in due(staged)] == [
        (date(2026, 6, 1), date(2026, 6, 1)),
        (date(2026, 6, 1), date(2026, 6, 8)),
        (date(2026, 6, 8), None),
    ]


def test_a_visit_outside_the_plan_does_not_count(staged: StagedTables) -> None:
    add_plan(staged, end=date(2026, 6, 12))
    add_visits(staged, date(2026, 5, 29), date(2026, 6, 15))
    assert staged.events("cp_visits") == []


@pytest.mark.parametrize("seen", [False, None])
def test_a_visit_without_seeing_the_child_does_not_stop_the_clock(
    staged: StagedTables, seen: bool | None
) -> None:
    add_plan(staged)
    add_visits(staged, date(2026, 6, 8), is_child_seen=seen)
    assert due(staged) == [(date(2026, 6, 1), date(2026, 6, 15), None, None)]


def test_before_birth_a_visit_counts_though_no_child_can_be_seen(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", expected_on=date(2026, 9, 1))
    add_plan(staged)
    add_visits(staged, date(2026, 6, 8), is_child_seen=False)
    assert due(staged)[0][2] == date(2026, 6, 8)


def test_the_interval_of_the_day_on_which_the_clock_starts_counts(staged: StagedTables) -> None:
    """15 working days up to the end of March 2024, 10 from April: no clock is shortened while it runs."""
    add_plan(staged, start=date(2024, 3, 28))
    add_visits(staged, date(2024, 4, 1))
    assert [row[1] for row in due(staged)] == [date(2024, 4, 22), date(2024, 4, 15)]


@pytest.mark.parametrize(
    ("value", "unit", "due_on"),
    [
        (15, "working_days", date(2026, 6, 22)),
        (20, "calendar_days", date(2026, 6, 21)),
        (4, "weeks", date(2026, 6, 29)),
        (1, "months", date(2026, 7, 1)),
    ],
)
def test_a_council_can_set_its_interval_in_any_unit(
    staged: StagedTables, value: int, unit: str, due_on: date
) -> None:
    staged.set_rule("cp_visit_interval", value, unit)
    add_plan(staged)
    assert due(staged)[0][1] == due_on


def test_where_the_visit_day_is_day_1_the_limit_ends_a_day_earlier(staged: StagedTables) -> None:
    staged.set_rule("visit_day_is_day_1", 1, "yes_no")
    add_plan(staged)
    row = staged.event("cp_visits_due")
    assert row["due_on"] == date(2026, 6, 12)
    assert row["late_from_after_10_working_days_on"] == date(2026, 6, 16)  # the common standards stay


# How the end of the month sees it


@pytest.mark.parametrize(
    ("visit", "in_10", "in_15"),
    [
        (date(2026, 6, 16), True, True),  # 10 working days before 30 June
        (date(2026, 6, 15), False, True),  # 11
        (date(2026, 6, 9), False, True),  # 15
        (date(2026, 6, 8), False, False),  # 16
    ],
)
def test_two_standards_stand_side_by_side(
    staged: StagedTables, visit: date, in_10: bool, in_15: bool
) -> None:
    add_plan(staged)
    add_visits(staged, visit)
    columns = (
        "last_visit_on",
        "is_visited_in_10_working_days",
        "is_visited_in_15_working_days",
        "is_visit_in_time",
    )
    assert june(staged, *columns) == (visit, in_10, in_15, in_10)


def test_never_visited_and_past_the_interval_is_late(staged: StagedTables) -> None:
    add_plan(staged)
    assert june(staged, "last_visit_on", "is_visit_in_time", "is_visited_in_15_working_days") == (
        None,
        False,
        False,
    )


def test_a_plan_that_has_just_started_is_not_late(staged: StagedTables) -> None:
    add_plan(staged, start=date(2026, 6, 24))
    assert june(staged, "last_visit_on", "is_visit_in_time") == (None, True)


@pytest.mark.parametrize(("visit", "in_time"), [(date(2026, 5, 14), True), (date(2026, 5, 13), False)])
def test_on_a_sunday_no_working_day_has_passed_since_friday(
    staged: StagedTables, visit: date, in_time: bool
) -> None:
    """Ten working days after Thursday 14 May, over a bank holiday, is Friday 29 May; the month ends on Sunday."""
    add_plan(staged, start=date(2026, 4, 7))
    add_visits(staged, visit)
    assert staged.months("cp_plans_at_month_end", "is_visit_in_time")["2026-05"] is in_time


def test_a_visit_after_the_end_of_the_month_is_not_known_in_it(staged: StagedTables) -> None:
    add_plan(staged)
    add_visits(staged, date(2026, 7, 1))
    assert june(staged, "last_visit_on", "is_visit_in_time") == (None, False)


def test_one_gap_within_12_weeks_fails_the_child_until_it_is_12_weeks_old(staged: StagedTables) -> None:
    """Every second Monday from 5 January, but the visit due on 16 March takes place on 7 April."""
    mondays = [date(2026, 1, 5), date(2026, 1, 19), date(2026, 2, 2), date(2026, 2, 16), date(2026, 3, 2)]
    # Easter (3 and 6 April) and 4 and 25 May make ten working days longer than two weeks
    later = [date(2026, 4, 7), date(2026, 4, 20), date(2026, 5, 5), date(2026, 5, 18)]
    later += [date(2026, 6, 1), date(2026, 6, 15), date(2026, 6, 29)]
    add_plan(staged, start=date(2026, 1, 5))
    add_visits(staged, *mondays, *later)
    months = staged.months("cp_plans_at_month_end", "is_open_12_weeks", "is_visited_without_gap_for_12_weeks")
    assert [months[f"2026-{month:02d}"] for month in range(2, 7)] == [
        (False, True),
        (True, False),
        (True, False),
        (True, False),
        (True, True),  # 84 days before 30 June is 7 April, the day the gap ended
    ]


# Seen alone


@pytest.mark.parametrize(("day", "old_enough"), [(date(2026, 6, 10), True), (date(2026, 6, 9), False)])
def test_seeing_a_child_alone_is_asked_from_the_fourth_birthday(
    staged: StagedTables, day: date, old_enough: bool
) -> None:
    staged.add("people", child_id="C1", born_on=date(2022, 6, 10))
    add_plan(staged)
    add_visits(staged, day, is_child_seen_alone=True)
    row = staged.event("cp_visits")
    assert row["is_old_enough_to_be_seen_alone"] is old_enough


def test_the_council_sets_the_age_and_nobody_without_an_age_is_old_enough(staged: StagedTables) -> None:
    staged.set_rule("seen_alone_minimum_age", 3, "years")
    staged.add("people", child_id="C1", born_on=date(2022, 6, 10))
    add_plan(staged)
    add_visits(staged, date(2026, 6, 9))
    assert staged.event("cp_visits")["is_old_enough_to_be_seen_alone"] is True
    staged.connection.execute("UPDATE staged.people SET born_on = NULL")
    assert staged.event("cp_visits")["is_old_enough_to_be_seen_alone"] is False


# Core groups


def test_the_first_core_group_is_due_by_the_rule_and_later_ones_by_their_own_day(
    staged: StagedTables,
) -> None:
    add_plan(staged, date(2026, 9, 7), end=date(2026, 10, 1))
    for name, is_first, due_on in (("G1", "yes", date(2026, 12, 1)), ("G2", "no", date(2026, 11, 2))):
        row = {
            "core_group_id": name,
            "child_id": "C1",
            "plan_id": "P1",
            "is_first": is_first,
            "due_on": due_on,
        }
        staged.add("core_groups", **row)
    first, later = staged.events("core_groups_due")
    assert (first["due_on"], first["is_first_core_group"], first["lapsed_on"]) == (
        date(2026, 9, 21),
        True,
        date(2026, 10, 1),
    )
    assert (later["due_on"], later["is_first_core_group"]) == (date(2026, 11, 2), False)
