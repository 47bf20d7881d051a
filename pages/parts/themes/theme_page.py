"""A page about one subject: choices, tabs for its views, and the sections of the open one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.palette import Palette, palette
from metrics.periods import day_label
from pages.parts.filters import choose_authority, choose_period
from pages.parts.page_heading import page_heading, show_source_note
from pages.parts.sources import Sources, sources
from pages.parts.themes.section import show_section
from pages.parts.work.no_records import show_no_records
from reporting.themes.page import ThemeView, theme_view
from reporting.themes.register import Theme, View, load_theme

HOW_TO = "docs/how_to/load_records.md"


def show_theme(theme_id: str) -> None:
    """Show one theme; only the open view's queries run."""
    theme = load_theme(theme_id)
    page_heading(theme.title, theme.purpose)
    known = sources()
    authority_box, period_box, note_box = st.columns([2, 1.6, 2.4], vertical_alignment="bottom")
    with authority_box:
        authority_id = choose_authority(known)
    with period_box:
        until = choose_period(known, authority_id)
    with note_box:
        show_source_note(known.authority(authority_id))
    colours = palette(st.context.theme.type)
    for view, box in open_views(theme):
        with box:
            _show_view(known, theme, view, authority_id, until, colours)


def open_views(theme: Theme) -> Sequence[tuple[View, DeltaGenerator]]:
    """Return the view that is open, with its place; the tabs follow the address and the address the tabs."""
    if len(theme.views) == 1:
        return [(theme.views[0], st.container())]
    names = {view.name: view.id for view in theme.views}
    asked = st.query_params.get("view")
    if asked is not None and asked not in names.values():
        st.info(f"The link asks for view '{asked}', which is not here. Showing another.")
    # Not Streamlit's own default: a default that follows the address makes new tabs of them at each change.
    key = f"views:{theme.id}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(
            (n for n, view_id in names.items() if view_id == asked), theme.views[0].name
        )
    tabs = st.tabs(list(names), key=key, on_change="rerun")
    found = [(view, tab) for view, tab in zip(theme.views, tabs, strict=True) if tab.open]
    for view, _ in found:
        if st.query_params.get("view") != view.id:
            st.query_params["view"] = view.id
    return found


def _show_view(
    known: Sources, theme: Theme, view: View, authority_id: str, until: date | None, colours: Palette
) -> None:
    shown = _view(str(known.store.file), theme.id, view.id, authority_id, until, known)
    if shown.on is None:
        show_no_records(known.authority(authority_id), "charts and lists beside the measures")
    else:
        st.markdown(f"Charts and lists are as of **{day_label(shown.on)}**, from the records loaded.")
    if len(view.sections) > 1:
        st.html(_contents_html(view, colours))
    for section in view.sections:
        show_section(known, shown, section, colours)


def _contents_html(view: View, colours: Palette) -> str:
    """Return the sections as links down the page."""
    links = "".join(
        f'<li><a href="#{section.id}" target="_self" style="color:{colours.series}">{escape(section.title)}</a></li>'
        for section in view.sections
    )
    style = "display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:0"
    return f'<nav aria-label="On this page"><ul style="{style}">{links}</ul></nav>'


# The file of a build is never written again, so its path stands for everything in it. What begins with an
# underscore is no part of the key. Lists of children are not in here: who sees them is asked each time.
@st.cache_resource(max_entries=64, show_spinner=False)
def _view(
    store_file: str, theme_id: str, view_id: str, authority_id: str, until: date | None, _known: Sources
) -> ThemeView:
    view = load_theme(theme_id).view(view_id)
    return theme_view(_known.store, _known.library, view, authority_id, until)
