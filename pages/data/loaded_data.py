"""Data: what is loaded, from which source, and which rows were rejected and why."""

import streamlit as st

from pages.parts.page_heading import page_heading
from pages.parts.sources import sources
from reporting.loaded_data import load_summaries, rejected_rows, sources_held

KIND_WORDS = {"published_document": "Published document", "supplied": "Supplied figures"}

known = sources()
page_heading("Data", "What is loaded, from which source, and what became of every row.")
st.caption(f"Build in use: {known.store.build_id}")

st.header("Authorities", anchor=False)
st.dataframe(
    [
        {
            "Authority": held.long_name,
            "Figures": held.figures,
            "Measures with a figure": held.kpis_with_figures,
            "Latest period ends": held.latest_period_end,
            "People": "Synthetic" if held.is_synthetic else "Published totals only",
        }
        for held in known.authorities
    ],
    hide_index=True,
    alt="Authorities in the store",
)

st.header("Sources", anchor=False)
st.dataframe(
    [
        {
            "Source": row["title"],
            "Kind": KIND_WORDS[row["kind"]],
            "Publisher": row["publisher"] or "",
            "Published": row["published_on"],
            "Figures": row["figures"],
            "Targets": row["targets"],
            "Note": row["note"] or "",
        }
        for row in sources_held(known.store).to_pylist()
    ],
    hide_index=True,
    alt="Sources of figures and targets",
)

st.header("Loaded files", anchor=False)
loads = load_summaries(known.store)
if not loads:
    st.info("No file has been loaded yet. Load one with: python cli.py load values FILE. The how-to guide has a template.")
    st.stop()
st.dataframe(
    [
        {
            "File": load.file_name,
            "Kind": load.kind.capitalize(),
            "Loaded": load.loaded_at,
            "Rows": load.rows_landed,
            "Accepted": load.rows_accepted,
            "Rejected": load.rows_rejected,
        }
        for load in loads
    ],
    hide_index=True,
    alt="Loaded files",
)
rejected = rejected_rows(known.store)
st.subheader(f"Rejected rows: {rejected.num_rows}", anchor=False)
if rejected.num_rows:
    st.dataframe(
        [
            {
                "File": row["file_name"],
                "Row": row["source_row"] or "whole file",
                "Why": row["reasons"],
            }
            for row in rejected.to_pylist()
        ],
        hide_index=True,
        alt="Rejected rows with reasons",
    )
