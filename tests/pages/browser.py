"""The running dashboard and the browser that looks at it: for tests and screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from data.paths import DATA_DIR_VARIABLE, PROJECT_DIR

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
START_SECONDS = 60


@contextmanager
def running_dashboard(data_dir: Path) -> Iterator[str]:
    """Run the dashboard over a data folder on a free port until the block ends, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)],
        cwd=PROJECT_DIR,
        env=os.environ | {DATA_DIR_VARIABLE: str(data_dir)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port}"
        _wait_until_it_answers(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_until_it_answers(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the dashboard did not answer within {START_SECONDS} seconds")


def open_screen(page: Page, address: str) -> None:
    """Open an address and wait until the screen has its heading, the server is done and every file is there."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait until the server is done with the screen and every file is there."""
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_load_state("networkidle")
