"""The two views of the screen that sets teams side by side."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.palette import Palette
from metrics.periods import month_label
from metrics.vocabulary import Basis
from pages.parts.choices import choose
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from pages.parts.teams.heat_map import HeatRow, legend_html, show_heat_map
from reporting.teams.columns import Structure, listed
from reporting.teams.over_months import OverMonths, over_months
from reporting.teams.side_by_side import MeasureRow, SideBySide, side_by_side, table_rows, worst_first
from reporting.words import target_words

# Figures of a build never change, so the file of the build and the choices stand for the answer.
# What begins with an underscore is no part of the key.


@st.cache_resource(max_entries=64, show_spinner=False)
def _side_by_side(
    structure_key: tuple[str, ...],
    service_area: str,
    end: date,
    basis: str,
    _known: Sources,
    _structure: Structure,
) -> SideBySide:
    kpis = _known.library.in_service_area(service_area)
    return side_by_side(_known.store, kpis, _structure, end, Basis(basis))


@st.cache_resource(max_entries=64, show_spinner=False)
def _over_months(
    structure_key: tuple[str, ...],
    kpi_id: str,
    end: date,
    basis: str,
    _known: Sources,
    _structure: Structure,
) -> OverMonths:
    return over_months(_known.store, _known.library.by_id(kpi_id), _structure, end, Basis(basis))


def _key(known: Sources, structure: Structure) -> tuple[str, ...]:
    """Return what tells a structure of a build from every other, given the month."""
    kind = "today" if structure.is_todays else "time"
    return str(known.store.file), str(structure.whole.opens), kind


def show_measures(
    known: Sources, service_area: str, structure: Structure, end: date, basis: Basis, colours: Palette
) -> None:
    """Show every measure of a subject in one month."""
    found = _side_by_side(_key(known, structure), service_area, end, basis.value, known, structure)
    where = f"{known.registers.service_areas[service_area].name}, {month_label(end)}"
    if not found.rows:
        st.info(
            f"No measure of {where} has a figure by {structure.part_word[:-1]}. Choose another month or basis."
        )
        return
    st.markdown(f"**{found.ratings_sentence()}** {found.adding_up_sentence()}")
    st.markdown(legend_html(colours), unsafe_allow_html=True)
    rated = [_measure(row, structure) for row in worst_first([row for row in found.rows if row.is_rated])]
    others = [_measure(row, structure) for row in found.rows if not row.is_rated]
    if rated:
        caption = f"With a target: {where}"
        show_heat_map(caption, "Measure", found.columns, rated, colours, key="heat_rated")
    if others:
        label = f"Without a target: demand, context, or target not set ({len(others)})"
        with st.expander(label, expanded=not rated):
            show_heat_map(
                f"Without a target: {where}", "Measure", found.columns, others, colours, key="heat_others"
            )
    show_notes(structure, found.without_figures, [kpi.name for kpi in found.of_the_authority_only])
    with st.expander("The heat map as a table, with every check in full"):
        name = f"teams-{service_area}-{end:%Y-%m}"
        show_table(table_rows(found.rows), words=f"{where}: figures by {structure.part_word}", file_name=name)


def show_months(
    known: Sources, service_area: str, structure: Structure, end: date, basis: Basis, colours: Palette
) -> None:
    """Show one measure over the months up to one."""
    in_area = {kpi.id: kpi for kpi in known.library.in_service_area(service_area)}
    of_month = _side_by_side(_key(known, structure), service_area, end, basis.value, known, structure)
    default = next((row.kpi.id for row in worst_first(of_month.rows)), None)
    chosen = choose(
        "Measure", "kpi", list(in_area), lambda i: in_area[i].name, default=default, forgets=("part",)
    )
    kpi = in_area[chosen]
    found = _over_months(_key(known, structure), kpi.id, end, basis.value, known, structure)
    if not found.rows:
        st.info(
            f"{kpi.name} has no figure by {structure.part_word[:-1]} in the 24 months to {month_label(end)}. "
            "Choose another measure, month or basis."
        )
        return
    st.markdown(f"**{found.ratings_sentence()}** {found.adding_up_sentence()}")
    st.markdown(legend_html(colours), unsafe_allow_html=True)
    rows = [HeatRow(month_label(row.end), _target(row), None, row) for row in found.rows]
    show_heat_map(
        f"{kpi.name}, month by month, newest first", "Month", found.columns, rows, colours, key="heat_months"
    )
    show_notes(structure, found.without_figures, [])
    with st.expander("The heat map as a table, with every check in full"):
        rows_of_words = table_rows(found.rows, by_month=True)
        show_table(
            rows_of_words, words=f"{kpi.name} by month and team", file_name=f"teams-{kpi.id}-{end:%Y-%m}"
        )


def show_notes(structure: Structure, without_figures: tuple[str, ...], council_only: list[str]) -> None:
    """Say what is not among the columns or rows, and why."""
    notes = []
    if structure.is_todays:
        notes.append(
            "Today's teams carry the figures of the teams they come from; teams from one that was split are shown "
            "together, since nobody can say which did what. Figures are made from summed numerators and denominators."
        )
    if structure.shared:
        notes.append(
            f"With a history shared between services, so in no service here: {listed(structure.shared)}."
        )
    if without_figures:
        notes.append(f"Without any figure here: {listed(without_figures)}.")
    if council_only:
        notes.append(f"Known for the whole council only ({len(council_only)}): {'; '.join(council_only)}.")
    for note in notes:
        st.markdown(note)


def _measure(row: MeasureRow, structure: Structure) -> HeatRow:
    authority = structure.authority.org_unit_id
    opens = {"kpi": row.kpi.id, "authority": authority, "service_area": row.kpi.service_area}
    return HeatRow(row.kpi.short_name, _target(row), opens, row)


def _target(row: MeasureRow) -> str:
    step = row.whole.step
    return f"Target {target_words(step, row.kpi, with_operator=True)}" if step else row.kpi.better_when.label
