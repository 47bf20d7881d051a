"""Changes of social worker: how many children had two or three, team by team, and which children."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.palette import Palette
from metrics.periods import month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.choices import choose
from pages.parts.reader import reader_role
from pages.parts.records_table import note_once, show_records_table
from pages.parts.sources import Sources
from pages.parts.teams.workforce_pages import show_tile_row
from reporting.due_work.matrix import short_id, unit_name, worker_words
from reporting.due_work.words import short_day, shown_words
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.unit_figures import shown_count, shown_value
from reporting.teams.worker_changes import ChildWithChanges, children_with_changes
from reporting.teams.workers import may_see_workers
from reporting.teams.workforce import THREE_CHANGES, TWO_CHANGES, TWO_CHANGES_IN_CARE, WorkforceFigures

ON_A_PAGE = 50
LABELS = {
    TWO_CHANGES: "Two or more changes",
    THREE_CHANGES: "Three or more changes",
    TWO_CHANGES_IN_CARE: "In care, two or more changes",
}


def show_changes(known: Sources, tree: OrganisationTree, figures: WorkforceFigures, colours: Palette) -> None:
    """Show how often workers change."""
    st.markdown(
        "A change is every time another social worker takes over, within the 12 months up to the end of the month; a "
        "worker who comes back after another one is a change too."
    )
    show_tile_row(figures, tuple(LABELS), LABELS, colours)
    show_team_changes(figures, colours)
    if not may_see_workers(reader_role()):
        st.markdown("Single children are listed only for those who may see records.")
        return
    children = children_with_changes(
        known.store, tree, figures.unit.org_unit_id, figures.end, role=reader_role()
    )
    show_children(children, tree, figures, colours)


def show_team_changes(figures: WorkforceFigures, colours: Palette) -> None:
    """Show the shares of each team, the highest first."""
    teams = [team for team in figures.teams if figures.figure(TWO_CHANGES, team) is not None]
    if not teams:
        st.markdown("No team has children with open work in this month.")
        return

    def share(team: OrgUnit) -> float:
        figure = figures.figure(TWO_CHANGES, team)
        return -(figure.value or 0.0) if figure else 0.0

    rows = [
        BoardRow(
            team.name,
            "",
            {"authority": team.authority_id, "unit": team.org_unit_id},
            [_cell(figures, kpi_id, team) for kpi_id in LABELS],
        )
        for team in sorted(teams, key=share)
    ]
    caption = f"Children by team, {month_label(figures.end)}, most changes first"
    headings = ("Team", *LABELS.values())
    board(caption, headings, rows, colours, address="team", key="change_teams")


def _cell(figures: WorkforceFigures, kpi_id: str, team: OrgUnit) -> Cell:
    kpi, figure = figures.kpis[kpi_id], figures.figure(kpi_id, team)
    return Cell(shown_value(kpi, figure), shown_count(kpi, figure), css_class="figure")


def show_children(
    children: Sequence[ChildWithChanges], tree: OrganisationTree, figures: WorkforceFigures, colours: Palette
) -> None:
    """List the children with two or more changes and who their workers were."""
    st.subheader("Children with two or more changes", anchor=False)
    subject = f"changes of social worker, {figures.unit.name}, {figures.end:%Y-%m}"
    if not children:
        note_once(subject, 0)
        st.markdown(f"No child of {figures.unit.name} had two or more changes.")
        return
    shown = page_of(children)
    board(
        f"{shown_words(shown, children, 'child', 'children')}, most changes first",
        ("Child", "Changes", "Team", "Status", "Social workers, the latest last"),
        [_child_row(child, tree) for child in shown],
        colours,
        address="journey",
        key="change_children",
    )
    with st.expander("The list as a table, to save"):
        show_records_table(
            [table_row(child, tree) for child in children],
            words=f"Children of {figures.unit.name} with two or more changes of social worker",
            file_name=f"changes-of-worker-{figures.end:%Y-%m}",
            subject=subject,
            authority_id=tree.authority_id,
        )


def page_of(children: Sequence[ChildWithChanges]) -> Sequence[ChildWithChanges]:
    """Return the children of the page chosen; the choice is there only where there is more than one."""
    if len(children) <= ON_A_PAGE:
        return children
    firsts = {str(first // ON_A_PAGE + 1): first for first in range(0, len(children), ON_A_PAGE)}

    def words(page: str) -> str:
        return (
            f"{firsts[page] + 1:,} to {min(firsts[page] + ON_A_PAGE, len(children)):,} of {len(children):,}"
        )

    with st.columns([1.2, 3])[0]:
        first = firsts[choose("Rows", "page", list(firsts), words)]
    return children[first : first + ON_A_PAGE]


def history_words(child: ChildWithChanges) -> str:
    """Return the workers of the 12 months with their first days, the latest last."""
    return "; ".join(
        f"{short_id(stretch.worker_id)} from {short_day(stretch.first_on)}" for stretch in child.history
    )


def _child_row(child: ChildWithChanges, tree: OrganisationTree) -> BoardRow:
    cells = (
        Cell(str(child.changes), f"{child.workers} workers", css_class="figure"),
        Cell(unit_name(child.team_unit_id, tree)),
        Cell(child.case_status),
        Cell(history_words(child)),
    )
    return BoardRow(
        short_id(child.child_id), "", {"authority": tree.authority_id, "child": child.child_id}, cells
    )


def table_row(child: ChildWithChanges, tree: OrganisationTree) -> dict[str, str]:
    """Return one child as a row of words."""
    return {
        "Child": child.child_id,
        "Team": unit_name(child.team_unit_id, tree),
        "Status": child.case_status,
        "Changes in 12 months": str(child.changes),
        "Social workers in 12 months": str(child.workers),
        "Social worker now": worker_words(child.worker_id),
        "History": history_words(child),
    }
