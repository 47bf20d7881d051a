"""What is due and overdue: the counts are those of the KPIs, each thing is listed once, the filters choose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from data.calculation.open_work import KindAndKpi, WorkWanted
from data.calculation.open_work import due_work as rows_of_due_work
from data.store import Store
from metrics.kinds_of_work import KindOfWork, has_running_clock, kinds_in_register, kinds_of_work
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis, Level, PeriodKind
from reporting.due_work import DueItem, DueWork, due_work
from reporting.due_work.filters import (
    COMING,
    LATE,
    NEWLY_LATE,
    OVERDUE,
    VERY_LATE,
    WorkChosen,
    chosen_items,
    in_unit,
    work_of_unit,
)
from reporting.due_work.matrix import (
    NO_WORKER,
    Counted,
    matrix_of_services,
    matrix_of_teams,
    matrix_of_workers,
    service_of,
)
from reporting.due_work.words import (
    changed_hands_words,
    extract_words,
    holder_words,
    matrix_words,
    shown_words,
    summary_words,
    time_left_words,
)
from reporting.figure_sets import figure_set
from reporting.organisation_tree import OrganisationTree, organisation_tree
from reporting.records_behind import RecordsError

NORTHMERE = "northmere"
MONTH_ENDS = (date(2026, 10, 31), date(2026, 3, 31), date(2025, 8, 31))


@pytest.fixture(scope="module")
def tree(northmere: Store) -> OrganisationTree:
    return organisation_tree(northmere, NORTHMERE)


def overdue_figures(store: Store, kpi_id: str, on: date) -> dict[str, int]:
    """Return the open_overdue figures of every unit on a day, units with none left out."""
    units = [
        row["org_unit_id"]
        for row in store.rows("reporting/org_units")
        if row["org_unit_id"].startswith(NORTHMERE)
    ]
    figures = figure_set(
        store,
        [kpi_id],
        units,
        bases=(Basis.OPEN_OVERDUE,),
        period_kinds=(PeriodKind.AS_AT,),
        since=on,
        until=on,
    ).to_pylist()
    return {row["org_unit_id"]: round(row["value"]) for row in figures if row["value"]}


def counted_units(items: tuple[DueItem, ...], kpi_id: str, tree: OrganisationTree) -> dict[str, int]:
    """Return how many of a KPI's items are overdue in every unit."""
    counts: Counter[str] = Counter()
    for item in items:
        if item.is_overdue and item.kpi_id == kpi_id:
            counts[NORTHMERE] += 1
            counts[item.team_id] += 1
            counts[service_of(item.team_id, tree)] += 1
            if item.worker_id:
                counts[f"{NORTHMERE}:worker:{item.worker_id}"] += 1
    return dict(counts)


@pytest.mark.parametrize("on", MONTH_ENDS)
def test_overdue_at_a_month_end_is_the_open_overdue_figure_of_every_kpi_and_unit(
    northmere: Store, library: KpiLibrary, tree: OrganisationTree, on: date
) -> None:
    kinds = kinds_of_work(library)
    usual = due_work(northmere, library, NORTHMERE, role="bi", on=on)
    compared = found = 0
    for kind in kinds:
        for kpi_id in kind.counted_by + kind.other_counts:
            work = usual
            if kpi_id in kind.other_counts:
                work = due_work(northmere, library, NORTHMERE, role="bi", on=on, choices={kind.id: kpi_id})
            expected = overdue_figures(northmere, kpi_id, on)
            assert counted_units(work.items, kpi_id, tree) == expected, kpi_id
            compared += 1
            found += expected.get(NORTHMERE, 0)
    assert compared >= 27
    assert found > 0


def test_every_kpi_with_a_running_clock_is_in_one_kind(library: KpiLibrary) -> None:
    named = [name for kind in kinds_in_register() for name in kind.kpi_ids]
    assert sorted(named) == sorted(set(named))
    assert {kpi.id for kpi in library if has_running_clock(kpi)} <= set(named)
    assert all(library.get(name) is not None for name in named)


def test_a_kpi_that_no_kind_names_becomes_a_kind_of_its_own(
    library: KpiLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("metrics.kinds_of_work.kinds_in_register", lambda: ())
    kinds = kinds_of_work(library)
    assert {kind.counted_by for kind in kinds} == {(kpi.id,) for kpi in library if has_running_clock(kpi)}


def test_what_several_kpis_count_is_listed_once(northmere: Store, library: KpiLibrary) -> None:
    work = due_work(northmere, library, NORTHMERE, role="bi")
    assert len({(item.kind_id, item.event_id) for item in work.items}) == len(work.items)
    assert {item.kpi_id for item in work.items if item.kind_id == "child_protection_visits"} <= {
        "child_protection_visits_on_time"
    }


def test_the_days_ahead_and_the_teams_bound_the_list(northmere: Store, library: KpiLibrary) -> None:
    whole = due_work(northmere, library, NORTHMERE, role="bi")
    team = Counter(item.team_id for item in whole.items).most_common(1)[0][0]
    of_team = due_work(northmere, library, NORTHMERE, role="bi", team_unit_ids=(team,))
    assert of_team.items == tuple(item for item in whole.items if item.team_id == team)
    assert max(item.due_on for item in whole.items) <= date(2026, 11, 14)
    assert all(item.is_overdue or item.due_on >= date(2026, 10, 30) for item in whole.items)
    assert [item.due_on for item in whole.items] == sorted(item.due_on for item in whole.items)


def test_a_later_day_makes_more_of_it_late_and_begins_nothing(northmere: Store, library: KpiLibrary) -> None:
    now = due_work(northmere, library, NORTHMERE, role="bi")
    later = due_work(northmere, library, NORTHMERE, role="bi", on=date(2026, 11, 10))
    late = {item.event_id for item in later.items if item.is_overdue}
    lapsed = {item.event_id for item in later.lapsed}
    assert {item.event_id for item in now.items if item.is_overdue} - lapsed <= late
    assert not lapsed & late
    assert now.lapsed == ()
    assert "10 days further on, to Tuesday 10 November 2026" in extract_words(later)


def test_who_may_not_see_records_and_who_has_none(northmere: Store, library: KpiLibrary) -> None:
    with pytest.raises(RecordsError, match="scrutiny"):
        due_work(northmere, library, NORTHMERE, role="scrutiny")
    with pytest.raises(RecordsError, match="no records of havering"):
        due_work(northmere, library, "havering", role="bi")


def test_no_kind_is_no_question(northmere: Store) -> None:
    wanted = WorkWanted(NORTHMERE, date(2026, 10, 31), date(2026, 11, 14))
    assert rows_of_due_work(northmere.connection.cursor(), (), wanted) is None
    others = rows_of_due_work(northmere.connection.cursor(), [KindAndKpi("dental_checks", None)], wanted)
    assert others is not None
    assert set(others.column("kind_id").to_pylist()) <= {"dental_checks"}


@pytest.mark.parametrize(
    ("kind_id", "kpi_id"),
    [
        ("dental_checks", "cic_dental_checks_up_to_date"),
        ("health_assessments", "cic_health_assessments_up_to_date"),
    ],
)
def test_late_health_is_within_what_the_measure_of_the_month_has_not_up_to_date(
    northmere: Store, library: KpiLibrary, kind_id: str, kpi_id: str
) -> None:
    """The measure is of children in care for a year or more; the list has the others too, and needs a due day."""
    work = due_work(northmere, library, NORTHMERE, role="bi")
    late = {item.child_id for item in work.items if item.kind_id == kind_id and item.is_overdue}
    with northmere.connection.cursor() as cursor:
        states = (
            cursor.sql(
                "SELECT child_id, is_health_assessment_up_to_date AS health_assessments,"
                " is_dental_check_up_to_date AS dental_checks, is_in_care_12_months,"
                " last_health_assessment_on IS NOT NULL AS has_assessment FROM events.children_in_care_at_month_end"
                " WHERE month_end = DATE '2026-10-31'"
            )
            .to_arrow_table()
            .to_pylist()
        )
    (figure,) = figure_set(northmere, [kpi_id], [NORTHMERE], since=MONTH_ENDS[0]).to_pylist()
    not_up_to_date = {
        row["child_id"] for row in states if row["is_in_care_12_months"] and row[kind_id] is False
    }
    assert len(not_up_to_date) == figure["denominator"] - figure["numerator"]
    dated = {row["child_id"] for row in states if kind_id == "dental_checks" or row["has_assessment"]}
    assert not_up_to_date & dated <= late
    assert late <= {row["child_id"] for row in states if row[kind_id] is False}


ON = date(2026, 10, 31)
KINDS = (KindOfWork("visits", "Visits", "Visit"), KindOfWork("reviews", "Reviews", "Review"))


def item(
    days_left: int, kind: str = "visits", team: str = "T1", worker: str | None = "w1", **more: str
) -> DueItem:
    return DueItem(
        kind_id=kind,
        kpi_id=None,
        event_id=f"{kind}{days_left}{team}{worker}",
        child_id="c1",
        team_id=team,
        worker_id=worker,
        worker_now_id=more.get("now", worker),
        started_on=None,
        due_on=date.fromordinal(ON.toordinal() + days_left),
        is_overdue=days_left < 0,
        days_left=days_left,
    )


ITEMS = (
    item(-100),
    item(-91, "reviews"),
    item(-28, worker="w2", now="w1"),
    item(-1, team="T2", worker=None),
    item(0),
    item(14, "reviews", team="T2"),
)


def work_of(*items: DueItem) -> DueWork:
    return DueWork(NORTHMERE, ON, ON, KINDS, items, 0)


def test_what_lapses_before_the_day_looked_at_is_counted_and_said() -> None:
    # on the 31st four are late; the day after one of them is gone, and so is one that was only coming
    tomorrow = date(2026, 11, 1)
    now = work_of(*ITEMS)
    kept = tuple(found for found in ITEMS if found.days_left not in (-91, 14))
    later = replace(now, on=tomorrow, items=kept).without_lapsed_of(now)
    assert [found.days_left for found in later.lapsed] == [-91]
    assert extract_words(later).endswith(
        "what has begun since is not here. 1 thing that was overdue on Saturday 31 October 2026 lapses by then "
        "and no longer counts: 1 of reviews. The records say that the work has ended, or has passed to another "
        "worker, from a day in between."
    )
    assert "lapse" not in extract_words(replace(later, lapsed=()))


def test_a_part_has_the_lapsed_work_of_its_own_teams(tree: OrganisationTree) -> None:
    team, other = [unit.org_unit_id for unit in tree.of_level(Level.TEAM, ON)][:2]
    gone = (item(-3, team=team), item(-5, team=other), item(-6, team=other))
    work = replace(work_of(), on=date(2026, 11, 1), lapsed=gone)
    assert work_of_unit(work, team, tree).lapsed == gone[:1]
    assert work_of_unit(work, NORTHMERE, tree).lapsed == gone


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (OVERDUE, [-100, -91, -28, -1]),
        (NEWLY_LATE, [-28, -1]),
        (LATE, [-91]),
        (VERY_LATE, [-100]),
        (COMING, [0, 14]),
    ],
)
def test_how_late_chooses_with_its_ends_inside(when: str, days: list[int]) -> None:
    assert [found.days_left for found in chosen_items(ITEMS, WorkChosen(when=when))] == days


def test_a_workers_list_has_what_the_worker_took_over_too() -> None:
    assert [found.days_left for found in chosen_items(ITEMS, WorkChosen(worker_id="w1"))] == [
        -100,
        -91,
        -28,
        0,
        14,
    ]
    assert [found.days_left for found in chosen_items(ITEMS, WorkChosen(worker_id=NO_WORKER))] == [-1]
    assert holder_words(ITEMS[2]) == "now with w1"
    assert holder_words(ITEMS[0]) == ""


def test_the_matrix_counts_late_and_coming_apart_and_adds_up() -> None:
    tree = OrganisationTree(NORTHMERE, ())
    counts = matrix_of_teams(ITEMS, KINDS, tree)
    assert counts.cell("T1", "visits") == Counted(2, 1)
    assert counts.cell("T2", "reviews") == Counted(0, 1)
    assert counts.of_kind("reviews") == Counted(1, 1)
    assert counts.of_part("T2") == Counted(1, 1)
    assert counts.total == Counted(4, 2)
    assert matrix_words(counts, "teams") == "Of all teams T1 has most, 3 of 4 late; of all kinds visits, 3."
    by_worker = matrix_of_workers(ITEMS, KINDS)
    assert [part.name for part in by_worker.parts] == ["No worker known", "Worker w1", "Worker w2"]


def test_the_parts_of_every_service_add_up_to_the_council(
    northmere: Store, library: KpiLibrary, tree: OrganisationTree
) -> None:
    work = due_work(northmere, library, NORTHMERE, role="bi")
    services = matrix_of_services(work.items, work.kinds, tree)
    assert services.total == matrix_of_teams(work.items, work.kinds, tree).total
    assert services.total == Counted(work.overdue, work.coming)
    for part in services.parts:
        inside = in_unit(work.items, part.id, tree)
        assert services.of_part(part.id) == Counted(
            sum(found.is_overdue for found in inside), sum(not found.is_overdue for found in inside)
        )
    assert in_unit(work.items, NORTHMERE, tree) == work.items


@pytest.mark.parametrize(
    ("days_left", "words"),
    [(-2, "2 days late"), (-1, "1 day late"), (0, "Due today"), (1, "Due tomorrow"), (5, "5 days left")],
)
def test_days_in_words(days_left: int, words: str) -> None:
    assert time_left_words(item(days_left)) == words


def test_past_a_limit_in_working_days_it_is_late_from_the_next_one() -> None:
    friday = DueItem("visits", None, "e", "c", "T1", None, None, None, date(2026, 10, 30), False, -1)
    assert time_left_words(friday) == "Late from the next working day"


def test_the_summary_says_how_many_and_the_oldest() -> None:
    assert summary_words(work_of(*ITEMS), "Northmere") == (
        "4 things are overdue in Northmere and 2 more fall due by Saturday 14 November 2026. "
        "The oldest is 100 days late: visit."
    )
    assert summary_words(work_of(item(3)), "T1") == (
        "No things are overdue in T1 and 1 more falls due by Saturday 14 November 2026."
    )
    assert summary_words(work_of(), "T1") == (
        "Nothing of T1 is overdue or falls due by Saturday 14 November 2026."
    )


def test_the_sentence_of_a_table_with_one_part_is_a_sentence() -> None:
    one = [replace(ITEMS[0], team_id="T1", worker_id=None)]
    assert matrix_words(matrix_of_workers(one, KINDS), "workers") == (
        "1 is late with no worker known; of all kinds visits, 1."
    )
    tree = OrganisationTree(NORTHMERE, ())
    assert (
        matrix_words(matrix_of_teams(one, KINDS, tree), "teams") == "1 is late in T1; of all kinds visits, 1."
    )
    two = [*one, replace(ITEMS[0], team_id="T1", worker_id=None), replace(ITEMS[0], worker_id="w1")]
    assert matrix_words(matrix_of_workers(two, KINDS), "workers") == (
        "Of 3 late, 2 have no worker known, more than any one worker; of all kinds visits, 3."
    )


def test_what_passed_to_another_worker_is_said_only_where_something_did() -> None:
    assert changed_hands_words([item for item in ITEMS if not item.has_changed_hands]) == ""
    passed = [item for item in ITEMS if item.has_changed_hands]
    assert changed_hands_words(passed[:1]).startswith(
        "1 thing has passed to another worker since the day it was due:"
    )


def test_a_page_of_a_list_says_which_part_of_it_is_there() -> None:
    assert shown_words(ITEMS, ITEMS) == f"{len(ITEMS)} things"
    assert shown_words(ITEMS[2:4], ITEMS) == f"Things 3 to 4 of {len(ITEMS)}"
