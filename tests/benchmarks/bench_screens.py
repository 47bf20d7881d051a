"""In a browser, against plain Streamlit, plain Dash and a static page: the first chart, and another measure.

    python tests/benchmarks/bench_screens.py [--only first|change]

All servers are warm and each visit is a new browser profile. Needs Chromium: the one named in CHROMIUM,
else the one on the path. TRAJECTORY_BENCH_STORE names a data folder with Northmere in it, and
TRAJECTORY_BENCH_DASH a Python with Dash and DuckDB, where this one has no Dash.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from changing import PLOTLY_LINE, changes, in_dash, in_streamlit
from measuring import PROJECT, in_turns, print_table
from playwright.sync_api import Browser, sync_playwright
from ready_store import ready_northmere
from running_server import LONGEST_WAIT_SECONDS, dash_python, dash_server, server
from static_page import write_static_page

from metrics.library import load_library
from tests.own_server import free_port
from tests.pages.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.pages.screens import MEASURE, address_of

TURNS, CHANGES = 7, 32
OTHER_MEASURES = (
    "assessments_within_45_working_days_of_referral",
    "assessments_with_no_further_action",
    "assessments_within_45_working_days",
    "children_seen_during_assessment",
)
OTHER_PARTS = ("Assessment: service", "Assessment West: team", "Northmere: the whole council")
PLAIN, DASH = "plain Streamlit", "plain Dash"
DRAWING = "svg polyline, svg path[data-line], table svg path"  # a trend of ours, drawn in the page


def seconds_to_first(browser: Browser, address: str, shows: str) -> float:
    """Return the seconds from asking for an address until the page shows an element."""
    page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(shows).first.wait_for(state="attached", timeout=1000 * LONGEST_WAIT_SECONDS)
    seconds = time.perf_counter() - started
    page.context.close()
    return seconds


def print_first_charts(browser: Browser, dashboard: str, others: dict[str, str]) -> None:
    """Print how long a visitor waits for the first chart of each screen; `others` are pages by their name."""
    visits = {f"{name}: its Plotly chart": (address, PLOTLY_LINE) for name, address in others.items()}
    visits |= {
        "this month: its first trend": (dashboard + address_of("", "northmere"), DRAWING),
        "scorecard: its first trend": (dashboard + address_of("scorecard", "northmere"), DRAWING),
        "KPI in detail: its Plotly chart": (dashboard + address_of("kpi", "northmere"), PLOTLY_LINE),
    }
    for address, shows in visits.values():
        seconds_to_first(browser, address, shows)
    actions = {name: partial(seconds_to_first, browser, *visit) for name, visit in visits.items()}
    print_table("First chart of a visit", in_turns(actions, TURNS), f"{PLAIN}: its Plotly chart")


def print_changes(browser: Browser, dashboard: str, others: dict[str, str]) -> None:
    """Print how long another measure takes, and another part of the organisation, on pages that are open."""
    library = load_library()
    names = [library.by_id(kpi_id).name for kpi_id in OTHER_MEASURES]
    ours = dashboard + address_of("kpi", "northmere")
    actions = {PLAIN: changes(browser, others[PLAIN], in_streamlit("Measure"), OTHER_MEASURES)}
    if DASH in others:
        actions[DASH] = changes(browser, others[DASH], in_dash, OTHER_MEASURES)
    actions["KPI in detail"] = changes(browser, ours, in_streamlit("Measure"), names)
    parts = changes(browser, ours, in_streamlit("Part of the organisation"), OTHER_PARTS)
    actions["KPI in detail: another part"] = parts
    measured = in_turns(actions, CHANGES)
    print_table("Another measure, from Enter to the new chart", measured, PLAIN)
    for name, times in measured.items():
        print(f"  {name}: 95 of 100 within {1000 * sorted(times)[int(0.95 * len(times))]:,.0f} ms")


def main() -> None:
    """Measure and print; say so where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("first", "change"))
    only = parser.parse_args().only
    if not Path(CHROMIUM).is_file():
        print("\nScreens: not measured, there is no Chromium. Set CHROMIUM to its path.")
        return
    ours, plain = free_port(), free_port()
    with ExitStack() as running:
        running.enter_context(ready_northmere())
        folder = running.enter_context(tempfile.TemporaryDirectory())
        running.enter_context(server(str(PROJECT / "server.py"), ours))
        running.enter_context(server(str(PROJECT / "tests/benchmarks/pages/plain_streamlit.py"), plain))
        others = {PLAIN: f"http://localhost:{plain}"}
        python = dash_python()
        if python is None:
            print("\nPlain Dash: not measured. Set TRAJECTORY_BENCH_DASH to a Python with Dash and DuckDB.")
        else:
            others[DASH] = f"http://localhost:{running.enter_context(dash_server(python, free_port()))}"
        browser = running.enter_context(sync_playwright()).chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_FLAGS
        )
        dashboard = f"http://localhost:{ours}"
        if only != "change":
            static = write_static_page(Path(folder), MEASURE["kpi"]).as_uri()
            print_first_charts(browser, dashboard, others | {"static page": static})
        if only != "first":
            print_changes(browser, dashboard, others)
        browser.close()


if __name__ == "__main__":
    main()
