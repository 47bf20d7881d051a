"""How every screen is printed: without its menu and choices, by a button where there is one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


def make_printable() -> None:
    """Tell the browser how to print the screen, and let buttons marked data-print do it."""
    _component()(key="printing")


def print_lying() -> None:
    """Have the screen printed on A4 sheets that lie on their long side."""
    st.html("<style>@page { size: A4 landscape; margin: 10mm; }</style>")


@cache
def _component() -> Any:
    return st.components.v2.component(
        "trajectory_printing",
        css=(HERE / "printing.css").read_text(encoding="utf-8"),
        js=(HERE / "printing.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
