"""The pieces of the page of one team."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.palette import Palette
from charts.sparklines import light_sparkline
from metrics.periods import month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.breadcrumbs import Crumb, show_breadcrumbs
from pages.parts.fact import show_fact
from pages.parts.rating_cell import rating_shape
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from pages.parts.teams.workforce_pages import LABELS
from reporting.organisation_tree import OrganisationTree, OrgUnit
from reporting.teams.side_by_side import TeamCell
from reporting.teams.team_profile import TeamProfile, TeamRow
from reporting.teams.workforce import AVERAGE, HIGHEST, OVER_LIMIT
from reporting.teams.workforce_words import counted_words
from reporting.words import target_words

Parameters = dict[str, str]
WORKFORCE = "workforce"
HEADINGS = (
    "Measure",
    "Value",
    "Rating",
    "Change",
    "12 months",
    "The service",
    "Beside other teams",
    "Overdue now",
)
LIMITS_NOTE = (
    "Limits: 998 in 1,000 teams like the others lie inside. They allow for chance; where ten teams or more vary "
    "more than that, they allow for it too, and the line says how much. They are those of the funnel on the "
    "page of the measure. Percentages only, and only where at least five teams have a figure."
)


def show_way(tree: OrganisationTree, team: OrgUnit) -> None:
    """Show council, service and team; the first two lead back up."""
    service = tree.unit(team.parent_id) if team.parent_id else None
    authority = tree.authority_id
    council = tree.unit(authority)
    steps = [Crumb(council.name if council else authority, "scorecard", {"authority": authority})]
    if service is not None:
        area = service.org_unit_id.partition(":")[2]
        steps.append(Crumb(service.name, "teams", {"authority": authority, "service_area": area}))
    show_breadcrumbs([*steps, Crumb(team.name)])


def show_team_facts(profile: TeamProfile) -> None:
    """Show open children, caseloads and what is overdue, as the measures of those names count them."""
    children, average, highest, over = st.columns(4)
    held = profile.row("children_without_allocated_worker")
    with children:
        figure = held.cell.figure if held else None
        known = figure is not None and figure.denominator is not None
        words = f"{figure.denominator:,.0f}" if figure is not None and known else "No figure"
        without = (
            f"{figure.numerator:,.0f} without an allocated worker" if figure is not None and known else ""
        )
        show_fact("Children with open work", words, without)
    boxes = ((average, AVERAGE), (highest, HIGHEST), (over, OVER_LIMIT))
    for box, kpi_id in boxes:
        row = profile.row(kpi_id)
        with box:
            if row is None or row.cell.figure is None:
                show_fact(
                    LABELS[kpi_id], "No figure", "Nobody in this team holds cases, or no workers are loaded"
                )
            else:
                show_fact(LABELS[kpi_id], row.cell.value_words, counted_words(row.kpi, row.cell.figure))


def show_team(profile: TeamProfile, known: Sources, colours: Palette) -> None:
    """Show the measures of a team by subject, those of its service first."""
    areas = known.registers.service_areas
    first = [area for area in (profile.subject, WORKFORCE) if profile.rows_of(area)]
    rest = [row for area in areas if area not in first for row in profile.rows_of(area)]
    for area in first:
        st.subheader(areas[area].name, anchor=False)
        rows = sorted(
            profile.rows_of(area), key=lambda row: "red amber green none".index(row.cell.rating.colour)
        )
        show_rows(rows, areas[area].name, profile, colours, area)
    if rest:
        with st.expander(f"Measures of other subjects ({len(rest)})", expanded=not first):
            subjects = {row.kpi.id: areas[row.kpi.service_area].name for row in rest}
            show_rows(rest, "Other subjects", profile, colours, "rest", subjects)
    notes = [LIMITS_NOTE]
    if profile.quiet:
        notes.append(f"{profile.quiet} measures had nothing to count in the last 12 months and are left out.")
    st.markdown(" ".join(notes))
    with st.expander("The measures as a table"):
        name = f"team-{profile.team.org_unit_id.partition(':')[2]}-{profile.end:%Y-%m}"
        show_table(profile_table(profile), words=f"Measures of {profile.team.name}", file_name=name)


def show_rows(
    rows: Sequence[TeamRow],
    name: str,
    profile: TeamProfile,
    colours: Palette,
    key: str,
    subjects: dict[str, str] | None = None,
) -> None:
    """Show some measures of a team as a board."""
    board(
        f"{name}: {profile.team.name}, {month_label(profile.end)}",
        HEADINGS,
        [_board_row(row, colours, (subjects or {}).get(row.kpi.id, "")) for row in rows],
        colours,
        address="kpi",
        key=f"team_{key}",
    )


def show_overdue(profile: TeamProfile, colours: Palette) -> None:
    """Show what is open and overdue, each line leading to the list."""
    st.subheader("Open and overdue now", anchor=False)
    if not profile.overdue:
        st.markdown(f"Nothing of this team was open and overdue at the end of {month_label(profile.end)}.")
        return
    place = {"authority": profile.team.authority_id, "unit": profile.team.org_unit_id, "on": f"{profile.end}"}
    rows = [
        BoardRow(
            work.kind.name, "", place | {"kind": work.kind.id}, (Cell(f"{work.count:,}", css_class="figure"),)
        )
        for work in profile.overdue
    ]
    caption = (
        f"At the end of {month_label(profile.end)}, each thing once. A line leads to the list behind it."
    )
    board(caption, ("Work", "Open and overdue"), rows, colours, address="due", key="team_overdue")


def opened_by(cell: TeamCell) -> Parameters:
    """Return the address of a measure in one team."""
    unit = str(cell.column.opens)
    return {
        "kpi": cell.kpi.id,
        "authority": unit.partition(":")[0],
        "service_area": cell.kpi.service_area,
        "unit": unit,
    }


def figure_cell(cell: TeamCell) -> Cell:
    """Return value and count for a board."""
    absent = "figure" if cell.figure is not None and cell.figure.value is not None else "figure absent"
    return Cell(cell.value_words, cell.count_words, css_class=absent)


def rated_cell(cell: TeamCell, colours: Palette) -> Cell:
    """Return shape and word of a rating, and the target below."""
    words = cell.rating_words
    if cell.rating.colour == "none":
        return Cell(soft_words=words)
    target = f"Target {target_words(cell.step, cell.kpi, with_operator=True)}" if cell.step else ""
    return Cell(words, target, rating_shape(cell.rating, colours), "rating")


def _board_row(row: TeamRow, colours: Palette, subject: str) -> BoardRow:
    overdue = "" if row.overdue is None else f"{row.overdue:,}"
    note = ". ".join(part for part in (subject, row.kpi.better_when.label) if part)
    cells = (
        figure_cell(row.cell),
        rated_cell(row.cell, colours),
        Cell(row.change),
        Cell(drawing=_trend(row, colours)),
        figure_cell(row.service),
        Cell(row.place.words, row.place.among),
        Cell(overdue, css_class="figure"),
    )
    return BoardRow(row.kpi.short_name, note, opened_by(row.cell), cells)


def _trend(row: TeamRow, colours: Palette) -> str:
    if len(row.points) < 2:
        return ""
    step = row.cell.step
    words = f"{len(row.points)} months, to {row.cell.value_words}"
    return light_sparkline(
        row.points,
        colour=colours.series,
        target=step.target if step else None,
        target_colour=colours.target,
        text=words,
    )


def profile_table(profile: TeamProfile) -> list[dict[str, str]]:
    """Return the measures of a team as a table of words."""
    return [
        {
            "Measure": row.kpi.name,
            "Value": row.cell.value_words,
            "Number of number": row.cell.count_words,
            "Rating": row.cell.rating_words,
            "Change in a month": row.change,
            "Service": row.service.value_words,
            "Service, number of number": row.service.count_words,
            "Beside other teams": f"{row.place.words} ({row.place.among})"
            if row.place.among
            else row.place.words,
            "Open and overdue": "" if row.overdue is None else str(row.overdue),
        }
        for row in profile.rows
    ]
