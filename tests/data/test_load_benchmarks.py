"""Loading published figures: what is accepted, what is rejected, and that a newer figure takes its place."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.build import build_store
from data.landing import landed_table
from data.paths import StorePaths
from data.store import open_store
from data.supplied.benchmarks import REQUIRED_COLUMNS
from data.supplied.load import load_benchmarks
from metrics.library import KpiLibrary
from reporting.benchmarks import benchmarks_of

KPI = "icpc_within_15_days"
GOOD = {
    "kpi_id": KPI,
    "area": "England",
    "area_kind": "country",
    "period_start": "2025-04-01",
    "period_end": "2026-03-31",
    "value": "82.5",
    "source": "Children in need, table C4",
    "publisher": "Department for Education",
    "published_on": "2026-10-29",
}

LoadRow = Callable[..., str]


@pytest.fixture
def why(tmp_path: Path, paths: StorePaths, library: KpiLibrary) -> LoadRow:
    """Load one row that is good but for the cells given, and return why it is rejected, '' if it is not."""

    def reasons(**cells: str) -> str:
        load = load_benchmarks(paths, file_of(tmp_path, GOOD | cells), library)
        rejected = landed_table(paths, load.load_id, "rejected").to_pylist()
        return rejected[0]["reasons"] if rejected else ""

    return reasons


def file_of(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "published.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, REQUIRED_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_a_good_row_is_read_as_it_was_meant(tmp_path: Path, paths: StorePaths, library: KpiLibrary) -> None:
    load = load_benchmarks(
        paths,
        file_of(tmp_path, GOOD | {"only_for": "Havering; City of London", "area_kind": "region"}),
        library,
    )
    (row,) = landed_table(paths, load.load_id, "staged").to_pylist()
    assert (row["kpi_id"], row["value"], row["org_unit_ids"]) == (KPI, 82.5, ["city_of_london", "havering"])
    assert (row["period_start"], row["period_end"]) == (date(2025, 4, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({}, ""),
        ({"period_start": "2026-03-31"}, ""),  # a count on one day
        ({"kpi_id": "icpc_within_15_day"}, "Did you mean 'icpc_within_15_days'?"),
        ({"kpi_id": ""}, "kpi_id is empty"),
        ({"area": ""}, "area is empty"),
        ({"area_kind": "county"}, "area_kind 'county' is not one of country, neighbours, region, authority"),
        ({"area_kind": "region"}, "only_for is empty"),
        ({"only_for": "Haverin"}, "only_for 'Haverin' is not an authority"),
        ({"value": "182.5"}, "is not a percentage from 0 to 100"),
        ({"value": ""}, "value is empty: give the figure as it was published"),
        ({"value": "c"}, "value is not a number"),
        ({"numerator": "1", "denominator": "2"}, "does not agree with 1 of 2"),
        ({"period_start": ""}, "both needed"),
        ({"period_start": "2026-03-01"}, "the period has 31 days"),
        ({"period_start": "2020-04-01"}, "one to three years"),
        ({"published_on": ""}, "published_on is empty"),
        ({"published_on": "2026-03-01"}, "published_on is before the period ends"),
        ({"source": ""}, "source is empty"),
        ({"publisher": ""}, "publisher is empty"),
    ],
)
def test_what_cannot_be_trusted_is_rejected_and_said(
    why: LoadRow, cells: dict[str, str], reason: str
) -> None:
    found = why(**cells)
    assert reason in found
    assert bool(reason) == bool(found)


def test_a_loaded_figure_takes_the_place_of_the_one_in_the_list(
    tmp_path: Path, paths: StorePaths, library: KpiLibrary
) -> None:
    def england() -> dict[int, float]:
        build_store(paths, library)
        found = benchmarks_of(open_store(paths), [KPI], "havering")[KPI]
        return {one.period_end.year: one.value for one in found if one.area == "England"}

    before = england()
    assert before[2025] == 81.4
    restated: dict[str, Any] = GOOD | {
        "value": "81.0",
        "period_start": "2024-04-01",
        "period_end": "2025-03-31",
    }
    load_benchmarks(paths, file_of(tmp_path, GOOD, restated), library)
    assert england() == before | {2025: 81.0, 2026: 82.5}


def test_a_figure_whose_measure_has_left_the_library_is_kept_and_said(
    tmp_path: Path, paths: StorePaths, library: KpiLibrary
) -> None:
    load = load_benchmarks(paths, file_of(tmp_path, GOOD), library)
    fewer = replace(library, definitions=tuple(kpi for kpi in library if kpi.id != KPI))
    build_store(paths, fewer)
    rejected = open_store(paths).rows("reporting/rejected_rows", load_id=load.load_id)
    assert [(row["source_row"], row["reasons"]) for row in rejected] == [
        (2, f"kpi '{KPI}' is no longer in the library")
    ]
