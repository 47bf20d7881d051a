"""In a browser: how long a change of a choice takes on a page that is open, from Enter to the new chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle

from playwright.sync_api import Browser, Page
from running_server import LONGEST_WAIT_SECONDS

PLOTLY_LINE = ".js-plotly-plot .scatterlayer .trace"
Choose = Callable[[Page, str], None]  # types a choice, so that Enter makes it

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


def in_streamlit(label: str) -> Choose:
    """Return how a choice is typed into the select box of a Streamlit page with a label."""

    def choose(page: Page, wanted: str) -> None:
        box = page.get_by_role("combobox", name=label)
        box.click()
        box.fill(wanted)

    return choose


def in_dash(page: Page, wanted: str) -> None:
    """Type a measure into the dropdown of the Dash page."""
    page.locator("#measure").click()
    page.locator(".dash-dropdown-search").fill(wanted)


def changes(browser: Browser, address: str, choose: Choose, wanted: Sequence[str]) -> Callable[[], float]:
    """Open a page; return what changes its choice to the next of those wanted and tells the seconds it took."""
    page = browser.new_context(viewport={"width": 1366, "height": 900}).new_page()
    page.goto(address)
    page.locator(PLOTLY_LINE).first.wait_for(state="attached", timeout=1000 * LONGEST_WAIT_SECONDS)
    page.wait_for_timeout(1500)
    following = cycle(wanted)

    def change() -> float:
        choose(page, next(following))
        page.wait_for_timeout(300)
        redrawn = page.evaluate_handle(f"() => ({{done: ({UNTIL_REDRAWN})()}})")
        page.keyboard.press("Enter")
        milliseconds: float = page.evaluate("async held => await held.done", redrawn)
        page.wait_for_timeout(700)  # what follows the chart is drawn too before the next one is chosen
        return milliseconds / 1000

    for _ in wanted:
        change()  # the server has read each of them once
    return change
