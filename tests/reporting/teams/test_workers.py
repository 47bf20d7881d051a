"""Single workers, protected caseloads and changes of worker: hand-made rows, and who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.store import Store
from reporting.organisation_tree import OrganisationTree
from reporting.records_behind import RecordsError
from reporting.teams.worker_changes import children_with_changes
from reporting.teams.workers import FirstYear, FirstYearTeam, first_year, workers_of_month

OCTOBER = date(2026, 10, 31)
EAST, WEST = "Assessment East", "Assessment West"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Five workers and three children at the end of October 2026, as the event tables hold them."""
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA events")
    connection.execute(
        """
        CREATE TABLE events.workers_at_month_end (
            authority_id VARCHAR, month_end DATE, worker_id VARCHAR, team_id VARCHAR, role VARCHAR,
            role_name VARCHAR, is_social_worker BOOLEAN, is_agency BOOLEAN, is_in_post BOOLEAN,
            full_time_equivalent DOUBLE, cases BIGINT, weighted_cases DOUBLE, caseload_limit DOUBLE,
            is_over_limit BOOLEAN, started_on DATE, is_supervision_known BOOLEAN,
            is_supervision_expected BOOLEAN, is_supervised_in_time BOOLEAN
        );
        INSERT INTO events.workers_at_month_end VALUES
        ('x', '2026-10-31', 'w1', 'Assessment East', 'asye', 'Newly qualified', true, false, true, 1.0, 13, 15.5,
         12, true, '2026-09-07', true, true, false),
        ('x', '2026-10-31', 'w2', 'Assessment East', 'asye', 'Newly qualified', true, false, true, 0.5, 6, 6,
         6, false, '2026-07-01', true, true, true),
        ('x', '2026-10-31', 'w3', 'Assessment West', 'social_worker', 'Social worker', true, true, true, 1.0, 18,
         20, 18, false, '2020-01-06', true, false, false),
        ('x', '2026-10-31', 'w4', NULL, 'social_worker', 'Social worker', true, false, true, 1.0, 2, 2,
         18, false, '2020-01-06', false, false, false),
        ('x', '2026-10-31', 'w5', 'Assessment West', 'asye', 'Newly qualified', true, false, true, 1.0, 0, NULL,
         12, NULL, '2026-04-01', true, true, true),
        ('x', '2026-09-30', 'w1', 'Assessment East', 'asye', 'Newly qualified', true, false, true, 1.0, 30, 30,
         12, true, '2026-09-07', true, true, true);
        CREATE TABLE first_years (authority_id VARCHAR, worker_id VARCHAR, first_year_ends_on DATE);
        INSERT INTO first_years VALUES ('x', 'w1', '2027-09-06');
        CREATE TABLE events.social_worker_changes_at_month_end (
            authority_id VARCHAR, month_end DATE, child_id VARCHAR, team_id VARCHAR, worker_id VARCHAR,
            case_status VARCHAR, social_workers_in_12_months BIGINT, social_worker_changes_in_12_months BIGINT
        );
        INSERT INTO events.social_worker_changes_at_month_end VALUES
        ('x', '2026-10-31', 'c1', 'Assessment East', 'w1', 'Assessment', 2, 2),
        ('x', '2026-10-31', 'c2', 'Assessment West', 'w3', 'In care', 4, 3),
        ('x', '2026-10-31', 'c3', 'Assessment West', 'w3', 'In care', 2, 1);
        CREATE TABLE events.worker_stretches (
            authority_id VARCHAR, child_id VARCHAR, worker_id VARCHAR, allocated_on DATE, released_on DATE
        );
        INSERT INTO events.worker_stretches VALUES
        ('x', 'c2', 'w9', '2025-01-01', '2025-10-31'),
        ('x', 'c2', 'w8', '2025-10-31', '2025-11-02'),
        ('x', 'c2', 'w3', '2026-03-02', NULL),
        ('x', 'c2', 'w7', '2026-11-01', NULL),
        ('x', 'c3', 'w3', '2026-01-01', NULL);
        """
    )
    yield Store("made", Path("made"), connection)
    connection.close()


def test_workers_of_the_month_come_with_their_team_most_children_first(
    store: Store, tree: OrganisationTree
) -> None:
    found = workers_of_month(store, tree, "x", OCTOBER, role="bi")
    assert [worker.worker_id for worker in found] == ["w3", "w1", "w2", "w4", "w5"]
    assert found[3].team_unit_id == "x:not_allocated"
    assert (found[1].over_by, found[0].over_by) == (1.0, 0.0)  # 13 of 12; 18 of 18 is at the limit
    assert found[1].first_year_ends_on == date(2027, 9, 6)
    assert found[2].first_year_ends_on is None
    assert [worker.holds_cases for worker in found] == [True, True, True, True, False]


def test_a_service_has_its_own_workers_and_a_team_its_own(store: Store, tree: OrganisationTree) -> None:
    service = workers_of_month(store, tree, "x:assessment", OCTOBER, role="bi")
    assert {worker.worker_id for worker in service} == {"w1", "w2", "w3", "w5"}
    team = workers_of_month(store, tree, f"x:{WEST}", OCTOBER, role="bi")
    assert {worker.worker_id for worker in team} == {"w3", "w5"}
    assert workers_of_month(store, tree, "x:care", OCTOBER, role="bi") == ()


@pytest.mark.parametrize("role", ["scrutiny", "administrator", ""])
def test_single_workers_and_children_are_not_for_everyone(
    store: Store, tree: OrganisationTree, role: str
) -> None:
    with pytest.raises(RecordsError):
        workers_of_month(store, tree, "x", OCTOBER, role=role)
    with pytest.raises(RecordsError):
        children_with_changes(store, tree, "x", OCTOBER, role=role)
    assert first_year(store, tree, "x", OCTOBER, role=role).breaches is None


def test_protected_caseloads_by_team_and_who_is_above(store: Store, tree: OrganisationTree) -> None:
    found = first_year(store, tree, "x", OCTOBER, role="team_manager")
    # w1 holds 13 of 12, w2 6 of 6 at half time; w5 holds nobody and is not counted.
    assert (found.workers, found.over_limit) == (2, 1)
    assert [(team.team_unit_id, team.workers, team.over_limit, team.cases) for team in found.teams] == [
        (f"x:{EAST}", 2, 1, 19)
    ]
    assert found.breaches is not None
    assert [worker.worker_id for worker in found.breaches] == ["w1"]


def test_cohorts_are_those_who_began_in_one_quarter_the_latest_first(
    store: Store, tree: OrganisationTree
) -> None:
    latest, spring = first_year(store, tree, "x", OCTOBER, role="bi").cohorts
    assert (latest.begins_on, latest.workers, latest.cases, latest.over_limit) == (date(2026, 7, 1), 2, 19, 1)
    assert (latest.supervised, latest.supervision_counted) == (1, 2)
    assert (latest.first_ends_on, latest.last_ends_on) == (date(2027, 9, 6), date(2027, 9, 6))
    assert (spring.begins_on, spring.workers, spring.cases) == (date(2026, 4, 1), 1, 0)
    assert spring.first_ends_on is None


def test_children_with_changes_come_with_their_workers_of_the_year(
    store: Store, tree: OrganisationTree
) -> None:
    found = children_with_changes(store, tree, "x", OCTOBER, role="bi")
    assert [(child.child_id, child.changes, child.workers) for child in found] == [("c2", 3, 4), ("c1", 2, 2)]
    # w9 was released on 31 October 2025: its last day is the 30th, outside the 12 months up to 31 October 2026;
    # w7 begins after them.
    assert [(s.worker_id, s.first_on, s.last_on) for s in found[0].history] == [
        ("w8", date(2025, 10, 31), date(2025, 11, 1)),
        ("w3", date(2026, 3, 2), None),
    ]
    assert children_with_changes(store, tree, "x:care", OCTOBER, role="bi") == ()


def test_who_is_above_the_limit_after_the_first_year_is_counted_apart(
    store: Store, tree: OrganisationTree
) -> None:
    found = first_year(store, tree, "x", OCTOBER, role="bi")
    people = "newly qualified social workers who hold cases are above their protected caseload"
    assert found.over_limit_words == f"1 of 2 {people}"  # w1 is in the first year, to September 2027
    teams = (FirstYearTeam("a", 6, 5, 80, 4), FirstYearTeam("b", 5, 4, 70, 2))
    assert FirstYear(teams, (), None).over_limit_words == (
        f"9 of 11 {people}: 3 in the first year, 6 after its end, where the role recorded should be checked"
    )
    (worker,) = found.breaches or ()
    assert not worker.is_past_first_year(date(2027, 9, 6))
    assert worker.is_past_first_year(date(2027, 9, 7))


def test_an_older_build_without_first_years_has_workers_all_the_same(
    tree: OrganisationTree, store: Store
) -> None:
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA events")
    rows = store.connection.sql("FROM events.workers_at_month_end").to_arrow_table()
    connection.from_arrow(rows).create("events.workers_at_month_end")
    older = Store("older", Path("older"), connection)
    found = workers_of_month(older, tree, "x", OCTOBER, role="bi")
    assert len(found) == 5
    assert all(worker.first_year_ends_on is None for worker in found)
