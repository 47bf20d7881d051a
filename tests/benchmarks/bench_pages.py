"""The server's time for one run of each page, against the least page with a chart. No browser is involved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from measuring import PROJECT, in_turns, print_table, seconds_of
from ready_store import KPI_WITH_FIGURES, ready_store
from streamlit.testing.v1 import AppTest

TURNS = 7
MINIMAL = "minimal page, one Plotly line"
PAGES = {
    "service scorecard": "pages/measures/scorecard.py",
    "KPI in detail": "pages/measures/kpi_in_detail.py",
    "KPI library": "pages/library/kpi_library.py",
    "data": "pages/data/loaded_data.py",
}


def opened(script: str, page: str | None = None) -> AppTest:
    """Return a page after its first run, which fills the caches; RuntimeError if it shows an error."""
    app = AppTest.from_file(str(PROJECT / script), default_timeout=120)
    for name, value in KPI_WITH_FIGURES.items():
        app.query_params[name] = value
    app.run()
    if page:
        app.switch_page(page).run()
    if app.exception:
        raise RuntimeError(f"{page or script}: {app.exception[0].value}")
    return app


def main() -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)  # Streamlit warns on every run outside its server
    with ready_store():
        runs: dict[str, Callable[[], float]] = {
            MINIMAL: partial(seconds_of, opened("tests/benchmarks/pages/minimal_plotly.py").run)
        }
        for name, page in PAGES.items():
            runs[name] = partial(seconds_of, opened("app.py", page).run)
        print_table("Server time of one run of a page", in_turns(runs, TURNS), MINIMAL)


if __name__ == "__main__":
    main()
