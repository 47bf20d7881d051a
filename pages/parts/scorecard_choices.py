"""How a scorecard is sorted and filtered: choices in the URL, made on the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.parts.choices import KEPT, choose
from pages.parts.sources import Sources
from reporting.scorecard_choice import ATTENTION, CHANGE, JOURNEY, NAME, RATING, Wanted
from reporting.this_month import Judged

EVERY = "all"
RATINGS = {"red": "Off target", "amber": "Near target", "green": "On target", "none": "Not rated"}
ORDERS = {
    JOURNEY: "Child's journey",
    ATTENTION: "What needs attention first",
    RATING: "Worst rating first",
    CHANGE: "Largest change first",
    NAME: "Name",
}
FILTERS = ("theme", "rating", "owner", "order")
SEARCH = "find"


def choose_rows(known: Sources, rows: Sequence[Judged]) -> Wanted:
    """Show the search box and the choices, folded away until one is made, and return what is wanted."""
    owners = {judged.row.kpi.owner for judged in rows}
    posts = {post.id: post.name for post in known.registers.posts.values() if post.id in owners}
    _forget_unless("owner", posts)
    with st.expander("Sort, filter and search", expanded=_is_any_made()):
        order_box, rating_box, theme_box, owner_box = st.columns(4)
        with order_box:
            order = choose("Order", "order", list(ORDERS), lambda i: ORDERS[i])
        with rating_box:
            rating = _choice("Rating", "rating", RATINGS)
        with theme_box:
            theme = _choice("Theme", "theme", {i: t.name for i, t in known.registers.themes.items()})
        with owner_box:
            owner = _choice("Owner", "owner", posts)
        words = st.text_input("Words in the name or question", key=SEARCH, bind="query-params")
        st.button("Show all measures again", on_click=_forget_all, type="tertiary")
    return Wanted(theme, rating, owner, words, order)


def _choice(label: str, name: str, words: Mapping[str, str]) -> str | None:
    """Return the id chosen, None for all."""
    found = choose(label, name, [EVERY, *words], lambda i: words.get(i, "All"))
    return None if found == EVERY else found


def _is_any_made() -> bool:
    made = [st.query_params.get(name, EVERY) not in (EVERY, JOURNEY) for name in FILTERS]
    return any(made) or bool(st.query_params.get(SEARCH))


def _forget_unless(name: str, options: Mapping[str, str]) -> None:
    """Let go of a choice that another service area does not have."""
    if st.query_params.get(name) not in (None, EVERY, *options):
        _forget(name)


def _forget_all() -> None:
    for name in FILTERS:
        _forget(name)
    st.session_state[SEARCH] = ""


def _forget(name: str) -> None:
    st.query_params.pop(name, None)
    st.session_state.pop(KEPT + name, None)
    st.session_state.pop(f"widget:{name}", None)
