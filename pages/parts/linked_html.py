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
from pages.parts.choices import along

HERE = Path(__file__).parent


@dataclass
class Links:
    """Makes the links of one piece of HTML, and knows where they lead, in the order in which they were made."""

    opens: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def to(self, screen: str, parameters: Mapping[str, str], words: str, *, heard: str = "") -> str:
        """Return a link to a screen; `heard` is what a screen reader says instead of the words."""
        parameters = along(parameters)
        self.opens.append((screen, parameters))
        label = f' aria-label="{escape(heard)}"' if heard else ""
        address = escape(f"/{screen}?{urlencode(parameters)}")
        return f'<a href="{address}"{label}>{escape(words)}</a>'


def unfolding(count: int, html: str) -> str:
    """Return the rest of a list, folded away; in print, how many are not there. count: how many those are."""
    return (
        f"<details><summary>Show the other {count}</summary>{html}</details>"
        f'<p class="printed-only">{count} more are not printed. Unfold them on the screen to have them printed.</p>'
    )


def show_linked(html: str, colours: Palette, *, key: str) -> None:
    """Show HTML of ours."""
    _component()(data={"html": html, "soft": colours.soft_text}, key=key)


@cache
def _component() -> Any:
    styles = (HERE / "board.css", HERE / "linked_html.css")
    return st.components.v2.component(
        "trajectory_linked_html",
        css="\n".join(file.read_text(encoding="utf-8") for file in styles),
        js=(HERE / "board.js").read_text(encoding="utf-8"),
    )
