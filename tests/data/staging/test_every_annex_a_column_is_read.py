"""Every column of the eleven lists reaches an event table, or stands here with why no measure needs it.

Read from the queries themselves: what the stitching puts where, and what data/event_origins.json says of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from data.event_origins import event_origins
from data.origin_finder import _query, _Reader
from data.sources.annex_a.list_specs import list_specs
from data.sql import read_sql
from data.staging.annex_a import BEGINS, EXTRACTS, IN_LISTS, OVER, STITCHED, UNREADABLE
from data.staging.tables import OWN_TABLES, annex_a_tables, list_table, record_tables

NO_QUERY = ("annex_a_id", "team_key", "finish")  # macros, and taking them away again
IN_EVERY_LIST = "annex_a_rows"
TEAMS = ("authority_id", "allocated_team", "load_id", "team_id", "is_in_feed")

IS_WORKED_OUT = "an age is worked out from the date of birth, for the day that it is asked about"
NO_DATE = "it is about the last missing episode, and no column says when that was"
NO_MEASURE = "no measure asks for it"
NOT_READ = {
    **{(number, "age_years"): IS_WORKED_OUT for number in range(1, 11)},
    (5, "initial_conferences_in_last_12_months"): "each conference is in the list with its date",
    (8, "primary_need_code"): NO_MEASURE,
    (8, "placement_urn"): "it leads to one children's home, so it is not even kept",
    (8, "placement_authority"): "on which side of the border a placement lies is a column of its own",
    (8, "absent_episodes_in_last_12_months"): "a child who is away, place known, is not missing",
    (8, "return_interview_offered_answer"): NO_DATE,
    (8, "return_interview_accepted_answer"): NO_DATE,
    (10, "family_id"): NO_MEASURE,
    (10, "adoption_reversed_reason_code"): NO_MEASURE,
    **{
        (11, column): NO_MEASURE
        for column in (
            "gender_code",
            "ethnicity_code",
            "disability_answer",
            "fostering_for_adoption_answer",
            "application_submitted_on",
            "application_approved_on",
            "matched_on",
            "children_placed_on",
            "children_placed",
            "adoption_order_made_on",
        )
    },
}


@pytest.fixture(scope="module")
def goes_to() -> Mapping[str, set[str]]:
    """Return by '<table>.<column>' the columns of staged tables that the stitching makes from it."""
    found: dict[str, set[str]] = defaultdict(set)
    for filled, made_from in _fillings():
        for origin in made_from:
            found[origin].add(filled)
    return found


def _fillings() -> Iterator[tuple[str, set[str]]]:
    tables = {**record_tables(), **annex_a_tables(), **OWN_TABLES}
    schema = {
        "staged": {name: dict.fromkeys(columns.names, "VARCHAR") for name, columns in tables.items()},
        "main": {
            IN_EVERY_LIST: dict.fromkeys(IN_LISTS.names, "VARCHAR"),
            "annex_a_extracts": dict.fromkeys(EXTRACTS.names, "VARCHAR"),
            "annex_a_unreadable": dict.fromkeys(UNREADABLE.names, "VARCHAR"),
            "annex_a_teams": dict.fromkeys(TEAMS, "VARCHAR"),
        },
    }
    reader = _Reader({})
    for name in STITCHED:
        if name in NO_QUERY:
            continue
        for statement in sqlglot.parse(read_sql(f"staged/annex_a/{name}"), dialect="duckdb"):
            if statement is None:
                continue
            table = statement.find(exp.Table)
            select = qualify(
                statement.expression,
                schema=schema,
                dialect="duckdb",
                validate_qualify_columns=False,
                quote_identifiers=False,
            )
            scope = build_scope(select)
            assert table is not None
            assert scope is not None
            for read in scope.expression.find_all(exp.Table):
                if read.name in schema["main"]:
                    read.set("db", exp.to_identifier("staged"))  # what the reader takes for records
            for column in _query(scope).named_selects:
                yield f"{table.name}.{column}", reader.column(scope, column) | reader.rows(scope)


def reached(starts: Iterable[str], goes_to: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(starts)
    while todo:
        column = todo.pop()
        if column not in found:
            found.add(column)
            todo += goes_to.get(column, ())
    return found


def starts_of(number: int, column: str) -> list[str]:
    """Return the list's own column, and the column that the lists about children share."""
    found = [f"{list_table(number)}.{column}"]
    if "child_id" in (spec.column_id for spec in list_specs()[number].columns):
        found += [f"{IN_EVERY_LIST}.{column}"] if column in IN_LISTS.names else []
        found += [f"{IN_EVERY_LIST}.began_on"] if BEGINS.get(number) == column else []
        found += [f"{IN_EVERY_LIST}.is_open"] if column in OVER.get(number, {}) else []
    return found


def read_by_events() -> set[str]:
    return {
        origin for table in event_origins().values() for origin in table.rows.union(*table.columns.values())
    }


def test_every_column_is_read_by_an_event_table_or_it_is_said_why_not(
    goes_to: Mapping[str, set[str]],
) -> None:
    read = read_by_events()
    unread = {
        (number, column.column_id)
        for number, spec in list_specs().items()
        for column in spec.columns
        if not reached(starts_of(number, column.column_id), goes_to) & read
    }
    assert unread == NOT_READ.keys()


@pytest.mark.parametrize(
    ("number", "column", "event"),
    [
        (8, "missing_episodes_in_last_12_months", "children_missing_at_month_end"),
        (8, "placements_in_last_12_months", "care_at_month_end"),
        (8, "second_period_of_care_in_last_12_months_answer", "care_periods"),
        (7, "emergency_protection_in_last_6_months_answer", "cp_plans_at_month_end"),
        (7, "previous_plans", "cp_plans"),
        (5, "section_47_enquiries_in_last_12_months", "section_47_enquiries"),
        (3, "referrals_in_last_12_months", "referrals"),
        (2, "completing_organisation", "early_help_assessments"),
    ],
)
def test_the_counts_that_only_annex_a_has_reach_their_event_tables(
    goes_to: Mapping[str, set[str]], number: int, column: str, event: str
) -> None:
    origins = event_origins()[event]
    assert reached(starts_of(number, column), goes_to) & origins.rows.union(*origins.columns.values())
