"""Take the pictures of docs/how_to/monthly_review.md, on a store with the whole of Northmere.

python -m tests.pages.take_guide_pictures [--data-dir FOLDER]
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from data.paths import PROJECT_DIR, store_paths
from tests.pages.browser import CHROMIUM, CHROMIUM_FLAGS, open_screen, running_dashboard

PICTURES = PROJECT_DIR / "docs" / "how_to" / "pictures"
WIDTH, HEIGHT, COLOURS = 1280, 1000, 64
MEASURE = "authority=northmere&service_area=assessment&kpi=assessments_within_45_working_days"
VIEWS = {
    "this_month": "/?authority=northmere",
    "scorecard": "/scorecard?authority=northmere&service_area=assessment",
    "measure": f"/kpi?{MEASURE}",
    "teams": "/teams?authority=northmere&service_area=assessment",
    "team": "/team?authority=northmere&unit=northmere:T09",
    "due": "/due?authority=northmere&unit=northmere:T09&kind=assessments",
    "journey": "/journey?authority=northmere",
    "caseloads": "/caseloads?authority=northmere",
    "care": "/care?authority=northmere",
}


def main() -> None:
    """Take every picture, in few colours so that they stay small."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path)
    words = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    data_dir = store_paths(words.data_dir).data_dir
    with running_dashboard(data_dir) as dashboard, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, address in VIEWS.items():
            open_screen(page, dashboard + address)
            page.wait_for_timeout(1500)  # charts are drawn after the network is idle
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
            print(name, (PICTURES / f"{name}.png").stat().st_size // 1024, "kB")


if __name__ == "__main__":
    main()
