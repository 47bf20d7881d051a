"""The published record has too few months to judge, and says so; one KPI as plain data."""

from __future__ import annotations

from datetime import date

import pytest

from data.build import build_store
from data.paths import StorePaths
from data.store import Store, open_store
from metrics.library import KpiLibrary
from reporting.judgement import judge_rows
from reporting.judgement.rated import rated_kpi
from reporting.scorecard import scorecard


@pytest.fixture(scope="module")
def store(library: KpiLibrary, tmp_path_factory: pytest.TempPathFactory) -> Store:
    paths = StorePaths(tmp_path_factory.mktemp("store"))
    build_store(paths, library)
    return open_store(paths)


@pytest.mark.parametrize("authority", ["havering", "barking_and_dagenham", "city_of_london"])
def test_no_printed_figure_gets_a_limit_or_an_icon(store: Store, library: KpiLibrary, authority: str) -> None:
    rows = scorecard(store, library, list(library), authority).rows
    assert any(given.figures for given in rows)
    for found in judge_rows(rows):
        assert found.chart is None
        assert found.not_enough_words.startswith("not enough months: ")


def test_one_kpi_as_plain_data(store: Store, library: KpiLibrary) -> None:
    kpi = library.by_id("assessments_within_45_working_days")
    found = rated_kpi(store, library, kpi, "havering")
    assert (found["value"], found["period_end"]) == (96.7, date(2024, 11, 30))
    assert found["rag"]["word"] == "on target"
    assert found["spc"]["why_not"] == "not enough months: 2 of 15"
    assert (found["direction"], found["outlook"]) == (None, None)


def test_a_kpi_known_only_in_parts_has_each_part_as_plain_data(store: Store, library: KpiLibrary) -> None:
    found = rated_kpi(store, library, library.by_id("case_supervision_in_timescale"), "havering")
    assert len(found["parts"]) == 4
    assert all(part["rag"]["word"] for part in found["parts"])
