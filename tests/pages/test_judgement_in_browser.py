"""Judged months in a real browser: the switch to icons, the keyboard, a telephone, accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.accessibility import accessibility_faults, small_text
from tests.pages.browser import open_screen

pytestmark = pytest.mark.browser

AT = "authority=northmoor&service_area=safeguarding"
ADDRESSES = {
    "table": f"/scorecard?{AT}",
    "icons": f"/scorecard?{AT}&view=icons",
    "kpi": f"/kpi?{AT}&kpi=rcpc_within_timescale",
    "parts": f"/kpi?{AT}&kpi=icpc_within_15_days&tab=Breakdowns",
}


def open_what_is_closed(page: Page, name: str) -> None:
    """Wait for the tab that the address opens, and open the table under the chart and a form."""
    if name == "parts":
        expect(page.get_by_text("Their months, all on one scale")).to_be_visible(timeout=15_000)
        page.get_by_text("The chart as a table").click()
    if name == "kpi":
        page.get_by_text("Write the commentary on October 2026").click()
        expect(page.get_by_label("What changed")).to_be_visible()


def test_the_switch_to_icons_is_written_into_the_address(page: Page, monthly_dashboard: str) -> None:
    open_screen(page, monthly_dashboard + ADDRESSES["table"])
    expect(page.get_by_role("columnheader", name="Variation")).to_be_visible()
    page.get_by_role("combobox", name="Shown as").click()
    page.get_by_role("option", name="Icons").click()
    page.wait_for_url("**view=icons**")
    expect(page.get_by_text("measures with limits")).to_be_visible()


def test_a_card_leads_to_its_measure(page: Page, monthly_dashboard: str) -> None:
    open_screen(page, monthly_dashboard + ADDRESSES["icons"])
    page.get_by_role("link", name="Review conferences on time").click()
    page.wait_for_url("**/kpi?**rcpc_within_timescale**")
    expect(page.get_by_text("Concern, low", exact=True)).to_be_visible(timeout=15_000)


def test_the_chart_shows_limits_signals_and_the_outlook(page: Page, monthly_dashboard: str) -> None:
    open_screen(page, monthly_dashboard + ADDRESSES["kpi"])
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_be_visible(timeout=15_000)
    names = chart.evaluate("plot => plot.data.map(trace => trace.name)")
    assert {"Upper", "Mean", "Lower", "Target", "8 in 10", "19 in 20"} <= set(names)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_no_judged_screen_has_a_serious_accessibility_fault(
    browser: Browser, monthly_dashboard: str, name: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    open_screen(page, monthly_dashboard + ADDRESSES[name])
    open_what_is_closed(page, name)
    faults = accessibility_faults(page)
    context.close()
    assert faults == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_judged_runs_off_a_telephone(browser: Browser, monthly_dashboard: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_screen(page, monthly_dashboard + ADDRESSES[name])
    open_what_is_closed(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid=stMain]');
          const roots = [main, ...[...main.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)];
          return roots.flatMap(root => [...root.querySelectorAll('h1, h2, h3, p, li, a, td, svg')])
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 392)
            .filter(e => !e.closest('[data-testid=stTabs] [role=tablist], .js-plotly-plot'))
            .map(e => e.outerHTML.slice(0, 80));
        }"""
    )
    context.close()
    assert wide == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_judged_text_is_smaller_than_12_points(page: Page, monthly_dashboard: str, name: str) -> None:
    open_screen(page, monthly_dashboard + ADDRESSES[name])
    open_what_is_closed(page, name)
    assert small_text(page) == []


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("name", ["kpi", "parts"])
def test_no_two_words_on_the_chart_overlap(
    browser: Browser, monthly_dashboard: str, name: str, width: int
) -> None:
    """The boxes that the browser has drawn, a pixel of tolerance; the axis, the words over and in the plot."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    open_screen(page, monthly_dashboard + ADDRESSES[name])
    chart = page.locator(".js-plotly-plot").first
    expect(chart.locator(".annotation-text").first).to_be_visible(timeout=15_000)
    boxes = chart.evaluate(
        """plot => [...plot.querySelectorAll('.annotation-text, .xtick text, .ytick text')].map(e => {
          const box = e.getBoundingClientRect();
          return [e.textContent, box.left, box.top, box.right, box.bottom];
        })"""
    )
    context.close()
    assert {"outlook", "target 95" if name == "kpi" else "target 82"} <= {box[0] for box in boxes}
    overlapping = [
        (one[0], other[0])
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one[1] + 1 < other[3] and other[1] + 1 < one[3] and one[2] + 1 < other[4] and other[2] + 1 < one[4]
    ]
    assert overlapping == []
