"""The browser's Back button: one step for each screen visited, and the screen left is found as it was left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pages.browser import open_screen, wait_until_drawn

pytestmark = pytest.mark.browser

MEASURE = "Assessments in 45 working days"
ITS_NAME = "Assessments completed within 45 working days"


def sees(page: Page, heading: str) -> None:
    """Fail unless the screen with this heading is shown."""
    expect(page.locator("h1").first).to_have_text(heading, timeout=15_000)
    wait_until_drawn(page)


def test_each_screen_is_one_step_back(page: Page, northmere_dashboard: str) -> None:
    open_screen(page, f"{northmere_dashboard}/?authority=northmere")
    entries = page.evaluate("history.length")
    page.get_by_role("link", name="See all that is due").click()
    sees(page, "Due and overdue")
    page.go_back()
    sees(page, "This month")
    page.get_by_role("link", name=MEASURE).first.click()
    sees(page, ITS_NAME)
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    sees(page, "This month")
    page.go_forward()
    sees(page, ITS_NAME)


def test_a_screen_from_the_menu_and_a_link_within_a_screen_are_one_step_each(
    page: Page, northmere_dashboard: str
) -> None:
    kpi = "assessments_within_45_working_days"
    open_screen(
        page, f"{northmere_dashboard}/kpi?authority=northmere&service_area=assessment&kpi={kpi}&part=all"
    )
    left = page.url
    page.get_by_test_id("stTopNavSection").filter(has_text="Children").click()
    page.get_by_role("menuitem", name="Due and overdue").click()
    sees(page, "Due and overdue")
    page.locator("a[href*='/due?'][href*='unit=northmere%3Aassessment']").first.click()
    page.wait_for_url("**unit=northmere%3Aassessment**")
    wait_until_drawn(page)
    page.go_back()
    page.wait_for_url("**/due?**unit=northmere&**")
    sees(page, "Due and overdue")
    page.go_back()
    sees(page, ITS_NAME)
    assert page.url == left


def test_the_row_of_the_scorecard_that_was_clicked_is_the_measure_that_opens(
    page: Page, northmere_dashboard: str
) -> None:
    address = f"{northmere_dashboard}/scorecard?authority=northmere&service_area=assessment"
    open_screen(page, address)
    page.get_by_role("link", name=MEASURE).first.click()
    sees(page, ITS_NAME)
    page.go_back()
    sees(page, "Service scorecard")
    expect(page.get_by_role("link", name=MEASURE).first).to_be_visible()


def test_choices_on_a_screen_do_not_pile_up(page: Page, northmere_dashboard: str) -> None:
    open_screen(page, f"{northmere_dashboard}/?authority=northmere")
    page.get_by_role("link", name=MEASURE).first.click()
    sees(page, ITS_NAME)
    page.get_by_role("combobox", name="Measure").fill("Open assessments that are overdue")
    page.keyboard.press("Enter")
    sees(page, "Open assessments that are overdue")
    page.go_back()
    sees(page, "This month")
