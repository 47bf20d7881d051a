"""The event tables of child protection and care have the shared columns, real dates, and what live KPIs ask."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from metrics.definition import KpiDefinition
from metrics.definition_file import read_definition
from metrics.library import DEFINITIONS
from metrics.vocabulary import KpiStatus
from tests.queries.staged_tables import StagedTables
from tests.queries.test_event_columns import SHARED

OWN_TABLES = (
    "care_at_month_end",
    "care_health_at_month_end",
    "care_periods",
    "care_periods_ended",
    "care_placements",
    "care_reviews",
    "care_reviews_due",
    "care_visits",
    "care_visits_due",
    "children_in_care_at_month_end",
    "core_groups_due",
    "cp_plans",
    "cp_plans_at_month_end",
    "cp_plans_ended",
    "cp_reviews",
    "cp_reviews_due",
    "cp_visits",
    "cp_visits_due",
    "education_plans_due",
    "initial_education_plans",
    "initial_health_assessments",
    "social_worker_changes_at_month_end",
)


@pytest.fixture
def columns(staged: StagedTables) -> Mapping[str, Mapping[str, str]]:
    """Return the columns of each of these tables with their types, made from empty staged tables."""
    staged.make(*OWN_TABLES)
    found: dict[str, dict[str, str]] = {table: {} for table in OWN_TABLES}
    described = staged.connection.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'events' ORDER BY table_name, ordinal_position"
    ).fetchall()
    for table, name, type_ in described:
        if table in found:
            found[table][name] = type_
    return found


def live_kpis(columns: Mapping[str, Mapping[str, str]]) -> list[KpiDefinition]:
    """Return the live KPIs over these tables. KpiDefinitionError if one names a column that is not there."""
    found = []
    for path in sorted(DEFINITIONS.glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if any(f"\n  events: {table}\n" in text for table in OWN_TABLES):
            found.append(
                read_definition(path, event_columns={table: tuple(columns[table]) for table in columns})
            )
    return found


def test_every_table_begins_with_the_columns_that_all_share(columns: Mapping[str, Mapping[str, str]]) -> None:
    for table in OWN_TABLES:
        assert tuple(columns[table])[: len(SHARED)] == SHARED, table


def test_days_are_dates_and_yes_or_no_is_yes_or_no(columns: Mapping[str, Mapping[str, str]]) -> None:
    """A day with a time would compare wrongly with the last day of a month."""
    wrong = []
    for table, types in columns.items():
        for name, type_ in types.items():
            if name.endswith("_on") or name in ("month_end", "due_from", "in_care_until"):
                wrong += [(table, name, type_)] * (type_ != "DATE")
            if name.startswith(("is_", "has_")):
                wrong += [(table, name, type_)] * (type_ != "BOOLEAN")
    assert wrong == []


def test_every_live_kpi_names_columns_that_are_there(columns: Mapping[str, Mapping[str, str]]) -> None:
    kpis = live_kpis(columns)
    assert {kpi.status for kpi in kpis} == {KpiStatus.LIVE}
    assert len(kpis) >= 80


def test_every_live_kpi_has_at_least_four_worked_examples(columns: Mapping[str, Mapping[str, str]]) -> None:
    assert [kpi.id for kpi in live_kpis(columns) if len(kpi.worked_examples) < 4] == []
