"""Visits and reviews that children in need were owed: chains, local intervals, what lapses, who is marked.

Each visit starts the next interval; 28 days are calendar days, and the day of the visit before is day 0.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables


def add_plan(staged: StagedTables, name: str = "P", child: str = "C1", **values: Any) -> None:
    staged.add("cin_plans", cin_plan_id=name, child_id=child, **values)


def add_visits(staged: StagedTables, *days: date, child: str = "C1", seen: bool | None = True) -> None:
    for day in days:
        staged.add(
            "cin_visits",
            visit_id=f"V-{child}-{day}-{seen}",
            child_id=child,
            visited_on=day,
            is_child_seen=seen,
        )


def visits_due(staged: StagedTables) -> list[tuple[date, date, date | None, date | None]]:
    rows = staged.events("cin_visits_due")
    return [(row["due_from"], row["due_on"], row["done_on"], row["lapsed_on"]) for row in rows]


# Visits


def test_each_visit_starts_the_next_interval_and_a_late_one_is_late_once(staged: StagedTables) -> None:
    add_plan(staged, plan_started_on=date(2026, 6, 1))
    # due on 29 June, made on 9 July; the next is due 28 days after that, not after 29 June
    add_visits(staged, date(2026, 7, 9), date(2026, 8, 6))
    assert visits_due(staged) == [
        (date(2026, 6, 1), date(2026, 6, 29), date(2026, 7, 9), None),
        (date(2026, 7, 9), date(2026, 8, 6), date(2026, 8, 6), None),
        (date(2026, 8, 6), date(2026, 9, 3), None, None),
    ]


def test_a_visit_at_which_the_child_was_not_seen_is_no_visit(staged: StagedTables) -> None:
    add_plan(staged, plan_started_on=date(2026, 6, 1))
    add_visits(staged, date(2026, 6, 10), seen=False)
    add_visits(staged, date(2026, 6, 11), seen=None)
    assert visits_due(staged) == [(date(2026, 6, 1), date(2026, 6, 29), None, None)]


def test_what_falls_due_after_the_plan_ended_lapses(staged: StagedTables) -> None:
    add_plan(staged, plan_started_on=date(2026, 6, 1), plan_ended_on=date(2026, 7, 20))
    add_visits(staged, date(2026, 5, 20), date(2026, 6, 29), date(2026, 8, 3))
    assert visits_due(staged) == [
        (date(2026, 6, 1), date(2026, 6, 29), date(2026, 6, 29), None),
        (date(2026, 6, 29), date(2026, 7, 27), None, date(2026, 7, 20)),
    ]


def test_the_chain_stops_for_a_child_protection_plan_and_starts_again_after_it(staged: StagedTables) -> None:
    add_plan(staged, plan_started_on=date(2026, 6, 1))
    staged.add(
        "cp_plans",
        cp_plan_id="CP",
        child_id="C1",
        plan_started_on=date(2026, 6, 15),
        plan_ended_on=date(2026, 9, 1),
    )
    add_visits(staged, date(2026, 7, 1))
    assert visits_due(staged) == [
        (date(2026, 6, 1), date(2026, 6, 29), None, date(2026, 6, 15)),
        (date(2026, 9, 1), date(2026, 9, 29), None, None),
    ]


def test_visits_of_one_day_are_one_and_a_visit_on_the_first_day_starts_the_chain(
    staged: StagedTables,
) -> None:
    add_plan(staged, plan_started_on=date(2026, 6, 1))
    add_visits(staged, date(2026, 6, 1), date(2026, 6, 15))
    add_visits(staged, date(2026, 6, 15), seen=False)
    assert [due_from for due_from, *_ in visits_due(staged)] == [date(2026, 6, 1), date(2026, 6, 15)]


def test_the_interval_is_the_local_one_in_its_own_unit(staged: StagedTables) -> None:
    staged.set_rule("cin_visit_interval", 20, "working_days", valid_from=date(2026, 9, 1))
    add_plan(staged, "P1", "C1", plan_started_on=date(2026, 8, 31))
    # 20 working days from Tuesday 1 September are up on Tuesday 29
    add_plan(staged, "P2", "C2", plan_started_on=date(2026, 9, 1))
    assert [due_on for _, due_on, *_ in visits_due(staged)] == [date(2026, 9, 28), date(2026, 9, 29)]
    staged.set_rule("visit_day_is_day_1", 1, "yes_no")
    assert [due_on for _, due_on, *_ in visits_due(staged)] == [date(2026, 9, 27), date(2026, 9, 28)]


def test_a_child_never_visited_is_late_once_the_first_interval_is_over(staged: StagedTables) -> None:
    add_plan(staged, "P1", "C1", plan_started_on=date(2026, 9, 2))  # 28 days are up on 30 September
    add_plan(staged, "P2", "C2", plan_started_on=date(2026, 9, 1))
    add_plan(staged, "P3", "C3", plan_started_on=date(2026, 6, 1))
    add_visits(staged, date(2026, 9, 2), child="C3")
    add_plan(staged, "P4", "C4", plan_started_on=date(2026, 6, 1))
    add_visits(staged, date(2026, 9, 1), child="C4")
    september = {
        row["child_id"]: (row["is_past_first_visit"], row["is_visit_in_time"], row["last_visit_on"])
        for row in staged.events("cin_plans_at_month_end")
        if row["month_end"] == date(2026, 9, 30)
    }
    assert september == {
        "C1": (False, True, None),
        "C2": (True, False, None),
        "C3": (True, True, date(2026, 9, 2)),
        "C4": (True, False, date(2026, 9, 1)),
    }


def test_children_on_short_breaks_are_marked_and_are_not_in_care(staged: StagedTables) -> None:
    add_plan(staged, plan_started_on=date(2026, 6, 1))
    staged.add("care_episodes", care_episode_id="E", child_id="C1", episode_started_on=date(2026, 8, 3))
    staged.add(
        "legal_statuses",
        legal_status_id="L",
        child_id="C1",
        legal_status_code="V4",
        status_started_on=date(2026, 8, 3),
    )
    months = staged.months("cin_plans_at_month_end", "has_short_breaks")
    assert (months["2026-07"], months["2026-08"], months["2026-09"]) == (False, True, True)
    first = staged.events("cin_visits_due")[0]
    assert (first["due_on"], first["has_short_breaks"]) == (date(2026, 6, 29), False)


@pytest.mark.parametrize(
    ("born_on", "is_old_enough"),
    [
        pytest.param(date(2022, 9, 7), True, id="the fourth birthday"),
        pytest.param(date(2022, 9, 8), False, id="the day before it"),
        pytest.param(None, False, id="date of birth not known"),
    ],
)
def test_seen_alone_is_asked_from_the_local_age_on(
    staged: StagedTables, born_on: date | None, is_old_enough: bool
) -> None:
    staged.add("people", child_id="C1", born_on=born_on)
    add_visits(staged, date(2026, 9, 7))
    row = staged.event("cin_visits")
    assert (row["is_old_enough_to_be_seen_alone"], row["is_child_seen_alone"]) == (is_old_enough, None)


# Reviews


def test_a_review_that_was_not_held_lapses_with_the_plan_or_when_protection_begins(
    staged: StagedTables,
) -> None:
    add_plan(staged, "P1", "C1", plan_started_on=date(2026, 1, 5), plan_ended_on=date(2026, 5, 1))
    add_plan(staged, "P2", "C2", plan_started_on=date(2026, 1, 5))
    staged.add("cp_plans", cp_plan_id="CP", child_id="C2", plan_started_on=date(2026, 4, 20))
    for child in ("C1", "C2"):
        plan = {"C1": "P1", "C2": "P2"}[child]
        review = {"child_id": child, "plan_id": plan}
        first = {"due_on": date(2026, 2, 16), "held_on": date(2026, 2, 17)}
        staged.add("cin_reviews", cin_review_id=f"{child}-1", **review, **first)
        staged.add("cin_reviews", cin_review_id=f"{child}-2", **review, due_on=date(2026, 5, 12))
    rows = staged.events("cin_reviews_due")
    assert [(row["due_from"], row["done_on"], row["lapsed_on"]) for row in rows] == [
        (date(2026, 1, 5), date(2026, 2, 17), None),
        (date(2026, 2, 17), None, date(2026, 5, 1)),
        (date(2026, 1, 5), date(2026, 2, 17), None),
        (date(2026, 2, 17), None, date(2026, 4, 20)),
    ]
