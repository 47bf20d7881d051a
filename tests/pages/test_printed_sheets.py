"""What is printed on a page is on a page: the scorecard to print and the icons, as a browser makes the PDF."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.pages.browser import open_screen

pytestmark = pytest.mark.browser


def sheets(page: Page) -> int:
    """Return how many sheets of paper the screen takes."""
    made = page.pdf(prefer_css_page_size=True, format="A4")
    return made.count(b"/Type /Page\n")


@pytest.mark.parametrize("service_area", ["safeguarding", "assessment"])
@pytest.mark.parametrize("view", ["print", "icons"])
def test_a_service_is_on_one_sheet(
    page: Page, northmere_dashboard: str, service_area: str, view: str
) -> None:
    open_screen(
        page, f"{northmere_dashboard}/scorecard?authority=northmere&service_area={service_area}&view={view}"
    )
    assert sheets(page) == 1


def test_paper_says_what_is_folded_away_and_prints_what_was_unfolded(
    page: Page, northmere_dashboard: str
) -> None:
    open_screen(page, f"{northmere_dashboard}/?authority=northmere")
    note = page.get_by_text("more are not printed").first
    expect(note).to_be_hidden()
    page.emulate_media(media="print")
    expect(note).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_text("Show the other").first.click()
    page.emulate_media(media="print")
    expect(note).to_be_hidden()
    expect(page.locator("ol.lines[start]").first).to_be_visible()
