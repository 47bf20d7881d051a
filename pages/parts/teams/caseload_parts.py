"""Caseloads: the trend against its limits, every team with a bar for each worker, roles, single workers."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from charts.caseload_trend import CaseloadTrend, Staircase, caseload_trend_figure, staircase_words
from charts.palette import Palette
from charts.small_bars import WorkerBar, worker_bars
from metrics.periods import month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.reader import reader_role
from pages.parts.records_table import note_once, show_records_table
from pages.parts.shown import show_chart, show_table
from pages.parts.sources import Sources
from reporting.due_work.matrix import unit_name, worker_words
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.unit_figures import number_words, shown_count, shown_value
from reporting.teams.workers import Worker, may_see_workers, workers_of_month
from reporting.teams.workforce import AVERAGE, BY_ROLE, HIGHEST, OVER_LIMIT, WEIGHTED, WorkforceFigures
from reporting.teams.workforce_words import caseload_sentence

BARS_NOTE = (
    "Each bar is a social worker, the line across it the limit of the role for the hours worked; a full bar is above "
    "it. The dashed line is the team's average."
)
COLUMNS = (AVERAGE, WEIGHTED, HIGHEST, OVER_LIMIT)


def show_caseloads(
    known: Sources, tree: OrganisationTree, figures: WorkforceFigures, colours: Palette
) -> None:
    """Show the caseloads of a unit."""
    workers: tuple[Worker, ...] = ()
    if may_see_workers(reader_role()):
        workers = workers_of_month(
            known.store, tree, figures.unit.org_unit_id, figures.end, role=reader_role()
        )
        note_once(subject_of(figures), len(workers))
    st.markdown(caseload_sentence(figures))
    show_trend(figures, colours)
    show_teams(figures, workers, colours)
    show_roles(figures)
    if workers:
        with st.expander(f"Every worker ({len(workers)})"):
            name = f"caseloads-{figures.end:%Y-%m}"
            rows = [worker_row(worker, tree) for worker in workers]
            words = f"Workers of {figures.unit.name} and what they hold"
            show_records_table(rows, words=words, file_name=name, subject=subject_of(figures))


def subject_of(figures: WorkforceFigures) -> str:
    """Return what the audit trail says was looked at."""
    return f"caseloads of workers, {figures.unit.name}, {figures.end:%Y-%m}"


def show_trend(figures: WorkforceFigures, colours: Palette) -> None:
    """Show average and highest caseload over two years against targets and limits."""
    st.subheader("Against stepped targets and limits", anchor=False)
    average, highest = figures.points(AVERAGE)[-24:], figures.points(HIGHEST)[-24:]
    if not average:
        st.markdown("No month with a caseload to draw.")
        return
    stairs = tuple(Staircase(line.name, line.steps) for line in figures.lines())
    limits = staircase_words(stairs, figures.end)
    sentence = (
        f"Average and highest caseload of {figures.unit.name}, {len(average)} months to {month_label(figures.end)}: "
        f"average from {average[0][1]:.1f} to {average[-1][1]:.1f} children, highest from "
        f"{highest[0][1]:.0f} to {highest[-1][1]:.0f}. "
        + (f"In force: {limits}." if limits else "No target or limit is set.")
    )
    by_day = dict(highest)
    rows = [
        {
            "Month": month_label(day),
            "Average caseload": f"{value:.1f}",
            "Highest caseload": f"{by_day[day]:.0f}" if day in by_day else "",
            "In force": staircase_words(stairs, day),
        }
        for day, value in reversed(average)
    ]
    figure = caseload_trend_figure(CaseloadTrend(average, highest, stairs), colours)
    show_chart(figure, sentence=sentence, name=f"caseload-trend-{figures.end:%Y-%m}", rows=rows)
    st.markdown(sentence)


def show_teams(figures: WorkforceFigures, workers: tuple[Worker, ...], colours: Palette) -> None:
    """Show plain and weighted averages, the highest caseload and who is over the limit, team by team."""
    st.subheader("Team by team, plain and weighted", anchor=False)
    teams = [team for team in figures.teams if figures.figure(AVERAGE, team) is not None]
    if not teams:
        st.markdown("No team has a caseload in this month.")
        return
    st.markdown(
        BARS_NOTE if workers else "Caseloads of single workers are shown only to those who may see records."
    )
    by_team: dict[str, list[Worker]] = defaultdict(list)
    for worker in workers:
        if worker.holds_cases:
            by_team[worker.team_unit_id].append(worker)
    most = max((worker.cases for worker in workers if worker.holds_cases), default=0)
    rows = [_team_row(figures, team, by_team[team.org_unit_id], most, colours) for team in teams]
    headings = ("Team", "Average", "Weighted", "Highest", "Over their limit")
    board(
        f"Caseloads of {figures.unit.name}, {month_label(figures.end)}",
        (*headings, "Each worker") if workers else headings,
        rows if workers else [BoardRow(r.heading, r.soft_heading, r.opens, r.cells[:-1]) for r in rows],
        colours,
        address="team",
        key="caseload_teams",
    )


def _team_row(
    figures: WorkforceFigures, team: OrgUnit, workers: list[Worker], most: int, colours: Palette
) -> BoardRow:
    cells = [_cell(figures, kpi_id, team) for kpi_id in COLUMNS]
    average = figures.figure(AVERAGE, team)
    bars = [WorkerBar(worker.cases, worker.caseload_limit, bar_words(worker)) for worker in workers]
    words = f"{team.name}: " + ", ".join(f"{worker.cases}" for worker in workers)
    drawing = worker_bars(bars, most, average.value if average else None, colours, text=words)
    opens = {"authority": team.authority_id, "unit": team.org_unit_id}
    return BoardRow(team.name, "", opens, (*cells, Cell(drawing=drawing)))


def _cell(figures: WorkforceFigures, kpi_id: str, team: OrgUnit) -> Cell:
    kpi, figure = figures.kpis[kpi_id], figures.figure(kpi_id, team)
    count = shown_count(kpi, figure)
    if kpi_id == HIGHEST and figure is not None and figure.denominator is not None:
        count = f"{figure.denominator:g} workers"
    return Cell(shown_value(kpi, figure), count, css_class="figure")


def bar_words(worker: Worker) -> str:
    """Return what a bar says when it is pointed at or read out."""
    limit = f", limit {number_words(worker.caseload_limit)}" if worker.caseload_limit is not None else ""
    return f"{worker_words(worker.worker_id)}, {worker.role_name or 'role not known'}: {worker.cases} children{limit}"


def show_roles(figures: WorkforceFigures) -> None:
    """Show the same measures by role, for an authority or a service."""
    if not figures.roles:
        return
    st.subheader("By role", anchor=False)
    rows = []
    for role in figures.roles:
        row = {"Role": role}
        for kpi_id in BY_ROLE:
            kpi, figure = figures.kpis[kpi_id], figures.by_role.get((kpi_id, role))
            count = shown_count(kpi, figure)
            words = shown_value(kpi, figure)
            row[kpi.short_name] = f"{words} ({count})" if count and count != words else words
        rows.append(row)
    name = f"caseloads-by-role-{figures.end:%Y-%m}"
    show_table(rows, words=f"Caseloads of {figures.unit.name} by role", file_name=name)


def worker_row(worker: Worker, tree: OrganisationTree) -> dict[str, str]:
    """Return one worker as a row of words."""
    points = number_words(worker.weighted_cases) if worker.weighted_cases is not None else ""
    limit = number_words(worker.caseload_limit) if worker.caseload_limit is not None else ""
    return {
        "Worker": worker_words(worker.worker_id),
        "Team": unit_name(worker.team_unit_id, tree),
        "Role": worker.role_name or "Not known",
        "Contract": "Agency" if worker.is_agency else "Permanent",
        "Full-time equivalent": number_words(worker.full_time_equivalent),
        "Children": str(worker.cases),
        "Points": points,
        "Limit": limit,
        "Above the limit by": number_words(worker.over_by) if worker.is_over_limit else "",
    }
