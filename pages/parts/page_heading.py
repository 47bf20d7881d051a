"""The heading of a screen: its title, one line on what it is for, and the title of the browser tab."""

from __future__ import annotations

import streamlit as st


def page_heading(title: str, purpose: str) -> None:
    """Show the heading."""
    st.title(title, anchor=False)
    st.markdown(purpose)
