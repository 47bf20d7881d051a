"""Commentary on the KPI page: what was written before, and the form for this month; days to name on the chart."""

from __future__ import annotations

from datetime import date

import streamlit as st

from journal.annotations import KINDS, write_annotation
from journal.commentary import LONGEST, write_commentary
from metrics.periods import day_label, month_end, month_label
from pages.parts.detail_choices import Detail
from pages.parts.journal import journal_of_store
from pages.parts.plain_words import plain
from pages.parts.written_forms import choose_post, post_name, save, warn_of_names
from reporting.commentary import Commentary, commentary_of, earlier_versions

SHOWN_OPEN = 3  # newest commentaries in full; older ones unfold


def show_commentary(detail: Detail) -> None:
    """Show this month's words or that they are missing, the form, then the months before."""
    end = detail.row.latest_end
    month = month_end(end) if end is not None else None
    written = commentary_of(journal_of_store(), detail.authority_id, [detail.kpi.id], None, detail.unit_id)
    of_month = next((one for one in written if one.month == month), None)
    if month is not None and of_month is None:
        st.info(f"Nothing is written about {month_label(month)} for {detail.unit_name} yet.")
    for place, one in enumerate(written):
        if place < SHOWN_OPEN:
            _show(detail, one)
    older = written[SHOWN_OPEN:]
    if older:
        with st.expander(f"Earlier months ({len(older)})"):
            for one in older:
                _show(detail, one)
    if month is not None:
        _form(detail, month, of_month)
    _annotation_form(detail)


def _show(detail: Detail, one: Commentary) -> None:
    """Show one month's words with who wrote them when, and any earlier versions."""
    st.subheader(month_label(one.month), anchor=False)
    st.markdown(_words(one))
    by = post_name(detail.known.registers, one.post)
    st.markdown(f"*{by}, {day_label(one.written_at.date())}*")
    if one.version > 1:
        with st.expander(f"Earlier versions ({one.version - 1})"):
            for before in earlier_versions(journal_of_store(), one):
                by = post_name(detail.known.registers, before.post)
                st.markdown(f"**{by}, {day_label(before.written_at.date())}**\n\n{_words(before)}")


def _words(one: Commentary) -> str:
    """Return the three parts of a commentary as Markdown; what people typed is never markup."""
    parts = (("What changed", one.what_changed), ("Why", one.why), ("What we do", one.what_we_do))
    return "\n\n".join(f"**{label}:** {plain(words)}" for label, words in parts if words)


def _form(detail: Detail, month: date, known: Commentary | None) -> None:
    heading = "Change" if known else "Write"
    with (
        st.expander(f"{heading} the commentary on {month_label(month)}"),
        st.form("commentary", border=False),
    ):
        warn_of_names()
        what_changed = st.text_area(
            "What changed", known.what_changed if known else "", key="what_changed", max_chars=LONGEST
        )
        why = st.text_area("Why", known.why if known else "", key="why", max_chars=LONGEST)
        what_we_do = st.text_area(
            "What we do about it", known.what_we_do if known else "", key="what_we_do", max_chars=LONGEST
        )
        post = choose_post(detail.known.registers, "commentary_post")
        if st.form_submit_button("Save the commentary"):
            save(
                lambda: write_commentary(
                    journal_of_store(),
                    authority_id=detail.authority_id,
                    org_unit_id=detail.unit_id,
                    kpi_id=detail.kpi.id,
                    month=month,
                    what_changed=what_changed,
                    why=why,
                    what_we_do=what_we_do,
                    post=post,
                    replaces=known.version if known else 0,
                ),
                act="commentary",
                subject=f"{detail.kpi.id} of {detail.unit_id}, {month_label(month)}",
                said=f"The commentary on {month_label(month)} is saved",
            )


def _annotation_form(detail: Detail) -> None:
    """Show the form that names a day on the chart of this measure, or of all measures."""
    with st.expander("Name a day on the chart"), st.form("annotation", border=False):
        warn_of_names()
        day = st.date_input("Day", value=detail.row.latest_end or date.today(), key="annotation_day")
        words = st.text_input("What happened, in a few words", key="annotation_words")
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
                subject="all measures" if for_all else detail.kpi.id,
                said=f"{day_label(day)} is named on the chart",
            )
