"""Section 47 enquiries and initial child protection conferences: links, clocks, what is still pending.

Days are counted on a wall calendar; over Easter 2024, 29 March and 1 April are bank holidays.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import COUNCIL, StagedTables

BEFORE_EASTER, DAY_15 = date(2024, 3, 28), date(2024, 4, 22)


def add_enquiry(staged: StagedTables, name: str = "E", child: str = "C1", **values: Any) -> None:
    staged.add("section_47_enquiries", section_47_enquiry_id=name, child_id=child, **values)


def add_conference(staged: StagedTables, name: str = "I", child: str = "C1", **values: Any) -> None:
    staged.add("initial_conferences", initial_conference_id=name, child_id=child, **values)


# Initial conferences


@pytest.mark.parametrize(
    ("started_on", "held_on", "due_on", "taken"),
    [
        pytest.param(BEFORE_EASTER, DAY_15, DAY_15, 15, id="day 15 over Easter"),
        pytest.param(BEFORE_EASTER, date(2024, 4, 23), DAY_15, 16, id="day 16"),
        pytest.param(date(2023, 12, 15), date(2024, 1, 10), date(2024, 1, 10), 15, id="over Christmas"),
        pytest.param(date(2024, 3, 23), date(2024, 3, 25), date(2024, 4, 16), 1, id="a Saturday start"),
        pytest.param(date(2024, 3, 25), date(2024, 3, 25), date(2024, 4, 17), 0, id="the same day"),
    ],
)
def test_a_conference_is_timed_from_the_strategy_discussion(
    staged: StagedTables, started_on: date, held_on: date, due_on: date, taken: int
) -> None:
    add_enquiry(staged, enquiry_started_on=started_on)
    add_conference(staged, section_47_enquiry_id="E", conference_held_on=held_on)
    row = staged.event("initial_conferences")
    assert (row["due_on"], row["working_days_from_enquiry"]) == (due_on, taken)


def test_a_conference_before_its_enquiry_stays_without_a_clock(staged: StagedTables) -> None:
    add_enquiry(staged, enquiry_started_on=date(2026, 9, 8))
    add_conference(staged, section_47_enquiry_id="E", conference_held_on=date(2026, 9, 7))
    row = staged.event("initial_conferences")
    assert (row["is_before_enquiry"], row["clock_started_on"], row["due_on"]) == (True, None, None)


def test_of_two_strategy_discussions_the_named_enquiry_counts(staged: StagedTables) -> None:
    add_enquiry(staged, "E1", enquiry_started_on=date(2026, 8, 3))
    add_enquiry(staged, "E2", enquiry_started_on=date(2026, 8, 17))
    add_conference(staged, section_47_enquiry_id="E2", conference_held_on=date(2026, 8, 31))
    assert staged.event("initial_conferences")["clock_started_on"] == date(2026, 8, 17)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param({}, date(2026, 8, 3), id="the first was still open when the second began"),
        pytest.param({"enquiry_ended_on": date(2026, 8, 10)}, date(2026, 8, 17), id="the first had ended"),
        pytest.param({"is_no_further_action": True}, date(2026, 8, 17), id="the first came to nothing"),
    ],
)
def test_of_two_strategy_discussions_and_no_name_the_one_that_began_it_counts(
    staged: StagedTables, first: dict[str, Any], expected: date
) -> None:
    add_enquiry(staged, "E1", enquiry_started_on=date(2026, 8, 3), **first)
    add_enquiry(staged, "E2", enquiry_started_on=date(2026, 8, 17))
    add_conference(staged, conference_held_on=date(2026, 8, 31))
    assert staged.event("initial_conferences")["clock_started_on"] == expected


def test_an_enquiry_before_an_earlier_conference_belongs_to_that_one(staged: StagedTables) -> None:
    add_enquiry(staged, "E1", enquiry_started_on=date(2025, 3, 3))
    add_conference(staged, "I1", conference_held_on=date(2025, 3, 20))
    add_conference(staged, "I2", conference_held_on=date(2026, 3, 20))
    first, second = staged.events("initial_conferences")
    assert (first["clock_started_on"], second["clock_started_on"]) == (date(2025, 3, 3), None)


def test_a_child_who_moved_in_has_no_enquiry_here_and_counts_unless_the_council_says_not(
    staged: StagedTables,
) -> None:
    add_enquiry(staged, "old", enquiry_started_on=date(2026, 2, 2))
    add_conference(staged, "I1", is_transfer_in=True, conference_held_on=date(2026, 3, 9))
    add_conference(staged, "I2", "C2", is_transfer_in=False, conference_held_on=date(2026, 4, 9))
    add_conference(staged, "I3", "C3", is_transfer_in=True, conference_held_on=date(2026, 4, 9))
    staged.set_rule("transfer_in_icpcs_count", 0, "yes_no", valid_from=date(2026, 4, 1))
    rows = staged.events("initial_conferences")
    assert [row["counts_in_timescale"] for row in rows] == [True, True, False]
    assert rows[0]["clock_started_on"] is None
    assert [row["transfer_group"] for row in rows] == [
        "Moved in with a plan",
        "Other",
        "Moved in with a plan",
    ]


def test_a_blank_result_of_a_conference_is_not_no(staged: StagedTables) -> None:
    add_conference(staged, "I1", conference_held_on=date(2026, 9, 7))
    add_conference(staged, "I2", "C2", conference_held_on=date(2026, 9, 7), is_plan_outcome=False)
    add_conference(staged, "I3", "C3", conference_held_on=date(2026, 9, 7), outcome_flags='{"CP_FLAG": "Y"}')
    assert [row["is_plan_outcome"] for row in staged.events("initial_conferences")] == [None, False, True]


# Enquiries


def test_the_limit_of_an_enquiry_is_the_local_one_of_its_day(staged: StagedTables) -> None:
    staged.set_rule("s47_limit", 10, "working_days", valid_from=date(2026, 4, 1))
    add_enquiry(staged, "E1", enquiry_started_on=BEFORE_EASTER, enquiry_ended_on=DAY_15)
    # Monday 7 September: the 10th working day is Monday 21
    add_enquiry(staged, "E2", enquiry_started_on=date(2026, 9, 7))
    assert [row["due_on"] for row in staged.events("section_47_enquiries")] == [DAY_15, date(2026, 9, 21)]


def test_an_enquiry_without_a_start_or_ended_before_it_cannot_be_counted(staged: StagedTables) -> None:
    add_enquiry(staged, "E1", enquiry_ended_on=date(2026, 9, 7))
    add_enquiry(staged, "E2", enquiry_started_on=date(2026, 9, 8), enquiry_ended_on=date(2026, 9, 7))
    add_enquiry(staged, "E3", enquiry_started_on=date(2026, 9, 8), enquiry_ended_on=date(2026, 9, 8))
    assert [row["has_valid_clock"] for row in staged.events("section_47_enquiries")] == [False, False, True]


@pytest.mark.parametrize(
    ("values", "unnecessary", "pending"),
    [
        pytest.param({"is_no_further_action": True}, True, False, id="deemed unnecessary: yes means none"),
        pytest.param(
            {"outcome_flags": '{"CP_CONFERENCE_FLAG": "Y"}'}, False, True, id="decided, not yet held"
        ),
        pytest.param(
            {"outcome_flags": '{"CP_CONFERENCE_FLAG": "N"}', "enquiry_ended_on": date(2026, 9, 1)},
            True,
            False,
            id="ended with another outcome",
        ),
        pytest.param({"outcome_flags": '{"CP_CONFERENCE_FLAG": "N"}'}, None, True, id="not ended"),
        pytest.param({"enquiry_ended_on": date(2026, 9, 1)}, None, True, id="ended, outcome blank"),
        pytest.param({"is_no_further_action": False}, None, True, id="further action, which is not known"),
    ],
)
def test_a_conference_is_unnecessary_only_if_the_record_says_so(
    staged: StagedTables, values: dict[str, Any], unnecessary: bool | None, pending: bool
) -> None:
    add_enquiry(staged, enquiry_started_on=date(2026, 8, 3), **values)
    row = staged.event("section_47_enquiries")
    assert (row["is_conference_unnecessary"], row["is_conference_pending"]) == (unnecessary, pending)
    assert not row["has_conference"]


def test_a_conference_held_answers_the_question_once_15_working_days_are_up(staged: StagedTables) -> None:
    # the 15 working days of 12 October are up on 2 November, the day of the extract, those of the 13th a day later
    for name, child, started_on in (("E1", "C1", date(2026, 10, 12)), ("E2", "C2", date(2026, 10, 13))):
        add_enquiry(staged, name, child, enquiry_started_on=started_on)
        add_conference(
            staged, f"I-{name}", child, section_47_enquiry_id=name, conference_held_on=date(2026, 10, 20)
        )
    rows = staged.events("section_47_enquiries")
    assert [row["has_conference"] for row in rows] == [True, True]
    assert [row["is_conference_pending"] for row in rows] == [False, True]


def test_a_conference_booked_ahead_is_not_held(staged: StagedTables) -> None:
    add_enquiry(staged, enquiry_started_on=date(2026, 10, 5))
    add_conference(staged, section_47_enquiry_id="E", conference_held_on=date(2026, 11, 9))
    assert not staged.event("section_47_enquiries")["has_conference"]


@pytest.mark.parametrize(
    ("earlier", "is_repeat"),
    [
        pytest.param(date(2025, 9, 7), True, id="exactly 12 months"),
        pytest.param(date(2025, 9, 6), False, id="12 months and a day"),
        pytest.param(date(2026, 9, 7), False, id="the same day is no repeat"),
    ],
)
def test_a_repeat_enquiry_is_within_12_months_of_another(
    staged: StagedTables, earlier: date, is_repeat: bool
) -> None:
    add_enquiry(staged, "E1", enquiry_started_on=earlier)
    add_enquiry(staged, "E2", enquiry_started_on=date(2026, 9, 7))
    assert staged.event("section_47_enquiries", event_id=f"{COUNCIL}:E2")["is_repeat"] is is_repeat


def test_the_council_s_own_count_tells_of_repeats_before_the_extracts(staged: StagedTables) -> None:
    staged.cover(date(2026, 6, 1), date(2026, 11, 2))
    for child, before in (("C1", 1), ("C2", 0), ("C3", None)):
        add_enquiry(staged, f"E-{child}", child, enquiry_started_on=date(2026, 9, 7))
        staged.add(
            "annex_a_counts",
            child_id=child,
            list_number=5,
            known_on=date(2026, 10, 1),
            section_47s_last_12_months=before,
        )
    found = [(row["is_repeat"], row["is_repeat_known"]) for row in staged.events("section_47_enquiries")]
    assert found == [(True, True), (False, True), (False, False)]


def test_in_the_first_12_months_not_only_the_repeats_are_known(staged: StagedTables) -> None:
    staged.cover(date(2025, 10, 1), date(2026, 11, 2))
    add_enquiry(staged, "A1", "A", enquiry_started_on=date(2026, 3, 2))
    add_enquiry(staged, "A2", "A", enquiry_started_on=date(2026, 9, 30))
    add_enquiry(staged, "B1", "B", enquiry_started_on=date(2026, 9, 30))
    add_enquiry(staged, "C1", "C", enquiry_started_on=date(2026, 10, 1))
    found = [(row["is_repeat"], row["is_repeat_known"]) for row in staged.events("section_47_enquiries")]
    assert found == [(False, False), (True, False), (False, False), (False, True)]


def test_an_open_enquiry_without_a_conference_is_overdue_after_15_working_days(staged: StagedTables) -> None:
    # Wednesday 9 September: the 15th working day is Wednesday 30
    add_enquiry(staged, "E1", "C1", enquiry_started_on=date(2026, 9, 9))
    add_enquiry(staged, "E2", "C2", enquiry_started_on=date(2026, 9, 8))
    add_enquiry(staged, "E3", "C3", enquiry_started_on=date(2026, 9, 8))
    add_conference(staged, child="C3", section_47_enquiry_id="E3", conference_held_on=date(2026, 9, 30))
    add_enquiry(staged, "E4", "C4", enquiry_started_on=date(2026, 8, 3), enquiry_ended_on=date(2026, 9, 30))
    add_enquiry(staged, "E5", "C5", enquiry_started_on=date(2026, 8, 3), is_no_further_action=True)
    rows = staged.events("open_section_47_enquiries_at_month_end")
    september = {
        row["child_id"]: (
            row["is_overdue_without_conference"],
            row["has_conference"],
            row["working_days_open"],
        )
        for row in rows
        if row["month_end"] == date(2026, 9, 30)
    }
    assert september == {"C1": (False, False, 15), "C2": (True, False, 16), "C3": (False, True, 16)}
