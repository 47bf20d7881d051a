"""The dashboard in a real browser: links that reopen a view, the keyboard, a telephone, accessibility."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.accessibility import accessibility_faults, small_text
from tests.pages.browser import open_screen, running_dashboard
from tests.pages.screens import address_of

pytestmark = pytest.mark.browser

ADDRESSES = {
    "scorecard": "/scorecard?authority=havering&service_area=safeguarding",
    "kpi": "/kpi?authority=havering&service_area=assessment&kpi=assessments_within_45_working_days",
    "library": "/library?kpi=icpc_within_15_days",
    "data": "/data",
}


def test_the_scorecard_leads_to_the_measure_and_its_link_reopens_it(
    page: Page, browser: Browser, dashboard: str
) -> None:
    open_screen(page, dashboard + ADDRESSES["scorecard"])
    page.get_by_role("link", name="Initial conferences within 15 days").click()
    expect(page.locator("h1")).to_contain_text("Initial child protection conferences", timeout=15_000)
    page.wait_for_url("**/kpi?**kpi=icpc_within_15_days**")
    other = browser.new_context().new_page()
    open_screen(other, page.url)
    expect(other.locator("h1")).to_have_text(page.locator("h1").inner_text())
    expect(other.get_by_text("95.8%").first).to_be_visible()
    other.context.close()


def test_the_first_visitor_after_a_start_may_come_by_a_deep_link(page: Page, published_store: Path) -> None:
    with running_dashboard(published_store) as address:
        open_screen(page, address + ADDRESSES["kpi"])
        expect(page.locator("h1")).to_have_text("Assessments completed within 45 working days")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_choice_is_written_into_the_address_and_kept_on_the_next_screen(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard)
    page.get_by_role("combobox", name="Authority").click()
    page.get_by_role("option", name="Barking and Dagenham").click()
    page.wait_for_url("**authority=barking_and_dagenham**")
    page.get_by_test_id("stTopNavSection").filter(has_text="Measures").click()
    page.get_by_role("menuitem", name="KPI in detail").click()
    page.wait_for_url("**/kpi?**authority=barking_and_dagenham**")


def test_the_measure_can_be_opened_with_the_keyboard_alone(page: Page, dashboard: str) -> None:
    open_screen(page, dashboard + ADDRESSES["scorecard"])
    link = page.get_by_role("link", name="Initial conferences within 15 days")
    expect(link).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("element => element.getRootNode().activeElement === element"):
            break
    else:
        pytest.fail("the link was not reached with the Tab key")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kpi?**icpc_within_15_days**")


def test_a_chart_can_be_saved_as_a_drawing(page: Page, northmere_dashboard: str, tmp_path: Path) -> None:
    open_screen(page, northmere_dashboard + address_of("kpi", "northmere"))
    page.locator(".js-plotly-plot .scatterlayer .trace").first.wait_for(state="attached")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save chart (SVG)").first.click()
    assert saved.value.suggested_filename == "assessments_within_45_working_days.svg"
    saved.value.save_as(tmp_path / "chart.svg")
    drawing = ElementTree.parse(tmp_path / "chart.svg").getroot()  # noqa: S314  our own file
    words = {(text.text or "").strip() for text in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert any("target" in word for word in words)
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}path"))) > 30


def test_closing_a_form_loses_nothing_that_was_typed(page: Page, northmere_dashboard: str) -> None:
    open_screen(page, northmere_dashboard + address_of("kpi", "northmere"))
    line = page.get_by_text("Name a day on the chart")
    line.click()
    page.get_by_label("What happened, in a few words").fill("A new duty rota")
    line.click()
    expect(page.get_by_label("What happened, in a few words")).to_be_hidden()
    line.click()
    expect(page.get_by_label("What happened, in a few words")).to_have_value("A new duty rota")


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_screen_asks_anything_of_another_server(page: Page, dashboard: str, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_screen(page, dashboard + ADDRESSES[name])
    outside = [
        url
        for url in asked
        if not url.startswith((dashboard, "data:", "blob:", dashboard.replace("http", "ws")))
    ]
    assert asked
    assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_no_screen_has_a_serious_accessibility_fault(
    browser: Browser, dashboard: str, name: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    open_screen(page, dashboard + ADDRESSES[name])
    faults = accessibility_faults(page)
    context.close()
    assert faults == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_runs_off_a_telephone(browser: Browser, dashboard: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_screen(page, dashboard + ADDRESSES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, p, li, a')]"
        ".filter(e => e.getBoundingClientRect().right > 392 && !e.closest('[data-testid=stTabs]'))"
        ".map(e => e.textContent.slice(0, 40))"
    )
    context.close()
    assert wide == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_text_is_smaller_than_12_points(page: Page, dashboard: str, name: str) -> None:
    open_screen(page, dashboard + ADDRESSES[name])
    assert small_text(page) == []
