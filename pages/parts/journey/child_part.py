"""One child's record: what is known of the child, lanes in time, and the list in order."""

from __future__ import annotations

import streamlit as st

from charts.palette import Palette
from charts.record_lanes import LaneBar, lanes_html
from metrics.periods import day_label
from pages.parts.breadcrumbs import Crumb, show_breadcrumbs
from pages.parts.case_numbers import choose_numbers
from pages.parts.linked_html import show_linked
from pages.parts.reader import may_see_records, reader_role
from pages.parts.records_table import note_once, show_records_table
from pages.parts.sources import Sources
from reporting.case_system_numbers import NO_TEAM, Asked
from reporting.due_work.matrix import short_id
from reporting.due_work.words import short_day
from reporting.journey.child import ChildEvent, ChildsRecord, childs_record, record_sentence
from reporting.organisation_tree import organisation_tree

SUBJECT = "one child's record"  # the audit trail names no child


def show_child(known: Sources, authority_id: str, child_id: str, colours: Palette) -> None:
    """Show one child's record, or say in plain words that there is none of this id."""
    show_breadcrumbs(
        [
            Crumb("Child's journey", "journey", {"authority": authority_id}),
            Crumb(f"Child {short_id(child_id)}"),
        ]
    )
    if not may_see_records():
        return
    record = childs_record(known.store, authority_id, child_id, role=reader_role())
    if record is None:
        st.info(
            "No child of this id is in the records of this authority. Ids are pseudonyms: check that the link "
            "was copied in full, and that the authority is the right one."
        )
        return
    sentence = record_sentence(record)
    st.subheader(f"Child {short_id(child_id)}", anchor=False)
    st.markdown(f"As at {day_label(record.as_at_on)}. {sentence}")
    st.markdown(" · ".join(f"{name}: **{value}**" for name, value in record.facts))
    _show_number(known, authority_id, record)
    if not record.events:
        note_once(f"{SUBJECT}, {authority_id}", 0)
        return
    drawn = lanes_html(_lanes(record), record.as_at_on, colours, sentence)
    show_linked(drawn, colours, key="record_lanes")
    st.markdown("A full bar has ended, a pale bar is still open, a thin mark happened on one day.")
    show_records_table(
        [_row(event) for event in record.events],
        words="All that is on the record, the oldest first",
        file_name=f"record_{short_id(child_id)}",
        subject=f"{SUBJECT}, {authority_id}",
    )


def _show_number(known: Sources, authority_id: str, record: ChildsRecord) -> None:
    """Show the switch that shows the child's number in the case system, and the number if it is on."""
    asked = Asked(record.child_id, record.team_unit_id or f"{authority_id}:{NO_TEAM}")
    tree = organisation_tree(known.store, authority_id)
    subject = f"{SUBJECT}, {authority_id}"
    numbers = choose_numbers(tree, lambda: [asked], subject=subject, key=record.child_id)
    if number := numbers.of(record.child_id):
        st.text(f"Number in the case system: {number}")


def _lanes(record: ChildsRecord) -> list[tuple[str, list[LaneBar]]]:
    return [
        (
            lane,
            [
                LaneBar(event.from_on, event.until_on, event.is_span)
                for event in record.events
                if event.lane == lane and event.from_on is not None
            ],
        )
        for lane in record.lanes
    ]


def _row(event: ChildEvent) -> dict[str, str]:
    until = short_day(event.until_on) if event.until_on else ("still open" if event.is_span else "")
    return {
        "From": short_day(event.from_on) or "not known",
        "Until": until,
        "What": event.what,
        "More": event.details,
    }
