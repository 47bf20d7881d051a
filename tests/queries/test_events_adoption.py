"""Adoption: the two clocks of the scorecard, who waits for a match, three-year windows, and adopters."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.queries.staged_tables import StagedTables


def add_plan(staged: StagedTables, child: str = "C1", **values: Any) -> None:
    """Add a plan for adoption of a child who entered care on 1 January 2024."""
    staged.add("people", child_id=child, born_on=date(2023, 9, 1))
    staged.add(
        "care_episodes", care_episode_id=f"E-{child}", child_id=child, episode_started_on=date(2024, 1, 1)
    )
    row = {"adoption_decided_on": date(2024, 5, 1), "placement_order_on": date(2024, 8, 1), **values}
    staged.add("permanence", permanence_id=f"A-{child}", child_id=child, **row)


def test_matched_before_the_placement_order_is_0_days(staged: StagedTables) -> None:
    add_plan(staged, matched_on=date(2024, 7, 1), placed_for_adoption_on=date(2024, 8, 20))
    row = staged.event("adoptions")
    assert (row["days_from_order_to_match"], row["match_clock_started_on"]) == (0, date(2024, 7, 1))
    assert row["days_from_care_to_moving_in"] == 232


def test_without_a_placement_order_there_is_no_clock_to_the_match(staged: StagedTables) -> None:
    add_plan(
        staged, placement_order_on=None, matched_on=date(2024, 9, 1), placed_for_adoption_on=date(2024, 10, 1)
    )
    row = staged.event("adoptions")
    assert (row["days_from_order_to_match"], row["match_clock_started_on"]) == (None, None)
    assert staged.months("adoption_at_month_end", "has_placement_order")["2024-10"] is False


def test_the_day_of_entering_care_that_comes_with_the_plan_is_used(staged: StagedTables) -> None:
    """A child who was adopted is no longer in list 8 of Annex A; list 10 says when care began."""
    dates = {"adoption_decided_on": date(2024, 5, 1), "placed_for_adoption_on": date(2024, 10, 1)}
    staged.add("permanence", permanence_id="A1", child_id="C1", entered_care_on=date(2024, 1, 1), **dates)
    staged.add("permanence", permanence_id="A2", child_id="C2", **dates)
    add_plan(staged, "C3", entered_care_on=date(2024, 2, 1), placed_for_adoption_on=date(2024, 10, 1))
    rows = {row["child_id"]: row for row in staged.events("adoptions")}
    days = {child: row["days_from_care_to_moving_in"] for child, row in rows.items()}
    # 2024 is a leap year: 1 January to 1 October are 274 days, 1 February to 1 October 243
    assert days == {"C1": 274, "C2": None, "C3": 243}
    assert [rows[child]["has_valid_clock"] for child in ("C1", "C2", "C3")] == [True, False, True]


def test_a_foster_carer_who_adopts_counts_from_the_day_the_child_came(staged: StagedTables) -> None:
    add_plan(
        staged,
        is_adopted_by_carer=True,
        placed_with_carer_on=date(2024, 1, 11),
        placed_for_adoption_on=date(2025, 1, 11),
        order_made_on=date(2025, 6, 1),
        order_type="Adoption",
    )
    row = staged.event("adoptions")
    assert (row["days_from_care_to_moving_in"], row["adopted_on"]) == (10, date(2025, 6, 1))


def test_a_carer_s_placeholder_date_cannot_be_counted(staged: StagedTables) -> None:
    add_plan(staged, is_adopted_by_carer=True, order_made_on=date(2025, 6, 1), order_type="Adoption")
    assert staged.event("adoptions")["has_valid_clock"] is False


def test_a_child_waits_from_the_order_until_the_match_or_the_end_of_the_plan(staged: StagedTables) -> None:
    add_plan(staged, "C1", matched_on=date(2024, 10, 31))
    add_plan(staged, "C2", decision_reversed_on=date(2024, 9, 15))
    add_plan(staged, "C3", placement_order_on=None)
    waiting = {
        child: [
            month
            for month, is_waiting in staged.months(
                "adoption_at_month_end", "is_waiting_for_match", child_id=child
            ).items()
            if is_waiting
        ]
        for child in ("C1", "C2", "C3")
    }
    assert waiting == {"C1": ["2024-08", "2024-09"], "C2": ["2024-08"], "C3": []}


def test_the_average_looks_back_three_years(staged: StagedTables) -> None:
    staged.cover(date(2020, 4, 1), date(2028, 1, 5))
    add_plan(
        staged,
        matched_on=date(2024, 9, 1),
        placed_for_adoption_on=date(2024, 10, 5),
        order_made_on=date(2024, 11, 30),
        order_type="Adoption Order",
    )
    months = staged.months("adoption_at_month_end", "is_adopted_in_3_years", "is_matched_in_3_years")
    assert months["2024-09"] == (False, False)  # matched, not placed yet
    assert months["2024-10"] == (False, True)
    assert months["2024-11"] == (True, True)
    assert months["2027-08"] == (True, True)
    assert months["2027-09"] == (True, False)
    assert months["2027-10"] == (True, False)
    assert "2027-11" not in months


def test_a_special_guardianship_order_is_no_adoption(staged: StagedTables) -> None:
    staged.add(
        "permanence", permanence_id="S", child_id="C1", order_made_on=date(2025, 1, 1), order_type="SGO"
    )
    assert staged.events("adoptions") == []


def test_a_couple_of_adopters_is_one_household_and_ends_with_the_second(staged: StagedTables) -> None:
    dates = {"enquiry_received_on": date(2026, 1, 5), "stage_1_started_on": date(2026, 2, 2)}
    staged.add("adopters", adopter_id="A1", family_id="F", stage_1_ended_on=date(2026, 3, 30), **dates)
    staged.add("adopters", adopter_id="A2", family_id="F", stage_1_ended_on=date(2026, 4, 7), **dates)
    row = staged.event("adopter_stages")
    assert (row["stage"], row["stage_started_on"], row["stage_ended_on"]) == (
        1,
        date(2026, 2, 2),
        date(2026, 4, 7),
    )


def test_adopters_on_hold_are_marked(staged: StagedTables) -> None:
    staged.add(
        "adopters",
        adopter_id="A1",
        stage_2_started_on=date(2026, 2, 2),
        left_process_on=date(2026, 5, 1),
        left_process_reason_code="on_hold",
    )
    row = staged.event("adopter_stages")
    assert (row["stage"], row["is_on_hold"], row["left_process_on"]) == (2, True, date(2026, 5, 1))
