"""Which agencies came to meetings about a child, and who waits for early help."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.queries.staged_tables import StagedTables
from tests.queries.test_event_columns import SHARED

HELD_AT = datetime(2026, 9, 14, 10)


@pytest.mark.parametrize("table", ["meeting_attendance", "early_help_waits"])
def test_the_tables_begin_with_the_columns_that_all_share(staged: StagedTables, table: str) -> None:
    staged.make(table)
    described = staged.connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'events' AND table_name = ? ORDER BY ordinal_position",
        [table],
    ).fetchall()
    assert tuple(name for name, _ in described[: len(SHARED)]) == SHARED
    assert not [
        name for name, kind in described if kind == "NULL" or (name.endswith("_on") and kind != "DATE")
    ]


def test_information_sent_is_no_attendance_and_who_was_not_needed_was_not_asked(staged: StagedTables) -> None:
    staged.add(
        "strategy_meetings",
        strategy_meeting_id="M1",
        child_id="C1",
        requested_at=HELD_AT,
        held_at=HELD_AT,
        urgency="complex",
        police="attended",
        health="sent_information",
        education="absent",
        other_agency="not_needed",
    )
    found = {
        row["agency"]: (row["is_attended"], row["is_information_sent"], row["held_on"])
        for row in staged.events("meeting_attendance")
    }
    assert found == {
        "Police": (True, False, date(2026, 9, 14)),
        "Health": (False, True, date(2026, 9, 14)),
        "Education": (False, False, date(2026, 9, 14)),
    }


@pytest.mark.parametrize(
    ("shared_on", "is_in_time"),
    [(date(2026, 9, 14), True), (date(2026, 9, 15), False), (None, False)],
)
def test_a_report_is_in_time_by_the_day_of_the_conference(
    staged: StagedTables, shared_on: date | None, is_in_time: bool
) -> None:
    staged.add(
        "conference_attendance",
        conference_id="K1",
        child_id="C1",
        held_on=date(2026, 9, 14),
        agency="adult_services",
        attended="N",
        report_shared_on=shared_on,
    )
    row = staged.event("meeting_attendance")
    assert (row["agency"], row["is_attended"]) == ("Services for adults", False)
    assert row["is_report_shared_in_time"] is is_in_time


def test_a_conference_without_a_mark_is_not_known(staged: StagedTables) -> None:
    staged.add(
        "conference_attendance", conference_id="K1", child_id="C1", held_on=date(2026, 9, 14), agency="police"
    )
    assert staged.event("meeting_attendance")["is_attended"] is None


def test_who_waits_has_waited_until_the_day_of_the_extract(staged: StagedTables) -> None:
    for child, family, started_on in (
        ("C1", "F1", None),
        ("C2", "F1", None),
        ("C3", "F2", date(2026, 10, 15)),
        ("C4", None, date(2026, 9, 30)),
    ):
        staged.add(
            "early_help_waiting_list",
            early_help_assessment_id="E",
            child_id=child,
            family_id=family,
            added_on=date(2026, 10, 1),
            service_started_on=started_on,
        )
    rows = {row["child_id"]: row for row in staged.events("early_help_waits")}
    # the extract is of 2 November 2026
    assert [rows[child]["days_waited"] for child in ("C1", "C3")] == [32, 14]
    assert [rows[child]["is_first_of_family"] for child in ("C1", "C2", "C3", "C4")] == [
        True,
        False,
        True,
        True,
    ]
    assert (rows["C4"]["family_id"], rows["C4"]["has_valid_dates"]) == ("C4", False)
