"""Visits to children in care by regulation 28 and their reviews by regulation 33, in days worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

ENTERED = date(2026, 1, 5)  # a Monday; 20 working days later is Monday 2 February
TURNS_18 = date(2034, 5, 5)  # what is not done by then lapses

Clock = tuple[date, date, date | None, date | None]


@pytest.fixture
def care(staged: StagedTables) -> StagedTables:
    """One child of about ten who entered care on 5 January 2026."""
    staged.add("people", child_id="C1", born_on=date(2016, 5, 5))
    staged.add("care_episodes", care_episode_id="E", child_id="C1", episode_started_on=ENTERED)
    return staged


def place(staged: StagedTables, start: date, kind: str, end: date | None = None) -> None:
    staged.add(
        "placements",
        placement_id=f"P-{start}",
        child_id="C1",
        placement_started_on=start,
        placement_ended_on=end,
        placement_type_code=kind,
    )


def visit(staged: StagedTables, *days: date, **values: Any) -> None:
    for day in days:
        row = {"visit_id": f"V-{day}", "child_id": "C1", "visited_on": day, "is_child_seen": True}
        staged.add("care_visits", **row | values)


def review(staged: StagedTables, *days: date, **values: Any) -> None:
    for day in days:
        staged.add(
            "care_reviews", **{"review_id": f"R-{day}", "child_id": "C1", "review_held_on": day, **values}
        )


def order(staged: StagedTables, code: str, start: date, end: date | None = None) -> None:
    staged.add(
        "legal_statuses",
        legal_status_id=f"L-{start}",
        child_id="C1",
        legal_status_code=code,
        status_started_on=start,
        status_ended_on=end,
    )


def clocks(staged: StagedTables, table: str) -> list[Clock]:
    rows = sorted(staged.events(table), key=lambda row: (row["due_from"], row["done_on"] or date.max))
    return [(row["due_from"], row["due_on"], row["done_on"], row["lapsed_on"]) for row in rows]


def visits_due(staged: StagedTables) -> list[tuple[date, date]]:
    return [clock[:2] for clock in clocks(staged, "care_visits_due")]


# Visits


def test_the_first_visit_is_due_within_a_week_and_the_next_within_six(care: StagedTables) -> None:
    place(care, ENTERED, "U6")
    visit(care, date(2026, 1, 12), date(2026, 2, 24))
    assert clocks(care, "care_visits_due") == [
        (ENTERED, date(2026, 1, 12), date(2026, 1, 12), None),
        (date(2026, 1, 12), date(2026, 2, 23), date(2026, 2, 24), None),
        (date(2026, 2, 24), date(2026, 4, 7), None, TURNS_18),
    ]


def test_a_move_sets_the_clock_to_one_week_again(care: StagedTables) -> None:
    moved = date(2026, 2, 2)
    place(care, ENTERED, "U6", moved)
    place(care, moved, "K2")
    visit(care, date(2026, 1, 12), date(2026, 2, 11))
    assert clocks(care, "care_visits_due") == [
        (ENTERED, date(2026, 1, 12), date(2026, 1, 12), None),
        (date(2026, 1, 12), date(2026, 2, 23), None, moved),
        (moved, date(2026, 2, 9), date(2026, 2, 11), None),
        (date(2026, 2, 11), date(2026, 3, 25), None, TURNS_18),
    ]


@pytest.mark.parametrize(("kind", "end"), [("T1", date(2026, 2, 9)), ("U6", date(2026, 2, 2))])
def test_a_temporary_or_very_short_placement_does_not_set_the_clock(
    care: StagedTables, kind: str, end: date
) -> None:
    place(care, ENTERED, "U6")
    place(care, date(2026, 2, 2), kind, end)
    visit(care, date(2026, 1, 12))
    assert visits_due(care) == [(ENTERED, date(2026, 1, 12)), (date(2026, 1, 12), date(2026, 2, 23))]


def test_after_a_year_long_term_fostering_needs_a_visit_every_three_months(care: StagedTables) -> None:
    care.connection.execute("UPDATE staged.care_episodes SET episode_started_on = DATE '2025-03-03'")
    place(care, date(2025, 3, 3), "U4")
    visit(care, date(2026, 3, 2), date(2026, 3, 31))
    assert visits_due(care)[1:] == [
        (date(2026, 3, 2), date(2026, 4, 13)),  # a day less than a year in the placement: 42 days
        (date(2026, 3, 31), date(2026, 6, 30)),  # three calendar months, at the end of a shorter month
    ]


def test_after_a_year_in_a_placement_not_meant_to_last_it_stays_six_weeks(care: StagedTables) -> None:
    care.connection.execute("UPDATE staged.care_episodes SET episode_started_on = DATE '2025-03-03'")
    place(care, date(2025, 3, 3), "U6")
    visit(care, date(2026, 3, 31))
    assert visits_due(care)[1] == (date(2026, 3, 31), date(2026, 5, 12))


def test_with_parents_under_an_interim_order_weekly_to_the_first_review_then_four_weeks(
    care: StagedTables,
) -> None:
    place(care, ENTERED, "P1")
    order(care, "C1", ENTERED)
    review(care, date(2026, 1, 29))
    visit(care, date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 29))
    assert visits_due(care) == [
        (ENTERED, date(2026, 1, 12)),
        (date(2026, 1, 12), date(2026, 1, 19)),
        (date(2026, 1, 19), date(2026, 1, 26)),
        (date(2026, 1, 29), date(2026, 2, 26)),
    ]


def test_a_full_care_order_with_parents_sets_the_clock_to_one_week(care: StagedTables) -> None:
    made = date(2026, 3, 2)
    place(care, ENTERED, "P1")
    order(care, "C1", ENTERED, made)
    order(care, "C2", made)
    review(care, date(2026, 1, 29))
    visit(care, date(2026, 2, 16), date(2026, 3, 9))
    assert visits_due(care)[1:] == [
        (date(2026, 2, 16), date(2026, 3, 16)),
        (made, date(2026, 3, 9)),
        (date(2026, 3, 9), date(2026, 4, 20)),
    ]


def test_a_visit_without_seeing_the_child_does_not_count(care: StagedTables) -> None:
    visit(care, date(2026, 1, 12), is_child_seen=False)
    assert visits_due(care) == [(ENTERED, date(2026, 1, 12))]


def test_a_visit_lapses_when_the_child_leaves_care_or_turns_18(care: StagedTables) -> None:
    visit(care, date(2026, 1, 12))
    care.connection.execute("UPDATE staged.people SET born_on = DATE '2008-02-16'")
    assert clocks(care, "care_visits_due")[1][3] == date(2026, 2, 16)
    care.connection.execute("UPDATE staged.care_episodes SET episode_ceased_on = DATE '2026-02-10'")
    assert clocks(care, "care_visits_due")[1][3] == date(2026, 2, 10)


def month(staged: StagedTables, wanted: str, *columns: str) -> Any:
    return staged.months("children_in_care_at_month_end", *columns)[wanted]


@pytest.mark.parametrize(("day", "in_time"), [(date(2026, 1, 17), True), (date(2026, 1, 16), False)])
def test_the_due_day_itself_is_in_time_at_a_months_end(care: StagedTables, day: date, in_time: bool) -> None:
    """42 days before 28 February is 17 January."""
    visit(care, day)
    assert month(care, "2026-02", "is_visit_in_time", "is_visited_in_6_weeks") == (in_time, in_time)


def test_never_visited_and_past_the_first_week_is_late(care: StagedTables) -> None:
    columns = ("last_visit_on", "is_first_visit_due", "is_visit_in_time", "is_visited_in_6_weeks")
    assert month(care, "2026-01", *columns) == (None, True, False, False)


@pytest.mark.parametrize(("entered", "is_due"), [(date(2026, 1, 24), True), (date(2026, 1, 25), False)])
def test_in_the_first_week_no_visit_is_due_yet(staged: StagedTables, entered: date, is_due: bool) -> None:
    staged.add("care_episodes", care_episode_id="E", child_id="C1", episode_started_on=entered)
    assert month(staged, "2026-01", "is_first_visit_due", "is_visit_in_time") == (is_due, True)


def test_seen_before_the_move_but_not_after_it_is_late(care: StagedTables) -> None:
    place(care, ENTERED, "U6", date(2026, 2, 16))
    place(care, date(2026, 2, 16), "K2")
    visit(care, date(2026, 1, 12), date(2026, 2, 10))
    assert month(care, "2026-02", "is_visit_in_time", "is_visited_in_6_weeks") == (False, True)


# Reviews


def test_reviews_are_due_after_20_working_days_then_91_then_183_days(care: StagedTables) -> None:
    review(care, date(2026, 2, 2), date(2026, 5, 5))
    assert clocks(care, "care_reviews_due") == [
        (ENTERED, date(2026, 2, 2), date(2026, 2, 2), None),
        (date(2026, 2, 2), date(2026, 5, 4), date(2026, 5, 5), None),
        (date(2026, 5, 5), date(2026, 11, 4), None, TURNS_18),
    ]


def test_cancelled_and_planned_reviews_do_not_count(care: StagedTables) -> None:
    review(care, date(2026, 2, 2), is_cancelled=True)
    care.add("care_reviews", review_id="R", child_id="C1", review_due_on=date(2026, 2, 2))
    assert staged_reviews(care) == []


def staged_reviews(staged: StagedTables) -> list[date]:
    return [row["review_held_on"] for row in staged.events("care_reviews")]


def test_a_review_that_names_only_the_period_of_care_finds_its_child(care: StagedTables) -> None:
    care.connection.execute("UPDATE staged.care_episodes SET care_period_id = 'CARE-1'")
    review(care, date(2026, 2, 2), child_id=None, care_period_id="CARE-1")
    assert staged_reviews(care) == [date(2026, 2, 2)]


def test_where_the_extract_begins_later_the_first_known_review_is_taken_for_a_later_one(
    staged: StagedTables,
) -> None:
    staged.add("care_episodes", care_episode_id="E", child_id="C1", episode_started_on=date(2018, 1, 8))
    review(staged, date(2026, 2, 2))
    assert clocks(staged, "care_reviews_due")[1][1] == date(2026, 8, 4)


def test_a_review_in_date_and_every_review_of_the_year(care: StagedTables) -> None:
    review(care, date(2026, 2, 3), date(2026, 5, 5))
    columns = ("is_review_in_date", "is_review_due_in_12_months", "is_every_review_in_time")
    assert month(care, "2026-01", *columns) == (True, False, False)
    assert month(care, "2026-02", *columns) == (True, True, False)  # a day late: 2 February was the day
    assert month(care, "2026-10", *columns) == (True, True, False)


def test_reviews_on_time_and_one_overdue_now(care: StagedTables) -> None:
    review(care, date(2026, 2, 2))
    columns = ("is_review_in_date", "is_every_review_in_time")
    assert month(care, "2026-04", *columns) == (True, True)
    assert month(care, "2026-05", *columns) == (False, False)  # due on 4 May


def test_a_review_late_more_than_12_months_ago_no_longer_fails_the_child(staged: StagedTables) -> None:
    staged.add("care_episodes", care_episode_id="E", child_id="C1", episode_started_on=date(2025, 1, 6))
    review(staged, date(2025, 2, 10), date(2025, 5, 6), date(2025, 10, 27), date(2026, 4, 20))
    months = staged.months("children_in_care_at_month_end", "is_every_review_in_time")
    assert (months["2026-01"], months["2026-02"]) == (False, True)  # it was due on 3 February 2025


@pytest.mark.parametrize(
    ("code", "takes_part"), [("PN0", False), ("PN1", True), ("PN6", True), ("PN7", False), (None, None)]
)
def test_taking_part_in_a_review(care: StagedTables, code: str | None, takes_part: bool | None) -> None:
    review(care, date(2026, 2, 2), participation_code=code)
    assert care.event("care_reviews")["is_child_taking_part"] is takes_part


@pytest.mark.parametrize(("contact", "has_contact"), [(date(2026, 4, 8), True), (date(2026, 2, 2), False)])
def test_a_contact_of_the_reviewing_officer_after_the_last_review(
    care: StagedTables, contact: date, has_contact: bool
) -> None:
    review(care, date(2026, 2, 2))
    care.connection.execute("UPDATE staged.care_episodes SET last_iro_contact_on = ?", [contact])
    assert month(care, "2026-04", "has_iro_contact_since_review") is has_contact


def test_a_contact_after_the_months_end_leaves_it_unknown(care: StagedTables) -> None:
    review(care, date(2026, 2, 2))
    care.connection.execute("UPDATE staged.care_episodes SET last_iro_contact_on = DATE '2026-04-08'")
    assert month(care, "2026-03", "has_iro_contact_since_review") is None
