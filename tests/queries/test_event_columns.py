"""Every event table has the columns that all of them share, and every live KPI names columns that are there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from metrics.definition_file import read_definition
from metrics.library import DEFINITIONS
from metrics.vocabulary import KpiStatus
from tests.queries.staged_tables import StagedTables, in_order, with_what_it_reads

SHARED = (
    "event_id",
    "authority_id",
    "child_id",
    "team_id",
    "worker_id",
    "sex",
    "age_band",
    "ethnicity_group",
    "disability",
    "load_id",
    "landed_row",
    "landed_table",
)
OWN_TABLES = (
    "allocations",
    "allocations_in_force",
    "assessments",
    "case_statuses",
    "children",
    "cin_episodes_at_month_end",
    "cin_plans_at_month_end",
    "cin_reviews_due",
    "cin_visits",
    "cin_visits_due",
    "closures",
    "contacts",
    "contacts_by_child_at_month_end",
    "early_help_assessments",
    "early_help_episodes",
    "early_help_episodes_at_month_end",
    "initial_conferences",
    "open_assessments_at_month_end",
    "open_section_47_enquiries_at_month_end",
    "referrals",
    "referred_children_at_month_end",
    "section_47_enquiries",
    "step_changes",
)
"""The tables of the front door, early help, assessments, enquiries and children in need."""


@pytest.fixture
def columns(staged: StagedTables) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of each of these tables, made from empty staged tables."""
    found = {}
    staged.make(*OWN_TABLES)
    for table in OWN_TABLES:
        described = staged.connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'events' AND table_name = ? ORDER BY ordinal_position",
            [table],
        ).fetchall()
        assert not [name for name, type_ in described if type_ == "NULL"], (
            f"{table} has a column without a type"
        )
        found[table] = tuple(name for name, _ in described)
    return found


def test_every_table_begins_with_the_columns_that_all_share(columns: Mapping[str, tuple[str, ...]]) -> None:
    assert {table: names[: len(SHARED)] for table, names in columns.items()} == dict.fromkeys(
        OWN_TABLES, SHARED
    )


def test_days_are_dates_and_not_moments(staged: StagedTables) -> None:
    """A day with a time would compare wrongly with the last day of a month."""
    wrong = []
    staged.make(*OWN_TABLES)
    for table in OWN_TABLES:
        wrong += staged.connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'events' AND table_name = ?"
            " AND (column_name LIKE '%\\_on' ESCAPE '\\' OR column_name = 'month_end') AND data_type <> 'DATE'",
            [table],
        ).fetchall()
    assert wrong == []


def test_every_live_kpi_names_columns_that_are_there(columns: Mapping[str, tuple[str, ...]]) -> None:
    read = 0
    for path in sorted(DEFINITIONS.glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if any(f"\n  events: {table}\n" in text for table in OWN_TABLES):
            definition = read_definition(path, event_columns=columns)
            assert definition.status is KpiStatus.LIVE
            read += 1
    assert read >= 61


@pytest.mark.parametrize("table", OWN_TABLES)
def test_no_table_is_made_from_one_that_comes_after_it(table: str) -> None:
    made_from = with_what_it_reads(table)
    assert made_from[-1] == table
    assert list(made_from) == [name for name in in_order() if name in made_from]
