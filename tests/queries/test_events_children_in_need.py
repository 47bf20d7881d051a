"""Children in need: who counts once and as what, long plans, closings.

A child in care is in care whatever plans are open; then comes the child protection plan, then the child in
need plan, then the assessment.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import COUNCIL, StagedTables


def add_plan(staged: StagedTables, name: str = "P", child: str = "C1", **values: Any) -> None:
    staged.add("cin_plans", cin_plan_id=name, child_id=child, **values)


# Who counts as what


def test_the_highest_status_of_a_child_counts_and_the_lower_one_comes_back(staged: StagedTables) -> None:
    staged.add("referrals", referral_id="R", child_id="C1", referral_received_on=date(2026, 1, 5))
    staged.add(
        "assessments",
        assessment_id="A",
        child_id="C1",
        assessment_started_on=date(2026, 1, 7),
        assessment_authorised_on=date(2026, 2, 20),
    )
    add_plan(staged, plan_started_on=date(2026, 2, 20))
    staged.add(
        "cp_plans",
        cp_plan_id="CP",
        child_id="C1",
        plan_started_on=date(2026, 4, 1),
        plan_ended_on=date(2026, 8, 3),
    )
    staged.add(
        "cp_plans",
        cp_plan_id="OLA",
        child_id="C1",
        plan_started_on=date(2026, 3, 2),
        is_from_other_authority=True,
    )
    staged.add(
        "care_episodes",
        care_episode_id="E",
        child_id="C1",
        episode_started_on=date(2026, 6, 1),
        episode_ceased_on=date(2026, 7, 1),
        ceased_reason_code="E4A",
    )
    rows = staged.events("case_statuses")
    assert [(row["case_status"], row["status_started_on"], row["status_ended_on"]) for row in rows] == [
        ("Other open episode", date(2026, 1, 5), date(2026, 1, 7)),
        ("Assessment", date(2026, 1, 7), date(2026, 2, 20)),
        ("Child in need plan", date(2026, 2, 20), date(2026, 4, 1)),
        ("Child protection plan", date(2026, 4, 1), date(2026, 6, 1)),
        ("In care", date(2026, 6, 1), date(2026, 7, 1)),
        ("Child protection plan", date(2026, 7, 1), date(2026, 8, 3)),
        ("Child in need plan", date(2026, 8, 3), None),
    ]
    assert staged.months("cin_episodes_at_month_end", "case_status") == {
        "2026-01": "Assessment",
        "2026-02": "Child in need plan",
        "2026-03": "Child in need plan",
        "2026-04": "Child protection plan",
        "2026-05": "Child protection plan",
        "2026-06": "In care",
        "2026-07": "Child protection plan",
        "2026-08": "Child in need plan",
        "2026-09": "Child in need plan",
        "2026-10": "Child in need plan",
    }
    assert list(staged.months("cin_plans_at_month_end", "is_visit_in_time")) == [
        "2026-02", "2026-03", "2026-08", "2026-09", "2026-10",
    ]  # fmt: skip


def test_a_child_in_need_counts_once_and_closed_on_the_last_day_is_closed(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", expected_on=date(2026, 12, 1))
    staged.add("referrals", referral_id="R1", child_id="C1", referral_received_on=date(2026, 6, 1))
    staged.add("referrals", referral_id="R2", child_id="C1", referral_received_on=date(2026, 8, 31))
    staged.add(
        "referrals",
        referral_id="R3",
        child_id="C2",
        referral_received_on=date(2026, 6, 1),
        closed_on=date(2026, 8, 31),
    )
    staged.add(
        "referrals",
        referral_id="R4",
        child_id="C3",
        referral_received_on=date(2026, 6, 1),
        is_no_further_action=True,
    )
    august = [
        row for row in staged.events("cin_episodes_at_month_end") if row["month_end"] == date(2026, 8, 31)
    ]
    assert [(row["child_id"], row["age_band"], row["days_open"]) for row in august] == [("C1", "Unborn", 91)]


def test_young_people_of_18_are_marked_and_children_who_died_are_out(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2008, 9, 30))
    staged.add("people", child_id="C2", born_on=date(2015, 9, 30), died_on=date(2026, 9, 1))
    for child in ("C1", "C2"):
        staged.add(
            "referrals", referral_id=f"R-{child}", child_id=child, referral_received_on=date(2026, 7, 1)
        )
    months = staged.months("cin_episodes_at_month_end", "is_18_or_over", child_id="C1")
    assert months == {"2026-07": False, "2026-08": False, "2026-09": True, "2026-10": True}
    assert list(staged.months("cin_episodes_at_month_end", "case_status", child_id="C2")) == [
        "2026-07",
        "2026-08",
    ]


def test_a_plan_is_long_from_the_day_after_nine_months_and_the_day_of_two_years(staged: StagedTables) -> None:
    add_plan(staged, "P1", "C1", plan_started_on=date(2025, 11, 30))
    add_plan(staged, "P2", "C2", plan_started_on=date(2024, 8, 31))
    add_plan(staged, "P3", "C2", plan_started_on=date(2026, 1, 1))
    table = "cin_plans_at_month_end"
    nine = staged.months(table, "is_open_over_9_months", child_id="C1")
    # nine months from 30 November 2025 are up on 30 August 2026
    assert (nine["2026-07"], nine["2026-08"]) == (False, True)
    two_years = staged.months(table, "is_open_2_years_or_more", child_id="C2")
    assert (two_years["2026-07"], two_years["2026-08"]) == (False, True)
    assert (
        len([row for row in staged.events(table) if row["child_id"] == "C2"]) == 27
    )  # August 2024 to October 2026


# Closings


def test_a_closing_is_a_step_down_by_its_reason_or_by_early_help_within_30_days(staged: StagedTables) -> None:
    closed_on = date(2026, 3, 2)
    for child, reason in (("C1", "RC9"), ("C2", "RC7"), ("C3", "RC7"), ("C4", "RC8")):
        staged.add(
            "referrals",
            referral_id=f"R-{child}",
            child_id=child,
            referral_received_on=date(2026, 1, 5),
            closed_on=closed_on,
            closure_reason_code=reason,
        )
    for child, day in (("C2", date(2026, 4, 1)), ("C3", date(2026, 4, 2))):
        staged.add("early_help_episodes", early_help_episode_id=child, child_id=child, episode_started_on=day)
    rows = staged.events("closures")
    assert [row["is_step_down"] for row in rows] == [True, True, False, False]
    assert rows[3]["closure_reason"] == "Closed after assessment"
    moves = staged.events("step_changes")
    assert [(row["child_id"], row["direction"]) for row in moves] == [
        ("C1", "Down to early help"),
        ("C2", "Down to early help"),
    ]


@pytest.mark.parametrize(
    ("again_on", "is_back"),
    [
        pytest.param(date(2025, 10, 1), True, id="the day it closed"),
        pytest.param(date(2026, 10, 1), True, id="exactly 12 months"),
        pytest.param(date(2026, 10, 2), False, id="12 months and a day"),
    ],
)
def test_a_child_comes_back_within_12_months_of_the_closing(
    staged: StagedTables, again_on: date, is_back: bool
) -> None:
    first = {"referral_received_on": date(2025, 6, 2), "closed_on": date(2025, 10, 1)}
    staged.add("referrals", referral_id="R1", child_id="C1", **first)
    staged.add("referrals", referral_id="R2", child_id="C1", referral_received_on=again_on)
    row = staged.event("closures", event_id=f"{COUNCIL}:R1")
    assert (row["is_back_within_12_months"], row["is_too_recent_for_12_months"]) == (is_back, False)


def test_a_closing_is_too_recent_until_12_months_have_passed(staged: StagedTables) -> None:
    for child, closed_on in (("C1", date(2025, 11, 1)), ("C2", date(2025, 11, 2))):
        staged.add(
            "referrals",
            referral_id=child,
            child_id=child,
            referral_received_on=date(2025, 6, 2),
            closed_on=closed_on,
        )
    assert [row["is_too_recent_for_12_months"] for row in staged.events("closures")] == [False, True]


def test_referrals_without_action_and_open_ones_are_no_closings(staged: StagedTables) -> None:
    day = date(2026, 9, 7)
    staged.add("referrals", referral_id="R1", child_id="C1", referral_received_on=day)
    staged.add(
        "referrals",
        referral_id="R2",
        child_id="C2",
        referral_received_on=day,
        closed_on=day,
        is_no_further_action=True,
    )
    staged.add(
        "referrals", referral_id="R3", child_id="C3", referral_received_on=day, closed_on=date(2026, 9, 1)
    )
    (only,) = staged.events("closures")
    assert (only["event_id"], only["has_valid_dates"]) == (f"{COUNCIL}:R3", False)
