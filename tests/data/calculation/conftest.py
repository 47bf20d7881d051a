"""A database with one small event table, as a build has it just before it calculates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import duckdb
import pytest

from data.calculation.observations import calculate
from data.calendar_table import create_calendar
from metrics.definition import Calculation, Counted, DefinitionChange, KpiDefinition
from metrics.vocabulary import BetterWhen, KpiKind, KpiStatus, Unit

TABLES = """
CREATE SCHEMA staged;
CREATE SCHEMA events;
CREATE TABLE staged.coverage (authority_id VARCHAR, covered_from DATE, as_at_on DATE);
CREATE TABLE staged.populations
(authority_id VARCHAR, population_id VARCHAR, valid_from DATE, valid_until DATE, children DOUBLE);
CREATE TABLE staged.org_units
(org_unit_id VARCHAR, parent_id VARCHAR, authority_id VARCHAR, level VARCHAR, name VARCHAR, valid_from DATE, valid_to DATE);
CREATE TABLE month_ends (authority_id VARCHAR, month_end DATE);
CREATE TABLE events.assessments
(event_id VARCHAR, authority_id VARCHAR, child_id VARCHAR, team_id VARCHAR, worker_id VARCHAR, sex VARCHAR,
 load_id VARCHAR, landed_table VARCHAR, landed_row BIGINT, started_on DATE, finished_on DATE, lapsed_on DATE,
 is_seen BOOLEAN);
CREATE TABLE events.plans_at_month_end
(event_id VARCHAR, authority_id VARCHAR, child_id VARCHAR, team_id VARCHAR, worker_id VARCHAR,
 load_id VARCHAR, landed_table VARCHAR, landed_row BIGINT, month_end DATE, is_visited BOOLEAN,
 children DOUBLE, full_time_equivalent DOUBLE);
INSERT INTO staged.org_units VALUES
('mill:social_work', 'mill', 'mill', 'service_area', 'Social work', NULL, NULL),
('mill:T1', 'mill:social_work', 'mill', 'team', 'Team 1', NULL, NULL),
('mill:T2', 'mill:social_work', 'mill', 'team', 'Team 2', NULL, NULL);
INSERT INTO staged.coverage VALUES ('mill', DATE '2024-04-01', DATE '2026-03-31');
INSERT INTO month_ends
SELECT 'mill', last_day(cast(months.month AS DATE))
FROM generate_series(TIMESTAMP '2024-04-01', TIMESTAMP '2026-03-01', INTERVAL 1 MONTH) AS months(month);
INSERT INTO staged.populations VALUES ('mill', 'children_under_18', DATE '2020-01-01', NULL, 60000);
"""


class Council:
    """A made-up council's event tables, to fill and to calculate from."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._rows = 0

    def add(self, table: str, **columns: Any) -> None:
        """Add one event; columns not given are null."""
        self._rows += 1
        row = {"event_id": f"mill:{self._rows}", "authority_id": "mill", **columns}
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO events.{table} ({names}) VALUES ({marks})", list(row.values()))

    def assessment(
        self, started: str | None, finished: str | None, team: str | None = "T1", **more: Any
    ) -> None:
        """Add one assessment."""
        self.add("assessments", started_on=started, finished_on=finished, team_id=team, child_id="c", **more)

    def calculate(self, *kpis: KpiDefinition) -> None:
        """Calculate these KPIs, in place of what was calculated before."""
        calculate(self.connection, kpis, lambda _message: None)

    def figure(
        self,
        kpi: KpiDefinition,
        period_end: str,
        *,
        kind: str = "month",
        unit: str = "mill",
        basis: str = "completed",
        part: str | None = None,
    ) -> tuple[float | None, float | None, float | None, str] | None:
        """Return (numerator, denominator, value, state) of one figure; None if there is none."""
        found = self.connection.execute(
            """SELECT numerator, denominator, value, state FROM calculated_observations
            WHERE kpi_id = ? AND org_unit_id = ? AND basis = ? AND period_kind = ? AND period_end = ?
            AND part IS NOT DISTINCT FROM ?""",
            [kpi.id, unit, basis, kind, period_end, part],
        ).fetchall()
        return found[0] if found else None


@pytest.fixture
def council() -> Iterable[Council]:
    connection = duckdb.connect()
    create_calendar(connection)
    for statement in TABLES.split(";"):
        if statement.strip():
            connection.execute(statement)
    yield Council(connection)
    connection.close()


@pytest.fixture
def kpi() -> Callable[..., KpiDefinition]:
    """Return a live KPI with the calculation given."""

    def make(
        calculation: Calculation,
        unit: Unit = Unit.PERCENT,
        id: str = "a_measure",  # noqa: A002  the field's own name
        breakdowns: tuple[str, ...] = (),
    ) -> KpiDefinition:
        return KpiDefinition(
            id=id,
            name=id,
            short_name=id,
            service_area="assessment",
            theme="improving_practice",
            kind=KpiKind.PERFORMANCE,
            status=KpiStatus.LIVE,
            owner="head_of_assessment",
            question="How many?",
            why_it_matters="It does.",
            description="A measure.",
            counted=Counted(numerator="some", denominator="all"),
            calculation=calculation,
            unit=unit,
            decimal_places=1,
            better_when=BetterWhen.HIGHER,
            breakdowns=breakdowns,
            definition_history=(
                DefinitionChange(version=1, in_force_from=date(2024, 4, 1), change="First."),
            ),
            reviewed_by="performance_and_bi_manager",
            reviewed_on=date(2024, 4, 1),
        )

    return make
