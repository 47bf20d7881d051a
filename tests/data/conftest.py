"""What the tests of the store share: the library, an empty store, and files as people fill them in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.build import build_store
from data.errors import ExtractError
from data.landing import Load, landed_loads, landed_table
from data.paths import StorePaths
from data.store import Store, open_store
from data.supplied.load import load_targets, load_values
from metrics.library import KpiLibrary, load_library

TODAY = date(2026, 11, 20)
GOOD_VALUE: Mapping[str, Any] = {
    "period": "2026-10",
    "kpi": "assessments_within_45_working_days",
    "org_unit": "Havering",
    "numerator": 45,
    "denominator": 50,
    "value": 90,
    "source": "Monthly return",
    "note": None,
}
GOOD_TARGET: Mapping[str, Any] = {
    "kpi": "assessments_within_45_working_days",
    "org_unit": "Havering",
    "target": 88,
    "in_force_from": "2026-04-01",
    "to_reach_by": "2027-03",
    "floor": 80,
    "set_by": "Improvement board",
    "source": "Improvement plan 2026",
    "note": None,
}
Row = Mapping[str, Any]
Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def library_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the library is kept as read, for processes that a test starts."""
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="session")
def library(library_cache: Path) -> KpiLibrary:
    return load_library(cache_dir=library_cache)


@pytest.fixture
def paths(tmp_path: Path) -> StorePaths:
    return StorePaths(tmp_path / "store")


@pytest.fixture(scope="session")
def published_store(tmp_path_factory: pytest.TempPathFactory, library: KpiLibrary) -> Store:
    """A store with the published record and nothing else."""
    paths = StorePaths(tmp_path_factory.mktemp("published"))
    build_store(paths, library)
    return open_store(paths)


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Ask a store a question of the test's own; rows come back as tuples."""

    def rows(store: Store, question: str, *parameters: object) -> list[tuple[Any, ...]]:
        with store.connection.cursor() as cursor:
            found = cursor.sql(question, params=list(parameters)).to_arrow_table()
        return [tuple(row.values()) for row in found.to_pylist()]

    return rows


@pytest.fixture
def write_file(tmp_path: Path) -> Callable[[str, Sequence[Row]], Path]:
    """Write rows under their headings, as CSV or XLSX by the file's ending."""

    def write(name: str, rows: Sequence[Row]) -> Path:
        file = tmp_path / name
        columns = list(dict.fromkeys(heading for row in rows for heading in row))
        table = [columns, *([row.get(column) for column in columns] for row in rows)]
        if file.suffix == ".csv":
            with file.open("w", encoding="utf-8", newline="") as handle:
                csv.writer(handle).writerows(table)
        else:
            with xlsxwriter.Workbook(str(file)) as book:
                sheet = book.add_worksheet("Values")
                for number, row in enumerate(table):
                    sheet.write_row(number, 0, row)
        return file

    return write


@pytest.fixture
def load(paths: StorePaths, library: KpiLibrary, write_file: Callable[..., Path]) -> Callable[..., Load]:
    """Load rows of values that are good but for what is given, and see that none is lost."""

    def load_rows(*rows: Row, name: str = "values.csv", of: str | None = None) -> Load:
        file = write_file(name, [{**GOOD_VALUE, **row} for row in rows])
        return accounted(load_values(paths, file, library, authority=of, today=TODAY))

    return load_rows


@pytest.fixture
def load_steps(
    paths: StorePaths, library: KpiLibrary, write_file: Callable[..., Path]
) -> Callable[..., Load]:
    """Load rows of targets that are good but for what is given, and see that none is lost."""

    def load_rows(*rows: Row, name: str = "targets.csv", of: str | None = None) -> Load:
        file = write_file(name, [{**GOOD_TARGET, **row} for row in rows])
        return accounted(load_targets(paths, file, library, authority=of))

    return load_rows


@pytest.fixture
def load_file(paths: StorePaths, library: KpiLibrary) -> Callable[[Path], Load]:
    """Load a file of values as it is, and see that no row is lost."""

    def load(file: Path) -> Load:
        return accounted(load_values(paths, file, library, today=TODAY))

    return load


@pytest.fixture
def refusal(paths: StorePaths) -> Callable[..., tuple[str, ...]]:
    """Return the problems of a file that is refused, and see that it is kept among the loads with them."""

    def problems(load: Callable[..., Load], *arguments: Any) -> tuple[str, ...]:
        with pytest.raises(ExtractError) as refused:
            load(*arguments)
        kept = landed_loads(paths)[-1]
        assert kept.problems == refused.value.problems
        assert (kept.rows_landed, kept.rows_accepted, kept.rows_rejected) == (0, 0, 0)
        return kept.problems

    return problems


@pytest.fixture
def rejected(paths: StorePaths) -> Callable[[Load], list[tuple[int, str]]]:
    """Return the number and the reasons of each rejected row of a load."""

    def rows(load: Load) -> list[tuple[int, str]]:
        return [tuple(row.values()) for row in landed_table(paths, load.load_id, "rejected").to_pylist()]

    return rows


@pytest.fixture
def staged(paths: StorePaths) -> Callable[[Load], list[dict[str, Any]]]:
    """Return the accepted rows of a load as they were understood."""

    def rows(load: Load) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = landed_table(paths, load.load_id, "staged").to_pylist()
        return found

    return rows


@pytest.fixture(params=[".csv", ".xlsx"])
def ending(request: pytest.FixtureRequest) -> str:
    """The same rows as a CSV file and as a workbook."""
    return str(request.param)


@pytest.fixture
def reasons(paths: StorePaths, load: Callable[..., Load]) -> Callable[..., str]:
    """Load one row that is good but for the cells given, and return why it is rejected, '' if it is not."""

    def why(ending: str = ".csv", of: str | None = None, **cells: Any) -> str:
        found = load(cells, name=f"values{ending}", of=of)
        rejected = landed_table(paths, found.load_id, "rejected").to_pylist()
        assert len(rejected) == found.rows_rejected
        return rejected[0]["reasons"] if rejected else ""

    return why


@pytest.fixture
def accepted(paths: StorePaths, load: Callable[..., Load]) -> Callable[..., dict[str, Any]]:
    """Load one row that is good but for the cells given, and return it as it was understood."""

    def staged(ending: str = ".csv", of: str | None = None, **cells: Any) -> dict[str, Any]:
        found = load(cells, name=f"values{ending}", of=of)
        assert landed_table(paths, found.load_id, "rejected").to_pylist() == []
        row: dict[str, Any] = landed_table(paths, found.load_id, "staged").to_pylist()[0]
        return row

    return staged


def accounted(load: Load) -> Load:
    assert load.rows_landed == load.rows_accepted + load.rows_rejected, "a row was lost"
    return load
