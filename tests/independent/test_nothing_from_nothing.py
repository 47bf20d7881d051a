"""Where nothing was supplied there is no number: a council with some of its extracts and not the others."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
import pytest

from data.build import build_store, no_progress
from data.calculation.supply import note_supply
from data.event_origins import event_origins
from data.landing import TABLES, landed_loads, landed_tables
from data.paths import PROJECT_DIR, StorePaths
from data.sources.annex_a_load import load_annex_a
from data.sources.feeds.load import load_feed
from data.sources.ssd.load import load_ssd
from data.sql import read_sql
from data.staging.stage import stage_records
from data.store import Store, open_store
from data.synthetic.generate import SyntheticAuthority, generate_council
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary, load_library
from metrics.vocabulary import KpiStatus
from tests.independent.plain_supply import DATASET, LISTS, ROWS_COME_FROM, is_supplied

ENDS_ON, TODAY = date(2026, 10, 31), date(2026, 11, 20)
STANDARD_MEASURES = PROJECT_DIR / "docs" / "standard_measures.csv"
# The references of docs/standard_measures.csv that one kind of extract cannot give by itself, as its specification
# says: no such date, or only the latest of many.
NOT_FROM_ANNEX_A = (
    "FD04 FD08 SI02 CN04 CN05 CN06 CN08 CP04 CP08 CP10 CP12 CP14 CP16 CP17 CL09 CL11 CL13 CL14 CL18 CL19 CL20 CL21 "
    "CL22 CL23 CL24 CL31 MS04 MS05 LV09 WF04 WF05 WF06 WF07 WF08 SV01 SV02 SV03 PL01 PL02 PL03 QA01 QA02"
)
NOT_FROM_THE_DATASET = (
    "FD04 CN06 CP16 CL19 CL21 CL22 MS04 LV09 AD06 WF04 WF05 WF06 WF07 SV01 SV02 SV03 EH02 "
    "PL01 PL02 PL03 QA01 QA02"
)
LIVED_WITH = {"data_quality_score"}  # counts the rows of whatever arrived


@dataclass(frozen=True)
class Arrived:
    """Which parts of a council's extracts arrived, by their names as received."""

    lists: Collection[int] = ()
    dataset: Collection[str] = ()
    feeds: Collection[str] = ()

    def has(self, kpi: KpiDefinition) -> bool:
        """Return whether they give a KPI, by the rule said by hand."""
        return is_supplied(kpi, lists=self.lists, dataset=self.dataset, feeds=self.feeds)


@pytest.fixture(scope="module")
def live() -> list[KpiDefinition]:
    return [kpi for kpi in load_library() if kpi.status is KpiStatus.LIVE]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SyntheticAuthority:
    council = generate_council(
        tmp_path_factory.mktemp("council") / "files", children=200, years=2, ends_on=ENDS_ON, annex_a_months=1
    )
    return council.authorities[0]


Load = Callable[[Arrived], StorePaths]


@pytest.fixture(scope="module")
def load(made: SyntheticAuthority, tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Return how to load the council's extracts into a store of their own and take away what did not arrive."""

    def loaded(arrived: Arrived) -> StorePaths:
        paths = StorePaths(tmp_path_factory.mktemp("store"))
        wanted = {f"list_{number}" for number in arrived.lists} | {*arrived.dataset, *arrived.feeds}
        if arrived.lists:
            load_annex_a(paths, made.annex_a[-1].path, made.name, ENDS_ON, today=TODAY)
        if arrived.dataset:
            load_ssd(paths, made.ssd_folder, made.name, ENDS_ON, today=TODAY)
        for name in arrived.feeds:
            load_feed(paths, name, made.feed_files[name], made.name, ENDS_ON, today=TODAY)
        for found in landed_loads(paths):
            for name in set(landed_tables(paths, found.load_id)) - wanted:
                (paths.landed / found.load_id / TABLES / f"{name}.parquet").unlink()
        return paths

    return loaded


def not_supplied(paths: StorePaths, kpis: Collection[KpiDefinition]) -> set[str]:
    """Return the KPIs that the program says a store's extracts do not give."""
    with duckdb.connect() as connection:
        stage_records(connection, paths, landed_loads(paths))
        connection.execute(read_sql("calculation/create_figure_lines"))
        note_supply(connection, kpis)
        question = "SELECT kpi_id FROM kpi_supply WHERE NOT is_supplied"
        return {kpi_id for (kpi_id,) in connection.execute(question).fetchall()}


def without(names: Collection[str] | Collection[int], *left_out: str | int) -> list[str] | list[int]:
    return [name for name in names if name not in left_out]  # type: ignore[return-value]


ALL_FEEDS = "every feed"
CASES = {
    "Annex A only": Arrived(lists=list(LISTS)),
    "Annex A without list 8": Arrived(lists=without(LISTS, 8)),  # type: ignore[arg-type]
    "Annex A without lists 3 and 6": Arrived(lists=without(LISTS, 3, 6)),  # type: ignore[arg-type]
    "list 9 only": Arrived(lists=[9]),
    "dataset only": Arrived(dataset=list(DATASET)),
    "dataset without visits to children in care": Arrived(dataset=without(DATASET, "ssd_cla_visits")),  # type: ignore[arg-type]
    "dataset without plans": Arrived(dataset=without(DATASET, "ssd_cp_plans", "ssd_cin_plans")),  # type: ignore[arg-type]
    "dataset with workers": Arrived(dataset=list(DATASET), feeds=["workers", "absence"]),
    "feeds only": Arrived(feeds=["complaints", "workers", "audits"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_supplied_is_what_the_rule_by_hand_says(
    name: str, load: Load, live: list[KpiDefinition]
) -> None:
    arrived = CASES[name]
    by_hand = {kpi.id for kpi in live if not arrived.has(kpi)}
    assert by_hand  # none of them has everything
    assert not_supplied(load(arrived), live) == by_hand


def test_with_every_table_and_feed_only_the_adopters_are_missing(
    made: SyntheticAuthority, load: Load, live: list[KpiDefinition]
) -> None:
    everything = Arrived(dataset=list(DATASET), feeds=list(made.feed_files))
    stages = {"adopters_stage_1_within_2_months", "adopters_stage_2_within_4_months"}
    assert not_supplied(load(everything), live) == stages  # in no dataset and no feed


def test_without_the_complaints_only_the_complaints_are_missing_too(
    made: SyntheticAuthority, load: Load, live: list[KpiDefinition]
) -> None:
    feeds: list[str] = without(made.feed_files, "complaints")  # type: ignore[assignment]
    missing = not_supplied(load(Arrived(dataset=list(DATASET), feeds=feeds)), live)
    assert {kpi_id for kpi_id in missing if "adopters" not in kpi_id} == {
        "complaints_received",
        "stage_1_complaints_within_10_working_days",
        "complex_stage_1_complaints_within_20_working_days",
    }


def of_references(references: str) -> set[str]:
    with STANDARD_MEASURES.open(encoding="utf-8", newline="") as file:
        rows = {row["reference"]: row for row in csv.DictReader(file)}
    return {
        kpi_id
        for reference in references.split()
        for kpi_id in (rows[reference]["kpi_id"], *rows[reference]["other_kpi_ids"].split())
    }


@pytest.mark.parametrize(
    ("name", "references"),
    [("Annex A only", NOT_FROM_ANNEX_A), ("dataset only", NOT_FROM_THE_DATASET)],
)
def test_what_an_extract_cannot_give_by_its_specification_has_no_figure(
    name: str, references: str, load: Load, live: list[KpiDefinition]
) -> None:
    assert of_references(references) <= not_supplied(load(CASES[name]), live)


def test_the_rule_by_hand_knows_every_event_table_that_is_counted(live: list[KpiDefinition]) -> None:
    used = {str(kpi.calculation.events) for kpi in live if kpi.calculation is not None}
    assert used == set(ROWS_COME_FROM)
    known = {table: set(event_origins()[table].records) - {"load_quality"} for table in used}
    assert known == ROWS_COME_FROM


@pytest.fixture(scope="module")
def built(load: Load) -> Iterator[Store]:
    """A store with Annex A, list 8 missing, built through the front door."""
    paths = load(CASES["Annex A without list 8"])
    library: KpiLibrary = load_library()
    build_store(paths, library, progress=no_progress)
    yield open_store(paths)


def ask(store: Store, what: str, kpi_id: str) -> list[tuple[object, ...]]:
    question = (
        f"SELECT {what} FROM kpi_observations WHERE kpi_id = ? AND origin = 'calculated' "
        "AND org_unit_id LIKE 'northmere%'"
    )
    return store.connection.execute(question, [kpi_id]).fetchall()


@pytest.mark.parametrize(
    "kpi_id", ["children_in_care", "cic_dental_checks_up_to_date", "child_protection_visits_on_time"]
)
def test_the_council_has_one_line_that_says_so_and_no_number(built: Store, kpi_id: str) -> None:
    numbers = "value, numerator, denominator, not_counted, lower_quartile, upper_quartile"
    assert set(ask(built, numbers, kpi_id)) == {(None,) * 6}
    units = ask(built, "DISTINCT state, org_unit_id, breakdown, basis", kpi_id)
    assert units == [("not_supplied", "northmere", None, "completed")]
    months = ask(built, "DISTINCT period_end", kpi_id)
    assert len(months) == 6  # May to October: what one workbook covers


def test_it_says_what_would_give_the_figure(built: Store) -> None:
    (note,) = set(ask(built, "note", "children_in_care"))
    assert note == (
        "Not received: care episodes. It would come from list 8 of Annex A or the table ssd_cla_episodes of the "
        "Standard Safeguarding Dataset.",
    )


def test_what_was_supplied_still_has_figures(built: Store) -> None:
    states = {str(state) for (state,) in ask(built, "DISTINCT state", "contacts_received")}
    assert states == {"counted"}


def test_no_figure_of_such_a_kpi_is_counted_anywhere(built: Store, live: list[KpiDefinition]) -> None:
    arrived = CASES["Annex A without list 8"]
    question = (
        "SELECT DISTINCT kpi_id FROM kpi_observations WHERE origin = 'calculated' AND state <> 'not_supplied'"
    )
    with_figures = {kpi_id for (kpi_id,) in built.connection.execute(question).fetchall()}
    assert with_figures == {kpi.id for kpi in live if arrived.has(kpi)}
    assert with_figures >= LIVED_WITH
