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
    help: str | None = None,  # noqa: A002  the widget's own word
) -> str:
    """Show a select box and return the id chosen; `name` is the parameter in the URL.

    An unknown id in the URL is replaced by the default, or the first option, and said so.
    """
    wanted = kept_choice(name)
    if wanted is not None and wanted not in options:
        if name in st.query_params:
            st.info(f"The link asks for {label.lower()} '{wanted}', which is not here. Showing another.")
        wanted = None
    start = wanted or default or options[0]
    widget = f"widget:{name}"
    if st.session_state.get(widget) not in options or st.query_params.get(name) not in (None, st.session_state[widget]):
        st.session_state[widget] = start
    chosen = st.selectbox(
        label, options, key=widget, format_func=words, help=help, on_change=_forget_in_url, args=(name,)
    )
    keep(name, chosen)
    return chosen


def keep(name: str, chosen: str) -> None:
    """Put a choice into the URL and remember it for the other pages."""
    st.session_state[KEPT + name] = chosen
    if st.query_params.get(name) != chosen:
        st.query_params[name] = chosen


def _forget_in_url(name: str) -> None:
    """Let the widget's new value win over the one in the URL."""
    st.query_params.pop(name, None)
