"""Supervision of the work with a child and of the worker: intervals, new workers, long leave, oversight."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.queries.casework import LONG_AGO, add_child, add_worker, allocate, october
from tests.queries.staged_tables import StagedTables

WORKERS, SUPERVISION = "workers_at_month_end", "case_supervision_at_month_end"


def supervise(staged: StagedTables, held_on: date, child: str = "C1") -> None:
    at = datetime.combine(held_on, datetime.min.time()).replace(hour=10)
    staged.add(
        "case_supervision", supervision_id=f"S-{child}-{held_on}", child_id=child, held_at=at, recorded_at=at
    )


def add_first_session(staged: StagedTables) -> None:
    """Add a session long before, so that the feed can say something of the months looked at."""
    supervise(staged, date(2025, 1, 6), "another")


@pytest.mark.parametrize(
    ("plan", "held_on", "is_in_time"),
    [
        pytest.param("cp_plans", date(2026, 9, 30), True, id="protection, day 31"),
        pytest.param("cp_plans", date(2026, 9, 29), False, id="protection, day 32"),
        pytest.param("cin_plans", date(2026, 8, 31), True, id="need, day 61"),
        pytest.param("cin_plans", date(2026, 8, 30), False, id="need, day 62"),
        pytest.param("cp_plans", date(2026, 10, 31), True, id="on the month's last day"),
        pytest.param("cp_plans", date(2026, 11, 1), False, id="after the month"),
        pytest.param("cp_plans", None, False, id="never, and past the interval"),
    ],
)
def test_supervision_is_in_time_for_the_interval_of_the_case_status(
    staged: StagedTables, plan: str, held_on: date | None, is_in_time: bool
) -> None:
    add_first_session(staged)
    add_child(staged, plan=plan)
    allocate(staged)
    if held_on:
        supervise(staged, held_on)
    columns = ("is_supervision_known", "is_supervision_expected", "is_supervised_in_time")
    assert october(staged, SUPERVISION, *columns) == (True, True, is_in_time)


@pytest.mark.parametrize(
    ("allocated_on", "is_expected"),
    [(date(2026, 9, 30), False), (date(2026, 9, 29), True)],
    ids=["allocated 31 days ago", "allocated 32 days ago"],
)
def test_a_child_who_was_just_allocated_is_not_due_yet(
    staged: StagedTables, allocated_on: date, is_expected: bool
) -> None:
    add_first_session(staged)
    add_child(staged, plan="cp_plans")
    allocate(staged, involvement_started_on=allocated_on)
    assert october(staged, SUPERVISION, "is_supervision_expected") is is_expected


def test_a_new_worker_starts_the_clock_and_a_new_team_does_not(staged: StagedTables) -> None:
    add_first_session(staged)
    for child, worker, team in (("C1", "W2", "T1"), ("C2", "W1", "T2")):
        add_child(staged, child, plan="cp_plans")
        allocate(staged, child, involvement_ended_on=date(2026, 10, 9))
        allocate(staged, child, worker, team_id=team, involvement_started_on=date(2026, 10, 10))
    columns = ("allocated_on", "is_supervision_expected", "team_id")
    assert october(staged, SUPERVISION, *columns, child_id="C1") == (date(2026, 10, 10), False, "T1")
    assert october(staged, SUPERVISION, *columns, child_id="C2") == (LONG_AGO, True, "T2")


def test_a_session_about_brothers_and_sisters_counts_for_each(staged: StagedTables) -> None:
    add_first_session(staged)
    for child in ("C1", "C2", "C3"):
        add_child(staged, child, plan="cp_plans")
        allocate(staged, child)
        supervise(staged, date(2026, 10, 12), child)
    rows = [row for row in staged.events(SUPERVISION) if row["month_end"] == date(2026, 10, 31)]
    assert [row["is_supervised_in_time"] for row in rows] == [True, True, True]


def test_before_one_interval_of_the_feed_nothing_is_known(staged: StagedTables) -> None:
    supervise(staged, date(2026, 8, 31), "another")
    add_child(staged, plan="cp_plans")
    allocate(staged)
    known = staged.months(SUPERVISION, "is_supervision_known", child_id="C1")
    assert (known["2026-09"], known["2026-10"]) == (False, True)  # 31 days after 31 August is 1 October


def test_a_local_interval_holds_from_its_day(staged: StagedTables) -> None:
    staged.set_rule("supervision_child_protection", 42, "calendar_days", date(2026, 10, 1))
    add_first_session(staged)
    add_child(staged, plan="cp_plans")
    allocate(staged)
    supervise(staged, date(2026, 8, 25))
    in_time = staged.months(SUPERVISION, "is_supervised_in_time", "supervision_due_on")
    assert in_time["2026-09"] == (False, date(2026, 9, 25))
    assert in_time["2026-10"] == (False, date(2026, 10, 6))


def test_what_is_not_on_the_record_by_the_day_is_no_oversight(staged: StagedTables) -> None:
    add_child(staged)
    staged.add(
        "recording_times",
        record_id="R",
        child_id="C1",
        kind="decision",
        happened_at=datetime(2026, 8, 20, 9),
        recorded_at=datetime(2026, 9, 2, 9),
    )
    months = staged.months(SUPERVISION, "last_overseen_on", "has_recent_oversight")
    assert months["2026-08"] == (None, False)
    assert months["2026-09"] == (date(2026, 8, 20), False)  # 41 days before


@pytest.mark.parametrize(("day", "is_recent"), [(date(2026, 9, 30), True), (date(2026, 9, 29), False)])
def test_oversight_is_recent_for_31_days(staged: StagedTables, day: date, is_recent: bool) -> None:
    add_child(staged)
    supervise(staged, day)
    assert october(staged, SUPERVISION, "has_recent_oversight") is is_recent


def due(staged: StagedTables) -> list[tuple[Any, ...]]:
    rows = [row for row in staged.events("case_supervision_due") if row["child_id"] == "C1"]
    return [(row["due_from"], row["due_on"], row["done_on"], row["lapsed_on"]) for row in rows]


def test_supervision_falls_due_from_the_allocation_and_from_each_session(staged: StagedTables) -> None:
    add_child(staged, plan="cp_plans")
    allocate(staged, involvement_started_on=date(2026, 7, 1))
    supervise(staged, date(2026, 8, 1))
    assert due(staged) == [
        (date(2026, 7, 1), date(2026, 8, 1), date(2026, 8, 1), None),
        (date(2026, 8, 1), date(2026, 9, 1), None, None),
    ]


def test_due_supervision_lapses_with_a_new_worker_and_with_the_end_of_the_work(staged: StagedTables) -> None:
    add_first_session(staged)
    add_child(staged, plan="cp_plans", plan_ended_on=date(2026, 9, 20))
    allocate(staged, involvement_started_on=date(2026, 7, 1), involvement_ended_on=date(2026, 7, 20))
    allocate(staged, worker="W2", involvement_started_on=date(2026, 7, 21))
    assert due(staged) == [
        (date(2026, 7, 1), date(2026, 8, 1), None, date(2026, 7, 21)),
        (date(2026, 7, 21), date(2026, 8, 21), None, date(2026, 9, 20)),
    ]


def add_personal(staged: StagedTables, held_on: date, worker: str = "W1") -> None:
    staged.add(
        "personal_supervision",
        personal_supervision_id=f"{worker}{held_on}",
        worker_id=worker,
        held_on=held_on,
    )


PERSONAL = ("is_supervision_known", "is_supervision_expected", "is_supervised_in_time")


@pytest.mark.parametrize(("held_on", "is_in_time"), [(date(2026, 9, 30), True), (date(2026, 9, 29), False)])
def test_personal_supervision_is_in_time_for_31_days(
    staged: StagedTables, held_on: date, is_in_time: bool
) -> None:
    add_personal(staged, date(2025, 1, 6), "another")
    add_worker(staged)
    add_personal(staged, held_on)
    assert october(staged, WORKERS, *PERSONAL) == (True, True, is_in_time)


@pytest.mark.parametrize(
    ("absence", "is_away", "is_expected"),
    [
        pytest.param(("sickness", date(2026, 10, 4), None), True, False, id="sick for four weeks"),
        pytest.param(("sickness", date(2026, 10, 5), None), False, True, id="sick for a day less"),
        pytest.param(
            ("parental_leave", date(2026, 10, 30), None), True, False, id="parental leave since yesterday"
        ),
        pytest.param(("sickness", date(2026, 5, 1), date(2026, 9, 30)), False, False, id="back for 30 days"),
        pytest.param(("sickness", date(2026, 5, 1), date(2026, 9, 28)), False, True, id="back for 32 days"),
        pytest.param(("sickness", date(2026, 10, 1), date(2026, 10, 7)), False, True, id="a week's illness"),
    ],
)
def test_long_leave_puts_off_personal_supervision(
    staged: StagedTables, absence: tuple[str, date, date | None], is_away: bool, is_expected: bool
) -> None:
    add_worker(staged)
    reason, started_on, ended_on = absence
    staged.add(
        "absence", absence_id="A", worker_id="W1", reason=reason, started_on=started_on, ended_on=ended_on
    )
    assert october(staged, WORKERS, "is_on_long_leave", "is_supervision_expected") == (is_away, is_expected)


def test_a_new_worker_is_not_expected_to_have_been_supervised(staged: StagedTables) -> None:
    add_worker(staged, started_on=date(2026, 9, 30), in_team_from=date(2026, 9, 30))
    assert october(staged, WORKERS, "is_supervision_expected") is False
