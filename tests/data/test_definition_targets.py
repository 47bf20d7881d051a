"""Targets that a definition holds itself: a definition of a temporary library, built and read."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.build import build_store
from data.paths import StorePaths
from data.store import Store, open_store
from data.supplied.load import load_targets
from metrics.library import KpiLibrary, load_library
from tests.small_library import write_small_library

KPI = "assessments_within_45_working_days"
BREAKDOWNS = "breakdowns: [sex, age_band, ethnicity_group, disability]\n"
TARGETS = """targets:
- {from: 2023-04-01, target: 80, floor: 70, set_by: improvement_board, kind: local, source: Plan of 2023}
- {from: 2025-04-01, target: 85, set_by: department_for_education, kind: statutory, source: Guidance of 2025}
- {from: 2026-04-01, target: 95, set_by: its_board, kind: local, source: Its plan, authority: barking_and_dagenham}
"""


@pytest.fixture(scope="module")
def with_targets(tmp_path_factory: pytest.TempPathFactory) -> KpiLibrary:
    folder = write_small_library(tmp_path_factory.mktemp("library"), KPI)
    file = folder / "assessment" / f"{KPI}.yaml"
    text = file.read_text(encoding="utf-8")
    assert BREAKDOWNS in text
    file.write_text(text.replace(BREAKDOWNS, BREAKDOWNS + TARGETS), encoding="utf-8")
    return load_library(folder)


def _steps(store: Store, authority: str) -> list[dict[str, Any]]:
    rows = store.rows("reporting/target_steps", org_unit_id=authority, kpis=[KPI])
    return [row for row in rows if row["kind"] == "goal" and row["state"] == "set"]


def _built(folder: Path, library: KpiLibrary) -> Store:
    paths = StorePaths(folder)
    build_store(paths, library)
    return open_store(paths)


def test_a_target_of_the_definition_holds_for_an_authority_without_one(
    tmp_path: Path, with_targets: KpiLibrary
) -> None:
    steps = _steps(_built(tmp_path / "store", with_targets), "city_of_london")
    assert [
        (step["target"], step["floor"], step["in_force_from"], step["in_force_until"], step["operator"])
        for step in steps
    ] == [
        (80, 70, date(2023, 4, 1), date(2025, 4, 1), "at_least"),
        (85, None, date(2025, 4, 1), None, "at_least"),
    ]
    assert [(step["source"], step["set_by"], step["note"]) for step in steps] == [
        ("KPI library", "improvement_board", "Agreed locally. Plan of 2023"),
        (
            "KPI library",
            "department_for_education",
            "Set in law or statutory guidance. Guidance of 2025",
        ),
    ]


def test_a_target_for_one_authority_holds_for_no_other(tmp_path: Path, with_targets: KpiLibrary) -> None:
    store = _built(tmp_path / "store", with_targets)
    with store.connection.cursor() as cursor:
        found = cursor.execute(
            "SELECT org_unit_id FROM targets WHERE source_id = 'definition' AND target = 95"
        ).fetchall()
    assert found == [("barking_and_dagenham",)]


def test_the_definition_counts_until_the_authority_loads_a_target_of_its_own(
    tmp_path: Path, with_targets: KpiLibrary
) -> None:
    """Supplied from 1 October 2024: the definition's 80 ends that day and its 85 of April 2025 never begins."""
    file = tmp_path / "targets.csv"
    row = {
        "kpi": KPI, "org_unit": "City of London", "target": "88", "in_force_from": "2024-10-01",
        "to_reach_by": "", "floor": "78", "set_by": "Board", "source": "Plan", "note": "",
    }  # fmt: skip
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(row))
        writer.writeheader()
        writer.writerow(row)
    paths = StorePaths(tmp_path / "store")
    assert load_targets(paths, file, with_targets, authority="City of London").rows_rejected == 0
    steps = _steps(_built(paths.data_dir, with_targets), "city_of_london")
    in_force = {
        step["target"]: (step["in_force_from"], step["in_force_until"])
        for step in steps
        if step["in_force_until"] is not None or step["target"] == 88
    }
    assert in_force == {80: (date(2023, 4, 1), date(2024, 10, 1)), 88: (date(2024, 10, 1), None)}


def test_a_library_without_targets_adds_no_source(published_store: Store) -> None:
    assert "KPI library" not in [row["title"] for row in published_store.rows("reporting/sources")]
