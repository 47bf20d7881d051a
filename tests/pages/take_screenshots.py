"""Take a picture of every screen: wide in light and dark, as on a telephone, and as printed.

    python -m tests.pages.take_screenshots --out FOLDER [--data-dir FOLDER] [--authority northmere] [NAME ...]

Starts the dashboard over a store that is there, and prints for each picture how high the screen is and
what the browser complained of.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from data.paths import store_paths
from tests.pages.browser import CHROMIUM, CHROMIUM_FLAGS, open_screen, running_dashboard
from tests.pages.screens import SCREENS, address_of, screen_name

HIGHEST = 9_000  # px; what is below is left out


@dataclass(frozen=True)
class Look:
    """One way of looking at a screen."""

    name: str
    width: int
    height: int
    scheme: str = "light"
    medium: str = "screen"


LOOKS = (
    Look("1440_light", 1440, 900),
    Look("1440_dark", 1440, 900, scheme="dark"),
    Look("390", 390, 844),
    Look("print", 1120, 790, medium="print"),  # A4, lying
)


def take_picture(browser: Browser, address: str, look: Look, file: Path) -> str:
    """Save one picture and return what is to be said of it."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    open_screen(page, address)
    page.emulate_media(media=look.medium)  # type: ignore[arg-type]
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": look.width, "height": min(int(height) + 80, HIGHEST)})
    page.wait_for_timeout(600)  # charts draw themselves anew for the new size
    page.screenshot(path=file)
    context.close()
    return f"{file.name}: {height} px high" + "".join(f"\n    {text}" for text in complaints[:3])


def main() -> None:
    """Read the words of the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="this_month, scorecard, kpi ...; all of them"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--authority", default="northmere")
    words = parser.parse_args()
    wanted = [path for path in SCREENS if not words.names or screen_name(path) in words.names]
    words.out.mkdir(parents=True, exist_ok=True)
    data_dir = store_paths(words.data_dir).data_dir
    with running_dashboard(data_dir) as dashboard, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for path in wanted:
            for look in LOOKS:
                file = words.out / f"{screen_name(path)}_{look.name}.png"
                print(take_picture(browser, dashboard + address_of(path, words.authority), look, file))


if __name__ == "__main__":
    main()
