"""Social workers of a child in 12 months: different workers, and changes from one to another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

MONTH = "2026-03"  # its last day is a Tuesday


def enter_care(staged: StagedTables, on: date = date(2024, 1, 8), left: date | None = None) -> None:
    staged.add(
        "care_episodes",
        care_episode_id=f"E-{on}",
        child_id="C1",
        episode_started_on=on,
        episode_ceased_on=left,
        ceased_reason_code="E4A" if left else None,
    )


def at_month_end(staged: StagedTables, *columns: str, month: str = MONTH) -> Any:
    return staged.months("children_in_care_at_month_end", *columns)[month]


def allocate(staged: StagedTables, *spells: tuple[str | None, date, date | None]) -> None:
    for number, (worker, start, end) in enumerate(spells):
        staged.add(
            "involvements",
            involvement_id=f"I{number}",
            child_id="C1",
            worker_id=worker,
            role_code="ALLOCATED CASE WORKER",
            involvement_started_on=start,
            involvement_ended_on=end,
        )


def test_a_worker_who_comes_back_counts_once_but_is_a_change(staged: StagedTables) -> None:
    enter_care(staged)
    first, second = date(2025, 6, 2), date(2025, 12, 1)
    allocate(staged, ("W1", date(2024, 1, 8), first), ("W2", first, second), ("W1", second, None))
    columns = ("social_workers_in_12_months", "social_worker_changes_in_12_months")
    assert at_month_end(staged, *columns) == (2, 2)
    assert at_month_end(staged, *columns, month="2026-06") == (2, 1)  # the change of 2 June is a year old
    assert at_month_end(staged, *columns, month="2025-05") == (1, 0)


@pytest.mark.parametrize(("ended", "workers"), [(date(2025, 4, 1), 2), (date(2025, 3, 31), 1)])
def test_a_worker_of_the_first_day_of_the_12_months_counts(
    staged: StagedTables, ended: date, workers: int
) -> None:
    enter_care(staged)
    allocate(staged, ("W1", date(2024, 1, 8), ended), ("W2", date(2025, 4, 1), None))
    assert at_month_end(staged, "social_workers_in_12_months") == workers


def test_an_unnamed_worker_is_nobody_and_hides_no_change(staged: StagedTables) -> None:
    enter_care(staged)
    first, second, third, fourth = date(2025, 6, 2), date(2025, 8, 4), date(2025, 10, 6), date(2025, 12, 1)
    allocate(
        staged,
        ("W1", date(2024, 1, 8), first),
        (None, first, second),
        ("W1", second, third),  # the same worker again: no change
        (None, third, fourth),
        ("W2", fourth, None),  # one change, whoever was there in between
    )
    columns = ("social_workers_in_12_months", "social_worker_changes_in_12_months")
    assert at_month_end(staged, *columns) == (2, 1)
    assert at_month_end(staged, *columns, month="2025-11") == (1, 0)


def test_three_workers_are_two_changes_and_other_roles_do_not_count(staged: StagedTables) -> None:
    staged.add("referrals", referral_id="R", child_id="C1", referral_received_on=date(2025, 5, 1))
    second, third = date(2025, 8, 1), date(2025, 11, 3)
    allocate(staged, ("W1", date(2025, 5, 1), second), ("W2", second, third), ("W3", third, None))
    staged.add(
        "involvements",
        involvement_id="IRO",
        child_id="C1",
        worker_id="W9",
        role_code="IRO",
        involvement_started_on=date(2025, 9, 1),
    )
    months = staged.months(
        "social_worker_changes_at_month_end",
        "social_workers_in_12_months",
        "social_worker_changes_in_12_months",
    )
    assert months[MONTH] == (3, 2)


def test_a_child_without_a_worker_is_open_with_none(staged: StagedTables) -> None:
    staged.add("referrals", referral_id="R", child_id="C1", referral_received_on=date(2026, 3, 2))
    row = staged.event("social_worker_changes_at_month_end", month_end=date(2026, 3, 31))
    assert (row["social_workers_in_12_months"], row["social_worker_changes_in_12_months"]) == (0, 0)
