"""From starting the program to the first page on screen, against the least page with a chart.

Each turn starts a server of its own with a ready store, and opens it in a browser that already
runs. Needs Chromium: the one named in CHROMIUM, else the one on the path.
"""

from __future__ import annotations

import os
import shutil
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from measuring import in_turns, print_table
from playwright.sync_api import Browser, sync_playwright
from ready_store import KPI_WITH_FIGURES, ready_store
from running_server import LONGEST_WAIT_SECONDS, server

from tests.own_server import free_port

TURNS = 3
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
MINIMAL = "minimal page: its line is drawn"
SCORECARD = "Trajectory: the scorecard's table is drawn"
DETAIL = "Trajectory: a KPI's trajectory is drawn"
PLOTLY_LINE = ".js-plotly-plot .scatterlayer .trace"


def seconds_to_first_page(browser: Browser, script: str, address: str, shows: str) -> float:
    """Return the seconds from starting the server until the page shows an element."""
    port = free_port()
    started = time.perf_counter()
    with server(script, port):
        page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
        page.goto(f"http://localhost:{port}/{address}")
        page.locator(shows).first.wait_for(state="attached", timeout=1000 * LONGEST_WAIT_SECONDS)
        seconds = time.perf_counter() - started
        page.context.close()
    return seconds


def main() -> None:
    """Measure and print; say so where there is no browser."""
    if not Path(CHROMIUM).is_file():
        print("\nStart-up: not measured, there is no Chromium. Set CHROMIUM to its path.")
        return
    with ready_store(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        first_page = partial(seconds_to_first_page, browser)
        minimal = partial(first_page, "tests/benchmarks/pages/minimal_plotly.py", "", PLOTLY_LINE)
        measured = in_turns(
            {
                MINIMAL: minimal,
                SCORECARD: partial(first_page, "app.py", "", "table tbody tr"),
                DETAIL: partial(first_page, "app.py", f"kpi?{urlencode(KPI_WITH_FIGURES)}", PLOTLY_LINE),
            },
            TURNS,
        )
        browser.close()
    print_table("From starting the program to the first page", measured, MINIMAL)


if __name__ == "__main__":
    main()
