"""What has to be done without a measure's clock on it: from when, by when, until what ends it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables
from tests.queries.test_event_columns import SHARED

TABLE = "other_work_due"
WHEN = ("due_from", "due_on", "late_from_on", "done_on", "lapsed_on")
BORN_ON = date(2012, 1, 1)
AT_18 = date(2030, 1, 1)  # care ends then at the latest


def owed(staged: StagedTables, kind_id: str) -> list[tuple[Any, ...]]:
    """Return the days of the things of a kind, in the order in which they are due."""
    rows = [row for row in staged.events(TABLE) if row["kind_id"] == kind_id]
    return [tuple(row[name] for name in WHEN) for row in sorted(rows, key=lambda row: row["due_on"])]


def enter_care(staged: StagedTables, on: date, left: date | None = None, child: str = "C1") -> None:
    staged.add("people", child_id=child, born_on=BORN_ON)
    staged.add(
        "care_episodes",
        care_episode_id=f"E-{child}",
        child_id=child,
        episode_started_on=on,
        start_reason_code="S",
        episode_ceased_on=left,
        ceased_reason_code="E4A" if left else None,
    )


def test_the_table_begins_with_the_columns_that_all_share(staged: StagedTables) -> None:
    staged.make(TABLE)
    described = staged.connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'events' AND table_name = ? ORDER BY ordinal_position",
        [TABLE],
    ).fetchall()
    assert tuple(name for name, _ in described[: len(SHARED)]) == SHARED
    assert {kind for name, kind in described if name.endswith(("_on", "due_from"))} == {"DATE"}


# Initial conferences: 15 working days from Thursday 1 October 2026 end on Thursday 22 October.


@pytest.mark.parametrize(
    ("enquiry", "lapsed_on"),
    [
        pytest.param({}, None, id="nothing decided yet"),
        pytest.param(
            {"enquiry_ended_on": date(2026, 10, 9), "outcome_flags": None}, None, id="ended, no outcome"
        ),
        pytest.param(
            {"enquiry_ended_on": date(2026, 10, 9), "is_no_further_action": True},
            date(2026, 10, 9),
            id="no need",
        ),
    ],
)
def test_an_enquiry_needs_a_conference_until_it_is_decided_that_it_does_not(
    staged: StagedTables, enquiry: dict[str, Any], lapsed_on: date | None
) -> None:
    staged.add(
        "section_47_enquiries",
        section_47_enquiry_id="S1",
        child_id="C1",
        enquiry_started_on=date(2026, 10, 1),
        **enquiry,
    )
    due = (date(2026, 10, 1), date(2026, 10, 22), date(2026, 10, 23), None, lapsed_on)
    assert owed(staged, "initial_conferences") == [due]


def test_a_conference_held_is_done(staged: StagedTables) -> None:
    staged.add(
        "section_47_enquiries",
        section_47_enquiry_id="S1",
        child_id="C1",
        enquiry_started_on=date(2026, 10, 1),
    )
    staged.add(
        "initial_conferences",
        initial_conference_id="I1",
        child_id="C1",
        section_47_enquiry_id="S1",
        conference_held_on=date(2026, 10, 20),
    )
    assert owed(staged, "initial_conferences")[0][3:] == (date(2026, 10, 20), None)


# Return interviews: the third day after the return


def add_return(staged: StagedTables, **values: Any) -> None:
    staged.add(
        "missing_episodes",
        missing_episode_id="M",
        child_id="C1",
        episode_type="Missing",
        episode_started_on=date(2026, 9, 3),
        episode_ended_on=date(2026, 9, 4),
    )
    staged.add(
        "return_home_interviews",
        missing_id="M",
        child_id="C1",
        setting="home",
        returned_at=datetime(2026, 9, 4, 18, 30),
        **values,
    )


@pytest.mark.parametrize(
    ("interview", "done_on", "lapsed_on"),
    [
        pytest.param({}, None, date(2027, 3, 6), id="nothing yet: half a year"),
        pytest.param({"held_at": datetime(2026, 9, 10, 9)}, date(2026, 9, 10), date(2027, 3, 6), id="held"),
        pytest.param(
            {"offered_at": datetime(2026, 9, 5, 10), "accepted": "N"}, None, date(2026, 9, 5), id="refused"
        ),
    ],
)
def test_a_return_interview_is_due_on_the_third_day(
    staged: StagedTables, interview: dict[str, Any], done_on: date | None, lapsed_on: date
) -> None:
    add_return(staged, **interview)
    due = (date(2026, 9, 4), date(2026, 9, 7), date(2026, 9, 8), done_on, lapsed_on)
    assert owed(staged, "return_interviews") == [due]


def test_a_return_that_is_not_in_the_feed_has_no_day_to_be_due(staged: StagedTables) -> None:
    staged.add(
        "missing_episodes",
        missing_episode_id="M",
        child_id="C1",
        episode_started_on=date(2026, 9, 3),
        episode_ended_on=date(2026, 9, 4),
    )
    assert owed(staged, "return_interviews") == []


# Health


def check(staged: StagedTables, kind: str, on: date, child: str = "C1") -> None:
    staged.add(
        "health_checks",
        health_check_id=f"{kind}-{child}-{on}",
        child_id=child,
        check_type=kind,
        checked_on=on,
        check_status="Completed",
    )


def test_each_dental_check_holds_for_365_days_and_the_first_is_due_a_year_after_entry(
    staged: StagedTables,
) -> None:
    enter_care(staged, date(2024, 6, 10))
    check(staged, "Dental", date(2025, 8, 1))
    assert owed(staged, "dental_checks") == [
        (date(2024, 6, 10), date(2025, 6, 10), date(2025, 6, 11), date(2025, 8, 1), AT_18),
        (date(2025, 8, 1), date(2026, 8, 1), date(2026, 8, 2), None, AT_18),
    ]


def test_health_assessments_follow_each_other_and_end_with_care(staged: StagedTables) -> None:
    enter_care(staged, date(2025, 3, 3), left=date(2026, 9, 15))
    check(staged, "Health assessment", date(2025, 3, 20))
    check(staged, "Health assessment", date(2026, 4, 2))
    assert owed(staged, "health_assessments") == [
        (date(2025, 3, 20), date(2026, 3, 20), date(2026, 3, 21), date(2026, 4, 2), date(2026, 9, 15)),
        (date(2026, 4, 2), date(2027, 4, 2), date(2027, 4, 3), None, date(2026, 9, 15)),
    ]


def test_without_any_health_record_nothing_is_owed(staged: StagedTables) -> None:
    enter_care(staged, date(2024, 6, 10))
    assert owed(staged, "dental_checks") == owed(staged, "health_assessments") == []


# Education


def add_plan(
    staged: StagedTables, name: str, due_on: date, completed_on: date | None = None, **more: Any
) -> None:
    row = {
        "education_plan_id": name,
        "child_id": "C1",
        "term": name,
        "due_on": due_on,
        "completed_on": completed_on,
    }
    staged.add("education_plans", **{**row, **more})


def test_a_terms_plan_is_owed_until_the_next_terms_is_due(staged: StagedTables) -> None:
    enter_care(staged, date(2025, 1, 6))
    add_plan(staged, "spring", date(2025, 4, 4), date(2025, 4, 1))
    add_plan(staged, "summer", date(2025, 7, 18))
    add_plan(staged, "autumn", date(2025, 12, 19))
    plans = owed(staged, "education_plans")
    assert plans == [
        (date(2025, 1, 6), date(2025, 4, 4), date(2025, 4, 5), date(2025, 4, 1), date(2025, 7, 18)),
        (date(2025, 4, 4), date(2025, 7, 18), date(2025, 7, 19), None, date(2025, 12, 19)),
        (date(2025, 7, 18), date(2025, 12, 19), date(2025, 12, 20), None, AT_18),
    ]


def test_the_first_plan_is_owed_once(staged: StagedTables) -> None:
    """20 working days from Monday 1 September 2025 end on Monday 29 September; the feed lists it too."""
    add_plan(staged, "another child's", date(2024, 1, 1), child_id="C9")
    enter_care(staged, date(2025, 9, 1), left=date(2026, 1, 9))
    add_plan(staged, "first", date(2025, 9, 29), is_initial="yes")
    first = (date(2025, 9, 1), date(2025, 9, 29), date(2025, 9, 30), None, date(2026, 1, 9))
    assert owed(staged, "education_plans") == [first]


# Pathway plans


def test_a_pathway_plan_is_due_183_days_after_its_review(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2006, 5, 5))
    staged.add(
        "care_leavers",
        care_leaver_id="L1",
        child_id="C1",
        eligibility_code="Former Relevant",
        pathway_plan_reviewed_on=date(2026, 4, 1),
        team_id="T24",
        worker_id="W9",
    )
    due = (date(2026, 4, 1), date(2026, 10, 1), date(2026, 10, 2), None, None)
    assert owed(staged, "pathway_plans") == [due]
    row = staged.event(TABLE, kind_id="pathway_plans")
    assert (row["team_id"], row["worker_id"]) == ("T24", "W9")


def test_a_first_pathway_plan_is_due_at_16_and_3_months(staged: StagedTables) -> None:
    staged.add("people", child_id="C1", born_on=date(2010, 6, 30))
    staged.add(
        "care_episodes",
        care_episode_id="E1",
        child_id="C1",
        episode_started_on=date(2024, 1, 1),
        start_reason_code="S",
    )
    staged.add("pathway_plans", child_id="C9", reviewed_on=date(2025, 1, 10))  # there is a feed
    due = (date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 1), None, None)
    assert owed(staged, "pathway_plans") == [due]


def test_the_team_is_the_one_of_the_day_it_was_due(staged: StagedTables) -> None:
    staged.add(
        "section_47_enquiries",
        section_47_enquiry_id="S1",
        child_id="C1",
        enquiry_started_on=date(2026, 10, 1),
    )
    for worker, team, since, until in (
        ("W1", "T1", date(2026, 10, 1), date(2026, 10, 10)),
        ("W2", "T2", date(2026, 10, 11), None),
    ):
        staged.add(
            "involvements",
            involvement_id=f"I-{worker}",
            child_id="C1",
            worker_id=worker,
            team_id=team,
            role_code="Allocated Case Worker",
            involvement_started_on=since,
            involvement_ended_on=until,
        )
    row = staged.event(TABLE, kind_id="initial_conferences")
    assert (row["team_id"], row["worker_id"]) == ("T2", "W2")
