"""Who contacts the council and refers children, how quickly it answers, and which children come back."""

from __future__ import annotations

import streamlit as st

from charts.marks import sparkline
from charts.palette import Palette
from metrics.periods import month_label
from pages.parts.board import BoardRow, Cell, board
from pages.parts.choices import choose
from pages.parts.journey.choices import JourneyChosen
from pages.parts.journey.reading import read_once
from pages.parts.reader import may_see_records, reader_role
from pages.parts.records_table import show_records_table
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from reporting.event_tables import ExtractDays
from reporting.journey.periods import days_of
from reporting.journey.repeat_contacts import USUAL_LEAST, RepeatContacts, repeat_contacts
from reporting.journey.response_times import (
    ResponseTimes,
    late_red_contacts,
    response_sentence,
    response_times,
)
from reporting.journey.sources import Source, sources, sources_sentence

LEAST = {"2": "2 or more", "3": "3 or more", "4": "4 or more", "5": "5 or more"}


def show_front_door(
    known: Sources, chosen: JourneyChosen, authority_id: str, days: ExtractDays, colours: Palette
) -> None:
    """Show sources with their trend, response times by rating, and children with repeat contacts."""
    found = read_once(known, sources, authority_id, chosen.period, days.covered_from)
    st.subheader(f"Who referred children in {chosen.period_words}", anchor=False)
    st.markdown(sources_sentence(found, chosen.period_words))
    board(
        "Contacts and referrals by source; the trend is referrals in each of the last 24 months",
        (
            "Source",
            "Contacts",
            "Referrals",
            "Against a year before",
            "No further action",
            "Re-referrals",
            "Trend",
        ),
        [_source_row(source, authority_id, colours) for source in found],
        colours,
        address="journey",
        key="journey_sources",
    )
    with st.expander("The sources as a table, month by month"):
        show_table(
            month_rows(found),
            words="Contacts and referrals by source and month",
            file_name="referral_sources",
        )
    show_response_times(known, chosen, authority_id)
    show_repeat_contacts(known, chosen, authority_id)


def _source_row(source: Source, authority_id: str, colours: Palette) -> BoardRow:
    counts = source.counts
    points = [(month, float(referrals)) for month, _, referrals in source.months]
    words = (
        f"{source.name}: {points[0][1]:.0f} referrals to {points[-1][1]:.0f} in the last month"
        if points
        else ""
    )
    trend = sparkline(points, colour=colours.series, target=None, target_colour=colours.target, text=words)
    return BoardRow(
        heading=source.name,
        soft_heading="",
        opens={"authority": authority_id, "section": "flow", "source": source.name},
        cells=(
            Cell(f"{counts.contacts:,}", css_class="figure"),
            Cell(f"{counts.referrals:,}", css_class="figure"),
            Cell(source.change_words),
            Cell(share_words(counts.without_action, counts.outcomes_known)),
            Cell(share_words(counts.re_referrals, counts.re_referrals_known)),
            Cell(drawing=trend),
        ),
    )


def share_words(part: int, whole: int) -> str:
    """Return '12.5% (25 of 200)', or that there are none."""
    return f"{100 * part / whole:.1f}% ({part:,} of {whole:,})" if whole else "none"


def month_rows(found: tuple[Source, ...]) -> list[dict[str, str | int]]:
    """Return contacts and referrals by source and month, for the table that can be saved."""
    return [
        {"Month": f"{month:%Y-%m}", "Source": source.name, "Contacts": contacts, "Referrals": referrals}
        for source in found
        for month, contacts, referrals in source.months
    ]


def show_response_times(known: Sources, chosen: JourneyChosen, authority_id: str) -> None:
    """Show how quickly contacts of each rating were decided, and which red ones were late."""
    times = read_once(known, response_times, authority_id, chosen.period)
    st.subheader("How quickly contacts were decided, by rating", anchor=False)
    if not times:
        st.info(
            "Ratings and times of decisions are not supplied. They come from the local feed contact_decisions: "
            "docs/how_to/load_records.md says how to load it."
        )
        return
    st.markdown(
        f"{response_sentence(times, chosen.period_words)} Hours run by the clock on the wall, nights and weekends "
        "included. Four hours is the limit for red; the limits for amber and green are set in local thresholds."
    )
    show_table(
        [time_row(found) for found in times],
        words=f"Contacts by rating and time to the decision, {chosen.period_words}",
        file_name="response_times",
    )
    late = read_once(known, late_red_contacts, authority_id, chosen.period, role=reader_role())
    if late:
        with st.expander(f"Red contacts decided after four hours, or still open: {len(late):,}"):
            show_records_table(
                [
                    {
                        "Child": contact.child_id,
                        "From": contact.source,
                        "Received": f"{contact.received_at:%d %b %Y %H:%M}",
                        "Hours taken": f"{contact.hours_taken:.1f}"
                        if contact.hours_taken is not None
                        else "open",
                    }
                    for contact in late
                ],
                words="Red contacts that were late",
                file_name="late_red_contacts",
                subject=f"late red contacts, {authority_id}, {chosen.period_words}",
                authority_id=authority_id,
            )


def time_row(times: ResponseTimes) -> dict[str, str | int]:
    """Return one rating as a row."""
    return {
        "Rating": times.rating,
        "Contacts": times.contacts,
        "Not decided yet": times.contacts - times.decided,
        "Within 4 hours": share_words(times.within_4_hours, times.contacts),
        "Within 24 hours": share_words(times.within_24_hours, times.contacts),
        "Within 72 hours": share_words(times.within_72_hours, times.contacts),
        "Median hours": f"{times.median_hours:.1f}" if times.median_hours is not None else "none",
    }


def show_repeat_contacts(known: Sources, chosen: JourneyChosen, authority_id: str) -> None:
    """Show the children with several contacts in the six months that end with the period."""
    _, last_day = days_of(chosen.period)
    st.subheader(f"Children with repeat contacts in the six months to {month_label(last_day)}", anchor=False)
    if not may_see_records():
        return
    with st.columns([1, 4])[0]:
        least = choose("Contacts", "least", list(LEAST), lambda i: LEAST[i], default=str(USUAL_LEAST))
    children = read_once(
        known, repeat_contacts, authority_id, last_day, at_least=int(least), role=reader_role()
    )
    if not children:
        st.info("No child had so many contacts, or the extracts do not cover six months before.")
        return
    without = sum(not child.has_referral and not child.is_open_case for child in children)
    st.markdown(
        f"{len(children):,} children had {LEAST[least]} contacts. None of the contacts of {without:,} of "
        "them led to a referral, and none came while the child had a social worker."
    )
    show_records_table(
        [repeat_row(child) for child in children],
        words=f"Children with {LEAST[least]} contacts in six months",
        file_name="repeat_contacts",
        subject=f"{LEAST[least]} contacts in six months, {authority_id}, {last_day}",
        authority_id=authority_id,
    )


def repeat_row(child: RepeatContacts) -> dict[str, str | int]:
    """Return one child as a row, with the days of the contacts."""
    return {
        "Child": child.child_id,
        "In 6 months": child.in_6_months,
        "In 3 months": child.in_3_months,
        "Received on": ", ".join(f"{day.day} {day:%b}" for day in child.received_on),
        "From": ", ".join(child.sources),
        "Led to a referral": "yes" if child.has_referral else "no",
        "While open": "yes" if child.is_open_case else "no",
    }
