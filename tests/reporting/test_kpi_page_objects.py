"""Records in words, the days that a chart names, and the figures beside the month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from data.store import Store
from journal.annotations import write_annotation
from journal.database import open_journal, sqlite_address
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.ratings.brag import rating
from metrics.screen_order import in_sections
from metrics.vocabulary import Basis, Level
from reporting.actions import Action
from reporting.annotations import annotations_of, named_days
from reporting.figure_sets import figure_set
from reporting.judgement.result import RestartMark
from reporting.kpi_choices import first_to_show, kpis_with_figures
from reporting.kpi_history import kpi_history, longer_periods_of, same_month_last_year
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.records_in_words import record_rows, records_sentence
from reporting.series_breaks import BreakKind, SeriesBreak
from tests.reporting.made_up_months import figure, row, values

TREE = OrganisationTree(
    "northmere",
    (OrgUnit("northmere:T09", "northmere", "northmere", Level.TEAM, "Assessment West", None, None),),
)
RECORD = {
    "child_id": "c8f87fe07aaaaaaaaaaaaaaaa",
    "worker_id": "w89915e84bbbbbbbbbbbbbbbb",
    "team_id": "T09",
    "clock_starts": date(2026, 7, 29),
    "clock_stops": datetime(2026, 10, 9, 15, 30, tzinfo=UTC),
    "due_on": date(2026, 10, 1),
    "counted_on": date(2026, 10, 1),
    "days_late": 8,
    "amount": None,
    "in_numerator": False,
    "in_denominator": True,
}


def test_a_record_in_words() -> None:
    on_time = RECORD | {"in_numerator": True, "days_late": None, "team_id": None, "worker_id": None}
    left_out = RECORD | {"in_denominator": False, "days_late": None, "team_id": "T99"}
    rows = record_rows(pa.Table.from_pylist([RECORD, on_time, left_out]), TREE)
    assert rows[0] == {
        "Child": "c8f87fe07aaaaaaaaaaaaaaaa",
        "Team": "Assessment West",
        "Worker": "w89915e84",
        "Started": date(2026, 7, 29),
        "Due on": date(2026, 10, 1),
        "Done": date(2026, 10, 9),
        "Days late": "8",
        "Counted on": date(2026, 10, 1),
        "How it counts": "Not in the number",
    }  # nothing has an amount, so there is no column for it
    assert [found["How it counts"] for found in rows[1:]] == ["In the number", "Cannot be counted"]
    assert [found["Team"] for found in rows[1:]] == ["Not allocated", "Not allocated"]
    assert records_sentence(rows, "Assessment West", "October 2026") == (
        "3 records of Assessment West in October 2026: 1 in the number, 1 not in the number, 1 cannot be counted."
    )
    assert record_rows(pa.Table.from_pylist([RECORD])[:0], TREE) == []
    assert records_sentence([], "Assessment West", "May 2026").startswith("No record of Assessment West")


def test_every_kind_of_day_is_named_in_order(tmp_path: Path) -> None:
    journal = open_journal(sqlite_address(tmp_path / "journal.sqlite"))
    write_annotation(
        journal,
        authority_id="northmere",
        kpi_id="k",
        happened_on=date(2025, 3, 1),
        kind="practice",
        words="Visits planned ahead",
        post="head_of_safeguarding",
    )
    done = Action(
        "a",
        "Plan visits",
        "head_of_safeguarding",
        date(2025, 2, 28),
        date(2025, 2, 20),
        ("k",),
        rating("complete", ""),
        None,
        "head_of_safeguarding",
        datetime(2025, 1, 1, tzinfo=UTC),
    )
    waiting = Action(
        "b",
        "Later",
        "head_of_safeguarding",
        None,
        None,
        ("k",),
        rating("not rated", ""),
        None,
        "x",
        datetime(2025, 1, 1, tzinfo=UTC),
    )
    days = named_days(
        annotations_of(journal, "northmere", "k"),
        (done, waiting),
        (SeriesBreak(date(2024, 4, 1), "10 working days", BreakKind.SETTING),),
        (RestartMark(date(2025, 3, 31), "A new level", "head_of_safeguarding"),),
    )
    assert [(day.day, day.kind_words, day.words, day.is_restart) for day in days] == [
        (date(2024, 4, 1), "limit changed", "10 working days", False),
        (date(2025, 2, 20), "action completed", "Plan visits", False),
        (date(2025, 3, 1), "change of practice", "Visits planned ahead", False),
        (date(2025, 3, 1), "limits start afresh", "A new level", True),
    ]


def test_the_same_month_last_year_is_twelve_months_back(number: KpiDefinition) -> None:
    found = same_month_last_year(row(number, values(number, list(range(14)))))
    assert found is not None
    assert (found.value, found.period.end) == (1, date(2024, 2, 29))  # the 14th month is February 2025
    assert same_month_last_year(row(number, values(number, list(range(12))))) is None
    gap = values(number, [0.0, None, *range(2, 14)])
    assert same_month_last_year(row(number, gap)) is None
    assert same_month_last_year(row(number, [])) is None
    year = figure(number, 0, 5.0)
    assert same_month_last_year(row(number, [year])) is None


def test_the_year_to_date_and_the_last_twelve_months_are_sums_of_their_months(
    northmere: Store, library: KpiLibrary
) -> None:
    kpi = library.by_id("assessments_within_45_working_days")
    end = date(2026, 10, 31)
    months = {
        item["period_end"]: item
        for item in figure_set(northmere, [kpi.id], ["northmere"]).to_pylist()
        if item["denominator"]
    }
    longer = longer_periods_of(northmere, kpi, "northmere", end, Basis.COMPLETED)
    for found, first in (
        (longer.year_to_date, date(2026, 4, 30)),
        (longer.rolling_12_months, date(2025, 11, 30)),
    ):
        of_months = [item for day, item in months.items() if first <= day <= end]
        top, bottom = (sum(item[name] for item in of_months) for name in ("numerator", "denominator"))
        assert found is not None
        assert found.fraction == f"{top:g} of {bottom:g}"
        assert found.words == f"{100 * top / bottom:.1f}%"


def test_a_team_is_held_to_the_councils_target_and_a_count_is_not(
    northmere: Store, library: KpiLibrary
) -> None:
    kpi = library.by_id("assessments_within_45_working_days")
    own = kpi_history(northmere, kpi, "northmere:T09")
    lent = kpi_history(northmere, kpi, "northmere:T09", authority_id="northmere")
    assert (own.steps, own.targets_of) == ((), "northmere:T09")
    assert lent.targets_of == "northmere"
    assert [step.target for step in lent.steps] == [85.0, 90.0, 95.0]
    council = kpi_history(northmere, kpi, "northmere", authority_id="northmere")
    assert council.targets_of == "northmere"
    count = kpi_history(
        northmere, library.by_id("contacts_received"), "northmere:T01", authority_id="northmere"
    )
    assert count.targets_of == "northmere:T01"


def test_without_parts_only_the_whole_is_read(northmere: Store, library: KpiLibrary) -> None:
    kpi = library.by_id("assessments_within_45_working_days")
    whole = kpi_history(northmere, kpi, "northmere", with_parts=False)
    assert whole.parts == (None,)
    assert len(kpi_history(northmere, kpi, "northmere").parts) > 5
    assert whole.row(None).latest == kpi_history(northmere, kpi, "northmere").row(None).latest


def test_the_measure_shown_first_is_the_first_of_the_scorecard_that_has_figures(library: KpiLibrary) -> None:
    kpis = library.in_service_area("assessment")
    in_order = [kpi.id for _, section in in_sections(kpis, "assessment") for kpi in section]
    assert first_to_show(kpis, "assessment", in_order) == in_order[0]
    assert first_to_show(kpis, "assessment", {in_order[4], in_order[2]}) == in_order[2]
    assert first_to_show(kpis, "assessment", ()) is None


def test_the_measures_with_figures_are_those_with_a_value(northmere: Store, library: KpiLibrary) -> None:
    found = kpis_with_figures(northmere, "northmere")
    assert "assessments_within_45_working_days" in found
    assert found < set(library.ids)
    assert kpis_with_figures(northmere, "nowhere") == frozenset()
