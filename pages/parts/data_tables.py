"""The tables of the Data screen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.paths import store_paths
from data.store import Store
from reporting.loaded_data import (
    AuthorityHeld,
    LoadSummary,
    file_remarks,
    load_summaries,
    rejected_rows,
    sources_held,
)

KIND_WORDS = {
    "published_document": "Published document",
    "supplied": "Supplied figures",
    "records": "Records",
    "definition": "Definitions of measures",
}
LOAD_WORDS = {
    "ssd": "Standard Safeguarding Dataset",
    "annex_a": "Annex A workbook",
    "feed": "Local feed",
    "values": "Supplied figures",
    "published": "Published figures",
}


def show_authorities(authorities: Sequence[AuthorityHeld]) -> None:
    """Show how much is held on each authority."""
    rows = [
        {
            "Authority": held.long_name,
            "Figures": held.figures,
            "Measures with a figure": held.kpis_with_figures,
            "Latest period ends": held.latest_period_end,
            "People": "Synthetic" if held.is_synthetic else "Published totals only",
        }
        for held in authorities
    ]
    st.dataframe(rows, hide_index=True, alt="Authorities in the store")


def show_sources(store: Store) -> None:
    """Show every source and what was read from it."""
    rows = [
        {
            "Source": row["title"],
            "Kind": KIND_WORDS[row["kind"]],
            "Publisher": row["publisher"] or "",
            "Published": row["published_on"],
            "Figures": row["figures"],
            "Targets": row["targets"],
            "Note": row["note"] or "",
        }
        for row in sources_held(store).to_pylist()
    ]
    st.dataframe(rows, hide_index=True, alt="Sources of figures and targets")


def show_loads(store: Store) -> None:
    """Show every loaded file, and every rejected row with its reason."""
    loads = load_summaries(store)
    if not loads:
        st.info(
            "No file has been loaded yet. Load one with: python cli.py load values FILE. "
            "The template is in docs/how_to."
        )
        show_file_remarks(loads)
        return
    rows = [
        {
            "File": load.file_name,
            "Kind": LOAD_WORDS.get(load.kind, load.kind.capitalize()),
            "Loaded": load.loaded_at,
            "Rows": load.rows_landed,
            "Accepted": load.rows_accepted,
            "Rejected": load.rows_rejected,
        }
        for load in loads
    ]
    st.dataframe(rows, hide_index=True, alt="Loaded files")
    show_file_remarks(loads)
    rejected = rejected_rows(store).to_pylist()
    st.subheader(f"Rejected rows: {len(rejected)}", anchor=False)
    if rejected:
        reasons = [
            {"File": row["file_name"], "Row": str(row["source_row"] or "whole file"), "Why": row["reasons"]}
            for row in rejected
        ]
        st.dataframe(reasons, hide_index=True, alt="Rejected rows with reasons")


def show_file_remarks(in_build: Sequence[LoadSummary]) -> None:
    """Show which of the newest files were kept out and why, and what was odd about those taken in."""
    remarks = file_remarks(store_paths())
    if not remarks:
        return
    st.subheader(f"Remarks on files: {len(remarks)}", anchor=False)
    known = {load.load_id for load in in_build}
    kept_out = {remark.load_id for remark in remarks if remark.is_kept_out} - known
    if kept_out:
        files = "1 file was kept out" if len(kept_out) == 1 else f"{len(kept_out)} files were kept out"
        st.warning(f"{files} since these figures were made: they are as before.")
    rows = [
        {
            "File": remark.file_name,
            "Loaded": remark.loaded_at,
            "Outcome": "Kept out" if remark.is_kept_out else "Taken in, with a remark",
            "What was said": remark.words,
        }
        for remark in remarks
    ]
    st.dataframe(rows, hide_index=True, alt="What was said about the newest files")
