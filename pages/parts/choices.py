"""Choices that live in the URL, so that a link reopens the view, and that go along between pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

KEPT = "choice:"  # session key of a choice, so that a page without it in its URL still knows it


def kept_choice(name: str) -> str | None:
    """Return a choice made on any page, from the URL first."""
    return st.query_params.get(name) or st.session_state.get(KEPT + name)


def choose(
    label: str,
    name: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    default: str | None = None,
    forgets: Sequence[str] = (),
    goes_along: bool = True,
) -> str:
    """Show a select box and return the id chosen; `name` is the parameter in the URL.

    An unknown id in the URL is replaced by the default, or the first option, and said so. A change
    makes the choices named in `forgets` be made anew, since they depend on this one. A choice that does not
    go along holds for this page and its URL alone.
    """
    wanted = kept_choice(name) if goes_along else st.query_params.get(name)
    if wanted is not None and wanted not in options:
        if name in st.query_params:
            st.info(f"The link asks for {label.lower()} '{wanted}', which is not here. Showing another.")
        wanted = None
    start = wanted or default or options[0]
    widget = f"widget:{name}" if goes_along else f"widget:here:{name}"
    if st.session_state.get(widget) not in options or st.query_params.get(name) not in (
        None,
        st.session_state[widget],
    ):
        st.session_state[widget] = start
    chosen = st.selectbox(
        label, options, key=widget, format_func=words, on_change=_forget, args=((name, *forgets),)
    )
    if goes_along:
        keep(name, chosen)
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    return chosen


def keep(name: str, chosen: str) -> None:
    """Put a choice into the URL and remember it for the other pages."""
    st.session_state[KEPT + name] = chosen
    if st.query_params.get(name) != chosen:
        st.query_params[name] = chosen


def _forget(names: Sequence[str]) -> None:
    """Let the widget's new value win over the one in the URL, and have what depends on it chosen anew."""
    st.query_params.pop(names[0], None)
    for name in names[1:]:
        st.query_params.pop(name, None)
        st.session_state.pop(KEPT + name, None)
        st.session_state.pop(f"widget:{name}", None)
        st.session_state.pop(f"widget:here:{name}", None)
