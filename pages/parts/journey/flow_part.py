"""From contact to plan and care: what became of the contacts of a period, and the measures of the same period."""

from __future__ import annotations

import streamlit as st

from charts.flow import GOES_ON, LEAVES, TOO_RECENT, FlowPart, FlowStep, flow_html
from charts.palette import Palette
from metrics.library import KpiLibrary
from metrics.periods import Period
from pages.parts.board import BoardRow, Cell, board
from pages.parts.journey.choices import JourneyChosen, choose_source
from pages.parts.journey.reading import read_once
from pages.parts.linked_html import Links, show_linked
from pages.parts.shown import show_table
from pages.parts.sources import Sources
from reporting.journey.cohort import ALL_SOURCES, Cohort, cohort
from reporting.journey.period_counts import PeriodCount, period_counts
from reporting.journey.steps import TOO_RECENT as RECENT
from reporting.journey.steps import WENT_ON, Step, step_sentence

OPENS_FROM_BEFORE = ("assessment", "conference", "plan")


def show_flow(known: Sources, chosen: JourneyChosen, authority_id: str, colours: Palette) -> None:
    """Show the flow, its table by source, and the measures of the same period beside it."""
    is_council = chosen.unit_id == authority_id
    everything = read_once(
        known, cohort, authority_id, chosen.period, "contact" if is_council else "referral"
    )
    followed = everything if is_council else everything.of_service(chosen.unit_id)
    source = choose_source(followed.sources)
    shown = followed.of_source(source)
    thing = "contacts" if is_council else "referrals"
    st.subheader(f"What became of the {thing} of {chosen.period_words}", anchor=False)
    st.markdown(explanation(shown, is_council=is_council, source=source))
    if not shown.total:
        st.info(f"No {thing} were received in this period. Choose another period, part or source.")
        return
    links = Links()
    html = flow_html([_drawn(step, known.library, chosen, links) for step in shown.steps], colours)
    show_linked(html, colours, key=f"flow_{thing}")
    with st.expander("The flow as a table"):
        show_table(
            step_rows(shown), words=f"Steps of the {thing} of {chosen.period_words}", file_name="journey_flow"
        )
    st.subheader("By source", anchor=False)
    show_table(
        source_rows(followed),
        words=f"What became of the {thing} of {chosen.period_words}, by where they came from",
        file_name="journey_by_source",
        columns={"Followed": st.column_config.NumberColumn(format="localized")},
    )
    show_period_counts(known, chosen, colours)


def explanation(shown: Cohort, *, is_council: bool, source: str) -> str:
    """Return how to read the flow."""
    thing = "contact" if is_council else "referral"
    of_source = "" if source == ALL_SOURCES else f" from {source.lower()}"
    return (
        f"Each of {shown.total:,} {thing}s{of_source} is followed, however long its steps took; a child with two "
        f"{thing}s is followed twice. Shares are of those that have had their time: what is too recent to say is "
        "striped, and in no share. Each bar opens out of the part that went on."
    )


def _drawn(step: Step, library: KpiLibrary, chosen: JourneyChosen, links: Links) -> FlowStep:
    kind = step.kind
    more = ""
    if kind.kpi_id is not None and (kpi := library.get(kind.kpi_id)) is not None:
        opens = {
            "kpi": kpi.id,
            "authority": chosen.unit_id.partition(":")[0],
            "service_area": kpi.service_area,
        }
        more = f" {links.to('kpi', opens, 'Open the measure', heard=f'Open the measure {kpi.name}')}"
    ways = {WENT_ON: GOES_ON, RECENT: TOO_RECENT}
    parts = tuple(
        FlowPart(ways.get(outcome.id, LEAVES), outcome.words, outcome.count, step.share_words(outcome))
        for outcome in step.outcomes
    )
    return FlowStep(
        heading=f"{kind.name} to {kind.goes_on_to[:1].lower()}{kind.goes_on_to[1:]}",
        sentence=step_sentence(step),
        parts=parts,
        opens_from_before=kind.key in OPENS_FROM_BEFORE,
        more=more,
    )


def step_rows(shown: Cohort) -> list[dict[str, str | int]]:
    """Return the flow as a table: one row a step and what became of it."""
    return [
        {
            "Step": f"{step.kind.name} to {step.kind.goes_on_to.lower()}",
            "What became of it": outcome.words,
            "Number": outcome.count,
            "Share of those that had their time": ""
            if outcome.id == RECENT or not step.decided
            else f"{100 * outcome.count / step.decided:.1f}%",
        }
        for step in shown.steps
        for outcome in step.outcomes
    ]


def source_rows(followed: Cohort) -> list[dict[str, str | int]]:
    """Return the shares of each step by source, '23 of 120 (19.2%)'; 'none' where nothing came so far."""
    rows = []
    for source in followed.sources:
        own = followed.of_source(source)
        row: dict[str, str | int] = {"Source": source, "Followed": own.total}
        row |= {f"To {step.kind.goes_on_to.lower()}": _share_words(step) for step in own.steps}
        rows.append(row)
    return rows


def _share_words(step: Step) -> str:
    if not step.decided:
        return "too recent" if step.total else "none"
    return f"{step.went_on:,} of {step.decided:,} ({step.share:.1f}%)"


def show_period_counts(known: Sources, chosen: JourneyChosen, colours: Palette) -> None:
    """Show the measures of the same period: what happened in it, whenever it began."""
    counts = _period_counts(str(known.store.file), chosen.unit_id, chosen.period, known)
    st.subheader(f"The measures of {chosen.period_words}", anchor=False)
    if not counts:
        st.info("The extracts do not cover the whole of this period yet, so it has no measures.")
        return
    st.markdown(
        "These count what happened in the period, whenever it began: a plan made in it may come from a contact "
        "long before. So they differ from the flow above, which follows what came in during the period and leaves "
        "out, as too recent, what has not had time to go on - decided or not."
    )
    board(
        f"Measures of the journey in {chosen.period_words}",
        ("Measure", "In the period", "Made of", "Too recent to say"),
        [_count_row(count, chosen) for count in counts],
        colours,
        address="kpi",
        key="journey_counts",
    )


# The file of a build is never written again, so its path stands for everything in it.
@st.cache_resource(max_entries=64, show_spinner=False)
def _period_counts(store_file: str, unit_id: str, period: Period, _known: Sources) -> tuple[PeriodCount, ...]:
    return period_counts(_known.store, _known.library, unit_id, period)


def _count_row(count: PeriodCount, chosen: JourneyChosen) -> BoardRow:
    authority_id = chosen.unit_id.partition(":")[0]
    return BoardRow(
        heading=count.kpi.name,
        soft_heading="",
        opens={"kpi": count.kpi.id, "authority": authority_id, "service_area": count.kpi.service_area},
        cells=(
            Cell(count.value_words, css_class="figure"),
            Cell(count.fraction_words),
            Cell(f"{count.too_recent:,}" if count.too_recent else ""),
        ),
    )
