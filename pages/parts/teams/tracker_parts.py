"""The tracker of families in pre-proceedings: measures on top, counts by team, a bar of weeks for each family."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.palette import Palette
from charts.small_bars import weeks_bar
from metrics.periods import day_label, month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.records_table import note_once, show_records_table
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from pages.parts.teams.team_parts import figure_cell, rated_cell
from reporting.due_work.matrix import short_id, unit_name
from reporting.due_work.words import short_day
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.limits import limit_on
from reporting.teams.linked_measures import LinkedMeasure, linked_measures
from reporting.teams.pre_proceedings import LONG, SHORT, FamilyInPreProceedings, Tracker

MEASURES = (
    "families_in_pre_proceedings",
    "children_in_pre_proceedings",
    "plo_completed_within_12_weeks",
    "plo_completed_within_16_weeks",
    "pre_proceedings_within_agreed_time",
    "average_time_legal_planning_to_pre_proceedings",
    "care_proceedings_within_26_weeks",
)


@st.cache_resource(max_entries=64, show_spinner=False)
def _measures(
    store_file: str, unit_id: str, end: date, _known: Sources, _tree: OrganisationTree, _unit: OrgUnit
) -> tuple[LinkedMeasure, ...]:
    return linked_measures(_known.store, _known.library, _tree, _unit, MEASURES, end)


def show_measures(known: Sources, tree: OrganisationTree, unit: OrgUnit, end: date, colours: Palette) -> None:
    """Show the measures of pre-proceedings, each leading to its page."""
    found = _measures(str(known.store.file), unit.org_unit_id, end, known, tree, unit)
    rows = [
        BoardRow(
            measure.kpi.name,
            measure.kpi.better_when.label,
            {"kpi": measure.kpi.id, "authority": tree.authority_id, "service_area": measure.kpi.service_area}
            | ({} if unit.org_unit_id == tree.authority_id else {"unit": unit.org_unit_id}),
            (
                figure_cell(measure.month),
                rated_cell(measure.month, colours),
                figure_cell(measure.year) if measure.year else Cell(),
            ),
        )
        for measure in found
    ]
    headings = ("Measure", month_label(end), "Rating", "12 months")
    board(f"Measures of {unit.name}", headings, rows, colours, address="kpi", key="tracker_measures")


def show_tracker(
    known: Sources, tree: OrganisationTree, tracker: Tracker, unit: OrgUnit, colours: Palette
) -> None:
    """Show measures, families and teams."""
    st.markdown(f"**{tracker_sentence(tracker, unit)}**")
    show_measures(known, tree, unit, tracker.on, colours)
    if not tracker.family_count:
        return
    st.subheader("Each family against the limits", anchor=False)
    st.markdown(marks_words(tracker))
    show_families(tracker, tree, unit, colours)
    st.subheader("By team", anchor=False)
    show_teams(tracker, tree)


def tracker_sentence(tracker: Tracker, unit: OrgUnit) -> str:
    """Return how many families there are and how many are past their agreed end."""
    day = day_label(tracker.on)
    if not tracker.family_count:
        return f"No family of {unit.name} was in pre-proceedings on {day}."
    families = "1 family" if tracker.family_count == 1 else f"{tracker.family_count} families"
    children = "1 child" if tracker.child_count == 1 else f"{tracker.child_count} children"
    late = f"{tracker.overdue_count or 'none'} past the agreed end"
    return f"{families} of {unit.name} with {children} in pre-proceedings on {day}; {late}."


def marks_words(tracker: Tracker) -> str:
    """Return what the two marks of a bar are, from the limits in force."""
    weeks = [limit_on(tracker.limits, setting, tracker.on) for setting in (SHORT, LONG)]
    known = [f"{days / 7:g}" for days in weeks if days is not None]
    if len(known) < len(weeks):
        return "The limits are not known in this build. Run: python cli.py build."
    return (
        f"The upright lines are {known[0]} weeks, the shorter limit, and {known[1]} weeks, the longer one that can be "
        "agreed. A light bar is within the shorter limit, a striped one between the two, a full dark one past both."
    )


def show_teams(tracker: Tracker, tree: OrganisationTree) -> None:
    """Show the counts of each team."""
    rows = [
        {
            "Team": unit_name(team.team_unit_id, tree),
            "Families": str(team.families),
            "Children": str(team.children),
            "Up to the shorter limit": str(team.up_to_short),
            "Between the limits": str(team.up_to_long),
            "Past the longer limit": str(team.past_long),
            "Past the agreed end": f"{team.overdue} of {team.families}",
        }
        for team in sorted(tracker.teams, key=lambda team: unit_name(team.team_unit_id, tree))
    ]
    show_table(
        rows,
        words="Families in pre-proceedings by team",
        file_name=f"pre-proceedings-teams-{tracker.on:%Y-%m}",
    )


def show_families(tracker: Tracker, tree: OrganisationTree, unit: OrgUnit, colours: Palette) -> None:
    """List the families, longest first, to those allowed."""
    if tracker.families is None:
        st.markdown("Single families are listed only for those who may see records.")
        return
    subject = f"pre-proceedings, {unit.name}, {tracker.on:%Y-%m}"
    note_once(subject, len(tracker.families))
    most = max((family.weeks for family in tracker.families), default=0.0)
    board(
        f"{len(tracker.families)} families, longest first",
        ("Family", "Weeks", "Against the limits", "Step reached", "Team", "Last looked at"),
        [_row(family, tree, most, colours) for family in tracker.families],
        colours,
        address="journey",
        key="tracker_families",
    )
    with st.expander("The families as a table"):
        rows = [table_row(family, tree) for family in tracker.families]
        name = f"pre-proceedings-{tracker.on:%Y-%m}"
        show_records_table(rows, words="Families in pre-proceedings", file_name=name, subject=subject)


def children_words(family: FamilyInPreProceedings) -> str:
    """Return how many children a family has here, and how many of them are not born yet."""
    words = "1 child" if len(family.children) == 1 else f"{len(family.children)} children"
    return f"{words}, {family.unborn} unborn" if family.unborn else words


def _row(family: FamilyInPreProceedings, tree: OrganisationTree, most: float, colours: Palette) -> BoardRow:
    text = f"{family.weeks:.1f} weeks, {family.delay_words}"
    bar = weeks_bar(family.weeks, family.marks, most, colours, text=text)
    opens = {"authority": tree.authority_id, "child": family.children[0].child_id}
    cells = (
        Cell(f"{family.weeks:.1f}", f"since {short_day(family.decided_on)}", css_class="figure"),
        Cell(soft_words=family.delay_words, drawing=bar),
        Cell(family.stage, short_day(family.stage_on)),
        Cell(unit_name(family.team_unit_id, tree)),
        Cell(looked_at_words(family)),
    )
    return BoardRow(f"Family {short_family(family)}", children_words(family), opens, cells)


def looked_at_words(family: FamilyInPreProceedings) -> str:
    """Return when a tracking meeting last looked at a family; only the last day is recorded."""
    if family.last_tracked_on is None:
        return "Not recorded"
    day = short_day(family.last_tracked_on)
    return day if family.last_tracked_on <= family.on else f"After this day: {day}"


def short_family(family: FamilyInPreProceedings) -> str:
    """Return a family's id as it is shown: that of its first child, which is how records are found."""
    return short_id(family.children[0].child_id)


def table_row(family: FamilyInPreProceedings, tree: OrganisationTree) -> dict[str, str]:
    """Return one family as a row of words."""
    return {
        "Children": "; ".join(
            child.child_id + (" (unborn)" if child.is_unborn else "") for child in family.children
        ),
        "Team": unit_name(family.team_unit_id, tree),
        "Decided on": short_day(family.decided_on),
        "Weeks": f"{family.weeks:.1f}",
        "Agreed end": short_day(family.due_on),
        "More time agreed": "Yes" if family.has_extension else "No",
        "Against the limit": family.delay_words,
        "Step reached": f"{family.stage}, {short_day(family.stage_on)}",
        "Last looked at": looked_at_words(family),
    }
