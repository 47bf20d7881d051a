"""The six questions of docs/how_to/monthly_review.md, each answered from This month in at most four clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.browser import open_screen

pytestmark = pytest.mark.browser

MEASURE = "Assessments in 45 working days"
MOST_CLICKS = 4


class Reader:
    """Someone who starts at This month and counts the clicks."""

    def __init__(self, page: Page, dashboard: str) -> None:
        self.page = page
        self.clicks = 0
        open_screen(page, f"{dashboard}/?authority=northmere")

    def click(self, what: Locator) -> None:
        """Click once, and wait until the screen has answered."""
        what.click()
        self.clicks += 1
        self.page.wait_for_timeout(300)  # for the run that the click starts to begin
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=30_000)

    def sees(self, words: str) -> None:
        """Fail unless the words are on the screen."""
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=15_000)

    def sees_match(self, pattern: str) -> None:
        """Fail unless words that match are on the screen."""
        expect(self.page.get_by_text(re.compile(pattern)).first).to_be_visible(timeout=15_000)


@pytest.fixture
def reader(page: Page, northmere_dashboard: str) -> Reader:
    return Reader(page, northmere_dashboard)


def open_measure(reader: Reader) -> None:
    reader.click(reader.page.get_by_role("link", name=MEASURE).first)
    expect(reader.page.locator("h1")).to_have_text("Assessments completed within 45 working days")


def test_what_got_worse_and_is_it_real(reader: Reader) -> None:
    reader.sees("What needs attention")
    reader.sees("by more than chance")
    reader.sees("Needs focus")
    assert reader.clicks == 0


def test_which_team(reader: Reader) -> None:
    open_measure(reader)
    reader.click(reader.page.get_by_role("tab", name="Teams"))
    reader.sees_match(
        r"\d teams of Assessment in October 2026, together \d.*(differs from|Higher than|Lower than)"
    )
    assert reader.clicks <= MOST_CLICKS


def test_which_children_and_due_when(reader: Reader) -> None:
    overdue = reader.page.locator(
        "a[href*='/due?'][href*='kind=assessments'], a[href*='due?'][href*='kind=']"
    )
    reader.click(overdue.first)
    expect(reader.page.locator("h1")).to_have_text("Due and overdue")
    reader.sees("days late")
    reader.click(reader.page.locator("a[href*='journey'][href*='child=']").first)
    expect(reader.page.locator("h1")).to_contain_text("hild", timeout=15_000)
    assert reader.clicks <= MOST_CLICKS


def test_why_and_what_did_we_say_last_month(reader: Reader) -> None:
    open_measure(reader)
    reader.sees("What changed:")
    reader.sees("What we do:")
    expect(reader.page.get_by_role("heading", name="September 2026")).to_be_visible()
    reader.click(reader.page.get_by_role("tab", name="Actions"))
    assert reader.clicks <= MOST_CLICKS


def test_will_we_make_the_target(reader: Reader) -> None:
    open_measure(reader)
    reader.sees("Outlook")
    reader.sees("Gap to the target:")
    assert reader.clicks <= MOST_CLICKS
