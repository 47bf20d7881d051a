"""The journey screen of an authority with records: the choices, then the part that was chosen."""

from __future__ import annotations

import streamlit as st

from charts.palette import Palette
from metrics.periods import day_label
from pages.parts.journey.assessments_part import show_assessments
from pages.parts.journey.choices import choose_journey, is_covered
from pages.parts.journey.early_help_part import show_early_help
from pages.parts.journey.flow_part import show_flow
from pages.parts.journey.front_door_part import show_front_door
from pages.parts.journey.meetings_part import show_meetings
from pages.parts.journey.plans_part import show_plans
from pages.parts.sources import Sources
from pages.parts.work.due_reading import tree_of
from reporting.event_tables import ExtractDays


def show_journey(known: Sources, authority_id: str, days: ExtractDays, colours: Palette) -> None:
    """Show the choices and the part of the screen that was chosen."""
    tree = tree_of(known, authority_id)
    chosen = choose_journey(known, days, tree)
    st.markdown(f"Records are as at {day_label(days.as_at_on)} and begin on {day_label(days.covered_from)}.")
    if not is_covered(chosen.period, days):
        st.info(
            f"The records do not cover the whole of {chosen.period_words}, so what is shown of it is too low. "
            "Choose a shorter or a later period."
        )
    match chosen.section:
        case "front_door":
            show_front_door(known, chosen, authority_id, days, colours)
        case "early_help":
            show_early_help(known, chosen, authority_id, colours)
        case "assessments":
            show_assessments(known, chosen, authority_id, colours)
        case "plans":
            show_plans(known, chosen, authority_id, tree, colours)
        case "meetings":
            show_meetings(known, chosen, authority_id, colours)
        case _:
            show_flow(known, chosen, authority_id, colours)
