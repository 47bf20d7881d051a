"""Choices that live in the URL, so that a link reopens the view, and that go along between pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

LATEST = "latest"  # the period of who has chosen no month
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
    shown = st.session_state.get(widget)
    if shown not in options or st.query_params.get(name) not in (None, shown):
        shown = start
    # Written at each run: Streamlit does not hand the value on to the box of the same name on another page.
    st.session_state[widget] = shown
    chosen = st.selectbox(
        label, options, key=widget, format_func=words, on_change=_chosen, args=(widget, name, forgets)
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


def along(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of a link with the month chosen, so that a page opened beside this one keeps it."""
    period = kept_choice("period")
    return ({"period": period} if period not in (None, LATEST) else {}) | dict(parameters)


def _chosen(widget: str, name: str, forgets: Sequence[str]) -> None:
    """Put the widget's new value into the URL, and have what depends on it chosen anew."""
    st.query_params[name] = st.session_state[widget]
    for forgotten in forgets:
        st.query_params.pop(forgotten, None)
        st.session_state.pop(KEPT + forgotten, None)
        st.session_state.pop(f"widget:{forgotten}", None)
        st.session_state.pop(f"widget:here:{forgotten}", None)
