"""The heading of a screen: its title, what it is for, and whose figures it shows."""

from __future__ import annotations

import streamlit as st

from reporting.loaded_data import AuthorityHeld


def page_heading(title: str, purpose: str) -> None:
    """Show the heading."""
    st.title(title, anchor=False)
    st.markdown(purpose)


def show_source_note(authority: AuthorityHeld) -> None:
    """Say whether the figures are of a real council or of one that does not exist."""
    if authority.is_synthetic:
        st.markdown(f"{authority.name} does not exist. Every child, worker and figure is made up.")
    else:
        st.markdown(
            f"Figures of {authority.long_name}, from documents named on the Data page or files loaded here."
        )
