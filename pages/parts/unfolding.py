"""What unfolds on a click: worked out and sent only then, without the rest of the screen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


@st.fragment
def show_unfolding(label: str, show: Callable[[], None], *, key: str, is_form: bool = False) -> None:
    """Show a line that unfolds what `show` shows.

    A form stays from its first opening on, so that closing it loses nothing that was typed.
    """
    box = st.expander(label, key=key, on_change="rerun")
    opened_before = f"{key}:opened"
    if box.open and is_form:
        st.session_state[opened_before] = True
    if box.open or opened_before in st.session_state:
        with box:
            show()
