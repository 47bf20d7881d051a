"""The running dashboard and the browser that looks at it: for tests and screenshots."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from data.paths import DATA_DIR_VARIABLE
from tests.own_server import free_port, own_server

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


@contextmanager
def running_dashboard(data_dir: Path) -> Iterator[str]:
    """Run the dashboard over a data folder on a free port until the block ends, and give its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    environment = os.environ | {DATA_DIR_VARIABLE: str(data_dir)}
    with own_server([*command, "--logger.level=error"], f"{address}/_stcore/health", environment):
        yield address


def open_screen(page: Page, address: str) -> None:
    """Open an address and wait until the screen has its heading, the server is done and every file is there."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait until the server is done with the screen and every file is there."""
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_load_state("networkidle")
