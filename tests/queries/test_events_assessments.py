"""Assessments: two clocks of 45 working days, the link to the referral, and what stood open at month ends.

Due days are counted on a wall calendar: 25 and 26 December, 1 January, Easter, and the bank holidays of May
and August are no working days.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables


def add_assessment(staged: StagedTables, name: str = "A", child: str = "C1", **values: Any) -> None:
    staged.add("assessments", assessment_id=name, child_id=child, **values)


def add_referral(staged: StagedTables, name: str = "R", child: str = "C1", **values: Any) -> None:
    staged.add("referrals", referral_id=name, child_id=child, **values)


@pytest.mark.parametrize(
    ("started_on", "authorised_on", "due_on", "taken"),
    [
        pytest.param(
            date(2024, 3, 22), date(2024, 5, 30), date(2024, 5, 30), 45, id="day 45 over Easter and May"
        ),
        pytest.param(date(2024, 3, 22), date(2024, 5, 31), date(2024, 5, 30), 46, id="day 46"),
        pytest.param(date(2024, 3, 23), date(2024, 5, 30), date(2024, 5, 30), 45, id="a Saturday start"),
        pytest.param(date(2023, 12, 15), date(2024, 1, 10), date(2024, 2, 21), 15, id="over Christmas"),
        pytest.param(date(2026, 9, 1), date(2026, 9, 1), date(2026, 11, 3), 0, id="the same day"),
    ],
)
def test_working_days_from_the_start(
    staged: StagedTables, started_on: date, authorised_on: date, due_on: date, taken: int
) -> None:
    add_assessment(staged, assessment_started_on=started_on, assessment_authorised_on=authorised_on)
    row = staged.event("assessments")
    assert (row["due_from_start_on"], row["working_days_from_start"]) == (due_on, taken)
    assert row["has_valid_start_clock"]


def test_an_assessment_without_a_start_is_kept_and_cannot_be_counted(staged: StagedTables) -> None:
    add_assessment(staged, assessment_authorised_on=date(2026, 9, 4))
    row = staged.event("assessments")
    assert (row["has_valid_start_clock"], row["due_from_start_on"]) == (False, None)


def test_an_assessment_authorised_before_its_start_cannot_be_counted(staged: StagedTables) -> None:
    add_assessment(staged, assessment_started_on=date(2026, 9, 4), assessment_authorised_on=date(2026, 9, 2))
    row = staged.event("assessments")
    assert (row["has_valid_start_clock"], row["is_authorised_before_start"]) == (False, True)


def test_an_open_assessment_has_no_authorisation_no_time_taken_and_no_outcome(staged: StagedTables) -> None:
    """Extracts made with the dataset's own script write No for the outcome of assessments still open."""
    add_assessment(
        staged, assessment_started_on=date(2026, 5, 1), is_no_further_action=False, is_child_seen=False
    )
    row = staged.event("assessments")
    assert row["is_open"]
    assert [row[name] for name in ("working_days_from_start", "is_no_further_action", "is_child_seen")] == [
        None
    ] * 3


def test_the_referral_clock_starts_with_the_referral_the_assessment_names(staged: StagedTables) -> None:
    add_referral(staged, referral_received_on=date(2024, 3, 22))
    add_assessment(
        staged,
        referral_id="R",
        assessment_started_on=date(2024, 3, 27),
        assessment_authorised_on=date(2024, 5, 31),
    )
    row = staged.event("assessments")
    assert row["referral_clock_started_on"] == date(2024, 3, 22)
    # 46 working days from the referral; from its start, 22, 25, 26 and 27 March fall away
    assert (row["working_days_from_referral"], row["working_days_from_start"]) == (46, 43)
    assert row["due_from_referral_on"] == date(2024, 5, 30)


def test_without_a_named_referral_the_latest_one_still_open_counts(staged: StagedTables) -> None:
    add_referral(staged, "R1", referral_received_on=date(2025, 1, 6), closed_on=date(2025, 3, 3))
    add_referral(staged, "R2", referral_received_on=date(2026, 6, 1))
    add_referral(staged, "R3", child="another", referral_received_on=date(2026, 6, 3))
    add_assessment(staged, assessment_started_on=date(2026, 6, 4))
    assert staged.event("assessments")["referral_clock_started_on"] == date(2026, 6, 1)


def test_without_any_referral_there_is_no_referral_clock(staged: StagedTables) -> None:
    add_referral(staged, referral_received_on=date(2025, 1, 6), closed_on=date(2025, 3, 3))
    add_assessment(staged, assessment_started_on=date(2026, 6, 4), assessment_authorised_on=date(2026, 7, 1))
    row = staged.event("assessments")
    assert (row["has_referral_clock"], row["referral_clock_started_on"]) == (False, None)
    assert row["working_days_from_referral"] is None


def test_a_second_assessment_in_an_open_episode_has_no_referral_clock(staged: StagedTables) -> None:
    add_referral(staged, referral_received_on=date(2026, 1, 5))
    add_assessment(staged, "A1", referral_id="R", assessment_started_on=date(2026, 1, 6))
    add_assessment(staged, "A2", referral_id="R", assessment_started_on=date(2026, 6, 1))
    first, second = staged.events("assessments")
    assert (first["has_referral_clock"], first["is_later_in_same_referral"]) == (True, False)
    assert (second["has_referral_clock"], second["is_later_in_same_referral"]) == (False, True)


def test_of_a_referral_from_before_the_extracts_the_first_assessment_is_not_known(
    staged: StagedTables,
) -> None:
    staged.cover(date(2026, 3, 1), date(2026, 11, 2))
    for name, received in (("C1", date(2026, 2, 28)), ("C2", date(2026, 3, 1))):
        add_referral(staged, f"R{name}", name, referral_received_on=received)
        staged.add(
            "assessments",
            assessment_id=f"A{name}",
            child_id=name,
            referral_id=f"R{name}",
            assessment_started_on=date(2026, 3, 2),
        )
    found = {row["child_id"]: row["has_referral_clock"] for row in staged.events("assessments")}
    assert found == {"C1": False, "C2": True}


def test_an_assessment_that_began_before_its_referral_has_no_referral_clock(staged: StagedTables) -> None:
    add_referral(staged, referral_received_on=date(2026, 1, 8))
    add_assessment(staged, referral_id="R", assessment_started_on=date(2026, 1, 6))
    assert not staged.event("assessments")["has_referral_clock"]


def test_a_child_not_yet_born_at_the_end_is_marked_unborn(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", expected_on=date(2026, 10, 20))
    staged.add("people", child_id="C2", born_on=date(2026, 8, 1))
    for child in ("C1", "C2"):
        add_assessment(
            staged,
            f"A-{child}",
            child,
            assessment_started_on=date(2026, 7, 1),
            assessment_authorised_on=date(2026, 8, 20),
        )
    unborn, born = staged.events("assessments")
    assert (unborn["is_unborn"], unborn["age_band"]) == (True, "Unborn")
    assert (born["is_unborn"], born["age_band"]) == (
        False,
        "Unborn",
    )  # unborn when it started, born when it ended


def test_the_team_is_the_assessment_s_own_or_the_allocated_worker_s(staged: StagedTables) -> None:
    staged.add(
        "involvements",
        involvement_id="I",
        child_id="C1",
        worker_id="W1",
        team_id="T1",
        role_code="Allocated Case Worker",
        involvement_started_on=date(2026, 6, 1),
    )
    add_assessment(staged, "A1", assessment_started_on=date(2026, 6, 4), team_id="T9", worker_id="W9")
    add_assessment(staged, "A2", assessment_started_on=date(2026, 6, 4), team_id=" ")
    add_assessment(staged, "A3", assessment_started_on=date(2026, 5, 29))
    teams = [(row["team_id"], row["worker_id"]) for row in staged.events("assessments")]
    assert teams == [("T9", "W9"), ("T1", "W1"), (None, None)]


def test_an_open_assessment_is_overdue_from_the_46th_working_day(staged: StagedTables) -> None:
    # 45 working days from Monday 29 June 2026 are up on Tuesday 1 September (31 August is a bank holiday)
    started_on = date(2026, 6, 29)
    add_assessment(staged, "A1", "C1", assessment_started_on=started_on)
    add_assessment(
        staged, "A2", "C2", assessment_started_on=started_on, assessment_authorised_on=date(2026, 9, 30)
    )
    add_assessment(staged, "A3", "C3")
    table = "open_assessments_at_month_end"
    overdue = staged.months(table, "is_overdue", "working_days_open", "working_days_open_band", child_id="C1")
    assert list(overdue) == ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
    assert overdue["2026-06"] == (False, 1, "0 to 20")
    assert overdue["2026-08"] == (False, 44, "21 to 45")
    assert overdue["2026-09"] == (True, 66, "61 or more")
    # authorised on the last day of September, so not open then
    assert list(staged.months(table, "is_overdue", child_id="C2")) == ["2026-06", "2026-07", "2026-08"]
    assert staged.months(table, "is_overdue", child_id="C3") == {}


def test_at_the_month_s_end_45_working_days_are_not_overdue_and_46_are(staged: StagedTables) -> None:
    # back from 30 September 2026: 22 working days in September, 20 in August, then 31, 30 and 29 July
    add_assessment(staged, "A1", "C1", assessment_started_on=date(2026, 7, 28))
    add_assessment(staged, "A2", "C2", assessment_started_on=date(2026, 7, 27))
    table = "open_assessments_at_month_end"
    assert staged.months(table, "working_days_open", "is_overdue", child_id="C1")["2026-09"] == (45, False)
    assert staged.months(table, "working_days_open", "is_overdue", child_id="C2")["2026-09"] == (46, True)


def test_a_manager_s_check_is_supervision_held_during_the_assessment(staged: StagedTables) -> None:
    for number, held_at in enumerate(
        [datetime(2026, 1, 5), datetime(2026, 6, 26), datetime(2026, 8, 3, 10, 30)]
    ):
        staged.add("case_supervision", supervision_id=str(number), child_id="C1", held_at=held_at)
    add_assessment(staged, assessment_started_on=date(2026, 6, 29))
    add_assessment(staged, "old", child="C2", assessment_started_on=date(2025, 12, 1))
    table = "open_assessments_at_month_end"
    checked = staged.months(table, "has_manager_check", child_id="C1")
    assert checked == {"2026-06": False, "2026-07": False, "2026-08": True, "2026-09": True, "2026-10": True}
    # before its first row the feed says nothing
    assert staged.months(table, "is_manager_check_known", child_id="C2")["2026-09"] is False
    assert staged.months(table, "is_manager_check_known", child_id="C1")["2026-09"] is True
