"""Months as an earlier build had them: what was restated, what is new, what has gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.build import build_store
from data.paths import StorePaths
from data.store import current_build_id, open_store
from data.supplied.load import load_values
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis
from reporting.as_published import earlier_builds, restated_since
from reporting.kpi_history import earlier_versions_of

KPI = "icpc_within_15_days"
HEADINGS = "period,kpi,org_unit,numerator,denominator,value,source,note"


def load(paths: StorePaths, library: KpiLibrary, folder: Path, *months: tuple[str, int]) -> str:
    """Load months with their numerators of 20, make a build, and return its id."""
    rows = [f"{month},{KPI},Havering,{top},20,{5 * top},Monthly return," for month, top in months]
    file = folder / f"{months[-1][0]}.csv"
    file.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    load_values(paths, file, library)
    return build_store(paths, library).build_id


@pytest.fixture(scope="module")
def two_builds(library: KpiLibrary, tmp_path_factory: pytest.TempPathFactory) -> tuple[StorePaths, str, str]:
    """A store built twice: August is corrected from 18 to 15 of 20, and October is new."""
    folder = tmp_path_factory.mktemp("builds")
    paths = StorePaths(folder / "store")
    first = load(paths, library, folder, ("2026-08", 18), ("2026-09", 16))
    second = load(paths, library, folder, ("2026-08", 15), ("2026-10", 17))
    return paths, first, second


def test_a_corrected_month_is_shown_as_it_was_and_as_it_is(
    two_builds: tuple[StorePaths, str, str], library: KpiLibrary
) -> None:
    paths, first, second = two_builds
    (month,) = restated_since(
        open_store(paths, first), open_store(paths, second), library.by_id(KPI), "havering", Basis.COMPLETED
    )
    assert f"{month.month:%Y-%m}" == "2026-08"
    assert (month.then, month.now) == (90.0, 75.0)
    assert (month.then_words, month.now_words) == ("90.0% (18 of 20)", "75.0% (15 of 20)")
    assert month.change == "−15.0 points"


def test_a_month_that_has_gone_is_restated_and_a_new_one_is_not(
    two_builds: tuple[StorePaths, str, str], library: KpiLibrary
) -> None:
    paths, first, second = two_builds
    backwards = restated_since(
        open_store(paths, second), open_store(paths, first), library.by_id(KPI), "havering", Basis.COMPLETED
    )
    assert [(f"{month.month:%Y-%m}", month.now_words) for month in backwards] == [
        ("2026-10", "No figure"),
        ("2026-08", "90.0% (18 of 20)"),
    ]
    assert backwards[0].change == ""


def test_the_same_build_has_nothing_to_say(
    two_builds: tuple[StorePaths, str, str], library: KpiLibrary
) -> None:
    paths, _, second = two_builds
    store = open_store(paths, second)
    assert restated_since(store, store, library.by_id(KPI), "havering", Basis.COMPLETED) == ()


def test_builds_before_the_one_in_use_are_offered_and_broken_ones_are_not(
    two_builds: tuple[StorePaths, str, str],
) -> None:
    paths, first, second = two_builds
    (paths.builds / "kpi-broken.duckdb").write_bytes(b"this is no database" * 100)
    assert current_build_id(paths) == second
    assert [build.build_id for build in earlier_builds(paths, second)] == [first]
    assert earlier_builds(paths, first) == ()


def test_the_corrected_figure_is_also_known_by_its_versions(
    two_builds: tuple[StorePaths, str, str], library: KpiLibrary
) -> None:
    paths, _, second = two_builds
    versions = earlier_versions_of(open_store(paths, second), library.by_id(KPI), "havering")
    assert [(version.period_words, version.value_words) for version in versions] == [("August 2026", "90.0%")]
