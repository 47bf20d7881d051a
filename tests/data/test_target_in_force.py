"""Which target a figure is read against: the unit's own step, else its authority's, never a mixture.

The tables of a build are filled by hand, because teams and their targets come from several files.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from data.sql import read_sql

KPI = "assessments_within_45_working_days"
AUTHORITY, TEAM, OTHER_TEAM = "havering", "assessment_team_1", "assessment_team_2"


@pytest.fixture
def build() -> duckdb.DuckDBPyConnection:
    """The empty tables of a build, with one authority and two teams."""
    connection = duckdb.connect()
    connection.execute(read_sql("use_utc"))
    connection.execute(read_sql("build/create_tables"))
    connection.execute(read_sql("calculation/create_no_calculated_observations"))
    connection.execute("INSERT INTO build VALUES ('b', now(), NULL, 'd')")
    connection.execute("INSERT INTO sources (source_id, kind, title) VALUES ('plan', 'supplied', 'Plan')")
    for unit, level in ((AUTHORITY, "authority"), (TEAM, "team"), (OTHER_TEAM, "team")):
        parent = None if unit == AUTHORITY else AUTHORITY
        connection.execute(
            "INSERT INTO org_units VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, false)",
            [unit, parent, AUTHORITY, level, unit, unit],
        )
    return connection


def add_target(
    build: duckdb.DuckDBPyConnection,
    unit: str,
    target: float | None,
    floor: float | None,
    start: str = "2026-04-01",
    holds_until: str | None = None,
) -> None:
    build.execute(
        "INSERT INTO targets SELECT ?, ?, NULL, NULL, 'goal', 'set', 'at_least', ?, ?, NULL, NULL, ?, NULL, ?, "
        "NULL, NULL, false, false, false, 'plan', NULL, NULL, now(), NULL",
        [KPI, unit, target, floor, start, holds_until],
    )


def target_and_floor(
    build: duckdb.DuckDBPyConnection, unit: str, day: date
) -> tuple[float | None, float | None]:
    """Finish the build with one figure of a unit that ends on a day, and return what it is read against."""
    build.execute(
        "INSERT INTO observation_versions SELECT ?, 1, ?, NULL, NULL, 'month', ?, ?, 'completed', NULL, NULL, 90, "
        "NULL, 'counted', NULL, 'actual', 'calculated', NULL, false, false, false, false, 'plan', NULL, NULL, "
        "NULL, now(), NULL",
        [KPI, unit, day.replace(day=1), day],
    )
    build.execute(read_sql("build/finish"))
    ((target, floor),) = build.execute("SELECT target, floor FROM kpi_observations").fetchall()
    return target, floor


def test_a_team_without_a_target_is_read_against_its_authority(build: duckdb.DuckDBPyConnection) -> None:
    add_target(build, AUTHORITY, 85, 75)
    assert target_and_floor(build, TEAM, date(2026, 10, 31)) == (85, 75)


def test_a_team_with_a_target_of_its_own_takes_nothing_from_its_authority(
    build: duckdb.DuckDBPyConnection,
) -> None:
    add_target(build, AUTHORITY, 85, 75)
    add_target(build, TEAM, 70, None)
    assert target_and_floor(build, TEAM, date(2026, 10, 31)) == (70, None)


def test_a_target_of_another_team_is_not_taken(build: duckdb.DuckDBPyConnection) -> None:
    add_target(build, OTHER_TEAM, 70, None)
    assert target_and_floor(build, TEAM, date(2026, 10, 31)) == (None, None)


@pytest.mark.parametrize(
    ("last_day", "target"),
    [
        (date(2026, 3, 31), None),  # the day before the first step
        (date(2026, 4, 30), 85),
        (date(2027, 3, 31), 85),  # the last day of the first step
        (date(2027, 4, 1), 90),
        (date(2028, 3, 31), 90),  # the last day of the plan
        (date(2028, 4, 1), None),
    ],
)
def test_the_step_on_the_last_day_of_a_period_counts(
    build: duckdb.DuckDBPyConnection, last_day: date, target: float | None
) -> None:
    add_target(build, AUTHORITY, 85, None, holds_until="2028-03-31")
    add_target(build, AUTHORITY, 90, None, start="2027-04-01", holds_until="2028-03-31")
    assert target_and_floor(build, AUTHORITY, last_day) == (target, None)
