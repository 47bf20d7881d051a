"""Showing a table or a chart with what every one of them has: a description and a way to take it along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from exports.rows import csv_file
from pages.parts.chart_saving import show_svg_button

Rows = Sequence[Mapping[str, Any]]


def show_table(rows: Rows, *, words: str, file_name: str, columns: Mapping[str, Any] | None = None) -> None:
    """Show rows as a table with fixed headings and a button that saves them as CSV.

    words: what the table holds, read out to those who do not see it. file_name: without its ending.
    """
    st.dataframe(list(rows), hide_index=True, alt=words, column_config=dict(columns or {}))
    st.download_button(
        "Save table (CSV)",
        csv_file(rows),
        file_name=f"{file_name}.csv",
        mime="text/csv",
        key=f"save:{file_name}",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def show_chart(figure: dict[str, Any] | Any, *, sentence: str, name: str, rows: Rows = ()) -> None:
    """Show a chart with its sentence as text alternative, its figures as a table, and buttons that save it.

    sentence: what the chart shows, worked out from its figures. name: the file name without ending.
    """
    st.plotly_chart(figure, theme=None, config=chart_config(name), alt=sentence, key=f"chart:{name}")
    show_svg_button(name, key=name)
    if rows:
        with st.expander("The chart as a table"):
            show_table(rows, words=sentence, file_name=name)


def chart_config(name: str) -> dict[str, Any]:
    """Return Plotly's settings of a chart with the button that saves it as PNG."""
    return {
        "displaylogo": False,
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    }
