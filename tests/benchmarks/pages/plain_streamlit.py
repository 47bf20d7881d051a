"""The KPI page as plain Streamlit does it: a choice, a table, a Plotly Express line. Reads the same store."""

import duckdb
import plotly.express as px
import streamlit as st

from data.paths import store_paths
from data.store import current_build_id

FIGURES = """
    SELECT period_end, value, numerator, denominator, target
    FROM kpi_observations
    WHERE kpi_id = $kpi AND org_unit_id = 'northmere' AND basis = 'completed' AND breakdown IS NULL
        AND period_kind IN ('month', 'as_at')
    ORDER BY period_end
"""
MEASURES = "SELECT DISTINCT kpi_id FROM kpi_observations WHERE org_unit_id = 'northmere' ORDER BY kpi_id"

paths = store_paths()
st.set_page_config(layout="wide")
with duckdb.connect(str(paths.builds / f"kpi-{current_build_id(paths)}.duckdb"), read_only=True) as con:
    measures = [row[0] for row in con.sql(MEASURES).fetchall()]
    kpi = st.selectbox("Measure", measures, index=measures.index("assessments_within_45_working_days"))
    figures = con.sql(FIGURES, params={"kpi": kpi}).df()
st.title(kpi)
st.plotly_chart(px.line(figures, x="period_end", y=["value", "target"]))
st.dataframe(figures)
