"""Each child's way to adoption: days by hand, against the national thresholds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.store import Store
from reporting.records_behind import RecordsError
from reporting.themes.adoption import AdoptionPath, adoption_paths, adoption_sentence, path_of

ON = date(2026, 10, 31)


def path(**days: date | None) -> AdoptionPath:
    row: dict[str, Any] = {
        "child_id": "c1",
        "team": "Permanence",
        "worker_id": "w1",
        "care_started_on": date(2025, 1, 1),
        "adoption_decided_on": date(2025, 6, 1),
        "placement_order_on": None,
        "matched_on": None,
        "moved_in_on": None,
        "adopted_on": None,
        "ended_on": None,
    }
    return path_of(row | days, ON)


def test_a_child_with_every_step_has_its_days_from_step_to_step() -> None:
    child = path(
        placement_order_on=date(2025, 7, 1),
        matched_on=date(2025, 10, 30),
        moved_in_on=date(2025, 11, 9),
        adopted_on=date(2026, 5, 1),
    )
    assert child.state == "Adopted"
    assert child.stretches == (
        ("To the decision", 151),
        ("To the placement order", 30),
        ("To the match", 121),
        ("To moving in", 10),
    )
    assert (child.days_to_moving_in, child.days_to_match) == (312, 121)
    row = child.row()
    assert (row["Over 426 days"], row["Over 121 days"]) == ("No", "No")  # on the line is not over it


def test_a_child_who_waits_has_days_so_far() -> None:
    child = path(placement_order_on=date(2025, 7, 1))
    assert child.state == "Waiting for a match"
    assert child.stretches[-1] == ("Waiting so far", 487)
    assert (child.days_to_moving_in, child.days_to_match) == (668, 487)
    assert child.row()["Over 426 days"] == "Yes"


def test_a_match_before_the_order_is_no_days() -> None:
    assert path(placement_order_on=date(2025, 7, 1), matched_on=date(2025, 6, 20)).days_to_match == 0


def test_a_plan_that_ended_waits_no_longer() -> None:
    child = path(placement_order_on=date(2025, 7, 1), ended_on=date(2026, 3, 1))
    assert child.state == "Plan for adoption ended"
    assert (child.days_to_moving_in, child.days_to_match) == (None, None)
    assert child.row()["Over 426 days"] == ""


def test_what_happens_after_the_day_is_not_known_yet() -> None:
    child = path(placement_order_on=date(2025, 7, 1), matched_on=date(2026, 11, 1))
    assert child.steps["matched_on"] is None
    assert child.is_waiting


def test_adopted_without_the_day_of_moving_in_has_no_days_made_up() -> None:
    assert path(placement_order_on=date(2025, 7, 1), adopted_on=date(2026, 1, 1)).days_to_moving_in is None


def test_the_sentence_counts_states_and_thresholds() -> None:
    paths = [
        path(placement_order_on=date(2025, 7, 1)),
        path(moved_in_on=date(2025, 9, 1)),
        path(ended_on=date(2026, 3, 1)),
    ]
    assert adoption_sentence(paths, ON) == (
        "3 children with a plan for adoption in the 12 months to October 2026: 1 waiting for a match, "
        "1 lives with the adopters, 1 plan for adoption ended. Over 426 days from entering care to moving in, "
        "or so far: 1 of 2. Over 121 days from placement order to match: 1 of 1."
    )
    assert adoption_sentence([], ON) == "No child had a plan for adoption in the 12 months to October 2026."


def test_nobody_without_the_right_sees_a_child(northmere: Store) -> None:
    with pytest.raises(RecordsError):
        adoption_paths(northmere, "northmere", ON, role="scrutiny")


def test_the_children_waiting_for_a_match_are_those_of_the_measure(northmere: Store) -> None:
    paths = adoption_paths(northmere, "northmere", ON, role="bi")
    waiting = [
        p for p in paths if p.is_waiting and p.steps["placement_order_on"] and not p.steps["matched_on"]
    ]
    rows = northmere.rows(
        "reporting/figure_sets",
        kpis=["children_waiting_for_adoptive_match"],
        org_units=["northmere"],
        bases=["completed"],
        period_kinds=["as_at"],
        breakdowns=[],
        since=ON,
        until=ON,
    )
    assert [row["value"] for row in rows] == [len(waiting)]
