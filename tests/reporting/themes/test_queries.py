"""Queries of the themes over a few rows made up by hand: what is left out, what follows what, who is counted where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from data.sql import read_sql

ON, SINCE = date(2026, 10, 31), date(2025, 11, 1)
COUNCIL = "council"


class Build:
    """A database with just the tables and columns that one query reads."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("CREATE SCHEMA events")
        self.connection.execute(
            "CREATE TABLE org_units (org_unit_id VARCHAR, parent_id VARCHAR, name VARCHAR)"
        )

    def table(self, name: str, columns: str, *rows: tuple[Any, ...]) -> None:
        """Make an event table of one council; columns as 'name TYPE, name TYPE'."""
        self.connection.execute(f"CREATE TABLE events.{name} (authority_id VARCHAR, {columns})")
        for row in rows:
            places = ", ".join("?" for _ in (COUNCIL, *row))
            self.connection.execute(f"INSERT INTO events.{name} VALUES ({places})", [COUNCIL, *row])

    def ask(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query of the themes."""
        text = read_sql(f"reporting/themes/{query}")
        given = {"authority_id": COUNCIL, "on": ON, "since": SINCE}
        used = {name: value for name, value in given.items() if f"${name}" in text}
        rows: list[dict[str, Any]] = self.connection.sql(text, params=used).to_arrow_table().to_pylist()
        return rows


@pytest.fixture
def build() -> Iterator[Build]:
    made = Build()
    yield made
    made.connection.close()


def test_times_away_and_impossible_dates_are_no_missing_episodes(build: Build) -> None:
    build.table(
        "missing_episodes",
        "episode_started_on DATE, missing_from VARCHAR, is_away BOOLEAN, has_valid_dates BOOLEAN",
        (date(2026, 10, 1), "Home", False, True),
        (date(2026, 10, 31), "Home", False, True),
        (date(2026, 10, 5), "Care", False, True),
        (date(2026, 10, 5), "Home", True, True),
        (date(2026, 10, 5), "Home", False, False),
        (date(2025, 10, 31), "Home", False, True),
    )
    assert build.ask("missing_by_month") == [
        {"line": date(2026, 10, 1), "part": "From care", "number": 1},
        {"line": date(2026, 10, 1), "part": "From home", "number": 2},
    ]


AUDITS = "event_id VARCHAR, child_id VARCHAR, is_of_supervision BOOLEAN, allocated_on DATE, completed_on DATE, grade VARCHAR"


def test_an_inadequate_audit_is_followed_by_the_next_one_of_the_same_child(build: Build) -> None:
    first, done = date(2026, 1, 5), date(2026, 2, 2)
    build.table(
        "audits",
        AUDITS,
        ("a1", "A", False, first, done, "inadequate"),
        ("a2", "A", False, done, date(2026, 3, 2), "inadequate"),  # given out on the day: again inadequate
        ("a3", "A", False, date(2026, 4, 1), date(2026, 5, 1), "good"),  # follows a2
        ("b1", "B", False, first, done, "inadequate"),
        ("b2", "B", False, date(2026, 6, 1), None, None),  # given out, not completed
        ("c1", "C", False, first, done, "inadequate"),
        ("c2", "C", False, date(2025, 12, 1), date(2026, 1, 2), "good"),  # before
        ("c3", "C", True, date(2026, 6, 1), date(2026, 7, 1), "good"),  # of supervision
        ("d1", "D", True, first, done, "inadequate"),  # of supervision: not about the child's record
        ("e1", "E", False, first, date(2025, 10, 31), "inadequate"),  # too long ago
    )
    assert {row["line"]: row["number"] for row in build.ask("audits_after_inadequate")} == {
        "Inadequate again": 1,
        "Better than inadequate": 1,
        "Audit given out again, not completed": 1,
        "Not audited again yet": 1,
    }


def test_moderation_raises_keeps_and_lowers_a_grade(build: Build) -> None:
    build.table(
        "audits",
        "kind_name VARCHAR, moderated_on DATE, grade_before_moderation VARCHAR, grade VARCHAR",
        ("Whole", ON, "good", "good"),
        ("Whole", ON, "good", "outstanding"),
        ("Whole", ON, "good", "inadequate"),
        ("Whole", ON, "requires_improvement", "inadequate"),
        ("Whole", None, "good", "good"),
    )
    found = {row["part"]: row["number"] for row in build.ask("audit_regrading")}
    assert found == {"Grade kept": 1, "Grade raised": 1, "Grade lowered": 2}


def test_audits_completed_after_the_day_are_not_completed_yet(build: Build) -> None:
    build.connection.execute("INSERT INTO org_units VALUES ('council:assessment', 'council', 'Assessment')")
    build.table(
        "audits",
        "audited_service VARCHAR, allocated_on DATE, completed_on DATE",
        ("assessment", date(2026, 10, 1), ON),
        ("assessment", date(2026, 10, 1), date(2026, 11, 1)),
        ("assessment", date(2026, 10, 1), None),
        ("unheard_of", date(2026, 9, 1), None),
    )
    assert build.ask("audit_programme") == [
        {"line": "Assessment", "part": date(2026, 10, 1), "number": 1, "out_of": 3},
        {"line": "unheard_of", "part": date(2026, 9, 1), "number": 0, "out_of": 1},
    ]


def test_a_household_is_approved_until_the_day_it_ends(build: Build) -> None:
    build.table(
        "foster_carers",
        "kind_name VARCHAR, approved_on DATE, ended_on DATE, places DOUBLE, constellation VARCHAR",
        ("Any child", date(2020, 1, 1), None, 2, "North"),
        ("Any child", date(2026, 10, 31), None, 1, None),  # joined on the last day
        ("Any child", date(2020, 1, 1), ON, 4, None),  # ended on the day: left, and its places are gone
        ("Any child", date(2020, 1, 1), date(2025, 10, 31), 4, None),  # left before the 12 months
        ("Short breaks", date(2026, 11, 1), None, 1, None),  # not approved yet
    )
    build.table(
        "children_in_care_at_month_end",
        "month_end DATE, provider_code VARCHAR, placement_type_code VARCHAR",
        (ON, "PR1", "U6"),
        (ON, "PR1", "U1"),  # with relatives: not one of these households
        (ON, "PR4", "U6"),  # an agency's
        (ON, "PR1", "K2"),  # a children's home
    )
    found = {
        (row["line"], row["part"]): (row["number"], row["out_of"])
        for row in build.ask("foster_carer_capacity")
    }
    assert {part: found["Any child", part][0] for _, part in found} == {
        "Households": 2,
        "Joined in 12 months": 1,
        "Left in 12 months": 1,
        "In a constellation": 1,
        "Children placed, of places": 1,
    }
    assert (
        found["Any child", "Children placed, of places"]
        == found["All households", "Children placed, of places"]
    )
    assert found["Any child", "Children placed, of places"][1] == 3


def test_a_child_is_counted_once_for_each_risk_and_service(build: Build) -> None:
    build.connection.execute("INSERT INTO org_units VALUES ('council:T1', 'council:assessment', 'Team 1')")
    build.connection.execute("INSERT INTO org_units VALUES ('council:assessment', 'council', 'Assessment')")
    build.table(
        "assessment_factors",
        "child_id VARCHAR, team_id VARCHAR, factor_name VARCHAR, assessment_authorised_on DATE, is_outside_the_home BOOLEAN",
        ("A", "T1", "Gangs", date(2026, 1, 5), True),
        ("A", "T1", "Gangs", date(2026, 6, 5), True),
        ("A", "T1", "Trafficking", date(2026, 6, 5), True),
        ("B", None, "Gangs", date(2026, 6, 5), True),
        ("B", "T1", "Neglect", date(2026, 6, 5), False),
    )
    assert [tuple(row.values()) for row in build.ask("exploitation_factors")] == [
        ("Gangs", "Assessment", 1),
        ("Gangs", "Not allocated to a service", 1),
        ("Trafficking", "Assessment", 1),
    ]


def test_an_audit_counts_for_police_protection_only_afterwards(build: Build) -> None:
    build.table(
        "care_periods",
        "child_id VARCHAR, team_id VARCHAR, worker_id VARCHAR, age_in_years INTEGER, care_started_on DATE, "
        "left_care_on DATE, is_police_protection_at_entry BOOLEAN, is_short_break BOOLEAN",
        ("A", "T1", "w", 3, date(2026, 3, 1), None, True, False),
        ("B", "T1", "w", 4, date(2026, 2, 1), None, True, False),
        ("C", "T1", "w", 5, date(2026, 2, 1), None, False, False),
    )
    build.table(
        "audits",
        AUDITS,
        ("1", "A", False, SINCE, date(2026, 2, 28), "good"),
        ("2", "A", False, SINCE, date(2026, 3, 20), "good"),
        ("3", "A", False, SINCE, date(2026, 3, 10), "good"),
        ("4", "B", True, SINCE, date(2026, 3, 10), "good"),
    )
    assert [(row["child_id"], row["audited_on"]) for row in build.ask("list_police_protection")] == [
        ("A", date(2026, 3, 10)),
        ("B", None),
    ]


def test_a_child_is_halfway_between_reviews_in_the_30_days_after(build: Build) -> None:
    build.table(
        "children_in_care_at_month_end",
        "child_id VARCHAR, team_id VARCHAR, worker_id VARCHAR, age_in_years INTEGER, month_end DATE, "
        "last_review_on DATE, review_due_on DATE",
        ("A", "T1", "w", 9, ON, date(2026, 9, 1), date(2027, 1, 1)),  # 122 days: halfway on 1 November
        ("B", "T1", "w", 9, ON, date(2026, 8, 31), date(2026, 12, 31)),  # halfway on 31 October: today
        ("C", "T1", "w", 9, ON, date(2026, 9, 30), date(2027, 1, 31)),  # halfway on 30 November
        ("D", "T1", "w", 9, ON, date(2026, 10, 1), date(2027, 1, 31)),  # halfway on 1 December
        ("E", "T1", "w", 9, ON, None, date(2027, 1, 1)),
    )
    assert [(row["child_id"], row["midway_on"]) for row in build.ask("list_midway_reviews")] == [
        ("A", date(2026, 11, 1)),
        ("C", date(2026, 11, 30)),
    ]
