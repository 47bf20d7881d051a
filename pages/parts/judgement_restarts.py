"""Where limits start afresh: the offer, the form in which a person decides, and withdrawing a decision."""

from __future__ import annotations

from datetime import date

import streamlit as st

from journal.restarts import accept_restart, restarts_decided, withdraw_restart
from metrics.periods import day_label, month_label
from pages.parts.detail_choices import Detail
from pages.parts.journal import journal_of_store
from pages.parts.plain_words import plain
from pages.parts.unfolding import show_unfolding
from pages.parts.written_forms import choose_post, post_name, save, warn_of_names
from reporting.judgement import Judgement
from reporting.judgement.result import RestartMark

HOW_IT_WORKS = (
    "Mean and limits are worked out anew from the month you choose, for this measure and "
    "this part of the organisation, on every basis and in every breakdown. "
    "Do it only where you know what was changed on purpose."
)


def show_restarts(detail: Detail, judgement: Judgement) -> None:
    """Show the offer to restart, the restarts there are, and the forms to decide; nothing without limits."""
    if not judgement.is_judged:
        return
    offer = judgement.suggested_restart
    if offer:
        st.info(
            f"**Limits could start afresh in {month_label(offer.month)}.** {offer.words} Nothing has been changed."
        )
    for mark in judgement.restarts:
        st.markdown(f"**Limits start afresh in {month_label(mark.month)}:** {_mark_words(detail, mark)}")
    show_unfolding(
        "Start the limits afresh, or withdraw a decision",
        lambda: _show_forms(detail, judgement),
        key=f"restarts:{detail.kpi.id}",
        is_form=True,
    )


def _show_forms(detail: Detail, judgement: Judgement) -> None:
    offer = judgement.suggested_restart
    _accept_form(detail, judgement, offer.month if offer else judgement.months[-1])
    for mark in judgement.restarts:
        if mark.restart_id is not None:
            _withdraw_form(detail, mark)
    _show_withdrawn(detail)


def _mark_words(detail: Detail, mark: RestartMark) -> str:
    by = post_name(detail.known.registers, mark.decided_by)
    when = f" on {day_label(mark.decided_at.date())}" if mark.decided_at else ", in the definition"
    return f"{plain(mark.reason)} (decided by {by}{when})"


def _accept_form(detail: Detail, judgement: Judgement, wanted: date) -> None:
    with st.form("restart", border=False):
        st.markdown(HOW_IT_WORKS)
        months = list(reversed(judgement.months[1:]))
        month = st.selectbox(
            "First month of the new limits",
            months,
            index=months.index(wanted) if wanted in months else 0,
            format_func=month_label,
            key="restart_month",
        )
        reason = st.text_input(
            "What was changed on purpose, and why limits should start afresh", key="reason"
        )
        post = choose_post(detail.known.registers, "restart_post")
        warn_of_names()
        if st.form_submit_button("Start the limits afresh"):
            save(
                lambda: accept_restart(
                    journal_of_store(),
                    authority_id=detail.authority_id,
                    org_unit_id=detail.unit_id,
                    kpi_id=detail.kpi.id,
                    month=month,
                    reason=reason,
                    post=post,
                ),
                act="restart accepted",
                subject=f"{detail.kpi.id} of {detail.unit_id}",
                said=f"Limits start afresh in {month_label(month)}",
            )


def _withdraw_form(detail: Detail, mark: RestartMark) -> None:
    restart_id = str(mark.restart_id)
    with st.form(f"withdraw:{restart_id}", border=False):
        st.markdown(f"**Withdraw {month_label(mark.month)}:** {_mark_words(detail, mark)}")
        because = st.text_input("Why it no longer holds", key=f"because:{restart_id}")
        post = choose_post(detail.known.registers, f"post:{restart_id}")
        if st.form_submit_button(f"Withdraw the restart of {month_label(mark.month)}"):
            save(
                lambda: withdraw_restart(journal_of_store(), restart_id, because=because, post=post),
                act="restart withdrawn",
                subject=f"{detail.kpi.id} of {detail.unit_id}",
                said=f"The restart of {month_label(mark.month)} is withdrawn",
            )


def _show_withdrawn(detail: Detail) -> None:
    """Show the decisions that no longer hold: they are kept, with both reasons."""
    registers = detail.known.registers
    for decided in restarts_decided(journal_of_store(), detail.authority_id, detail.unit_id):
        if decided.kpi_id == detail.kpi.id and decided.withdrawn_at is not None:
            st.markdown(
                f"Withdrawn: {month_label(decided.month)}, {plain(decided.reason)} "
                f"({post_name(registers, decided.post)}). Withdrawn by "
                f"{post_name(registers, decided.withdrawn_by or '')} on "
                f"{day_label(decided.withdrawn_at.date())}: {plain(decided.withdrawn_because or '')}"
            )
