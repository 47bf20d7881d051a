"""What a reader could not read or reach: measured in the browser, the same way on every screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")
SMALLEST = 15.5  # px: 12 points, less what rounding takes


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds serious or critical, one line an element. None is Streamlit's own today."""
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


def small_text(page: Page) -> list[str]:
    """Return the first words of text below 12 points, that of our own components included."""
    found: list[str] = page.evaluate(
        """smallest => {
          const roots = [document.querySelector('[data-testid=stMain]')];
          for (const e of roots[0].querySelectorAll('*')) if (e.shadowRoot) roots.push(e.shadowRoot);
          return roots.flatMap(root => [...root.querySelectorAll('*')])
            .filter(e => !e.closest('style'))
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < smallest)
            .map(e => e.textContent.trim().slice(0, 40) + ' ' + getComputedStyle(e).fontSize);
        }""",
        SMALLEST,
    )
    return found
