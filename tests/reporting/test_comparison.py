"""Areas side by side: only the same measure, period and level, each once, and only where they are enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.build import build_store
from data.paths import StorePaths
from data.store import Store, open_store
from data.supplied.load import load_values
from metrics.library import KpiLibrary
from reporting.comparison import AreasCompared, areas_compared
from reporting.scorecard import scorecard

KPI = "icpc_within_15_days"
COLUMNS = "period,kpi,org_unit,numerator,denominator,value,source,note"
AREAS = {
    "Eastmere": (80, 100),
    "Kingsholt": (82, 100),
    "Lowburn": (78, 100),
    "Marshgate": (40, 50),
    "Northmoor": (20, 100),
}


@pytest.fixture(scope="module")
def store(library: KpiLibrary, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Five invented authorities with October 2026, one of them with September too."""
    paths = StorePaths(tmp_path_factory.mktemp("areas"))
    for name, (top, bottom) in AREAS.items():
        lines = [COLUMNS, f"2026-10,{KPI},,{top},{bottom},{100 * top / bottom},Made-up figures,"]
        if name == "Eastmere":
            lines.append(f"2026-09,{KPI},,50,100,50,Made-up figures,")
        file = Path(paths.data_dir) / f"{name}.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        load_values(paths, file, library, authority=name)
    build_store(paths, library)
    return open_store(paths)


def compared(store: Store, library: KpiLibrary, authority: str, kpi: str = KPI) -> AreasCompared | None:
    row = scorecard(store, library, [library.by_id(kpi)], authority).rows[0]
    return areas_compared(store, row.latest)


def test_the_areas_of_the_same_month_are_compared(store: Store, library: KpiLibrary) -> None:
    found = compared(store, library, "eastmere")
    assert found is not None
    assert found.own == "Eastmere"
    assert (
        dict(zip(found.names, zip(found.numerators, found.denominators, strict=True), strict=True)) == AREAS
    )
    assert found.judged.centre == pytest.approx(300 / 450)
    assert found.sentence == (
        "5 areas in October 2026, together 66.7%. Higher than the others by more than chance: Kingsholt. "
        "Lower than the others by more than chance: Northmoor."
    )


def test_the_table_says_the_same_as_the_sentence(store: Store, library: KpiLibrary) -> None:
    found = compared(store, library, "eastmere")
    assert found is not None
    table = found.table()
    northmoor = next(line for line in table if line["Area"] == "Northmoor")
    assert northmoor["Value"] == "20.0%"
    assert northmoor["Numerator of denominator"] == "20 of 100"
    assert northmoor["What it shows"] == "Lower by more than chance"
    # 66.7 +/- 3.09 x sqrt(0.667 x 0.333 / 100) = 14.6 points
    assert northmoor["998 in 1,000 lie between"] == "52.1% and 81.2%"


def test_printed_figures_without_numbers_are_not_compared(store: Store, library: KpiLibrary) -> None:
    assert compared(store, library, "havering") is None


def test_too_few_areas_are_not_compared(store: Store, library: KpiLibrary) -> None:
    row = scorecard(store, library, [library.by_id(KPI)], "eastmere").rows[0]
    september = next(figure for figure in row.figures if figure.value == 50.0)
    assert areas_compared(store, september) is None
    assert areas_compared(store, None) is None
