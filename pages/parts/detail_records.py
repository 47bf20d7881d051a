"""The records behind one number of the KPI page: for those who may see them, and noted in the audit trail."""

from __future__ import annotations

import streamlit as st

from metrics.periods import Period, month_end, month_label
from metrics.vocabulary import KpiStatus, State
from pages.parts.case_numbers import choose_numbers, number_columns
from pages.parts.detail_choices import Detail
from pages.parts.reader import reader_role
from pages.parts.records_table import show_records_table
from reporting.case_system_numbers import asked_about
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, records_behind
from reporting.records_in_words import record_rows, records_sentence

LATEST_MONTHS = 24


def show_records(detail: Detail) -> None:
    """Show the records behind one month; say why there are none to show."""
    kpi, row = detail.kpi, detail.row
    if kpi.status is not KpiStatus.LIVE:
        st.markdown("This measure is not calculated from records here, so there are none behind its figures.")
        return
    if reader_role() not in ROLES_THAT_MAY_SEE_RECORDS:
        st.markdown("Your role may not see the records of children.")
        return
    if row.latest is not None and row.latest.state == State.NOT_SUPPLIED and row.latest.why_absent:
        st.markdown(f"There are no records behind it. {row.latest.why_absent}")
        return
    periods: dict[str, Period] = {}
    for figure in reversed(row.figures):
        end = figure.period.end
        if figure.origin == "calculated" and end is not None and len(periods) < LATEST_MONTHS:
            periods.setdefault(month_label(month_end(end)), figure.period)
    if not periods:
        st.markdown(
            "No figure of this measure here is calculated from records. Load an Annex A workbook or the Standard "
            "Safeguarding Dataset to see what is behind it."
        )
        return
    st.markdown(
        "Children and workers are shown by pseudonyms. That this list is opened, or saved, is noted in the audit trail."
    )
    with st.columns([1.5, 3])[0]:
        chosen = st.selectbox("Month", list(periods), key="records_month")
    found = records_behind(
        detail.known.store,
        kpi,
        periods[chosen],
        org_unit=detail.unit_id,
        basis=detail.basis,
        role=reader_role(),
    )
    rows = record_rows(found, detail.tree)
    st.markdown(records_sentence(rows, detail.unit_name, chosen))
    if rows:
        subject = f"{kpi.id} {chosen} {detail.unit_id} {detail.basis.value}"
        listed = found.select(["team_id", "child_id", "worker_id"]).to_pylist()
        numbers = choose_numbers(
            detail.tree,
            lambda: asked_about(listed, ("child_id", "worker_id"), detail.authority_id),
            subject=subject,
        )
        show_records_table(
            rows,
            words=f"Records behind {kpi.name}, {chosen}",
            file_name=f"{kpi.id}_{chosen.lower().replace(' ', '_')}_records",
            subject=subject,
            authority_id=detail.authority_id,
            numbers=[number_columns(row, numbers) for row in listed] if numbers.found else (),
        )
