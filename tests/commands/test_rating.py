"""`rate`: one KPI judged, as JSON, for the unit that is meant and the month that is asked for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from data.build import build_store
from data.errors import UnknownOrgUnitError
from data.paths import StorePaths
from data.store import open_store
from data.supplied.load import load_values
from journal.commentary import write_commentary
from journal.database import open_journal, sqlite_address
from journal.restarts import accept_restart, withdraw_restart
from metrics.library import load_library
from reporting.overdue import overdue_counts

KPI = "icpc_within_15_days"
COLUMNS = "period,kpi,org_unit,numerator,denominator,value,source,note,basis"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen months of an invented authority, to April 2025, with what was overdue at two month ends."""
    data_dir = tmp_path_factory.mktemp("store")
    paths, library = StorePaths(data_dir), load_library()
    lines = [COLUMNS]
    for place in range(16):
        month = f"{2024 + place // 12}-{place % 12 + 1:02d}"
        top = 16 + place % 2
        lines.append(f"{month},{KPI},,{top},20,{5 * top},Made-up figures,,completed")
    lines.append(f"2025-03-31,{KPI},,9,,9,Made-up figures,,open_overdue")
    lines.append(f"2025-04-30,{KPI},,4,,4,Made-up figures,,open_overdue")
    file = data_dir / "values.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    load = load_values(paths, file, library, authority="Northmoor")
    assert load.rows_rejected == 0
    build_store(paths, library)
    return data_dir


def rate(folder: Path, *options: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["rate", "--kpi", KPI, "--data-dir", str(folder), *options])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_all_four_answers_are_there(folder: Path) -> None:
    found = rate(folder, "--authority", "Northmoor")
    assert (found["value"], found["period_end"]) == (85.0, "2025-04-30")
    assert found["rag"]["word"] == "no rating"
    assert found["spc"]["chart"] == "p_prime"
    assert found["spc"]["variation"] == "common_cause"
    assert found["spc"]["months"][0]["mean"] == pytest.approx(82.5)
    assert found["direction"]["words"] == "No clear change over 12 months, within its usual range"
    assert found["outlook"]["month_end"] == "2025-10-31"
    assert len(found["outlook"]["path"]) == 6
    assert found["attention"] == ["4 open and overdue"]


def test_an_earlier_month_is_judged_by_what_had_ended(folder: Path) -> None:
    found = rate(folder, "--org-unit", "northmoor", "--month", "2025-03", "--json")
    assert (found["value"], found["spc"]["points"]) == (80.0, 15)
    assert found["attention"] == ["9 open and overdue"]
    assert rate(folder, "--authority", "Northmoor", "--month", "2024-06")["spc"]["why_not"] == (
        "not enough months: 6 of 15"
    )


def test_without_an_authority_it_says_whose_figures_these_are(folder: Path) -> None:
    done = CliRunner().invoke(app, ["rate", "--kpi", KPI, "--data-dir", str(folder)])
    assert done.exit_code == 0
    assert "No authority named: this is Havering." in done.stderr
    assert json.loads(done.stdout)["org_unit_id"] == "havering"


@pytest.mark.parametrize("month", ["2026", "2026-Q1", "October"])
def test_what_is_not_a_month_is_refused(folder: Path, month: str) -> None:
    done = CliRunner().invoke(app, ["rate", "--kpi", KPI, "--data-dir", str(folder), "--month", month])
    assert done.exit_code == 2
    assert "is not a month like 2026-10" in done.stderr


def test_a_unit_that_does_not_exist_is_an_error(folder: Path) -> None:
    done = CliRunner().invoke(app, ["rate", "--kpi", KPI, "--data-dir", str(folder), "--org-unit", "Narnia"])
    assert isinstance(done.exception, UnknownOrgUnitError)


def test_the_newest_overdue_count_of_each_kpi_counts(folder: Path) -> None:
    store = open_store(StorePaths(folder))
    assert overdue_counts(store, [KPI], "northmoor")[KPI].count == 4
    assert overdue_counts(store, [], "northmoor") == {}
    assert overdue_counts(store, [KPI], "havering") == {}


def test_what_people_wrote_is_in_it(folder: Path) -> None:
    journal = open_journal(sqlite_address(StorePaths(folder).journal))
    place = {"authority_id": "northmoor", "org_unit_id": "northmoor", "kpi_id": KPI}
    restart_id = accept_restart(
        journal, **place, month=date(2024, 9, 30), reason="New chairs", post="head_of_safeguarding"
    )
    write_commentary(
        journal,
        **place,
        month=date(2025, 3, 31),
        what_changed="As before.",
        why="",
        what_we_do="",
        post="head_of_safeguarding",
    )
    found = rate(folder, "--authority", "Northmoor")
    (restart,) = found["spc"]["restarts"]
    assert (restart["month"], restart["reason"], restart["decided_by"], restart["restart_id"]) == (
        "2024-09-30",
        "New chairs",
        "head_of_safeguarding",
        restart_id,
    )
    assert found["spc"]["segment_starts"] == ["2024-01-31", "2024-09-30"]
    assert found["spc"]["sentence"].endswith("The limits start afresh in September 2024.")
    assert found["attention"] == ["4 open and overdue", "no commentary yet"]
    assert rate(folder, "--authority", "Northmoor", "--month", "2025-03")["attention"] == [
        "9 open and overdue"
    ]

    withdraw_restart(journal, restart_id, because="A mistake", post="head_of_safeguarding")
    found = rate(folder, "--authority", "Northmoor")
    assert found["spc"]["restarts"] == []
    assert found["spc"]["segment_starts"] == ["2024-01-31"]
