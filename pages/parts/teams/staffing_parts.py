"""Permanent and agency staff and vacant posts, team by team; the rates of staffing over two years."""

from __future__ import annotations

import streamlit as st

from charts.palette import Palette
from charts.small_bars import staffing_bar
from charts.small_multiples import Small, small_multiples
from metrics.periods import month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.shown import show_table
from reporting.organisation_tree import OrgUnit
from reporting.teams.unit_figures import number_words, shown_value
from reporting.teams.workforce import AGENCY, SICKNESS, TURNOVER, VACANCY, WorkforceFigures
from reporting.teams.workforce_words import (
    counted_words,
    counts_of,
    staffing_sentence,
    year_change_words,
)

RATES = {
    AGENCY: "Agency social workers",
    VACANCY: "Vacant posts",
    TURNOVER: "Turnover in 12 months",
    SICKNESS: "Days lost to sickness in 12 months",
}


def show_staffing(figures: WorkforceFigures, colours: Palette) -> None:
    """Show the staffing of a unit."""
    st.markdown(staffing_sentence(figures))
    show_team_staffing(figures, colours)
    show_rates(figures, colours)


def show_team_staffing(figures: WorkforceFigures, colours: Palette) -> None:
    """Show permanent, agency and vacant of each team as a bar with its numbers."""
    st.subheader("Permanent and agency staff, team by team", anchor=False)
    teams = [team for team in figures.teams if _staff(figures, team) != (0.0, 0.0, 0.0)]
    if not teams:
        st.markdown(
            "No team has social workers in post in this month. The feeds workers and posts say who is."
        )
        return
    st.markdown(
        "Full-time equivalent of social workers at the end of the month. The full part of a bar is permanent staff, the "
        "striped part agency staff, the empty part with a broken edge vacant posts. An agency worker may cover a vacant "
        "post, so the parts are not added up."
    )
    most = max(sum(_staff(figures, team)) for team in teams)
    rows = [_row(figures, team, most, colours) for team in teams]
    board(
        f"Social workers of {figures.unit.name}, {month_label(figures.end)}",
        ("Team", "Permanent", "Agency", "Vacant posts", "Permanent, agency, vacant"),
        rows,
        colours,
        address="team",
        key="staffing_teams",
    )


def _staff(figures: WorkforceFigures, team: OrgUnit) -> tuple[float, float, float]:
    """Return permanent, agency and vacant full-time equivalents of a team, as the rates count them."""
    agency, at_work = counts_of(figures.figure(AGENCY, team))
    vacant, _ = counts_of(figures.figure(VACANCY, team))
    return (at_work or 0.0) - (agency or 0.0), agency or 0.0, vacant or 0.0


def _row(figures: WorkforceFigures, team: OrgUnit, most: float, colours: Palette) -> BoardRow:
    permanent, agency, vacant = _staff(figures, team)
    agency_figure, vacancy_figure = figures.figure(AGENCY, team), figures.figure(VACANCY, team)
    text = f"{team.name}: {number_words(permanent)} permanent, {number_words(agency)} agency, {number_words(vacant)} vacant"
    cells = (
        Cell(number_words(permanent), css_class="figure"),
        Cell(number_words(agency), shown_value(figures.kpis[AGENCY], agency_figure), css_class="figure"),
        Cell(number_words(vacant), shown_value(figures.kpis[VACANCY], vacancy_figure), css_class="figure"),
        Cell(drawing=staffing_bar(permanent, agency, vacant, most, colours, text=text)),
    )
    return BoardRow(team.name, "", {"authority": team.authority_id, "unit": team.org_unit_id}, cells)


def show_rates(figures: WorkforceFigures, colours: Palette) -> None:
    """Show agency, vacancy, turnover and sickness month by month."""
    st.subheader("Over two years", anchor=False)
    charts = []
    for kpi_id, name in RATES.items():
        kpi, points = figures.kpis[kpi_id], figures.points(kpi_id)
        if points:
            words = f"{shown_value(kpi, figures.figure(kpi_id))}. {year_change_words(figures, kpi_id)}".strip(
                ". "
            )
            charts.append(Small(name, points, None, words, f"{name}, {len(points)} months: now {words}"))
    if not charts:
        st.markdown("No month with a rate to draw.")
        return
    st.markdown("On one scale from 0.")
    st.markdown(small_multiples(charts, "rate", colours), unsafe_allow_html=True)
    with st.expander("The rates as a table"):
        ends = sorted({day for kpi_id in RATES for day, _ in figures.points(kpi_id)}, reverse=True)
        rows = []
        for day in ends:
            row = {"Month": month_label(day)}
            for kpi_id, name in RATES.items():
                kpi, figure = figures.kpis[kpi_id], figures.figure(kpi_id, end=day)
                row[name] = shown_value(kpi, figure)
                row[f"{name}, counted"] = counted_words(kpi, figure)
            rows.append(row)
        show_table(rows, words="Rates of staffing by month", file_name=f"staffing-{figures.end:%Y-%m}")
