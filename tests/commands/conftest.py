"""What the tests of the commands share: running them, and a council that has only Annex A workbooks."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

import cli
from data.build import build_store
from data.paths import StorePaths
from data.sources.annex_a_load import load_annex_a
from data.store import current_build_id
from data.synthetic.generate import generate_council
from metrics.library import LIBRARY_VARIABLE, load_library
from tests.commands.bad_files import Sheets, sheets_of
from tests.small_library import write_small_library

COUNCIL = "Northmere"
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
KPI = "assessments_within_45_working_days"
KPIS = (KPI, "contacts_received", "children_on_a_child_protection_plan")
A_CHILD = re.compile(r"SYN-C\d+|\bc[0-9a-f]{24}\b")  # an identifier as received, or its pseudonym


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def said(self) -> str:
        return self.out + self.err


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, through the same door as a person, and see that it ends in words."""

    def ran(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["cli.py", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        found = Ran(int(ended.value.code or 0), said.out, said.err)
        assert "Traceback" not in found.said
        assert not A_CHILD.search(found.said), "a child's identifier was printed"
        return found

    return ran


@dataclass(frozen=True)
class Council:
    """A council whose extracts are Annex A workbooks: `workbooks` by month end, and what the newest holds."""

    workbooks: dict[date, Path]
    october: Sheets
    library: Path
    store: Path

    def copy_of_store(self, folder: Path) -> Path:
        """Copy the store with its key, which lies beside it, and return the copy's folder."""
        for part in self.store.parent.glob(f"{self.store.name}*"):
            (shutil.copytree if part.is_dir() else shutil.copy2)(part, folder / part.name)
        return folder / self.store.name


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Council:
    """A small council with the workbook of September loaded and built; those of August and October are not.

    The test processes of one run share it, so nothing may be loaded into its store.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "workbooks"
    workbooks = {day: folder / f"northmere_annex_a_{day}.xlsx" for day in (AUGUST, SEPTEMBER, OCTOBER)}
    library, paths = folder / "library", StorePaths(folder / "store")
    with FileLock(f"{folder}.lock"):
        if current_build_id(paths) is None:
            (made,) = generate_council(
                folder / "files", children=200, years=1, ends_on=OCTOBER, annex_a_months=len(workbooks)
            ).authorities
            for workbook in made.annex_a:
                workbook.path.rename(workbooks[workbook.as_at])
            load_annex_a(paths, workbooks[SEPTEMBER], COUNCIL, SEPTEMBER)
            build_store(paths, load_library(write_small_library(library, *KPIS)))
    return Council(workbooks, sheets_of(workbooks[OCTOBER]), library, paths.data_dir)


@pytest.fixture(scope="module")
def store_of_module(council: Council, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the council's store, for tests whose files are all refused."""
    return council.copy_of_store(tmp_path_factory.mktemp("refused"))


@pytest.fixture
def small_library(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command read the library of a few measures."""
    monkeypatch.setenv(LIBRARY_VARIABLE, str(council.library))


@dataclass(frozen=True)
class Loader:
    """Loads a file into one store and sees that a refusal changes nothing that people read."""

    run: Run
    store: Path

    def figures(self) -> object:
        return self.run("observations", "--authority", COUNCIL, "--json", "--data-dir", self.store).json

    def load(self, *words: str | Path) -> Ran:
        return self.run("load", *words, "--data-dir", self.store)

    def refusal(self, *words: str | Path) -> str:
        """Load what must be refused; return what was said, and see it kept among the loads."""
        before = self.figures()
        assert before
        (build_id,) = {row["build_id"] for row in before}
        found = self.load(*words)
        assert (found.exit_code, found.out) == (1, "")
        assert found.err.endswith(f"Nothing was loaded. Build {build_id} is still in use.\n")
        assert self.figures() == before
        kept = self.run("loads", "--json", "--data-dir", self.store).json[-1]
        assert (kept["rows_landed"], kept["rows_rejected"]) == (0, 0)
        assert kept["problems"]
        assert all(problem in found.err for problem in kept["problems"])
        return found.err


@pytest.fixture
def loader(run: Run, store_of_module: Path) -> Loader:
    """Loads into a store that a refusal leaves as it is."""
    return Loader(run, store_of_module)
