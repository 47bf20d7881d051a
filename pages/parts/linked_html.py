"""HTML of ours with links between screens: one component, one message to the browser.

Every text is escaped by the functions that make the HTML; the only markup let through is our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from charts.palette import Palette

HERE = Path(__file__).parent
# The screens that links lead to, by their address. A screen that is not here opens as a page of its own.
SCREENS = {
    "": "pages/review/this_month.py",
    "scorecard": "pages/measures/scorecard.py",
    "kpi": "pages/measures/kpi_in_detail.py",
    "teams": "pages/teams/teams.py",
    "team": "pages/teams/team.py",
    "due": "pages/work/due_and_overdue.py",
    "data": "pages/data/loaded_data.py",
    "data-checks": "pages/data/data_checks.py",
}


@dataclass
class Links:
    """The links of one piece of HTML, in the order in which they were made."""

    opens: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def to(self, screen: str, parameters: Mapping[str, str], words: str, *, heard: str = "") -> str:
        """Return a link to a screen; `heard` is what a screen reader says instead of the words."""
        self.opens.append((screen, dict(parameters)))
        label = f' aria-label="{escape(heard)}"' if heard else ""
        number = f' data-open="{len(self.opens) - 1}"' if screen in SCREENS else ""
        address = escape(f"/{screen}?{urlencode(parameters)}")
        return f'<a href="{address}"{number}{label}>{escape(words)}</a>'


def show_linked(html: str, links: Links, colours: Palette, *, key: str) -> None:
    """Show HTML; where one of its links was just clicked, open that screen."""
    opened = _component()(
        data={"html": html, "soft": colours.soft_text}, key=key, on_opened_change=lambda: None
    ).opened
    if opened is not None:
        screen, parameters = links.opens[int(opened)]
        st.switch_page(SCREENS[screen], query_params=parameters)


@cache
def _component() -> Any:
    styles = (HERE / "board.css", HERE / "linked_html.css")
    return st.components.v2.component(
        "trajectory_linked_html",
        css="\n".join(file.read_text(encoding="utf-8") for file in styles),
        js=(HERE / "board.js").read_text(encoding="utf-8"),
    )
