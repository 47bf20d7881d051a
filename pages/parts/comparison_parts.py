"""The parts of a measure side by side, and its areas in a funnel."""

from __future__ import annotations

import streamlit as st

from charts.funnel import FunnelChart, funnel_figure
from charts.palette import Palette
from charts.small_multiples import Small, small_multiples
from reporting.comparison import AreasCompared
from reporting.kpi_history import KpiHistory
from reporting.sentences import side_by_side_sentence, trajectory_sentence

LEAST_PARTS, LEAST_FIGURES = 2, 2


def show_comparisons(
    history: KpiHistory, areas: AreasCompared | None, authority: str, colours: Palette
) -> None:
    """Show what there is to compare, or say that there is nothing."""
    parts = small_charts(history, authority)
    if parts:
        show_parts(history, parts, colours)
    if areas is not None:
        show_areas(areas, colours)
    if not parts and areas is None:
        st.markdown("Neither parts of this measure nor enough other areas have figures to set side by side.")


def small_charts(history: KpiHistory, authority: str) -> list[Small]:
    """Return a small chart for each part with enough figures; [] if there are not enough parts."""
    charts = []
    for part in history.parts:
        if part is None:
            continue
        row = history.row(part)
        points = tuple(
            (figure.period.end, figure.value)
            for figure in row.figures
            if figure.period.end is not None and figure.value is not None
        )
        if row.latest is not None and len(points) >= LEAST_FIGURES:
            target = row.step.target if row.step else None
            last = f"{row.latest.value_words}, {row.latest.short_period_words}"
            charts.append(Small(part, points, target, last, trajectory_sentence(row, authority)))
    return charts if len(charts) >= LEAST_PARTS else []


def show_parts(history: KpiHistory, parts: list[Small], colours: Palette) -> None:
    """Show the small charts, what they say, and the same as a table."""
    st.subheader("Parts side by side", anchor=False)
    st.markdown(side_by_side_sentence(history, [part.name for part in parts]))
    st.markdown(small_multiples(parts, history.kpi.unit, colours), unsafe_allow_html=True)
    with st.expander("The parts as a table", expanded=False):
        st.dataframe(
            [
                {"Part": part.name, "Latest figure": part.last_words, "Figures": len(part.points)}
                for part in parts
            ],
            hide_index=True,
            alt=f"Parts of {history.kpi.name}",
        )


def show_areas(areas: AreasCompared, colours: Palette) -> None:
    """Show the funnel, what it says and allows for, and the same as a table."""
    st.subheader("Areas compared", anchor=False)
    chart = FunnelChart(
        areas.judged, areas.names, areas.denominators, areas.own, f"Number counted in {areas.period_words}"
    )
    figure = funnel_figure(chart, colours)
    st.plotly_chart(figure, theme=None, config={"displaylogo": False}, alt=areas.sentence, key="funnel")
    st.markdown(
        f"{areas.sentence} The solid lines hold 998 in 1,000 areas like the others, the dotted ones 19 in 20. "
        f"{areas.judged.words} A triangle lies outside the solid lines; the full mark is {areas.own}."
    )
    with st.expander("The funnel as a table", expanded=False):
        st.dataframe(areas.table(), hide_index=True, alt="Areas with their limits")
