"""Ten assessments of October 2026, two of them doubtful: which KPIs that threatens and by how much.

Team T1 finished seven in time, of which one is recorded twice. Team T2 finished two late, and one that
was authorised before it started, so that it cannot be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.calculation.event_tables import create_event_tables
from data.calculation.observations import calculate
from data.data_checks.find import find_doubts
from data.data_checks.registry import ANY_CHECK, data_checks
from data.data_checks.threats import touched
from data.event_origins import KpiOrigins
from data.event_schema import empty_events
from data.sql import read_sql
from data.store import Store
from metrics.definition import Calculation, KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import Level, Method, Unit
from reporting.data_checks import (
    KpiDoubt,
    checks_found,
    counts_by_unit,
    doubtful_rows,
    figure_doubts,
    threatened_kpis,
)
from reporting.records_behind import RecordsError

IN_TIME = "assessments_within_45_working_days"
NUMBER = "assessments_completed_number"
MEDIAN = "median_working_days_to_assessment"
ENQUIRIES = "section_47_enquiries_completed_on_time"
CONTACTS = "contacts_received"
RATE = "assessments_rate"
STARTED, AUTHORISED = date(2026, 9, 1), date(2026, 10, 5)
OCTOBER = date(2026, 10, 31)
STAGED = """
INSERT INTO staged.coverage VALUES ('mill', DATE '2025-01-01', DATE '2026-10-31');
INSERT INTO month_ends SELECT 'mill', last_day(months.month) FROM
generate_series(TIMESTAMP '2025-01-01', TIMESTAMP '2026-10-01', INTERVAL 1 MONTH) AS months(month);
INSERT INTO staged.org_units VALUES
('mill:T1', 'mill:assessment', 'mill', 'team', 'North', NULL, NULL),
('mill:T2', 'mill:assessment', 'mill', 'team', 'South', NULL, NULL),
('mill:assessment', 'mill', 'mill', 'service_area', 'Assessment', NULL, NULL);
INSERT INTO staged.populations BY NAME
SELECT 'mill' AS authority_id, 'children_under_18' AS population_id, DATE '2020-01-01' AS valid_from, 60000 AS children;
INSERT INTO staged.record_loads BY NAME
SELECT 'load' AS load_id, 'mill' AS authority_id, DATE '2026-10-31' AS as_at_on;
INSERT INTO org_units BY NAME
SELECT org_unit_id, parent_id, authority_id, level, name, name AS long_name, FALSE AS is_synthetic
FROM staged.org_units;
INSERT INTO staged.section_47_enquiries BY NAME
SELECT 'mill' AS authority_id, 'S1' AS section_47_enquiry_id, 'c1' AS child_id, 'load' AS load_id,
1 AS landed_row, DATE '2025-05-02' AS enquiry_started_on, DATE '2025-05-01' AS enquiry_ended_on
"""


def _assessments(con: duckdb.DuckDBPyConnection) -> None:
    rows = [(f"c{number}", "T1", STARTED, AUTHORISED) for number in range(1, 7)]
    rows += [("c6", "T1", STARTED, AUTHORISED)]  # the same again
    rows += [(f"c{number}", "T2", date(2026, 6, 1), AUTHORISED) for number in (8, 9)]
    rows += [("c10", "T2", date(2026, 10, 20), AUTHORISED)]
    for number, row in enumerate(rows, start=1):
        con.execute(
            """INSERT INTO staged.assessments (authority_id, load_id, landed_row, assessment_id, child_id, team_id,
            assessment_started_on, assessment_authorised_on) VALUES ('mill', 'load', ?, ?, ?, ?, ?, ?)""",
            [number, f"A{number}", *row],
        )


@pytest.fixture(scope="module")
def kpis(library: KpiLibrary) -> list[KpiDefinition]:
    number = library.by_id(NUMBER)
    rate = replace(
        number,
        id=RATE,
        name="Assessments rate",
        unit=Unit.RATE_PER_10000,
        calculation=Calculation(
            method=Method.RATE_PER_10000,
            events="assessments",
            counted_on="assessment_authorised_on",
            population="children_under_18",
        ),
    )
    return [*(library.by_id(one) for one in (IN_TIME, NUMBER, MEDIAN, ENQUIRIES, CONTACTS)), rate]


@pytest.fixture(scope="module")
def build(kpis: list[KpiDefinition]) -> Iterator[Store]:
    with empty_events() as con:
        for query in ("build/create_tables", "data_checks/create_tables"):
            con.execute(read_sql(query))
        con.execute(STAGED)
        _assessments(con)
        con.execute("DROP SCHEMA events CASCADE")
        create_event_tables(con)
        calculate(con, kpis, lambda _message: None)
        find_doubts(con, kpis, lambda _message: None)
        for kpi in kpis:
            con.execute(
                "INSERT INTO kpis VALUES (?, 1, ?, '', '', '', '', '', '', ?, ?, '', true)",
                [kpi.id, kpi.name, kpi.unit.value, kpi.decimal_places],
            )
        yield Store("a build", Path("a build"), con)


Worked = tuple[int | None, int | None, float | None, float | None]


def doubts_of_kpi(build: Store, kpi_id: str, unit: str) -> tuple[KpiDoubt, ...]:
    """Return what puts the newest figure of a KPI in doubt, all checks together first."""
    checks = (ANY_CHECK, *(check.id for check in data_checks()))
    found = (doubt for check_id in checks for doubt in threatened_kpis(build, check_id, unit))
    return tuple(doubt for doubt in found if doubt.kpi_id == kpi_id and doubt.records_doubtful != 0)


def _worked(build: Store, kpi_id: str, unit: str) -> dict[str, Worked]:
    """Return what was found by check: doubtful, of how many, lowest and highest."""
    return {
        doubt.check_id: (
            doubt.records_doubtful,
            doubt.records,
            doubt.lowest if doubt.lowest is None else round(doubt.lowest, 2),
            doubt.highest if doubt.highest is None else round(doubt.highest, 2),
        )
        for doubt in doubts_of_kpi(build, kpi_id, unit)
    }


def test_a_share_swings_between_all_doubtful_met_and_none(build: Store) -> None:
    """7 of 9 at present. Together: (7 - 1) of 10 to (7 + 1) of 10, the one that cannot be counted put in."""
    assert _worked(build, IN_TIME, "mill") == {
        "any": (2, 10, 60.0, 80.0),
        "dates_out_of_order": (1, 10, 70.0, 80.0),
        "same_thing_twice": (1, 10, 66.67, 77.78),
    }


def test_a_team_has_its_own_swing(build: Store) -> None:
    """North: 7 of 7, one of them doubtful. South: 0 of 2, and one that cannot be counted."""
    assert _worked(build, IN_TIME, "mill:T1")["same_thing_twice"] == (1, 7, 85.71, 100.0)
    assert _worked(build, IN_TIME, "mill:T2")["dates_out_of_order"] == (1, 3, 0.0, 33.33)
    assert _worked(build, IN_TIME, "mill:assessment") == _worked(build, IN_TIME, "mill")


def test_a_number_is_what_is_left_without_the_doubtful(build: Store) -> None:
    assert _worked(build, NUMBER, "mill")["any"] == (2, 10, 8.0, 10.0)


def test_a_rate_moves_with_its_number(build: Store) -> None:
    """10 in a month of 60,000 children are 20 a year for every 10,000; 8 are 16."""
    assert _worked(build, RATE, "mill")["any"] == (2, 10, 16.0, 20.0)


def test_a_median_cannot_be_worked_out_and_says_why(build: Store) -> None:
    found = next(doubt for doubt in doubts_of_kpi(build, MEDIAN, "mill") if doubt.check_id == "any")
    assert (found.records_doubtful, found.lowest, found.highest) == (2, None, None)
    assert found.swing_words == "Cannot be worked out: how long a doubtful record really took is not known."


def test_a_kpi_that_does_not_read_the_doubtful_table_is_not_threatened(build: Store) -> None:
    assert _worked(build, CONTACTS, "mill") == {}
    threatened = {doubt.kpi_id for doubt in threatened_kpis(build, "same_thing_twice", "mill")}
    assert IN_TIME in threatened
    assert CONTACTS not in threatened


def test_a_doubt_of_an_older_month_leaves_the_newest_figure_alone(build: Store) -> None:
    """The enquiry of May 2025 that ended before it started."""
    assert doubts_of_kpi(build, ENQUIRIES, "mill") == ()
    found = next(
        doubt for doubt in threatened_kpis(build, "dates_out_of_order", "mill") if doubt.kpi_id == ENQUIRIES
    )
    assert (found.records_doubtful, found.swing, found.swing_words) == (
        0,
        0.0,
        "No change in the newest month",
    )


def test_the_words_of_a_swing_say_from_where_to_where(build: Store) -> None:
    together = doubts_of_kpi(build, IN_TIME, "mill")[0]
    assert together.records_words == "2 of 10"
    assert together.swing_words == "At most 20.0 points: from 60.0% to 80.0%"


def test_the_figures_in_doubt_are_those_that_could_be_another(build: Store) -> None:
    found = figure_doubts(build, "mill")
    assert (found[IN_TIME].lowest, found[IN_TIME].highest) == (60.0, 80.0)
    assert MEDIAN not in found  # not known by how much
    assert ENQUIRIES not in found  # only an older month is in doubt


def test_checks_are_counted_by_team_service_and_council(build: Store) -> None:
    """Of the ten assessments eight are one a day and child; every row with both dates is looked at."""
    found = {one.check.id: one for one in checks_found(build, "mill")}
    assert (found["same_thing_twice"].rows_doubtful, found["same_thing_twice"].rows_looked_at) == (1, 11)
    assert found["dates_out_of_order"].rows_doubtful == 2
    assert "visits_outside_plan" not in found  # there is no visit to look at
    units = {unit.name: unit for unit in counts_by_unit(build, "same_thing_twice", "mill")}
    assert (units["North"].rows_doubtful, units["North"].rows_looked_at) == (1, 7)
    assert (units["North"].level, units["Assessment"].level) == (Level.TEAM, Level.SERVICE_AREA)
    assert "South" not in units


def test_rows_to_put_right_name_file_row_and_pseudonym(build: Store) -> None:
    (row,) = doubtful_rows(build, "same_thing_twice", "mill:T1", role="bi").to_pylist()
    assert (row["team"], row["child_id"], row["source_table"], row["landed_row"]) == (
        "North",
        "c6",
        "assessments",
        7,
    )
    assert doubtful_rows(build, "same_thing_twice", "mill:T2", role="bi").num_rows == 0


def test_a_scrutiny_member_sees_no_row(build: Store) -> None:
    with pytest.raises(RecordsError, match="may not see children's records"):
        doubtful_rows(build, "same_thing_twice", "mill", role="scrutiny")


@pytest.mark.parametrize(
    ("table", "columns", "touches"),
    [
        ("cp_visits", ["visited_on"], "figure"),
        ("cp_visits", ["is_bedroom_seen"], None),
        ("cp_visits", ["is_bedroom_seen", "visited_on"], "figure"),
        ("cp_visits", ["*"], "figure"),
        ("people", ["ethnicity_code"], "parts"),
        ("annex_a_list_7", ["last_statutory_visit_on"], "figure"),
        ("annex_a_list_11", ["*"], None),
        ("contacts", ["*"], None),
    ],
)
def test_what_a_kpi_is_made_from_decides_what_threatens_it(
    table: str, columns: list[str], touches: str | None
) -> None:
    origins = KpiOrigins(
        frozenset({"cp_visits.*", "cp_visits.visited_on"}), frozenset({"people.ethnicity_code"})
    )
    assert touched(origins, table, columns) == touches


def test_a_store_of_published_figures_has_no_checks_of_records(published_store: Store) -> None:
    assert checks_found(published_store, "havering") == ()
    assert figure_doubts(published_store, "havering") == {}
