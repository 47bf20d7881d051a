"""Assessments by the working days they took, month by month, with the line of 45 in words."""

from __future__ import annotations

import streamlit as st

from charts.monthly_columns import monthly_columns
from charts.palette import Palette
from metrics.clocks import add_months
from pages.parts.choices import choose
from pages.parts.journey.choices import JourneyChosen
from pages.parts.journey.reading import read_once
from pages.parts.shown import show_chart
from pages.parts.sources import Sources
from reporting.journey.assessment_bands import (
    BANDS,
    LATE_BAND,
    BandsOfMonth,
    bands_by_month,
    bands_sentence,
)
from reporting.journey.periods import days_of

MONTHS_SHOWN = 24
EVERYONE = "everyone"
CHILDREN = {EVERYONE: "All children", "Disabled": "Disabled children"}
KPI = "assessments_within_45_working_days"


def show_assessments(known: Sources, chosen: JourneyChosen, authority_id: str, colours: Palette) -> None:
    """Show two years of months that end with the period."""
    _, last_day = days_of(chosen.period)
    with st.columns([1, 3])[0]:
        children = choose("Children", "children", list(CHILDREN), lambda i: CHILDREN[i])
    months = read_once(
        known,
        bands_by_month,
        authority_id,
        add_months(last_day.replace(day=1), -(MONTHS_SHOWN - 1)),
        last_day,
        service_unit_id=None if chosen.unit_id == authority_id else chosen.unit_id,
        disability=None if children == EVERYONE else children,
    )
    st.subheader(f"Working days from start to authorised: {CHILDREN[children].lower()}", anchor=False)
    sentence = bands_sentence(months)
    st.markdown(sentence)
    if not months:
        return
    figure = monthly_columns(
        [f"{month.month_end:%b %Y}" for month in months],
        [(_band_words(band), [month.counts[band] for month in months]) for band in BANDS],
        "Assessments",
        colours,
        focus=[_band_words(band) for band in BANDS if band != LATE_BAND],
        height=420,
    )
    show_chart(figure, sentence=sentence, name="assessment_bands", rows=[_row(month) for month in months])
    not_counted = sum(month.not_counted for month in months)
    apart = (
        f" {not_counted:,} more were authorised before they began, or have no start, and cannot be counted."
        if not_counted
        else ""
    )
    kpi = known.library.get(KPI)
    link = f" The measure: [{kpi.name}](/kpi?kpi={KPI}&authority={authority_id})." if kpi is not None else ""
    st.markdown(
        "Day 45 is on time; day 46 is late. An assessment is counted in the month it was authorised: those still "
        f"open and late are on the page Due and overdue.{apart}{link}"
    )


def _band_words(band: str) -> str:
    return f"{band} working days" + (" (late)" if band == LATE_BAND else "")


def _row(month: BandsOfMonth) -> dict[str, str | int]:
    share = month.share_within_45
    return {
        "Month": f"{month.month_end:%Y-%m}",
        **{_band_words(band): month.counts[band] for band in BANDS},
        "All": month.total,
        "Within 45": f"{share:.1f}%" if share is not None else "none",
    }
