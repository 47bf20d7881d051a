"""Early help: assessments against the local limit, episodes that step up, children and families open to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables


def add_episode(staged: StagedTables, name: str = "H", child: str = "C1", **values: Any) -> None:
    staged.add("early_help_episodes", early_help_episode_id=name, child_id=child, **values)


def test_the_limit_of_an_early_help_assessment_is_the_local_one(staged: StagedTables) -> None:
    # 25 working days from Thursday 2 April 2026, over Easter and 4 May, are up on Tuesday 12 May
    values = {"child_id": "C1", "assessment_started_on": date(2026, 4, 2), "completed_by": "partner"}
    staged.add("early_help_assessments", early_help_assessment_id="H1", **values)
    staged.set_rule("early_help_assessment_limit", 30, "working_days", valid_from=date(2026, 4, 2))
    staged.add("early_help_assessments", early_help_assessment_id="H2", **values)
    assert {row["due_on"] for row in staged.events("early_help_assessments")} == {date(2026, 5, 19)}
    staged.set_rule("early_help_assessment_limit", 25, "working_days")
    assert {row["due_on"] for row in staged.events("early_help_assessments")} == {date(2026, 5, 12)}


@pytest.mark.parametrize(
    ("started_on", "completed_on", "has_valid_clock"),
    [
        pytest.param(None, date(2026, 9, 7), False, id="no start"),
        pytest.param(date(2026, 9, 8), date(2026, 9, 7), False, id="completed before the start"),
        pytest.param(date(2026, 9, 7), date(2026, 9, 7), True, id="the same day"),
        pytest.param(date(2026, 9, 7), None, True, id="open"),
    ],
)
def test_an_early_help_assessment_without_a_possible_clock_is_marked(
    staged: StagedTables, started_on: date | None, completed_on: date | None, has_valid_clock: bool
) -> None:
    staged.add(
        "early_help_assessments",
        early_help_assessment_id="H",
        child_id="C1",
        requested_by="step_down",
        assessment_started_on=started_on,
        assessment_completed_on=completed_on,
    )
    row = staged.event("early_help_assessments")
    assert (row["has_valid_clock"], row["is_step_down"]) == (has_valid_clock, True)


@pytest.mark.parametrize(
    ("referred_on", "in_6", "in_12"),
    [
        pytest.param(date(2025, 8, 30), False, False, id="while early help was open"),
        pytest.param(date(2025, 8, 31), True, True, id="on the day it ended"),
        pytest.param(date(2026, 2, 28), True, True, id="exactly 6 months, to the end of February"),
        pytest.param(date(2026, 3, 1), False, True, id="6 months and a day"),
        pytest.param(date(2026, 8, 31), False, True, id="exactly 12 months"),
        pytest.param(date(2026, 9, 1), False, False, id="12 months and a day"),
    ],
)
def test_an_episode_stepped_up_if_a_referral_followed_its_end(
    staged: StagedTables, referred_on: date, in_6: bool, in_12: bool
) -> None:
    add_episode(staged, episode_started_on=date(2025, 1, 6), episode_ended_on=date(2025, 8, 31))
    staged.add("referrals", referral_id="R", child_id="C1", referral_received_on=referred_on)
    row = staged.event("early_help_episodes")
    assert (row["is_step_up_in_6_months"], row["is_step_up_in_12_months"]) == (in_6, in_12)


def test_an_episode_stepped_up_if_its_recorded_end_says_so(staged: StagedTables) -> None:
    started_on, ended_on = date(2026, 1, 5), date(2026, 3, 2)
    ended = {"episode_started_on": started_on, "episode_ended_on": ended_on}
    add_episode(staged, "H1", "C1", end_reason="Stepped up to social care", **ended)
    add_episode(staged, "H2", "C2", end_reason="Outcomes met", **ended)
    add_episode(staged, "H3", "C3", **ended)
    staged.add(
        "early_help_assessments",
        early_help_assessment_id="H3",
        child_id="C3",
        plan_started_on=started_on,
        ended_because="stepped_up",
        team_id="EH1",
    )
    rows = staged.events("early_help_episodes")
    assert [row["is_recorded_as_step_up"] for row in rows] == [True, False, True]
    assert [row["team_id"] for row in rows] == [None, None, "EH1"]
    assert [row["direction"] for row in staged.events("step_changes")] == ["Up to social care"] * 2


def test_an_episode_is_too_recent_until_its_months_have_passed(staged: StagedTables) -> None:
    for child, ended_on in (("C1", date(2026, 5, 1)), ("C2", date(2026, 5, 2)), ("C3", date(2025, 11, 1))):
        add_episode(
            staged, f"H-{child}", child, episode_started_on=date(2025, 1, 6), episode_ended_on=ended_on
        )
    rows = staged.events("early_help_episodes")
    assert [row["is_too_recent_for_6_months"] for row in rows] == [False, True, False]
    assert [row["is_too_recent_for_12_months"] for row in rows] == [True, True, False]


def test_a_child_counts_once_at_the_month_s_end_and_a_family_through_one_child(staged: StagedTables) -> None:
    for child in ("C1", "C2"):
        staged.add("people", child_id=child, born_on=date(2015, 1, 1))
        staged.add("families", family_row_id=child, family_id="F1", child_id=child)
    add_episode(staged, "H1", "C1", episode_started_on=date(2026, 7, 1))
    add_episode(staged, "H2", "C1", episode_started_on=date(2026, 8, 3))
    add_episode(staged, "H3", "C2", episode_started_on=date(2026, 7, 1), episode_ended_on=date(2026, 9, 30))
    add_episode(staged, "H4", "C3", episode_started_on=date(2026, 8, 3))
    rows = staged.events("early_help_episodes_at_month_end")
    counts = {
        month: (
            sum(row["month_end"] == month for row in rows),
            sum(row["month_end"] == month and row["is_first_of_family"] for row in rows),
        )
        for month in (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))
    }
    # C2 ended on the last day of September and is not open any more
    assert list(counts.values()) == [(2, 1), (3, 2), (2, 2)]
