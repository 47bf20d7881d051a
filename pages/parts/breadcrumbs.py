"""The way down to what a screen shows: council, service, team, worker. Each step is a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.parts.choices import along

STYLE = (
    "<style>.breadcrumbs ol { display: flex; flex-wrap: wrap; gap: .2rem .5rem; list-style: none; margin: 0; "
    "padding: 0; } .breadcrumbs li { margin: 0; } .breadcrumbs li + li::before { content: '\u203a'; "
    "margin-right: .5rem; } .breadcrumbs a { color: inherit; text-decoration: underline; }</style>"
)


@dataclass(frozen=True)
class Crumb:
    """One step: its words, the path of the page it opens, and the parameters of that page."""

    words: str
    address: str = ""
    opens: dict[str, str] = field(default_factory=dict)


def show_breadcrumbs(steps: Sequence[Crumb]) -> None:
    """Show the steps in order; the last one is where the reader is, and no link."""
    st.html(STYLE + breadcrumbs_html(steps))


def breadcrumbs_html(steps: Sequence[Crumb]) -> str:
    """Return the steps as a labelled navigation of links, all words escaped."""
    items = [_item(step, is_here=step is steps[-1]) for step in steps]
    return f'<nav aria-label="Breadcrumbs" class="breadcrumbs"><ol>{"".join(items)}</ol></nav>'


def _item(step: Crumb, *, is_here: bool) -> str:
    if is_here:
        return f'<li aria-current="page">{escape(step.words)}</li>'
    opens = along(step.opens)
    query = f"?{escape(urlencode(opens))}" if opens else ""
    return f'<li><a href="/{escape(step.address)}{query}" target="_self">{escape(step.words)}</a></li>'
