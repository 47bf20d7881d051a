"""Where series break: what a limit, a new definition and a reorganisation do to which KPIs and which units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.event_origins import origins_of_kpi
from data.series_breaks import create_series_breaks
from data.sql import read_sql
from data.store import Store
from metrics.definition import DefinitionChange, KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import KpiStatus
from reporting.series_breaks import BreakKind, SeriesBreak, series_breaks

VISITS = "child_protection_visits_on_time"
UNITS = """
INSERT INTO org_units VALUES
('mill', NULL, 'mill', 'authority', 'Mill', 'Mill', NULL, NULL, FALSE),
('mill:assessment', 'mill', 'mill', 'service_area', 'Assessment', 'Assessment', NULL, NULL, FALSE),
('mill:safeguarding', 'mill', 'mill', 'service_area', 'Safeguarding', 'Safeguarding', NULL, NULL, FALSE),
('mill:OLD', 'mill:assessment', 'mill', 'team', 'Duty', 'Duty', NULL, DATE '2024-06-30', FALSE),
('mill:A', 'mill:assessment', 'mill', 'team', 'North', 'North', DATE '2024-07-01', NULL, FALSE),
('mill:B', 'mill:safeguarding', 'mill', 'team', 'South', 'South', DATE '2024-07-01', NULL, FALSE),
('mill:C', 'mill:safeguarding', 'mill', 'team', 'East', 'East', NULL, NULL, FALSE)
"""
SPLIT = """
INSERT INTO team_changes VALUES
('mill', DATE '2024-07-01', 'mill:OLD', 'mill:A'),
('mill', DATE '2024-07-01', 'mill:OLD', 'mill:B')
"""
LIMITS = """
INSERT INTO local_limits VALUES
('mill', 'cp_visit_interval', DATE '1900-01-01', DATE '2024-04-01', 15, 'working_days'),
('mill', 'cp_visit_interval', DATE '2024-04-01', NULL, 10, 'working_days'),
('mill', 's47_limit', DATE '1900-01-01', DATE '2025-01-01', 15, 'working_days'),
('mill', 's47_limit', DATE '2025-01-01', NULL, 15, 'working_days')
"""


@pytest.fixture
def build() -> Iterator[Store]:
    """The tables of a build of one council with three teams and one that was split."""
    connection = duckdb.connect()
    for statement in (read_sql("build/create_tables"), UNITS, SPLIT, LIMITS):
        connection.execute(statement)
    yield Store("a build", Path("a build"), connection)
    connection.close()


@pytest.fixture(scope="module")
def live(library: KpiLibrary) -> list[KpiDefinition]:
    return [kpi for kpi in library if kpi.status is KpiStatus.LIVE]


def _breaks(build: Store, kpis: list[KpiDefinition], kpi_id: str, unit: str) -> tuple[SeriesBreak, ...]:
    create_series_breaks(build.connection, kpis)
    return series_breaks(build, kpi_id, unit)


def test_another_interval_breaks_the_series_from_its_day(build: Store, live: list[KpiDefinition]) -> None:
    assert _breaks(build, live, VISITS, "mill") == (
        SeriesBreak(
            date(2024, 4, 1),
            "Visits to children on a child protection plan: 10 working days from 1 April 2024, "
            "15 working days before.",
            BreakKind.SETTING,
        ),
    )


def test_only_kpis_worked_out_with_the_interval_break(build: Store, live: list[KpiDefinition]) -> None:
    """The national and the legal number of days stand beside the council's own and do not move with it."""
    create_series_breaks(build.connection, live)
    broken = build.connection.execute("SELECT kpi_id FROM series_breaks WHERE kind = 'setting'").fetchall()
    assert {kpi_id for (kpi_id,) in broken} == {
        VISITS,
        "children_on_a_child_protection_plan_visited_in_time",
        "children_on_a_child_protection_plan_with_no_missed_visit",
    }


def test_a_step_to_the_same_number_is_no_break(build: Store, live: list[KpiDefinition]) -> None:
    assert _breaks(build, live, "section_47_enquiries_completed_on_time", "mill") == ()


def test_a_break_of_the_council_is_one_of_its_teams(build: Store, live: list[KpiDefinition]) -> None:
    assert [found.kind for found in _breaks(build, live, VISITS, "mill:C")] == ["setting"]


def test_the_parts_of_a_split_team_break_and_the_council_does_not(
    build: Store, live: list[KpiDefinition]
) -> None:
    kpi_id = "section_47_enquiries_completed_on_time"
    create_series_breaks(build.connection, live)
    found = {unit: series_breaks(build, kpi_id, unit) for unit in ("mill", "mill:OLD", "mill:A", "mill:C")}
    assert (found["mill"], found["mill:C"]) == ((), ())
    assert found["mill:OLD"][0].words == "Reorganisation on 1 July 2024: work went to North and South."
    assert found["mill:A"][0].words == "Reorganisation on 1 July 2024: work came from Duty."
    assert found["mill:A"][0].kind is BreakKind.REORGANISATION


def test_a_service_breaks_only_by_work_that_crossed_its_border(
    build: Store, live: list[KpiDefinition]
) -> None:
    """Duty became North within assessment; South is in safeguarding."""
    kpi_id = "section_47_enquiries_completed_on_time"
    create_series_breaks(build.connection, live)
    words = {
        unit: [found.words for found in series_breaks(build, kpi_id, unit)]
        for unit in ("mill:assessment", "mill:safeguarding")
    }
    assert words == {
        "mill:assessment": ["Reorganisation on 1 July 2024: work went to South."],
        "mill:safeguarding": ["Reorganisation on 1 July 2024: work came from Duty."],
    }


def test_versions_after_the_first_break_the_series(build: Store, library: KpiLibrary) -> None:
    history = (
        DefinitionChange(version=1, in_force_from=date(2023, 4, 1), change="First agreed definition."),
        DefinitionChange(version=2, in_force_from=date(2025, 4, 1), change="Counts from referral."),
    )
    supplied = next(kpi for kpi in library if kpi.status is KpiStatus.SUPPLIED)
    kpi = replace(supplied, definition_history=history)
    assert _breaks(build, [kpi], kpi.id, "mill") == (
        SeriesBreak(
            date(2025, 4, 1), "New definition from 1 April 2025: Counts from referral.", BreakKind.DEFINITION
        ),
    )


def test_a_build_that_an_older_program_made_has_no_breaks(build: Store) -> None:
    assert series_breaks(build, VISITS, "mill") == ()


def test_what_a_kpi_is_made_from_is_read_from_the_queries(library: KpiLibrary) -> None:
    origins = origins_of_kpi(library.by_id("assessments_within_45_working_days"))
    assert "assessments.assessment_authorised_on" in origins.figure
    assert "assessments.assessment_started_on" in origins.figure
    assert "assessments.is_child_seen" not in origins.figure
    assert "people.ethnicity_code" in origins.parts
    assert origins_of_kpi(library.by_id(VISITS)).settings == ("cp_visit_interval", "visit_day_is_day_1")
