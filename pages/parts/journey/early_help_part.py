"""Families waiting for early help, and children moving between early help, social care and its services."""

from __future__ import annotations

import streamlit as st

from charts.counted_bars import Bar, bars_html
from charts.monthly_columns import monthly_columns
from charts.palette import Palette
from charts.share_grid import GridCell, share_grid_html
from metrics.clocks import add_months
from metrics.periods import day_label
from pages.parts.journey.choices import JourneyChosen
from pages.parts.journey.reading import read_once
from pages.parts.reader import reader_role
from pages.parts.records_table import show_records_table
from pages.parts.shown import show_chart, show_table
from pages.parts.sources import Sources
from reporting.journey.early_help import (
    LIMIT_DAYS,
    bands_of,
    families_waiting,
    waiting_sentence,
    waits_by_month,
)
from reporting.journey.moves import MonthOfSteps, MoveMatrix, moves, moves_sentence, steps_by_month
from reporting.journey.periods import days_of

MONTHS_SHOWN = 24


def show_early_help(known: Sources, chosen: JourneyChosen, authority_id: str, colours: Palette) -> None:
    """Show who waits for early help, moves up and down by month, and moves from service to service."""
    _, last_day = days_of(chosen.period)
    since = add_months(last_day.replace(day=1), -(MONTHS_SHOWN - 1))
    _show_waiting(known, chosen, authority_id, colours)
    months = read_once(known, steps_by_month, authority_id, since, last_day)
    st.subheader("Stepping up to social care and down to early help", anchor=False)
    if months:
        show_chart(
            monthly_columns(
                [f"{month.month_end:%b %Y}" for month in months],
                [
                    ("Up to social care", [m.up for m in months]),
                    ("Down to early help", [m.down for m in months]),
                ],
                "Children",
                colours,
            ),
            sentence=steps_sentence(months),
            name="step_changes",
            rows=[
                {
                    "Month": f"{month.month_end:%Y-%m}",
                    "Up to social care": month.up,
                    "Down to early help": month.down,
                }
                for month in months
            ],
        )
        st.markdown(f"{steps_sentence(months)} Up and down together are the measure of children moving.")
    else:
        st.info(
            "No child moved between early help and social care in the last two years, as far as is recorded."
        )
    _show_moves(read_once(known, moves, authority_id, chosen.period), chosen, colours)


def steps_sentence(months: tuple[MonthOfSteps, ...]) -> str:
    """Return the last month, and the average of all months shown."""
    last, count = months[-1], len(months)
    up, down = (sum(getattr(month, way) for month in months) / count for way in ("up", "down"))
    return (
        f"In {last.month_end:%B %Y} {last.up} children stepped up and {last.down} stepped down; on average of "
        f"{count} months it was {up:.0f} up and {down:.0f} down."
    )


def _show_waiting(known: Sources, chosen: JourneyChosen, authority_id: str, colours: Palette) -> None:
    _, last_day = days_of(chosen.period)
    on_words = f"on {day_label(last_day)}"
    st.subheader("Waiting for early help", anchor=False)
    since = add_months(last_day.replace(day=1), -(MONTHS_SHOWN - 1))
    months = read_once(known, waits_by_month, authority_id, since, last_day)
    if not months:
        st.info(
            "No waiting list is loaded. It comes from the local feed early_help_waiting_list: "
            "docs/how_to/load_records.md says how to load it."
        )
        return
    families = read_once(known, families_waiting, authority_id, last_day, role=reader_role())
    sentence = waiting_sentence(families, on_words)
    st.markdown(sentence)
    bands = bands_of(families)
    longest = {name for name in list(bands)[4:]}
    st.html(
        bars_html(
            [
                Bar(name, float(count), f"{count}{' over the limit' if name in longest and count else ''}")
                for name, count in bands.items()
            ],
            sentence,
            colours,
        )
    )
    with st.expander("Month by month"):
        show_table(
            [
                {
                    "Month": f"{month.month_end:%Y-%m}",
                    "Families waiting at its end": month.waiting,
                    "Of them longer than 4 weeks": month.waiting_over_4_weeks,
                    "Services begun": month.started,
                    "Weeks waited by those, on average": f"{month.average_days_to_start / 7:.1f}"
                    if month.average_days_to_start is not None
                    else "none began",
                }
                for month in reversed(months)
            ],
            words="Early help waiting list by month",
            file_name="early_help_waits",
        )
    if families and families[0].child_id is not None:
        with st.expander(f"The families waiting: {len(families):,}"):
            show_records_table(
                [
                    {
                        "Child": family.child_id or "",
                        "Team": family.team,
                        "Since": day_label(family.added_on),
                        "Days waited": family.days_waited,
                        "Over four weeks": "yes" if family.days_waited > LIMIT_DAYS else "no",
                    }
                    for family in families
                ],
                words=f"Families waiting for early help {on_words}",
                file_name="families_waiting",
                subject=f"families waiting for early help, {authority_id}, {last_day}",
                authority_id=authority_id,
            )


def _show_moves(found: MoveMatrix, chosen: JourneyChosen, colours: Palette) -> None:
    st.subheader("From service to service", anchor=False)
    if not found.total:
        st.info("No child moved between services in this period, as far as is recorded.")
        return
    sentence = moves_sentence(found, chosen.period_words)
    st.markdown(sentence)
    rows = []
    for start in found.left:
        own = sum(found.cell(start, end) for end in found.joined)
        cells = [_move_cell(found.cell(start, end), own) for end in found.joined]
        rows.append((f"From {start}", [*cells, GridCell(f"{own:,}")]))
    caption = (
        "Each row: of the children who left a service, where they went; who stepped up went to the service that "
        "took the referral. The darker, the larger the share."
    )
    st.html(share_grid_html(caption, "", [*(f"To {end}" for end in found.joined), "All"], rows, colours))
    with st.expander("The moves as a table"):
        show_table(
            [
                {"From": start, "To": end, "Moves": count}
                for (start, end), count in sorted(found.counts.items(), key=lambda pair: -pair[1])
            ],
            words=f"Moves between services in {chosen.period_words}",
            file_name="moves_between_services",
        )


def _move_cell(count: int, whole: int) -> GridCell:
    if not count:
        return GridCell()
    share = 100 * count / whole
    return GridCell(f"{count:,}", f"{share:.0f}%", share)
