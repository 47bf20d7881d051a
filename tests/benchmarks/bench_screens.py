"""In a browser, against plain Streamlit and a static page: the first chart of a visit, and another measure.

    python tests/benchmarks/bench_screens.py

All servers are warm and each visit is a new browser profile. Needs Chromium: the one named in CHROMIUM,
else the one on the path. TRAJECTORY_BENCH_STORE names a data folder with Northmere in it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from measuring import PROJECT, in_turns, print_table
from playwright.sync_api import Browser, Page, sync_playwright
from ready_store import ready_northmere
from running_server import LONGEST_WAIT_SECONDS, free_port, server
from static_page import write_static_page

from metrics.library import load_library
from tests.pages.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.pages.screens import MEASURE, address_of

TURNS, CHANGES = 7, 12
OTHER_MEASURES = (
    "assessments_within_45_working_days_of_referral",
    "assessments_with_no_further_action",
    "assessments_within_45_working_days",
    "children_seen_during_assessment",
)
PLAIN = "plain Streamlit: its Plotly chart"
PLOTLY_LINE = ".js-plotly-plot .scatterlayer .trace"
DRAWING = "svg polyline, svg path[data-line], table svg path"  # a trend of ours, drawn in the page

# Resolves, with the milliseconds since Enter was pressed, once a chart with other figures is drawn.
UNTIL_REDRAWN = """() => new Promise(resolve => {
  const figures = () => JSON.stringify((document.querySelector(".js-plotly-plot")?.data ?? []).map(t => t.y));
  const before = figures();
  let pressed = null;
  addEventListener("keydown", e => { if (e.key === "Enter") pressed = performance.now(); }, {capture: true});
  const look = () => pressed !== null && figures() !== before
    ? resolve(performance.now() - pressed) : requestAnimationFrame(look);
  look();
})"""


def seconds_to_first(browser: Browser, address: str, shows: str) -> float:
    """Return the seconds from asking for an address until the page shows an element."""
    page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(shows).first.wait_for(state="attached", timeout=1000 * LONGEST_WAIT_SECONDS)
    seconds = time.perf_counter() - started
    page.context.close()
    return seconds


def seconds_of_changes(page: Page, measures: Sequence[str]) -> list[float]:
    """Choose one measure after the other; return the seconds from Enter to each new chart."""
    found = []
    for number in range(CHANGES):
        choice = page.get_by_role("combobox", name="Measure")
        choice.click()
        choice.fill(measures[number % len(measures)])
        page.wait_for_timeout(300)
        redrawn = page.evaluate_handle(f"() => ({{done: ({UNTIL_REDRAWN})()}})")
        choice.press("Enter")
        found.append(page.evaluate("async held => await held.done", redrawn) / 1000)
        page.wait_for_timeout(700)  # what follows the chart is drawn too before the next one is chosen
    return found


def print_changes(browser: Browser, addresses: dict[str, tuple[str, Sequence[str]]]) -> None:
    """Print how long another measure takes, on a page that was opened before."""
    print(f"\nAnother measure, from Enter to the new chart ({CHANGES} changes, ms)")
    for name, (address, measures) in addresses.items():
        page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
        page.goto(address)
        page.locator(PLOTLY_LINE).first.wait_for(state="attached", timeout=1000 * LONGEST_WAIT_SECONDS)
        page.wait_for_timeout(1500)
        times = sorted(seconds_of_changes(page, measures))
        page.context.close()
        print(
            f"  {name:<40} median {1000 * statistics.median(times):>6,.0f}   most {1000 * times[-1]:>6,.0f}"
        )


def main() -> None:
    """Measure and print; say so where there is no browser."""
    if not Path(CHROMIUM).is_file():
        print("\nScreens: not measured, there is no Chromium. Set CHROMIUM to its path.")
        return
    library = load_library()
    ours, plain = free_port(), free_port()
    with (
        ready_northmere(),
        tempfile.TemporaryDirectory() as folder,
        server(str(PROJECT / "server.py"), ours),
        server(str(PROJECT / "tests/benchmarks/pages/plain_streamlit.py"), plain),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        static = write_static_page(Path(folder), MEASURE["kpi"]).as_uri()
        dashboard = f"http://localhost:{ours}"
        visits = {
            PLAIN: (f"http://localhost:{plain}", PLOTLY_LINE),
            "static page: its Plotly chart": (static, PLOTLY_LINE),
            "this month: its first trend": (dashboard + address_of("", "northmere"), DRAWING),
            "scorecard: its first trend": (dashboard + address_of("scorecard", "northmere"), DRAWING),
            "KPI in detail: its Plotly chart": (dashboard + address_of("kpi", "northmere"), PLOTLY_LINE),
        }
        for address, shows in visits.values():
            seconds_to_first(browser, address, shows)
        actions = {name: partial(seconds_to_first, browser, *visit) for name, visit in visits.items()}
        print_table("First chart of a visit", in_turns(actions, TURNS), PLAIN)
        print_changes(
            browser,
            {
                PLAIN: (f"http://localhost:{plain}", OTHER_MEASURES),
                "KPI in detail": (
                    dashboard + address_of("kpi", "northmere"),
                    [library.by_id(kpi_id).name for kpi_id in OTHER_MEASURES],
                ),
            },
        )
        browser.close()


if __name__ == "__main__":
    main()
