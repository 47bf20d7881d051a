"""Days that people named on the chart of a measure: the form that names one, and withdrawing it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from journal.annotations import KINDS, LONGEST, withdraw_annotation, write_annotation
from journal.withdrawing import LONGEST_REASON
from metrics.periods import day_label
from pages.parts.detail_choices import Detail
from pages.parts.journal import journal_of_store
from pages.parts.plain_words import plain
from pages.parts.unfolding import show_unfolding
from pages.parts.written_forms import choose_post, post_name, save, warn_of_names
from reporting.annotations import Annotation, annotations_of, withdrawn_annotations

ALL_MEASURES = "all measures"


def show_annotation_forms(detail: Detail) -> None:
    """Show the form that names a day, and, where days are named, the one that withdraws a day."""
    show_unfolding(
        "Name a day on the chart",
        lambda: _naming_form(detail),
        key=f"annotation:{detail.kpi.id}",
        is_form=True,
    )
    journal = journal_of_store()
    named = annotations_of(journal, detail.authority_id, detail.kpi.id)
    withdrawn = withdrawn_annotations(journal, detail.authority_id, detail.kpi.id)
    if not named and not withdrawn:
        return
    show_unfolding(
        "Withdraw a day named on the chart",
        lambda: _show_withdrawing(detail, named, withdrawn),
        key=f"withdrawing:{detail.kpi.id}",
        is_form=True,
    )


def _naming_form(detail: Detail) -> None:
    with st.form("annotation", border=False):
        _naming_fields(detail)


def _show_withdrawing(
    detail: Detail, named: tuple[Annotation, ...], withdrawn: tuple[Annotation, ...]
) -> None:
    if named:
        _choose_and_withdraw(detail, named)
    for noted in withdrawn:
        st.markdown(_withdrawn_words(detail, noted))


def _naming_fields(detail: Detail) -> None:
    warn_of_names()
    day = st.date_input("Day", value=detail.row.latest_end or date.today(), key="annotation_day")
    words = st.text_input("What happened, in a few words", key="annotation_words", max_chars=LONGEST)
    kind = st.selectbox("Kind", list(KINDS), format_func=lambda i: KINDS[i], key="annotation_kind")
    for_all = st.checkbox("On the charts of all measures", key="annotation_for_all")
    post = choose_post(detail.known.registers, "annotation_post")
    if st.form_submit_button("Name the day"):
        save(
            lambda: write_annotation(
                journal_of_store(),
                authority_id=detail.authority_id,
                kpi_id=None if for_all else detail.kpi.id,
                happened_on=day,
                kind=kind,
                words=words,
                post=post,
            ),
            act="annotation",
            subject=ALL_MEASURES if for_all else detail.kpi.id,
            said=f"{day_label(day)} is named on the chart",
        )


def _choose_and_withdraw(detail: Detail, named: tuple[Annotation, ...]) -> None:
    st.markdown("Then it is no longer named on any chart. It is kept below, with both posts and the reason.")
    days = {noted.annotation_id: noted for noted in reversed(named)}
    # Outside the form, which belongs to one day: if someone else withdraws it first, no other takes its place.
    annotation_id = st.selectbox(
        "Day to withdraw", list(days), format_func=lambda i: _day_words(days[i]), key="withdrawn_day"
    )
    with st.form(f"withdraw_annotation:{annotation_id}", border=False):
        _withdrawing_form(detail, days[annotation_id])


def _withdrawing_form(detail: Detail, day: Annotation) -> None:
    warn_of_names()
    because = st.text_input("Why it no longer holds", key="withdrawn_because", max_chars=LONGEST_REASON)
    post = choose_post(detail.known.registers, "withdrawn_post")
    if st.form_submit_button("Withdraw the day"):
        save(
            lambda: withdraw_annotation(journal_of_store(), day.annotation_id, because=because, post=post),
            act="annotation withdrawn",
            subject=day.kpi_id or ALL_MEASURES,
            said=f"{day_label(day.happened_on)} is no longer named on the chart",
        )


def _day_words(noted: Annotation) -> str:
    on = "" if noted.kpi_id else f" (on the charts of {ALL_MEASURES})"
    return f"{day_label(noted.happened_on)}: {noted.words}{on}"


def _withdrawn_words(detail: Detail, noted: Annotation) -> str:
    """Return a day that no longer holds as Markdown: who named it, who withdrew it and why."""
    registers = detail.known.registers
    when = f" on {day_label(noted.withdrawn_at.date())}" if noted.withdrawn_at else ""
    why = f": {plain(noted.withdrawn_because)}" if noted.withdrawn_because else ", without a reason"
    return (
        f"Withdrawn: {plain(_day_words(noted))} ({post_name(registers, noted.post)}). "
        f"Withdrawn by {post_name(registers, noted.withdrawn_by or '')}{when}{why}"
    )
