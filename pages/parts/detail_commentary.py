"""Commentary on the KPI page: what was written before, the form for this month, the days people named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from journal.commentary import LONGEST, write_commentary
from metrics.periods import day_label, month_end, month_label
from pages.parts.detail_annotations import show_annotation_forms
from pages.parts.detail_choices import Detail
from pages.parts.journal import journal_of_store
from pages.parts.plain_words import plain
from pages.parts.unfolding import show_unfolding
from pages.parts.written_forms import choose_post, post_name, save, version_seen, warn_of_names
from reporting.commentary import Commentary, commentary_of, earlier_versions

SHOWN_OPEN = 3  # newest commentaries in full; older ones unfold


def show_commentary(detail: Detail) -> None:
    """Show this month's words or that they are missing, the form, then the months before."""
    end = detail.row.latest_end
    month = month_end(end) if end is not None else None
    known = commentary_of(journal_of_store(), detail.authority_id, [detail.kpi.id], None, detail.unit_id)
    written = [one for one in known if detail.until is None or one.month <= detail.until]
    of_month = next((one for one in written if one.month == month), None)
    if month is not None and of_month is None:
        st.info(f"Nothing is written about {month_label(month)} for {detail.unit_name} yet.")
    _show_each(detail, written[:SHOWN_OPEN])
    older = written[SHOWN_OPEN:]
    if older:
        show_unfolding(
            f"Earlier months ({len(older)})", lambda: _show_each(detail, older), key="earlier_months"
        )
    if month is not None:
        show_unfolding(
            f"{'Change' if of_month else 'Write'} the commentary on {month_label(month)}",
            lambda: _form(detail, month, of_month),
            key=f"commentary:{detail.kpi.id}",
            is_form=True,
        )
    show_annotation_forms(detail)


def _show_each(detail: Detail, written: Sequence[Commentary]) -> None:
    for one in written:
        _show(detail, one)


def _show(detail: Detail, one: Commentary) -> None:
    """Show one month's words with who wrote them when, and any earlier versions."""
    st.subheader(month_label(one.month), anchor=False)
    by = post_name(detail.known.registers, one.post)
    st.markdown(f"{_words(one)}\n\n*{by}, {day_label(one.written_at.date())}*")
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
    """Show the form with this month's words: the three parts, and who writes."""
    subject = f"{detail.kpi.id} of {detail.unit_id}, {month_label(month)}"
    seen = version_seen(subject, known.version if known else 0)
    with st.form("commentary", border=False):
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
                    replaces=seen,
                ),
                act="commentary",
                subject=subject,
                said=f"The commentary on {month_label(month)} is saved",
                version_of=subject,
            )
