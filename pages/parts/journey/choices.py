"""The choices of the journey screen: what to show, the period, the part of the council, the source."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from metrics.clocks import add_months
from metrics.periods import Period, month_end, period_label
from metrics.vocabulary import Level, PeriodKind
from pages.parts.choices import choose
from pages.parts.filters import choose_period
from pages.parts.sources import Sources
from reporting.event_tables import ExtractDays
from reporting.journey.cohort import ALL_SOURCES
from reporting.journey.periods import KINDS, days_of, journey_period
from reporting.organisation_tree import OrganisationTree

SECTIONS = {
    "flow": "From contact to plan and care",
    "front_door": "Who contacts us, and how quickly we answer",
    "early_help": "Early help, and moves between services",
    "assessments": "Assessments by how long they take",
    "plans": "Plans: how long, reviewed, child seen",
    "meetings": "Partners at meetings",
}
SECTIONS_BY_SERVICE = ("flow", "assessments", "plans")


@dataclass(frozen=True)
class JourneyChosen:
    """What the reader chose; `unit_id` is the authority or one of its service areas."""

    section: str
    period: Period
    unit_id: str

    @property
    def period_words(self) -> str:
        """The period as sentences name it."""
        return period_label(self.period)


def choose_journey(known: Sources, days: ExtractDays, tree: OrganisationTree) -> JourneyChosen:
    """Show the choices and return them. A month after the last one covered is the last one covered."""
    section_box, kind_box, month_box, part_box = st.columns([1.7, 1, 1.1, 1.6])
    with section_box:
        section = choose("Show", "section", list(SECTIONS), lambda i: SECTIONS[i])
    with kind_box:
        kind = PeriodKind(
            choose(
                "Period",
                "period_kind",
                [kind.value for kind in KINDS],
                lambda i: KINDS[PeriodKind(i)],
                default=PeriodKind.ROLLING_12_MONTHS.value,
            )
        )
    with month_box:
        until = choose_period(known, tree.authority_id)
    last = month_end(days.as_at_on)
    if last > days.as_at_on:
        last = month_end(add_months(days.as_at_on.replace(day=1), -1))
    unit_id = tree.authority_id
    if section in SECTIONS_BY_SERVICE:
        with part_box:
            unit_id = choose_service(known, tree)
    return JourneyChosen(section, journey_period(kind, min(until or last, last)), unit_id)


def choose_service(known: Sources, tree: OrganisationTree) -> str:
    """Return the authority or the service area chosen."""
    services = [
        unit.org_unit_id for unit in tree.of_level(Level.SERVICE_AREA) if tree.parts_of(unit.org_unit_id)
    ]
    names = {unit.org_unit_id: unit.name for unit in tree.units}
    names[tree.authority_id] = f"{known.authority(tree.authority_id).name}, everything"
    return choose("Part of the council", "unit", [tree.authority_id, *services], lambda i: names[i])


def choose_source(sources: tuple[str, ...]) -> str:
    """Return the group of sources chosen, or ALL_SOURCES."""
    names = {ALL_SOURCES: "Every source", **{name: name for name in sources}}
    with st.columns([1, 3])[0]:
        return choose("From", "source", list(names), lambda i: names[i])


def is_covered(period: Period, days: ExtractDays) -> bool:
    """Whether the extracts cover every day of a period."""
    first_day, last_day = days_of(period)
    return days.covered_from <= first_day and last_day <= days.as_at_on
