"""On the small synthetic council: what the screens of teams show is what the KPIs say."""

from __future__ import annotations

from datetime import date

import pytest

from data.store import Store
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis, KpiStatus, Level
from reporting.figure_sets import figure_set
from reporting.organisation_tree import OrganisationTree, organisation_tree
from reporting.teams.columns import structure_at_the_time, team_changes, todays_columns
from reporting.teams.limits import CASELOAD_LIMITS, limit_on, limit_steps
from reporting.teams.over_months import first_month_end, over_months
from reporting.teams.pre_proceedings import pre_proceedings_tracker
from reporting.teams.side_by_side import side_by_side
from reporting.teams.team_profile import last_month_of, team_profile
from reporting.teams.unit_figures import UnitFigure, figures_by_unit
from reporting.teams.worker_changes import children_with_changes
from reporting.teams.workers import Worker, first_year, workers_of_month
from reporting.teams.workforce import (
    AGENCY,
    AVERAGE,
    HIGHEST,
    MEASURES,
    OVER_LIMIT,
    THREE_CHANGES,
    TWO_CHANGES,
    WEIGHTED,
    WorkforceFigures,
    workforce_figures,
)

OCTOBER, BEFORE_THE_MOVE = date(2026, 10, 31), date(2024, 6, 30)
SUBJECTS = ("assessment", "safeguarding", "children_in_care", "care_experienced", "workforce")


@pytest.fixture(scope="module")
def council(northmere: Store) -> OrganisationTree:
    return organisation_tree(northmere, "northmere")


def whole_of(council: OrganisationTree, subject: str) -> str:
    own = f"northmere:{subject}"
    return own if council.unit(own) else "northmere"


@pytest.mark.parametrize("end", [OCTOBER, BEFORE_THE_MOVE])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_teams_of_every_service_add_up_by_both_structures(
    northmere: Store, library: KpiLibrary, council: OrganisationTree, subject: str, end: date
) -> None:
    whole = whole_of(council, subject)
    changes = team_changes(northmere, "northmere")
    assert changes is not None
    for structure in (
        structure_at_the_time(council, whole, end.replace(day=1), end),
        todays_columns(council, whole, changes, end),
    ):
        assert structure is not None
        found = side_by_side(northmere, library.in_service_area(subject), structure, end, Basis.COMPLETED)
        assert found.rows
        wrong = [row.check.words for row in found.rows if row.check.agrees is False]
        assert not wrong
        assert "do not add up" not in found.adding_up_sentence()


def test_a_cell_is_the_observation_of_its_team(
    northmere: Store, library: KpiLibrary, council: OrganisationTree
) -> None:
    structure = structure_at_the_time(council, "northmere:assessment", OCTOBER.replace(day=1), OCTOBER)
    assert structure is not None
    kpi_id = "assessments_within_45_working_days"
    found = side_by_side(northmere, [library.by_id(kpi_id)], structure, OCTOBER, Basis.COMPLETED)
    units = [column.opens for column in found.columns]
    figures = figures_by_unit(
        figure_set(northmere, [kpi_id], [str(unit) for unit in units], since=OCTOBER, until=OCTOBER)
    )
    (row,) = found.rows
    for cell in row.parts:
        if cell.figure is not None:
            assert cell.figure == figures[kpi_id, str(cell.column.opens), OCTOBER]


def test_todays_teams_have_the_sum_of_the_teams_they_come_from(
    northmere: Store, library: KpiLibrary, council: OrganisationTree
) -> None:
    changes = team_changes(northmere, "northmere")
    assert changes is not None
    structure = todays_columns(council, "northmere:assessment", changes, OCTOBER)
    assert structure is not None
    assert "Assessment Central and West (from Duty and Assessment 4)" in [
        c.full_name for c in structure.parts
    ]
    kpi = library.by_id("assessments_within_45_working_days")
    found = over_months(northmere, kpi, structure, BEFORE_THE_MOVE, Basis.COMPLETED)
    june = next(row for row in found.rows if row.end == BEFORE_THE_MOVE)
    cell = next(cell for cell in june.parts if cell.column.name == "Assessment Central and West")
    old = figures_by_unit(
        figure_set(northmere, [kpi.id], ["northmere:T39"], since=BEFORE_THE_MOVE, until=BEFORE_THE_MOVE)
    )
    assert cell.figure == old[kpi.id, "northmere:T39", BEFORE_THE_MOVE]


def test_months_are_newest_first_and_at_most_24(
    northmere: Store, library: KpiLibrary, council: OrganisationTree
) -> None:
    structure = structure_at_the_time(council, "northmere:assessment", first_month_end(OCTOBER), OCTOBER)
    assert structure is not None
    kpi = library.by_id("assessments_within_45_working_days")
    found = over_months(northmere, kpi, structure, OCTOBER, Basis.DUE)
    ends = [row.end for row in found.rows]
    assert ends == sorted(ends, reverse=True)
    assert ends[0] == OCTOBER
    assert len(ends) == 24
    assert all(row.check.agrees for row in found.rows)


def held_by(workers: list[Worker]) -> list[Worker]:
    """Return whom the caseload KPIs count."""
    return [worker for worker in workers if worker.holds_cases and (worker.full_time_equivalent or 0) > 0]


def same(figure: UnitFigure | None, top: float | None, bottom: float | None, value: float | None) -> None:
    assert figure is not None
    for known, expected in ((figure.numerator, top), (figure.denominator, bottom), (figure.value, value)):
        assert known == (None if expected is None else pytest.approx(expected))


@pytest.fixture(scope="module")
def workforce(northmere: Store, library: KpiLibrary, council: OrganisationTree) -> WorkforceFigures:
    unit = council.unit("northmere")
    assert unit is not None
    return workforce_figures(northmere, library, council, unit, OCTOBER)


@pytest.mark.parametrize("unit_id", ["northmere", "team with most workers"])
def test_bars_and_lists_of_workers_make_the_caseload_kpis(
    northmere: Store, council: OrganisationTree, workforce: WorkforceFigures, unit_id: str
) -> None:
    everyone = workers_of_month(northmere, council, "northmere", OCTOBER, role="bi")
    assert held_by(list(everyone))
    if unit_id != "northmere":
        teams = [worker.team_unit_id for worker in held_by(list(everyone))]
        unit_id = max(sorted(set(teams)), key=teams.count)
    unit = council.unit(unit_id)
    found = held_by(list(workers_of_month(northmere, council, unit_id, OCTOBER, role="bi")))
    hours = sum(worker.full_time_equivalent or 0 for worker in found)
    cases, points = sum(w.cases for w in found), sum(w.weighted_cases or 0 for w in found)
    limited = [worker for worker in found if worker.caseload_limit]
    over = sum(worker.is_over_limit for worker in limited)
    same(workforce.figure(AVERAGE, unit), cases, hours, cases / hours)
    same(workforce.figure(WEIGHTED, unit), points, hours, points / hours)
    same(workforce.figure(HIGHEST, unit), None, len(found), max(worker.cases for worker in found))
    same(workforce.figure(OVER_LIMIT, unit), over, len(limited), 100 * over / len(limited))


def test_permanent_and_agency_staff_make_the_agency_rate(
    northmere: Store, council: OrganisationTree, workforce: WorkforceFigures
) -> None:
    workers = workers_of_month(northmere, council, "northmere", OCTOBER, role="bi")
    at_work = [
        w for w in workers if w.is_social_worker and w.is_in_post and (w.full_time_equivalent or 0) > 0
    ]
    hours = sum(worker.full_time_equivalent or 0 for worker in at_work)
    agency = sum(worker.full_time_equivalent or 0 for worker in at_work if worker.is_agency)
    same(workforce.figure(AGENCY), agency, hours, 100 * agency / hours)


def test_protected_caseloads_are_those_of_the_kpi_by_role(
    northmere: Store, council: OrganisationTree, workforce: WorkforceFigures
) -> None:
    found = first_year(northmere, council, "northmere", OCTOBER, role="bi")
    of_role = workforce.by_role.get((OVER_LIMIT, "Newly qualified social worker"))
    assert found.workers == (of_role.denominator if of_role else 0)
    assert found.over_limit == (of_role.numerator if of_role else 0)
    assert found.breaches is not None
    assert len(found.breaches) == found.over_limit


def test_children_with_changes_are_the_numerators_of_the_kpis(
    northmere: Store, council: OrganisationTree, workforce: WorkforceFigures
) -> None:
    found = children_with_changes(northmere, council, "northmere", OCTOBER, role="bi")
    two, three = workforce.figure(TWO_CHANGES), workforce.figure(THREE_CHANGES)
    assert two is not None and three is not None
    assert found
    assert len(found) == two.numerator
    assert sum(child.changes >= 3 for child in found) == three.numerator
    assert all(child.history for child in found)


def test_families_in_the_tracker_are_those_of_the_kpis(northmere: Store, council: OrganisationTree) -> None:
    ids = ("families_in_pre_proceedings", "children_in_pre_proceedings")
    units = ["northmere", *(unit.org_unit_id for unit in council.of_level(Level.TEAM))]
    figures = figures_by_unit(figure_set(northmere, ids, units))
    ends = sorted(
        {day for kpi, unit, day in figures if unit == "northmere" and figures[kpi, unit, day].value}
    )
    assert ends, "the small council has nobody in pre-proceedings, so this test would show nothing"
    for end in ends[-6:]:
        tracker = pre_proceedings_tracker(northmere, council, "northmere", end, role="bi")
        assert tracker.family_count == figures[ids[0], "northmere", end].value
        assert tracker.child_count == figures[ids[1], "northmere", end].value
        for team in tracker.teams:
            assert team.children == figures[ids[1], team.team_unit_id, end].value
        assert tracker.families is not None
        assert [f.days_open for f in tracker.families] == sorted(
            (f.days_open for f in tracker.families), reverse=True
        )


def test_a_team_page_holds_the_figures_of_the_team_and_its_service(
    northmere: Store, library: KpiLibrary, council: OrganisationTree
) -> None:
    team = max(
        (
            unit
            for unit in council.of_level(Level.TEAM, OCTOBER)
            if unit.parent_id == "northmere:safeguarding"
        ),
        key=lambda unit: unit.name,
    )
    profile = team_profile(northmere, library, council, team, OCTOBER, Basis.COMPLETED)
    assert profile.rows
    ids = [row.kpi.id for row in profile.rows]
    units = [team.org_unit_id, "northmere:safeguarding"]
    figures = figures_by_unit(figure_set(northmere, ids, units, since=OCTOBER, until=OCTOBER))
    for row in profile.rows:
        assert row.cell.figure == figures.get((row.kpi.id, units[0], OCTOBER))
        assert row.service.figure == figures.get((row.kpi.id, units[1], OCTOBER))
        assert len(row.points) <= 12
    overdue = figure_set(northmere, ids, units[:1], bases=(Basis.OPEN_OVERDUE,), since=OCTOBER, until=OCTOBER)
    counts = {row["kpi_id"]: round(row["value"]) for row in overdue.to_pylist() if row["value"] is not None}
    assert {row.kpi.id: row.overdue for row in profile.rows if row.overdue is not None} == counts


def test_a_team_that_has_ended_is_shown_in_its_last_month(council: OrganisationTree) -> None:
    ended = council.unit("northmere:T39")
    assert ended is not None
    assert last_month_of(ended, OCTOBER) == date(2024, 6, 30)
    assert last_month_of(ended, date(2024, 3, 31)) == date(2024, 3, 31)


def test_the_build_keeps_the_limits_and_the_steps_of_the_reorganisation(northmere: Store) -> None:
    steps = limit_steps(northmere, "northmere", list(CASELOAD_LIMITS))
    assert {limit_on(steps, setting, OCTOBER) for setting in CASELOAD_LIMITS} == {12.0, 18.0, 15.0}
    assert limit_steps(northmere, "havering", list(CASELOAD_LIMITS)) == ()
    changes = team_changes(northmere, "northmere")
    assert changes is not None
    assert len(changes) == 28
    assert {change.changed_on for change in changes} == {date(2024, 7, 1)}


def test_every_measure_of_the_workforce_screen_is_calculated(library: KpiLibrary) -> None:
    assert {library.by_id(kpi_id).status for kpi_id in MEASURES} == {KpiStatus.LIVE}
