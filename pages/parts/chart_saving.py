"""Saving a chart as SVG; as PNG it is saved by Plotly's own button, which knows one form only."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


def show_svg_button(name: str, *, key: str) -> None:
    """Show the button that saves the chart right above it; `name` is the file name without ending.

    The same key on the next run keeps the button, whatever the name: key is that of the chart.
    """
    _component()(data={"name": name}, key=f"save_svg:{key}")


@cache
def _component() -> Any:
    return st.components.v2.component(
        "trajectory_chart_saving",
        html='<button type="button" class="save-chart">Save chart (SVG)</button>',
        css=(HERE / "chart_saving.css").read_text(encoding="utf-8"),
        js=(HERE / "chart_saving.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
