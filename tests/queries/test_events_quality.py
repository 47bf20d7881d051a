"""Pre-proceedings and court, audits, complaints, and the quality of the data itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

DECIDED_ON = date(2026, 3, 2)


def add_family(staged: StagedTables, *ended: date | None, family: str = "F", **values: Any) -> None:
    """Add one family in pre-proceedings, with one child for each day of ending."""
    for number, ended_on in enumerate(ended, start=1):
        staged.add(
            "pre_proceedings",
            **{
                "pre_proceedings_id": f"{family}{number}",
                "child_id": f"{family}-{number}",
                "family_id": family,
                "decided_on": DECIDED_ON,
                "extension_agreed": "N",
                "ended_on": ended_on,
                **values,
            },
        )


@pytest.mark.parametrize(
    ("extension", "due_on"),
    [pytest.param("N", date(2026, 5, 25), id="84 days"), pytest.param("Y", date(2026, 6, 22), id="112 days")],
)
def test_an_extension_gives_112_days_in_place_of_84(
    staged: StagedTables, extension: str, due_on: date
) -> None:
    add_family(staged, date(2026, 5, 25), extension_agreed=extension)
    row = staged.event("pre_proceedings")
    assert (row["due_on"], row["days_taken"], row["has_extension"]) == (due_on, 84, extension == "Y")


def test_a_family_has_ended_when_it_has_for_every_child(staged: StagedTables) -> None:
    add_family(staged, date(2026, 5, 1), date(2026, 6, 1), family="F")
    add_family(staged, date(2026, 5, 1), None, family="G")
    rows = staged.events("pre_proceedings")
    assert [row["is_family"] for row in rows] == [True, False, True, False]
    assert [row["family_ended_on"] for row in rows] == [date(2026, 6, 1)] * 2 + [None] * 2


def test_families_and_children_are_counted_apart_at_the_month_end(staged: StagedTables) -> None:
    add_family(staged, date(2026, 10, 31), None, None, family="F")
    add_family(staged, None, family="G")
    rows = staged.events("pre_proceedings_at_month_end")
    september = [row["is_family"] for row in rows if row["month_end"] == date(2026, 9, 30)]
    october = [row["is_family"] for row in rows if row["month_end"] == date(2026, 10, 31)]
    assert (len(september), sum(september)) == (4, 2)
    assert (len(october), sum(october)) == (3, 2)  # the first child of F has ended, the second stands for it


def test_over_16_weeks_begins_on_day_113(staged: StagedTables) -> None:
    add_family(staged, None, family="F", decided_on=date(2026, 7, 11))
    add_family(staged, None, family="G", decided_on=date(2026, 7, 10))
    table, columns = "pre_proceedings_at_month_end", ("days_open", "is_open_over_16_weeks")
    assert staged.months(table, *columns, family_id="F")["2026-10"] == (112, False)
    assert staged.months(table, *columns, family_id="G")["2026-10"] == (113, True)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("stepped_down", "stepped_down"),
        ("Step down to CIN", "stepped_down"),
        ("issued", "issued"),
        (None, None),
    ],
)
def test_outcomes_are_read_from_the_feed_and_from_the_dataset(
    staged: StagedTables, outcome: str | None, code: str | None
) -> None:
    add_family(staged, date(2026, 5, 1), outcome=outcome)
    assert staged.event("pre_proceedings")["outcome_code"] == code


def test_pre_proceedings_that_end_before_they_begin_cannot_be_counted(staged: StagedTables) -> None:
    add_family(staged, date(2026, 3, 1))
    assert staged.event("pre_proceedings")["has_valid_clock"] is False
    assert staged.events("pre_proceedings_at_month_end") == []


@pytest.mark.parametrize(("concluded_on", "days"), [(date(2026, 10, 30), 182), (date(2026, 10, 31), 183)])
def test_care_proceedings_run_from_issue(staged: StagedTables, concluded_on: date, days: int) -> None:
    add_family(staged, date(2026, 5, 1), issued_on=date(2026, 5, 1), concluded_on=concluded_on)
    row = staged.event("care_proceedings")
    assert (row["days_taken"], row["is_family"], row["has_valid_clock"]) == (days, True, True)


def add_audit(staged: StagedTables, name: str = "A", **values: Any) -> None:
    row = {"kind": "practice", "team_id": "T1", "allocated_on": date(2026, 9, 1), **values}
    staged.add("audits", audit_id=name, child_id="C1", **row)


@pytest.mark.parametrize(
    ("grade", "moderated", "final", "is_good", "is_regraded"),
    [
        ("good", None, "good", True, False),
        ("good", "requires_improvement", "requires_improvement", False, True),
        ("requires_improvement", "good", "good", True, True),
        ("outstanding", "outstanding", "outstanding", True, False),
        ("inadequate", None, "inadequate", False, False),
    ],
)
def test_the_grade_after_moderation_counts(
    staged: StagedTables, grade: str, moderated: str | None, final: str, is_good: bool, is_regraded: bool
) -> None:
    add_audit(
        staged,
        completed_on=date(2026, 9, 10),
        grade=grade,
        moderated_on=date(2026, 9, 20) if moderated else None,
        moderated_grade=moderated,
    )
    row = staged.event("audits")
    assert (row["grade"], row["is_good_or_better"], row["is_regraded"]) == (final, is_good, is_regraded)


def test_an_audit_that_was_not_completed_has_no_grade(staged: StagedTables) -> None:
    add_audit(staged, grade="good")
    row = staged.event("audits")
    assert (row["is_completed"], row["grade"], row["is_good_or_better"]) == (False, None, False)


@pytest.mark.parametrize(
    ("is_complex", "received_on", "due_on"),
    [
        pytest.param("N", date(2026, 9, 1), date(2026, 9, 15), id="10 working days"),
        pytest.param("Y", date(2026, 9, 1), date(2026, 9, 29), id="20 working days"),
        pytest.param("N", date(2026, 8, 21), date(2026, 9, 7), id="over the August bank holiday"),
        pytest.param("N", date(2026, 9, 5), date(2026, 9, 18), id="came in on a Saturday"),
        pytest.param("Y", date(2025, 12, 15), date(2026, 1, 15), id="over Christmas"),
    ],
)
def test_a_complaint_is_due_after_10_or_20_working_days(
    staged: StagedTables, is_complex: str, received_on: date, due_on: date
) -> None:
    staged.add("complaints", complaint_id="K", stage=1, is_complex=is_complex, received_on=received_on)
    assert staged.event("complaints")["due_on"] == due_on


def test_withdrawn_and_impossible_complaints_are_marked(staged: StagedTables) -> None:
    dates = {"received_on": date(2026, 9, 10), "closed_on": date(2026, 9, 1)}
    staged.add("complaints", complaint_id="K", stage=1, outcome="withdrawn", **dates)
    row = staged.event("complaints")
    assert (row["is_withdrawn"], row["has_valid_clock"], row["is_complex"]) == (True, False, False)


def add_load(staged: StagedTables, load: str, known_on: date, landed: int, rejected: int, doubt: int) -> None:
    counts = {"rows_landed": landed, "rows_rejected": rejected, "rows_with_doubt": doubt}
    staged.add("load_quality", load_id=load, known_on=known_on, table_name="people", **counts)


def test_the_latest_load_before_the_next_month_end_speaks_for_the_month(staged: StagedTables) -> None:
    add_load(staged, "L1", date(2026, 9, 30), 1000, 100, 0)
    add_load(staged, "L2", date(2026, 10, 30), 1000, 10, 20)
    add_load(staged, "L3", date(2026, 11, 2), 1000, 0, 0)
    months = staged.months("data_quality_at_month_end", "rows_passing", "rows_landed")
    assert months == {"2026-09": (970, 1000), "2026-10": (1000, 1000)}


def test_more_doubts_than_rows_leave_none_passing(staged: StagedTables) -> None:
    add_load(staged, "L1", date(2026, 10, 31), 10, 4, 9)
    assert staged.months("data_quality_at_month_end", "rows_passing") == {"2026-10": 0}
