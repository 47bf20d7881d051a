"""Published annual figures: which an authority sees, in which order, and that the list is what was published."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from data.build import build_store
from data.paths import StorePaths
from data.published_record import PUBLISHED
from data.store import Store, open_store
from metrics.library import KpiLibrary
from reporting.benchmarks import AUTHORITY, COUNTRY, NEIGHBOURS, REGION, benchmarks_of, newest_of, year_label

OPEN_DATA = Path(__file__).parents[3] / "shared" / "opendata"
RE_REFERRALS = "re_referrals_within_12_months"


@pytest.fixture(scope="module")
def store(library: KpiLibrary, tmp_path_factory: pytest.TempPathFactory) -> Store:
    paths = StorePaths(tmp_path_factory.mktemp("store"))
    build_store(paths, library)
    return open_store(paths)


def rows() -> list[dict[str, str]]:
    with (PUBLISHED / "benchmarks.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_an_authority_sees_england_its_own_neighbours_its_region_and_itself(store: Store) -> None:
    found = benchmarks_of(store, [RE_REFERRALS], "havering")[RE_REFERRALS]
    newest = {kind: newest_of(found, kind) for kind in (COUNTRY, NEIGHBOURS, REGION, AUTHORITY)}
    said = {kind: (one.name, one.value) for kind, one in newest.items() if one is not None}
    # The year to 31 March 2025 as the department publishes it; 21.5 is the mean of Havering's ten neighbours.
    assert said == {
        COUNTRY: ("England", 22.6),
        NEIGHBOURS: ("Statistical neighbours", 21.5),
        REGION: ("London", 19.4),
        AUTHORITY: ("Havering", 16.3),
    }
    assert [one.kind for one in found] == sorted(
        (one.kind for one in found), key=[COUNTRY, NEIGHBOURS, REGION, AUTHORITY].index
    )
    england = [one.period_end.year for one in found if one.kind == COUNTRY]
    assert england == [2025, 2024, 2023, 2022, 2021]
    assert found[0].year_label == "year to 31 March 2025"
    assert found[0].source_words.endswith("Department for Education, published 8 April 2026")


def test_a_council_that_does_not_exist_sees_only_england_and_that_it_is_published(northmere: Store) -> None:
    found = benchmarks_of(northmere, [RE_REFERRALS], "northmere")[RE_REFERRALS]
    assert {(one.name, one.area) for one in found} == {("England, published", "England")}


def test_how_it_differs_is_said_by_the_definition_and_by_the_row(store: Store, library: KpiLibrary) -> None:
    homes, re_referrals = "care_leavers_in_suitable_accommodation", RE_REFERRALS
    found = benchmarks_of(store, [homes, re_referrals, "icpc_within_15_days"], "havering")
    of_definition = {
        kpi_id: series.differs for kpi_id in found if (series := library.by_id(kpi_id).published)
    }
    assert found[re_referrals][0].differs == of_definition[re_referrals]
    assert (
        found[homes][0].differs == f"{of_definition[homes]} The published figure is of those aged 19 to 21."
    )
    assert found["icpc_within_15_days"][0].differs == ""


def test_a_measure_without_published_figures_has_none(store: Store) -> None:
    assert benchmarks_of(store, ["contacts_received"], "havering") == {}


def test_a_build_of_an_older_program_has_none(tmp_path: Path) -> None:
    file = tmp_path / "kpi-old.duckdb"
    with duckdb.connect(str(file)):
        pass
    assert benchmarks_of(Store("old", file, duckdb.connect(str(file))), [RE_REFERRALS], "havering") == {}


def test_what_was_not_yet_published_is_not_known(library: KpiLibrary, tmp_path: Path) -> None:
    paths = StorePaths(tmp_path)
    result = build_store(paths, library, as_known_at=datetime(2025, 1, 1, tzinfo=UTC))
    known = benchmarks_of(open_store(paths, result.build_id), library.ids, "havering")
    assert set(known) == {"cp_plans_closed_within_3_months"}  # published on 31 October 2024


def test_a_year_and_a_day_are_told_apart() -> None:
    assert year_label(date(2024, 10, 1), date(2025, 9, 30)) == "year to 30 September 2025"
    assert year_label(date(2025, 9, 30), date(2025, 9, 30)) == "30 September 2025"


def test_every_row_of_the_list_names_a_measure_that_is_published(library: KpiLibrary) -> None:
    with (PUBLISHED / "authorities.csv").open(encoding="utf-8", newline="") as handle:
        authorities = {row["name"] for row in csv.DictReader(handle)}
    years: dict[str, set[str]] = defaultdict(set)
    for line, row in enumerate(rows(), start=2):
        assert library.by_id(row["kpi_id"]).published is not None, line
        assert set(filter(None, row["only_for"].split("; "))) <= authorities, line
        assert bool(row["only_for"]) == (row["area_kind"] != COUNTRY), line
        years[row["kpi_id"]].add(row["period_end"])
    assert 40 <= len(years) <= 60


def test_no_figure_stands_twice_in_the_list() -> None:
    keys = [(row["kpi_id"], row["area"], row["only_for"], row["period_end"]) for row in rows()]
    assert len(keys) == len(set(keys))


@pytest.mark.skipif(
    not OPEN_DATA.is_dir(), reason="the files that the department publishes are not beside us"
)
def test_england_and_the_authorities_are_as_the_department_publishes_them() -> None:
    con = duckdb.connect()
    measures = con.execute(
        "SELECT measure_short, period, area_name, value FROM read_parquet(?) WHERE value IS NOT NULL",
        [str(OPEN_DATA / "lait" / "lait_csc_long.parquet")],
    ).fetchall()
    published: dict[tuple[str, str, str], set[float]] = defaultdict(set)
    for measure, period, area, value in measures:
        published[measure, period, area].add(round(value, 2))
    compared = 0
    for row in rows():
        title, _, series = row["source"].partition(", ")
        if title == "Local Authority Interactive Tool" and row["area_kind"] != NEIGHBOURS:
            key = (series, row["period_end"][:4], row["area"])
            assert float(row["value"]) in published[key], row
            compared += 1
    assert compared > 1000
