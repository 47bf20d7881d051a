"""Which agencies come to strategy meetings and conferences, as grids of agency and month."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.palette import Palette
from charts.share_grid import GridCell, share_grid_html
from metrics.clocks import add_months
from pages.parts.journey.choices import JourneyChosen
from pages.parts.journey.reading import read_once
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from reporting.journey.attendance import (
    CONFERENCE,
    FEWEST_TO_JUDGE,
    Attendance,
    Attended,
    attendance,
    attendance_sentence,
)
from reporting.journey.periods import days_of

MONTHS_SHOWN = 12


def show_meetings(known: Sources, chosen: JourneyChosen, authority_id: str, colours: Palette) -> None:
    """Show a grid for strategy meetings and one for conferences, twelve months to the end of the period."""
    _, last_day = days_of(chosen.period)
    since = add_months(last_day.replace(day=1), -(MONTHS_SHOWN - 1))
    grids = read_once(known, attendance, authority_id, since, last_day)
    if not grids:
        st.info(
            "Who came to meetings is not supplied. It comes from the local feeds strategy_meetings and "
            "conference_attendance: docs/how_to/load_records.md says how to load them."
        )
        return
    for grid in grids:
        st.subheader(f"{grid.meeting_kind}s: who came of those asked", anchor=False)
        st.markdown(
            f"{attendance_sentence(grid)} Months of fewer than half the meetings say so; fewer than "
            f"{FEWEST_TO_JUDGE} meetings are too few to say. Information sent instead of coming is no attendance."
        )
        _show_grid(grid, colours)
        with st.expander("The grid as a table"):
            show_table(
                [_row(grid, agency, month) for agency in grid.agencies for month in grid.months],
                words=f"Attendance at {grid.meeting_kind.lower()}s by agency and month",
                file_name=f"attendance_{grid.meeting_kind.lower().replace(' ', '_')}",
            )


def _show_grid(grid: Attendance, colours: Palette) -> None:
    rows = []
    for agency in grid.agencies:
        cells = [_cell(grid.cell(agency, month)) for month in grid.months]
        whole = grid.of_agency(agency)
        last = [_cell(whole)]
        if grid.meeting_kind == CONFERENCE:
            share = whole.report_share
            last.append(GridCell(f"{share:.0f}%" if share is not None else ""))
        rows.append((agency, [*cells, *last]))
    heads = [f"{month:%b %Y}" for month in grid.months] + ["All months"]
    heads += ["Reports in time"] if grid.meeting_kind == CONFERENCE else []
    caption = (
        "Share of the meetings it was asked to that an agency came to, and how many. The darker, the larger."
    )
    st.html(share_grid_html(caption, "Agency", heads, rows, colours))


def _cell(attended: Attended) -> GridCell:
    if attended.share is None:
        return GridCell("none asked")
    below = "below half: " if attended.is_below_trigger else ""
    mark = "▼ " if attended.is_below_trigger else ""
    return GridCell(
        f"{mark}{attended.share:.0f}%", f"{below}{attended.attended} of {attended.asked}", attended.share
    )


def _row(grid: Attendance, agency: str, month: date) -> dict[str, str | int]:
    cell = grid.cell(agency, month)
    return {
        "Agency": agency,
        "Month": f"{month:%Y-%m}",
        "Asked": cell.asked,
        "Came": cell.attended,
        "Sent information instead": cell.sent_information,
        "Reports in time": cell.reports_in_time,
        "Share that came": f"{cell.share:.1f}%" if cell.share is not None else "none asked",
    }
