"""What the tests of the screens share: a store of the published record, a running dashboard, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from data.build import build_store
from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR, StorePaths
from data.supplied.load import load_targets, load_values
from journal.database import Journal, open_journal, sqlite_address
from metrics.library import load_library
from tests.pages.browser import CHROMIUM, CHROMIUM_FLAGS, running_dashboard
from tests.pages.monthly_figures import AUTHORITY, write_targets, write_values


@pytest.fixture(scope="session")
def published_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one build of the published record."""
    folder = tmp_path_factory.mktemp("store")
    build_store(StorePaths(folder), load_library())
    return folder


@pytest.fixture(scope="session")
def monthly_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the published record and three years of made-up months of an invented authority."""
    folder = tmp_path_factory.mktemp("months")
    paths, library = StorePaths(folder), load_library()
    load_values(paths, write_values(folder), library, authority=AUTHORITY)
    load_targets(paths, write_targets(folder), library, authority=AUTHORITY)
    build_store(paths, library)
    return folder


@pytest.fixture
def use_monthly_store(monthly_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point screens run inside the test process at the store with months."""
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(monthly_store))
    monkeypatch.chdir(PROJECT_DIR)
    return monthly_store


@pytest.fixture
def months_to_write_in(monthly_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A copy of the store with months that a test may write the journal of; returns the journal."""
    shutil.copytree(monthly_store, tmp_path / "store")
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "store"))
    monkeypatch.chdir(PROJECT_DIR)
    return open_journal(sqlite_address(StorePaths(tmp_path / "store").journal))


@pytest.fixture
def use_store(published_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point screens run inside the test process at the published store."""
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(published_store))
    monkeypatch.chdir(PROJECT_DIR)
    return published_store


@pytest.fixture(scope="session")
def dashboard(published_store: Path) -> Iterator[str]:
    """The address of a running dashboard over the published store."""
    with running_dashboard(published_store) as address:
        yield address


@pytest.fixture(scope="session")
def northmere_dashboard(northmere_dir: Path) -> Iterator[str]:
    """The address of a running dashboard over the small Northmere."""
    with running_dashboard(northmere_dir) as address:
        yield address


@pytest.fixture(scope="session")
def monthly_dashboard(monthly_store: Path) -> Iterator[str]:
    """The address of a running dashboard over the store with months."""
    with running_dashboard(monthly_store) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; a test that needs it is skipped where there is none."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: set CHROMIUM to its path to run the browser tests")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a desk's width, with nothing remembered from another test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
