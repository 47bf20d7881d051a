"""Child protection plans: which count, how long they last, second plans, reviews, and the day at a month's end.

Due days are worked out by hand: 91 days after 6 January 2025 is 7 April, 183 days later is 7 October.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

YEAR_2025 = [f"2025-{month:02d}" for month in range(1, 13)]


def add_plan(staged: StagedTables, start: date | None, end: date | None = None, **values: Any) -> None:
    values = {"cp_plan_id": "P1", "child_id": "C1", "latest_category_code": "NEG", **values}
    staged.add("cp_plans", plan_started_on=start, plan_ended_on=end, **values)


def add_reviews(staged: StagedTables, *days: date, **values: Any) -> None:
    for day in days:
        staged.add(
            "cp_reviews", **{"review_id": f"R-{day}", "child_id": "C1", "review_held_on": day, **values}
        )


def open_months(staged: StagedTables, column: str, year: int) -> dict[str, Any]:
    found = staged.months("cp_plans_at_month_end", column)
    return {month: value for month, value in found.items() if month.startswith(str(year))}


# Which plans count


def test_a_plan_of_another_authority_is_in_no_table(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 1, 5), is_from_other_authority=True)
    add_reviews(staged, date(2026, 3, 2))
    staged.add("cp_visits", visit_id="V", child_id="C1", visited_on=date(2026, 1, 9), is_child_seen=True)
    for table in ("cp_plans", "cp_plans_at_month_end", "cp_visits", "cp_visits_due", "cp_reviews_due"):
        assert staged.events(table) == [], table


def test_where_nobody_said_whose_plan_it_is_it_is_ours(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 1, 5), is_from_other_authority=None)
    assert len(staged.events("cp_plans")) == 1


def test_an_unborn_child_counts_and_has_the_age_band_unborn(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", expected_on=date(2026, 11, 20))
    add_plan(staged, date(2026, 9, 1))
    row = staged.event("cp_plans_at_month_end", month_end=date(2026, 10, 31))
    assert (row["is_unborn"], row["age_band"]) == (True, "Unborn")


def test_a_plan_is_open_from_its_first_day_up_to_but_not_on_its_last(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 6, 30), date(2026, 8, 31))
    assert list(staged.months("cp_plans_at_month_end", "child_id")) == ["2026-06", "2026-07"]


def test_a_child_with_two_open_plans_by_mistake_counts_once_on_the_later_one(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 6, 1))
    add_plan(staged, date(2026, 9, 1), cp_plan_id="P2")
    starts = staged.months("cp_plans_at_month_end", "plan_started_on")
    assert starts["2026-08"] == date(2026, 6, 1)
    assert starts["2026-09"] == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("start", "end", "impossible"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 2), date(2026, 3, 3), False),
        (date(2026, 3, 2), date(2026, 3, 1), True),
        (None, date(2026, 3, 1), True),
        (date(2026, 3, 2), None, False),
    ],
)
def test_a_plan_that_ends_by_the_day_it_starts_has_impossible_dates(
    staged: StagedTables, start: date | None, end: date | None, impossible: bool
) -> None:
    add_plan(staged, start, end)
    assert staged.event("cp_plans")["has_impossible_dates"] is impossible


# How long


@pytest.mark.parametrize(
    ("start", "end", "within"),
    [
        pytest.param(date(2026, 6, 15), date(2026, 9, 15), True, id="three months to the day"),
        pytest.param(date(2026, 6, 15), date(2026, 9, 16), False, id="a day more"),
        pytest.param(date(2025, 11, 30), date(2026, 2, 28), True, id="the end of a shorter month"),
        pytest.param(date(2025, 11, 30), date(2026, 3, 1), False, id="91 days over a short February"),
        pytest.param(date(2026, 6, 15), date(2026, 9, 14), True, id="91 days over a long summer"),
    ],
)
def test_three_months_are_calendar_months(staged: StagedTables, start: date, end: date, within: bool) -> None:
    add_plan(staged, start, end)
    assert staged.event("cp_plans_ended")["is_within_3_months"] is within


@pytest.mark.parametrize(
    ("end", "days", "is_long"), [((2026, 9, 14), 729, False), ((2026, 9, 15), 730, True)]
)
def test_two_years_are_more_than_729_days_with_the_day_of_ceasing(
    staged: StagedTables, end: tuple[int, int, int], days: int, is_long: bool
) -> None:
    add_plan(staged, date(2024, 9, 16), date(*end))
    row = staged.event("cp_plans_ended")
    assert (row["days_on_plan"], row["is_two_years_or_more"]) == (days, is_long)


def test_an_open_plan_reaches_12_and_18_months_and_two_years(staged: StagedTables) -> None:
    add_plan(staged, date(2024, 3, 31))
    reached = staged.months(
        "cp_plans_at_month_end", "is_open_12_months", "is_open_18_months", "is_open_two_years"
    )
    assert reached["2025-02"] == (False, False, False)
    assert reached["2025-03"] == (True, False, False)
    # six months after 30 September: the 31st of March has no twin in September, so its last day counts
    assert reached["2025-09"] == (True, True, False)
    assert reached["2026-02"] == (True, True, False)
    assert reached["2026-03"] == (True, True, True)


# Second plans


@pytest.mark.parametrize(
    ("earlier_end", "second", "within_24_months"),
    [
        pytest.param((2021, 5, 10), True, False, id="however long ago"),
        pytest.param((2024, 9, 15), True, True, id="24 months to the day"),
        pytest.param((2024, 9, 14), True, False, id="24 months and a day"),
        pytest.param(None, False, False, id="an earlier plan that is still open is a mistake"),
    ],
)
def test_a_second_plan(
    staged: StagedTables, earlier_end: tuple[int, int, int] | None, second: bool, within_24_months: bool
) -> None:
    add_plan(staged, date(2020, 6, 1), date(*earlier_end) if earlier_end else None, cp_plan_id="P0")
    add_plan(staged, date(2026, 9, 15))
    row = staged.event("cp_plans", cp_plan_id="P1")
    assert (row["is_second_or_later_plan"], row["is_second_plan_within_24_months"]) == (
        second,
        within_24_months,
    )
    assert staged.event("cp_plans", cp_plan_id="P0")["is_second_or_later_plan"] is False


def test_the_latest_of_several_earlier_plans_counts_for_24_months(staged: StagedTables) -> None:
    add_plan(staged, date(2020, 6, 1), date(2021, 6, 1), cp_plan_id="P0")
    add_plan(staged, date(2025, 1, 6), date(2025, 6, 2), cp_plan_id="P00")
    add_plan(staged, date(2026, 9, 15))
    row = staged.event("cp_plans", cp_plan_id="P1")
    assert row["earlier_plan_ended_on"] == date(2025, 6, 2)
    assert row["is_second_plan_within_24_months"] is True


def test_a_plan_of_another_authority_or_another_child_is_no_earlier_plan(staged: StagedTables) -> None:
    add_plan(staged, date(2024, 6, 3), date(2025, 6, 2), cp_plan_id="P0", is_from_other_authority=True)
    add_plan(staged, date(2024, 6, 3), date(2025, 6, 2), cp_plan_id="P9", child_id="C9")
    add_plan(staged, date(2026, 9, 15))
    assert staged.event("cp_plans", cp_plan_id="P1")["is_second_or_later_plan"] is False


def test_a_count_of_earlier_plans_from_annex_a_reaches_further_back_than_the_extract(
    staged: StagedTables,
) -> None:
    add_plan(staged, date(2026, 2, 2))
    staged.add(
        "annex_a_counts", child_id="C1", list_number=7, known_on=date(2026, 9, 30), previous_cp_plans=1
    )
    row = staged.event("cp_plans")
    assert (row["is_second_or_later_plan"], row["is_second_plan_within_24_months"]) == (True, False)


def test_a_count_from_annex_a_belongs_to_the_plan_of_its_day(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 2, 3), date(2025, 6, 2), cp_plan_id="P0")
    add_plan(staged, date(2026, 2, 2))
    staged.add(
        "annex_a_counts", child_id="C1", list_number=7, known_on=date(2026, 9, 30), previous_cp_plans=1
    )
    assert staged.event("cp_plans", cp_plan_id="P0")["is_second_or_later_plan"] is False


# Reviews


def test_reviews_are_due_after_91_and_then_183_days(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 6))
    add_reviews(staged, date(2025, 4, 7), date(2025, 10, 8))
    found = [(row["due_from"], row["due_on"], row["done_on"]) for row in staged.events("cp_reviews_due")]
    assert found == [
        (date(2025, 1, 6), date(2025, 4, 7), date(2025, 4, 7)),
        (date(2025, 4, 7), date(2025, 10, 7), date(2025, 10, 8)),
        (date(2025, 10, 8), date(2026, 4, 9), None),
    ]


def test_one_late_review_fails_the_plan_from_then_on(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 6))
    add_reviews(staged, date(2025, 4, 7), date(2025, 11, 3))
    in_time = open_months(staged, "is_every_review_in_time", 2025)
    assert [month for month in YEAR_2025 if not in_time[month]] == ["2025-10", "2025-11", "2025-12"]
    in_date = open_months(staged, "is_review_in_date", 2025)
    assert [month for month in YEAR_2025 if not in_date[month]] == ["2025-10"]


def test_a_review_that_is_overdue_now_fails_the_plan(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 6))
    in_time = open_months(staged, "is_every_review_in_time", 2025)
    assert (in_time["2025-03"], in_time["2025-04"]) == (True, False)
    assert open_months(staged, "is_review_in_date", 2025)["2025-04"] is False


def test_a_review_due_on_the_last_day_of_a_month_is_not_overdue_that_day(staged: StagedTables) -> None:
    add_plan(staged, date(2024, 12, 30))  # 91 days later is 31 March
    months = staged.months("cp_plans_at_month_end", "is_every_review_in_time", "is_review_in_date")
    assert (months["2025-03"], months["2025-04"]) == ((True, True), (False, False))


def test_a_plan_is_open_for_three_months_on_the_same_day(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 31))
    assert open_months(staged, "is_open_3_months", 2025)["2025-04"] is True
    assert open_months(staged, "is_open_3_months", 2025)["2025-03"] is False


def test_a_review_on_the_day_the_plan_starts_belongs_to_an_earlier_plan(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 6))
    add_reviews(staged, date(2025, 1, 6), date(2024, 12, 2))
    assert staged.events("cp_reviews") == []


def test_a_review_lapses_with_the_plan_and_the_one_that_ends_it_counts(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 6), date(2025, 4, 1))
    add_reviews(staged, date(2025, 4, 1))
    first, second = staged.events("cp_reviews_due")
    assert (first["done_on"], first["lapsed_on"]) == (date(2025, 4, 1), None)
    assert (second["done_on"], second["lapsed_on"]) == (None, date(2025, 4, 1))


def test_two_records_of_a_review_on_one_day_are_one_review(staged: StagedTables) -> None:
    add_plan(staged, date(2025, 1, 6))
    add_reviews(staged, date(2025, 4, 7), review_id="R1")
    add_reviews(staged, date(2025, 4, 7), review_id="R2", is_quorate=True)
    assert [row["is_quorate"] for row in staged.events("cp_reviews")] == [True]


# What else is asked at a month's end


def test_category_team_and_worker_are_those_of_the_month(staged: StagedTables) -> None:
    add_plan(staged, date(2026, 6, 1), initial_category_code="PHY")
    for worker, team, start in (("W1", "T1", date(2026, 5, 4)), ("W2", "T2", date(2026, 7, 31))):
        staged.add(
            "involvements",
            involvement_id=worker,
            child_id="C1",
            worker_id=worker,
            team_id=team,
            role_code="ALLOCATED CASE WORKER",
            involvement_started_on=start,
        )
    months = staged.months("cp_plans_at_month_end", "team_id", "worker_id", "category_of_abuse")
    assert months["2026-06"] == ("T1", "W1", "Neglect")
    assert months["2026-07"] == ("T2", "W2", "Neglect")
    assert staged.event("cp_plans")["category_of_abuse_at_start"] == "Physical abuse"
