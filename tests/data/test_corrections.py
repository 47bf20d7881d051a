"""Loading again: a correction replaces, an unchanged figure adds nothing, and what was known stays readable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from data.build import build_store
from data.landing import Load, landed_table
from data.paths import StorePaths
from data.store import open_store
from metrics.library import KpiLibrary

LoadRows = Callable[..., Load]
Ask = Callable[..., list[tuple[Any, ...]]]
Versions = Callable[[], list[tuple[Any, ...]]]

KPI = "assessments_within_45_working_days"
NINETY: dict[str, Any] = {"numerator": 45, "denominator": 50, "value": 90}
EIGHTY: dict[str, Any] = {"numerator": 40, "denominator": 50, "value": 80}
AWAITED: dict[str, Any] = {"numerator": None, "denominator": None, "value": "missing"}


@pytest.fixture
def versions(paths: StorePaths, library: KpiLibrary, ask: Ask) -> Versions:
    """Build, and return (value, known from, known until) of every version of October's figure."""

    def known() -> list[tuple[Any, ...]]:
        build_store(paths, library)
        question = (
            "SELECT value, known_from, known_until FROM observation_versions WHERE kpi_id = ? "
            "AND origin = 'supplied' AND period_end = DATE '2026-10-31' ORDER BY known_from"
        )
        return ask(open_store(paths), question, KPI)

    return known


@pytest.fixture
def known_now(paths: StorePaths, ask: Ask) -> Callable[..., list[tuple[Any, ...]]]:
    """Return (value, state, awaiting) of October's figure in a build, the one in use by default."""

    def figures(build_id: str | None = None) -> list[tuple[Any, ...]]:
        question = (
            "SELECT value, state, awaiting FROM kpi_observations WHERE kpi_id = ? "
            "AND origin = 'supplied' AND period_end = DATE '2026-10-31'"
        )
        return ask(open_store(paths, build_id), question, KPI)

    return figures


def test_a_correction_replaces_the_figure_and_the_earlier_one_stays_readable(
    load: LoadRows, versions: Versions, known_now: Callable[..., Any]
) -> None:
    first, second = load(NINETY), load(EIGHTY)
    assert versions() == [
        (90.0, first.loaded_on, second.loaded_on),
        (80.0, second.loaded_on, None),
    ]
    assert known_now() == [(80.0, "counted", None)]


def test_the_same_file_twice_adds_no_version(load: LoadRows, versions: Versions) -> None:
    first, second = load(NINETY), load(NINETY)
    assert first.sha256 == second.sha256
    assert versions() == [(90.0, first.loaded_on, None)]


def test_a_figure_that_goes_back_is_known_three_times(load: LoadRows, versions: Versions) -> None:
    loads = [load(row) for row in (NINETY, EIGHTY, EIGHTY, NINETY)]
    assert versions() == [
        (90.0, loads[0].loaded_on, loads[1].loaded_on),
        (80.0, loads[1].loaded_on, loads[3].loaded_on),
        (90.0, loads[3].loaded_on, None),
    ]


def test_a_figure_can_be_taken_back(
    load: LoadRows, versions: Versions, known_now: Callable[..., Any]
) -> None:
    load(NINETY)
    load(AWAITED)
    assert [value for value, _, _ in versions()] == [90.0, None]
    assert known_now() == [(None, "not_supplied", "missing")]


def test_a_supplied_figure_stands_beside_a_published_one_and_replaces_nothing(
    paths: StorePaths, library: KpiLibrary, load: LoadRows, ask: Ask
) -> None:
    """The progress report of February 2025 prints 96.7% for November 2024."""
    load({"period": "2024-11", "numerator": None, "denominator": None, "value": 95})
    build_store(paths, library)
    question = (
        "SELECT origin, value FROM kpi_observations WHERE kpi_id = ? AND org_unit_id = 'havering' "
        "AND period_end = DATE '2024-11-30' ORDER BY origin"
    )
    assert ask(open_store(paths), question, KPI) == [("published", 96.7), ("supplied", 95.0)]


def test_a_build_of_an_earlier_day_holds_what_was_known_then_and_is_not_put_in_use(
    paths: StorePaths, library: KpiLibrary, load: LoadRows, known_now: Callable[..., Any]
) -> None:
    first, second = load(NINETY), load(EIGHTY)
    in_use = build_store(paths, library)
    before = build_store(paths, library, as_known_at=first.loaded_on - timedelta(microseconds=1))
    between = build_store(paths, library, as_known_at=first.loaded_on)
    after = build_store(paths, library, as_known_at=second.loaded_on)
    assert known_now(before.build_id) == []
    assert known_now(between.build_id) == [(90.0, "counted", None)]
    assert known_now(after.build_id) == [(80.0, "counted", None)]
    assert open_store(paths).build_id == in_use.build_id


def test_a_build_of_an_earlier_day_knows_only_what_was_published_by_then(
    paths: StorePaths, library: KpiLibrary, ask: Ask
) -> None:
    """The plan of January 2014 is dated 31 January 2014; everything else is later."""
    result = build_store(paths, library, as_known_at=datetime(2014, 1, 31, tzinfo=UTC))
    store = open_store(paths, result.build_id)
    assert ask(store, "SELECT source_id FROM sources") == [("havering-2014",)]
    assert ask(store, "SELECT DISTINCT source_id FROM kpi_observations") == [("havering-2014",)]
    assert ask(store, "SELECT DISTINCT source_id FROM targets") == [("havering-2014",)]
    earlier = build_store(paths, library, as_known_at=datetime(2014, 1, 30, 23, 59, tzinfo=UTC))
    assert (earlier.observations, earlier.targets) == (0, 0)


def test_a_figure_whose_kpi_has_left_the_library_is_kept_and_shown_as_rejected(
    paths: StorePaths, library: KpiLibrary, load: LoadRows, load_steps: LoadRows, ask: Ask
) -> None:
    figures, targets = load(NINETY), load_steps({})
    smaller = KpiLibrary(tuple(kpi for kpi in library if kpi.id != KPI), library.digest)
    build_store(paths, smaller)
    store = open_store(paths)
    assert ask(store, "SELECT load_id, source_row, reasons FROM rejected_rows ORDER BY load_id") == [
        (figures.load_id, 2, f"kpi '{KPI}' is no longer in the library"),
        (targets.load_id, 2, f"kpi '{KPI}' is no longer in the library"),
    ]
    assert ask(store, "SELECT count(*) FROM kpi_observations WHERE kpi_id = ?", KPI) == [(0,)]
    supplied = "SELECT count(*) FROM targets JOIN sources USING (source_id) WHERE sources.kind = 'supplied'"
    assert ask(store, supplied) == [(0,)]
    assert landed_table(paths, figures.load_id, "staged").num_rows == 1
    build_store(paths, library)
    assert ask(open_store(paths), "SELECT count(*) FROM rejected_rows") == [(0,)]
