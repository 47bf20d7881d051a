"""What a screen about children's records says where there are none."""

from __future__ import annotations

import streamlit as st

from reporting.loaded_data import AuthorityHeld


def show_no_records(authority: AuthorityHeld, what: str) -> None:
    """Say that only published figures are held, and how records get in. `what` is what the screen would show."""
    st.info(
        f"The store holds published figures of {authority.name}, and no records of its children. To see "
        f"{what}, load an extract of the case system (docs/how_to/load_records.md says how), then run: "
        "python cli.py build. Or choose an authority with records."
    )
