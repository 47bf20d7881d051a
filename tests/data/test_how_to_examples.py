"""The how-to pages for loading files: their templates, their examples and their commands work as written."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cli
from data.landing import Load, landed_table
from data.paths import PROJECT_DIR, StorePaths
from data.supplied import benchmarks, targets, values
from data.supplied.load import load_benchmarks, load_targets, load_values
from data.supplied.tables import read_table
from metrics.library import KpiLibrary

HOW_TO = PROJECT_DIR / "docs" / "how_to"
EXAMPLES = HOW_TO / "examples"
COLUMNS = {
    "values": (values.REQUIRED_COLUMNS, values.OPTIONAL_COLUMNS),
    "targets": (targets.REQUIRED_COLUMNS, targets.OPTIONAL_COLUMNS),
    "published": (benchmarks.REQUIRED_COLUMNS, benchmarks.OPTIONAL_COLUMNS),
}
OF_ONE_AUTHORITY = ("values", "targets")
ENDINGS = (".csv", ".xlsx")


@pytest.fixture
def load_example(paths: StorePaths, library: KpiLibrary) -> Callable[[str, str], list[dict[str, Any]]]:
    """Load an example and return its accepted rows; all of them are."""

    def rows(kind: str, ending: str) -> list[dict[str, Any]]:
        load_file: Callable[..., Load] = load_values if kind == "values" else load_targets
        load = load_file(paths, EXAMPLES / f"{kind}_example{ending}", library, authority="Northmoor")
        assert landed_table(paths, load.load_id, "rejected").to_pylist() == []
        found: list[dict[str, Any]] = landed_table(paths, load.load_id, "staged").to_pylist()
        return found

    return rows


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_template_has_every_column_and_no_row(kind: str, ending: str) -> None:
    required, optional = COLUMNS[kind]
    assert read_table(EXAMPLES / f"{kind}_template{ending}", required) == [[*required, *optional]]


@pytest.mark.parametrize("kind", OF_ONE_AUTHORITY)
def test_an_example_says_the_same_as_a_csv_file_and_as_a_workbook(
    load_example: Callable[[str, str], list[dict[str, Any]]], kind: str
) -> None:
    as_csv, as_xlsx = (load_example(kind, ending) for ending in ENDINGS)
    assert as_csv == as_xlsx
    assert {row["org_unit_id"] for row in as_csv} == {"northmoor"}


def test_the_example_of_published_figures_is_read_alike_from_both_files(
    paths: StorePaths, library: KpiLibrary
) -> None:
    loads = [load_benchmarks(paths, EXAMPLES / f"published_example{ending}", library) for ending in ENDINGS]
    as_csv, as_xlsx = (landed_table(paths, load.load_id, "staged").to_pylist() for load in loads)
    assert as_csv == as_xlsx
    assert [load.rows_rejected for load in loads] == [0, 0]
    assert {row["area_kind"] for row in as_csv} == {"country", "region", "neighbours"}


def test_the_example_of_values_shows_each_thing_that_a_value_can_be(
    load_example: Callable[[str, str], list[dict[str, Any]]],
) -> None:
    rows = load_example("values", ".csv")
    assert {(row["state"], row["awaiting"]) for row in rows} == {
        ("counted", None),
        ("no_cases", None),
        ("not_supplied", "to_be_confirmed"),
        ("not_supplied", "new_measure"),
        ("not_supplied", "missing"),
    }
    assert {row["period_kind"] for row in rows} == {
        *("month", "quarter", "financial_year", "financial_year_to_date", "rolling_12_months", "as_at")
    }
    october = [row["value"] for row in rows if row["numerator"] == 23]
    assert october == [71.875], "23 of 32, printed as 71.9"


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_page_describes_every_column_and_no_other(kind: str) -> None:
    page = (HOW_TO / f"load_{kind}.md").read_text("utf-8")
    table = page.partition("## Columns")[2].partition("\n## ")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    described = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    required, optional = COLUMNS[kind]
    assert described == [*required, *optional]


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_command_of_the_page_works(
    kind: str, paths: StorePaths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (HOW_TO / f"load_{kind}.md").read_text("utf-8")
    (command,) = re.findall(r"^python (cli\.py load .+)$", page, re.MULTILINE)
    monkeypatch.chdir(PROJECT_DIR)
    monkeypatch.setattr(sys, "argv", [*shlex.split(command), "--data-dir", str(paths.data_dir)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert "0 rejected" in capsys.readouterr().out


def test_every_file_that_a_page_names_is_there() -> None:
    for page in (HOW_TO / f"load_{kind}.md" for kind in COLUMNS):
        for link in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (HOW_TO / Path(link)).is_file(), f"{page.name}: {link}"
