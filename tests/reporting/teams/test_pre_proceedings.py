"""The tracker of pre-proceedings: weeks, limits, steps and lists from hand-made rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.store import Store
from reporting.organisation_tree import OrganisationTree
from reporting.records_behind import RecordsError
from reporting.teams.pre_proceedings import Tracker, pre_proceedings_tracker

OCTOBER = date(2026, 10, 31)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Four families on 31 October 2026; f1 has two children, one of them not born yet."""
    connection = duckdb.connect()
    connection.execute(
        """
        CREATE SCHEMA events;
        CREATE TABLE events.pre_proceedings_at_month_end (
            event_id VARCHAR, authority_id VARCHAR, child_id VARCHAR, family_id VARCHAR, team_id VARCHAR,
            worker_id VARCHAR, month_end DATE, decided_on DATE, days_open BIGINT, has_extension BOOLEAN
        );
        INSERT INTO events.pre_proceedings_at_month_end VALUES
        ('x:p1:c1:2026-10-31', 'x', 'c1', 'f1', 'Court', 'w1', '2026-10-31', '2026-08-08', 84, false),
        ('x:p1:c2:2026-10-31', 'x', 'c2', 'f1', 'Court', 'w1', '2026-10-31', '2026-08-15', 77, false),
        ('x:p2:c3:2026-10-31', 'x', 'c3', 'f2', 'Court', 'w1', '2026-10-31', '2026-07-10', 113, true),
        ('x:p3:c4:2026-10-31', 'x', 'c4', 'f3', 'Assessment East', NULL, '2026-10-31', '2026-08-07', 85, false),
        ('x:p4:c5:2026-10-31', 'x', 'c5', 'f4', NULL, NULL, '2026-10-31', '2026-10-24', 7, false);
        CREATE TABLE events.pre_proceedings (
            event_id VARCHAR, authority_id VARCHAR, due_on DATE, legal_planning_meeting_on DATE,
            letter_sent_on DATE, first_meeting_on DATE, last_tracked_on DATE
        );
        INSERT INTO events.pre_proceedings VALUES
        ('x:p1:c1', 'x', '2026-10-31', '2026-08-01', '2026-08-10', '2026-09-01', '2026-10-20'),
        ('x:p1:c2', 'x', '2026-11-07', '2026-08-01', NULL, NULL, NULL),
        ('x:p2:c3', 'x', '2026-10-30', '2026-07-01', '2026-07-12', NULL, NULL),
        ('x:p3:c4', 'x', '2026-10-30', NULL, '2026-08-12', '2026-11-02', NULL),
        ('x:p4:c5', 'x', NULL, NULL, NULL, NULL, NULL);
        CREATE TABLE events.children (authority_id VARCHAR, child_id VARCHAR, born_on DATE, expected_on DATE);
        INSERT INTO events.children VALUES
        ('x', 'c1', '2020-01-01', NULL), ('x', 'c2', NULL, '2026-12-24'), ('x', 'c3', '2026-11-03', NULL),
        ('x', 'c4', NULL, NULL);
        CREATE TABLE local_limits (
            authority_id VARCHAR, setting_id VARCHAR, valid_from DATE, valid_until DATE, value DOUBLE, unit VARCHAR
        );
        INSERT INTO local_limits VALUES
        ('x', 'pre_proceedings_short', '1900-01-01', NULL, 84, 'calendar_days'),
        ('x', 'pre_proceedings_long', '1900-01-01', '2026-08-01', 112, 'calendar_days'),
        ('x', 'pre_proceedings_long', '2026-08-01', NULL, 126, 'calendar_days');
        """
    )
    yield Store("made", Path("made"), connection)
    connection.close()


@pytest.fixture(scope="module")
def tracker(store: Store, tree: OrganisationTree) -> Tracker:
    return pre_proceedings_tracker(store, tree, "x", OCTOBER, role="bi")


def test_families_stand_once_longest_first_with_their_children(tracker: Tracker) -> None:
    assert tracker.families is not None
    assert [family.family_id for family in tracker.families] == ["f2", "f3", "f1", "f4"]
    assert (tracker.family_count, tracker.child_count) == (4, 5)
    assert [len(family.children) for family in tracker.families] == [1, 1, 2, 1]


def test_a_child_expected_or_born_after_the_day_is_unborn_and_an_unknown_birth_is_not(
    tracker: Tracker,
) -> None:
    assert tracker.families is not None
    unborn = {child.child_id: child.is_unborn for family in tracker.families for child in family.children}
    assert unborn == {"c1": False, "c2": True, "c3": True, "c4": False, "c5": False}


def test_day_84_is_at_the_limit_and_day_85_is_past_it(tracker: Tracker) -> None:
    assert tracker.families is not None
    by_id = {family.family_id: family for family in tracker.families}
    assert by_id["f1"].weeks == 12.0
    assert by_id["f1"].delay_words == "The shorter limit ends today"
    assert by_id["f3"].delay_words == "1 day past the shorter limit"
    assert by_id["f2"].delay_words == "1 day past the longer limit"
    assert by_id["f4"].delay_words == "No agreed end"
    assert tracker.overdue_count == 2


def test_the_marks_are_the_limits_of_the_day_of_the_decision(tracker: Tracker) -> None:
    assert tracker.families is not None
    marks = {family.family_id: family.marks for family in tracker.families}
    assert marks["f2"] == (12.0, 16.0)  # decided in July 2026
    assert marks["f1"] == (12.0, 18.0)  # decided in August 2026


def test_the_step_is_the_last_one_taken_by_the_day(tracker: Tracker) -> None:
    assert tracker.families is not None
    steps = {family.family_id: (family.stage, family.stage_on) for family in tracker.families}
    assert steps["f1"] == ("First meeting with the parents held", date(2026, 9, 1))
    assert steps["f3"] == ("Letter before proceedings sent", date(2026, 8, 12))  # the meeting is in November
    assert steps["f4"] == ("Decided, letter not sent yet", date(2026, 10, 24))


def test_the_counts_of_each_team_are_by_its_own_marks(tracker: Tracker) -> None:
    counts = {
        team.team_unit_id: (
            team.families,
            team.children,
            team.up_to_short,
            team.up_to_long,
            team.past_long,
            team.overdue,
        )
        for team in tracker.teams
    }
    assert counts == {
        "x:Court": (2, 3, 1, 0, 1, 1),
        "x:Assessment East": (1, 1, 0, 1, 0, 1),
        "x:not_allocated": (1, 1, 1, 0, 0, 0),
    }


def test_the_meeting_list_begins_with_the_furthest_past_its_limit(tracker: Tracker) -> None:
    # f2 and f3 are both one day late: the one that has waited longer comes first. f4 has no end: 0.
    assert [family.family_id for family in tracker.meeting_list()] == ["f2", "f3", "f1", "f4"]


def test_others_see_counts_and_no_family(store: Store, tree: OrganisationTree) -> None:
    found = pre_proceedings_tracker(store, tree, "x", OCTOBER, role="scrutiny")
    assert found.families is None
    assert found.family_count == 4
    with pytest.raises(RecordsError):
        found.meeting_list()


def test_a_service_has_its_own_families(store: Store, tree: OrganisationTree) -> None:
    found = pre_proceedings_tracker(store, tree, "x:assessment", OCTOBER, role="bi")
    assert found.families is not None
    assert [family.family_id for family in found.families] == ["f3"]
