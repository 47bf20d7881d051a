"""Every screen in a real browser, on the small Northmere: it opens, is reachable, readable and asks nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.accessibility import accessibility_faults, small_text
from tests.pages.browser import open_screen
from tests.pages.screens import SCREENS, address_of, screen_name

pytestmark = pytest.mark.browser

PATHS = sorted(SCREENS)


@contextmanager
def opened(browser: Browser, address: str, width: int, height: int, scheme: str = "light") -> Iterator[Page]:
    """Open an address in a browser profile of its own."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    open_screen(page, address)
    yield page
    context.close()


def runs_off(page: Page, width: int) -> list[str]:
    """Return the first words of what is wider than the window, where it cannot be scrolled to."""
    found: list[str] = page.evaluate(
        """width => [...document.querySelectorAll('h1, h2, h3, p, li, a')]
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > width + 2)
            .filter(e => !e.closest('[data-testid=stTabs], [data-scrolls], [role=tablist]'))
            .map(e => e.textContent.trim().slice(0, 40))""",
        width,
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"the page is {wide} px wide"] if wide > width else [])


@pytest.mark.parametrize("path", PATHS, ids=screen_name)
def test_a_screen_opens_readable_and_asks_nobody_else(
    browser: Browser, northmere_dashboard: str, path: str
) -> None:
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    open_screen(page, northmere_dashboard + address_of(path, "northmere"))
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    own = (northmere_dashboard, northmere_dashboard.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    small = small_text(page)
    faults = accessibility_faults(page)
    context.close()
    assert small == []
    assert faults == []


@pytest.mark.parametrize("path", PATHS, ids=screen_name)
def test_a_screen_in_the_dark_has_no_serious_fault(
    browser: Browser, northmere_dashboard: str, path: str
) -> None:
    address = northmere_dashboard + address_of(path, "northmere")
    with opened(browser, address, 1440, 900, scheme="dark") as page:
        assert accessibility_faults(page) == []


@pytest.mark.parametrize("path", PATHS, ids=screen_name)
def test_nothing_runs_off_a_telephone(browser: Browser, northmere_dashboard: str, path: str) -> None:
    with opened(browser, northmere_dashboard + address_of(path, "northmere"), 390, 844) as page:
        assert runs_off(page, 390) == []


@pytest.mark.parametrize("path", PATHS, ids=screen_name)
def test_nothing_runs_off_at_twice_the_size(browser: Browser, northmere_dashboard: str, path: str) -> None:
    """A window of 1,280 px at 200 % has room for 640."""
    with opened(browser, northmere_dashboard + address_of(path, "northmere"), 640, 450) as page:
        assert runs_off(page, 640) == []
