"""The running dashboard and the browser that looks at it: for tests and screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
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


def start_dashboard(data_dir: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the dashboard over a data folder on a free port and return it with its address."""
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
    address = f"http://localhost:{port}"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  our own server
                return process, address
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"the dashboard did not answer within {START_SECONDS} seconds")


def open_screen(page: Page, address: str) -> None:
    """Open an address and wait until the screen has its heading and the server is done."""
    page.goto(address)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)
