"""The first health assessment and education plan after entering care, and the education plan of each term."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables


def enter_care(staged: StagedTables, on: date = date(2024, 1, 8), left: date | None = None) -> None:
    staged.add(
        "care_episodes",
        care_episode_id=f"E-{on}",
        child_id="C1",
        episode_started_on=on,
        episode_ceased_on=left,
        ceased_reason_code="E4A" if left else None,
    )


def check(
    staged: StagedTables, kind: str, on: date | None, status: str | None = "Completed", **values: Any
) -> None:
    row = {"health_check_id": f"H-{kind}-{on}-{status}", "child_id": "C1", **values}
    staged.add("health_checks", check_type=kind, checked_on=on, check_status=status, **row)


# The first assessment and the first education plan after entering care


def first_assessment(staged: StagedTables) -> dict[str, Any]:
    return staged.event("initial_health_assessments")


@pytest.mark.parametrize(
    ("assessed", "in_time"),
    [(date(2026, 9, 29), True), (date(2026, 9, 30), False), (None, False)],
)
def test_the_initial_assessment_is_due_on_working_day_20(
    staged: StagedTables, assessed: date | None, in_time: bool
) -> None:
    enter_care(staged, date(2026, 9, 1))
    check(staged, "Initial Health Assessment", assessed)
    row = first_assessment(staged)
    assert (row["due_on"], row["is_in_time"], row["is_too_recent"]) == (date(2026, 9, 29), in_time, False)


def test_a_review_assessment_is_not_the_initial_one_but_one_without_a_name_is(staged: StagedTables) -> None:
    enter_care(staged, date(2026, 9, 1))
    check(staged, "Review Health Assessment", date(2026, 9, 7))
    check(staged, "Dental Check", date(2026, 9, 8))
    assert first_assessment(staged)["assessed_on"] is None
    check(staged, "Health Assessment", date(2026, 9, 10))
    assert first_assessment(staged)["assessed_on"] == date(2026, 9, 10)


@pytest.mark.parametrize(("left", "is_out"), [(date(2026, 9, 28), True), (date(2026, 9, 29), False)])
def test_a_child_who_left_before_day_20_is_out(staged: StagedTables, left: date, is_out: bool) -> None:
    enter_care(staged, date(2026, 9, 1), left)
    check(staged, "Health Assessment", date(2026, 1, 5), child_id="C9")
    assert first_assessment(staged)["is_left_before_due"] is is_out


@pytest.mark.parametrize(("entered", "too_recent"), [(date(2026, 10, 6), True), (date(2026, 10, 5), False)])
def test_an_entry_whose_day_20_has_not_come_is_too_recent(
    staged: StagedTables, entered: date, too_recent: bool
) -> None:
    """The extract is of Monday 2 November 2026; day 20 after Monday 5 October is that day."""
    enter_care(staged, entered)
    check(staged, "Initial Health Assessment", date(2026, 10, 9))
    assert first_assessment(staged)["is_too_recent"] is too_recent


def test_an_entry_of_before_the_extracts_is_not_late_for_what_they_cannot_show(staged: StagedTables) -> None:
    """The extracts cover the time from 1 January 2023; a review long after says nothing of the first."""
    enter_care(staged, date(2015, 1, 19))
    check(staged, "Review Health Assessment", date(2026, 9, 7))
    assert staged.events("initial_health_assessments") == []
    check(staged, "Initial Health Assessment", date(2015, 2, 2))
    assert first_assessment(staged)["is_in_time"] is True


def test_the_first_education_plan_after_entering_care(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2016, 5, 5))
    staged.add("education_plans", education_plan_id="Z", child_id="C9", due_on=date(2026, 1, 5))
    enter_care(staged, date(2026, 9, 1))
    assert staged.event("initial_education_plans")["is_in_time"] is False
    staged.add(
        "education_plans",
        education_plan_id="A",
        child_id="C1",
        due_on=date(2026, 9, 29),
        completed_on=date(2026, 9, 29),
        is_initial="yes",
    )
    row = staged.event("initial_education_plans")
    assert (row["completed_on"], row["is_in_time"]) == (date(2026, 9, 29), True)


@pytest.mark.parametrize(("born", "rows"), [(date(2023, 9, 1), 1), (date(2023, 9, 2), 0), (None, 0)])
def test_education_plans_are_for_children_from_three(
    staged: StagedTables, born: date | None, rows: int
) -> None:
    staged.add("people", child_id="C1", born_on=born)
    enter_care(staged, date(2026, 9, 1))
    staged.add("education_plans", education_plan_id="Z", child_id="C9", due_on=date(2026, 1, 5))
    assert len(staged.events("initial_education_plans")) == rows


@pytest.mark.parametrize(
    ("due", "completed", "expected"),
    [
        (date(2026, 3, 27), date(2026, 3, 27), (True, False)),
        (date(2026, 3, 27), date(2026, 3, 28), (False, False)),
        (date(2026, 12, 18), None, (False, True)),
        (date(2026, 12, 18), date(2026, 10, 1), (True, False)),
    ],
)
def test_an_education_plan_of_a_term(
    staged: StagedTables, due: date, completed: date | None, expected: tuple[bool, bool]
) -> None:
    staged.add("people", child_id="C1", born_on=date(2016, 5, 5))
    enter_care(staged)
    staged.add("education_plans", education_plan_id="A", child_id="C1", due_on=due, completed_on=completed)
    row = staged.event("education_plans_due")
    assert (row["is_in_time"], row["is_too_recent"]) == expected


def test_an_education_plan_due_after_the_child_left_care_is_out(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2016, 5, 5))
    enter_care(staged, left=date(2026, 3, 27))
    staged.add("education_plans", education_plan_id="A", child_id="C1", due_on=date(2026, 3, 27))
    assert staged.events("education_plans_due") == []
