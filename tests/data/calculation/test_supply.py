"""Where nothing was supplied there is no number: which KPIs some tables are enough for, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from data.calculation.supply import SuppliedTable, Supply, needs_of, supply_of
from data.event_schema import empty_events
from data.origin_finder import find_event_origins
from metrics.definition import Calculation, CannotComeFrom, KpiDefinition
from metrics.library import KpiLibrary, load_library
from metrics.vocabulary import KpiStatus, Method

MakeKpi = Callable[..., KpiDefinition]
LATEST_ONLY = "It holds only the latest visit."
VISITS = Calculation(
    method=Method.TIMELINESS,
    events="cp_visits_due",  # its rows come from plans and from visits
    clock_starts="due_from",
    clock_stops="done_on",
    also_needs=(("cp_visits",),),
)
MISSING = Calculation(
    method=Method.COUNT_AT_MONTH_END,
    events="children_missing_at_month_end",
    also_needs=(("missing_episodes", "return_home_interviews"),),
)


def of(kind: str, *names: str, first: date | None = None, last: date | None = None) -> list[SuppliedTable]:
    return [SuppliedTable(name, kind, first, last) for name in names]


def test_every_table_that_is_needed_and_one_of_those_the_rows_come_from(kpi: MakeKpi) -> None:
    assert supply_of(kpi(VISITS), of("ssd", "cp_plans", "cp_visits")).is_supplied
    assert not supply_of(kpi(VISITS), of("ssd", "cp_plans")).is_supplied
    assert not supply_of(kpi(VISITS), []).is_supplied


def test_of_several_tables_that_will_do_one_is_enough(kpi: MakeKpi) -> None:
    in_care = of("ssd", "care_episodes")
    assert not supply_of(kpi(MISSING), in_care).is_supplied
    assert supply_of(kpi(MISSING), [*in_care, *of("feed", "return_home_interviews")]).is_supplied
    assert supply_of(kpi(MISSING), [*in_care, *of("ssd", "missing_episodes")]).is_supplied


def test_a_source_that_cannot_give_it_does_not_count_and_says_why(kpi: MakeKpi) -> None:
    cannot = replace(VISITS, cannot_come_from=CannotComeFrom(annex_a=LATEST_ONLY))
    refused = supply_of(kpi(cannot), of("annex_a", "cp_plans", "cp_visits"))
    assert refused == Supply(False, note=f"Annex A cannot give it. {LATEST_ONLY}")
    assert supply_of(kpi(cannot), of("ssd", "cp_plans", "cp_visits")).is_supplied


def test_what_is_missing_is_said_with_what_would_give_it(kpi: MakeKpi) -> None:
    from_workbooks = supply_of(kpi(VISITS), of("annex_a", "cp_plans"))
    assert from_workbooks.note == (
        "Not received: child protection visits. It would come from list 7 of Annex A or the table ssd_cp_visits of the "
        "Standard Safeguarding Dataset."
    )
    from_dataset = supply_of(kpi(VISITS), of("ssd", "cp_plans"))
    assert from_dataset.note == (
        "Not received: child protection visits. It would come from the table ssd_cp_visits of the Standard "
        "Safeguarding Dataset."
    )


def test_what_only_a_workbook_has_is_not_promised_beside_a_dataset(kpi: MakeKpi) -> None:
    stages = Calculation(method=Method.COUNT_OF_EVENTS, events="adopter_stages", counted_on="stage_ended_on")
    note = supply_of(kpi(stages), of("ssd", "people")).note
    assert note == "Not received: adopters. No extract that can be used beside the others holds it."


def test_a_figure_reaches_as_far_as_all_that_it_needs(kpi: MakeKpi) -> None:
    plans = of("ssd", "cp_plans", last=date(2026, 10, 31))
    visits = of("annex_a", "cp_visits", first=date(2026, 2, 28), last=date(2026, 8, 31))
    found = supply_of(kpi(VISITS), [*plans, *visits])
    assert (found.is_supplied, found.supplied_from, found.supplied_until) == (
        True,
        date(2026, 2, 28),
        date(2026, 8, 31),
    )
    assert found.note == (
        "What it counts was received only for days after 28 February 2026 and up to 31 August 2026."
    )


def test_of_two_sources_of_a_table_the_one_that_reaches_further_counts(kpi: MakeKpi) -> None:
    workers = Calculation(method=Method.COUNT_AT_MONTH_END, events="absence_at_month_end")
    found = supply_of(
        kpi(workers),
        [*of("feed", "workers", last=date(2026, 6, 30)), *of("ssd", "workers", last=date(2026, 10, 31))],
    )
    assert found.supplied_until == date(2026, 10, 31)


def test_what_the_program_makes_itself_needs_no_table(kpi: MakeKpi) -> None:
    quality = Calculation(method=Method.COUNT_AT_MONTH_END, events="data_quality_at_month_end")
    assert needs_of(quality) == []
    assert supply_of(kpi(quality), []).is_supplied


@pytest.fixture(scope="module")
def library() -> KpiLibrary:
    return load_library()


def test_every_live_kpi_needs_something(library: KpiLibrary) -> None:
    live = [kpi for kpi in library if kpi.status is KpiStatus.LIVE]
    nothing = [kpi.id for kpi in live if kpi.calculation is not None and not needs_of(kpi.calculation)]
    assert nothing == ["data_quality_score"]


def test_the_tables_that_rows_come_from_are_read_from_the_queries() -> None:
    with empty_events() as con:
        found = find_event_origins(con)
    assert found["cp_visits_due"].records == {"cp_plans", "cp_visits"}
    assert found["children_in_care_at_month_end"].records == {"care_episodes"}
    assert found["missing_episodes"].records == {"missing_episodes", "return_home_interviews"}
    assert found["complaints"].records == {"complaints"}
    assert [table for table, origins in found.items() if not origins.records] == []
