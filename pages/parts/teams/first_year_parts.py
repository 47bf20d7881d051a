"""Newly qualified social workers: their protected caseloads, and how those who began together are doing."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.periods import day_label, month_label
from pages.parts.reader import reader_role
from pages.parts.records_table import note_once, show_records_table
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from reporting.due_work.matrix import unit_name, worker_words
from reporting.organisation_tree import OrganisationTree
from reporting.teams.limits import limit_on
from reporting.teams.unit_figures import number_words
from reporting.teams.workers import FirstYear, FirstYearCohort, Worker, first_year
from reporting.teams.workforce import WorkforceFigures

LIMIT = "caseload_limit_asye"


def show_first_year(known: Sources, tree: OrganisationTree, figures: WorkforceFigures) -> None:
    """Show who is above the protected caseload, team by team, and progress by quarter of start."""
    found = first_year(known.store, tree, figures.unit.org_unit_id, figures.end, role=reader_role())
    st.subheader("Protected caseloads", anchor=False)
    if not found.workers:
        st.markdown(
            f"No newly qualified social worker of {figures.unit.name} held a case at the end of "
            f"{month_label(figures.end)}."
        )
    else:
        show_breaches(found, tree, figures)
    st.subheader("Progress in the first year, by quarter of start", anchor=False)
    if not found.cohorts:
        st.markdown("No newly qualified worker with a known first day is in post.")
        return
    rows = [cohort_row(cohort) for cohort in found.cohorts]
    name = f"first-year-cohorts-{figures.end:%Y-%m}"
    show_table(rows, words="Newly qualified workers by quarter of start", file_name=name)
    st.markdown(
        "Feedback and assessment of the first year are in no file that is loaded; this shows caseload, limit, own "
        "supervision and the agreed end."
    )


def show_breaches(found: FirstYear, tree: OrganisationTree, figures: WorkforceFigures) -> None:
    """Show how many are above their limit, each team's, and to those allowed each of them."""
    limit = limit_on(figures.limits, LIMIT, figures.end)
    rule = f" The limit is {number_words(limit)} children for full-time work." if limit is not None else ""
    st.markdown(f"**At the end of {month_label(figures.end)} {found.over_limit_words}.**{rule}")
    rows = [
        {
            "Team": unit_name(team.team_unit_id, tree),
            "Newly qualified with cases": str(team.workers),
            "Above the limit": f"{team.over_limit} of {team.workers}",
            "Of those, first year ended": str(team.over_limit_after),
            "Children held": str(team.cases),
        }
        for team in sorted(
            found.teams, key=lambda team: (-team.over_limit, unit_name(team.team_unit_id, tree))
        )
    ]
    name = f"first-year-teams-{figures.end:%Y-%m}"
    show_table(rows, words="Newly qualified social workers by team", file_name=name)
    if found.breaches is None:
        st.markdown("Single workers are listed only for those who may see records.")
        return
    subject = f"protected caseloads, {figures.unit.name}, {figures.end:%Y-%m}"
    note_once(subject, len(found.breaches))
    st.subheader("Above the protected caseload", anchor=False)
    if not found.breaches:
        st.markdown("Nobody is above the limit.")
        return
    listed = [breach_row(worker, tree, figures.end) for worker in found.breaches]
    show_records_table(
        listed,
        words="Workers above their protected caseload",
        file_name=f"breaches-{figures.end:%Y-%m}",
        subject=subject,
    )


def breach_row(worker: Worker, tree: OrganisationTree, on: date) -> dict[str, str]:
    """Return one worker above the limit on a day as a row of words."""
    ends = "Not in the feed"
    if worker.first_year_ends_on is not None:
        passed = ", passed: check the role" if worker.is_past_first_year(on) else ""
        ends = f"{day_label(worker.first_year_ends_on)}{passed}"
    return {
        "Worker": worker_words(worker.worker_id),
        "Team": unit_name(worker.team_unit_id, tree),
        "Full-time equivalent": number_words(worker.full_time_equivalent),
        "Children": str(worker.cases),
        "Limit": number_words(worker.caseload_limit),
        "Above by": number_words(worker.over_by),
        "Began": day_label(worker.started_on) if worker.started_on else "Not known",
        "First year ends": ends,
    }


def cohort_row(cohort: FirstYearCohort) -> dict[str, str]:
    """Return the workers who began in one quarter as a row of words."""
    ends = "Not in the feed"
    if cohort.first_ends_on and cohort.last_ends_on:
        ends = day_label(cohort.first_ends_on)
        if cohort.last_ends_on != cohort.first_ends_on:
            ends += f" to {day_label(cohort.last_ends_on)}"
    quarter = (cohort.begins_on.month - 1) // 3
    months = ("January to March", "April to June", "July to September", "October to December")[quarter]
    supervised = f"{cohort.supervised} of {cohort.supervision_counted}"
    return {
        "Began": f"{months} {cohort.begins_on.year}",
        "In post": str(cohort.workers),
        "Average caseload": f"{cohort.cases / cohort.workers:.1f} ({cohort.cases} for {cohort.workers})",
        "Above the limit": f"{cohort.over_limit} of {cohort.workers}",
        "Own supervision in time": supervised if cohort.supervision_counted else "None expected yet",
        "First year ends": ends,
    }
