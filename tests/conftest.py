"""What tests of several parts share: one small synthetic council, loaded and built through the front door."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from data.build import build_store, no_progress
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.store import Store, current_build_id, open_store
from data.synthetic.load import load_synthetic_council
from journal.database import open_journal, sqlite_address
from metrics.library import load_library
from reporting.made_up_journal import write_made_up_journal

# How long an example takes says how busy the machine is.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

NORTHMERE_CHILDREN, NORTHMERE_YEARS = 300, 3


@pytest.fixture(scope="session")
def northmere_dir(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The data folder of a small Northmere, to be read only; the test processes of one run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    paths = StorePaths(shared / "northmere")
    with FileLock(shared / "northmere.lock"):
        if current_build_id(paths) is None:
            library = load_library()
            load_synthetic_council(
                paths, library, children=NORTHMERE_CHILDREN, years=NORTHMERE_YEARS, progress=no_progress
            )
            build_store(paths, library)
            journal = open_journal(sqlite_address(paths.journal))
            write_made_up_journal(open_store(paths), library, journal)
    return paths.data_dir


@pytest.fixture(scope="session")
def northmere(northmere_dir: Path) -> Store:
    """The build of the small Northmere, open for reading."""
    return open_store(StorePaths(northmere_dir))


@pytest.fixture
def use_northmere(northmere_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point screens run inside the test process at the small Northmere."""
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(northmere_dir))
    monkeypatch.chdir(PROJECT_DIR)
    return northmere_dir


@pytest.fixture
def own_northmere(northmere_dir: Path, tmp_path: Path) -> StorePaths:
    """A copy of the small Northmere that a test may load into, build and write in."""
    shutil.copytree(northmere_dir, tmp_path / "northmere")
    return StorePaths(tmp_path / "northmere")
