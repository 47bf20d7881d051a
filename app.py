"""Lists the screens. Run it with: python start.py"""

import streamlit as st

from pages.parts.first_start import ensure_store

st.set_page_config(page_title="Trajectory", page_icon="static/icon.svg", layout="wide")
st.logo("static/wordmark.svg", size="large")

page = st.navigation(
    {
        "Measures": [
            st.Page("pages/measures/scorecard.py", title="Service scorecard", default=True),
            st.Page("pages/measures/kpi_in_detail.py", title="KPI in detail", url_path="kpi"),
        ],
        "About the figures": [
            st.Page("pages/library/kpi_library.py", title="KPI library", url_path="library"),
            st.Page("pages/data/loaded_data.py", title="Data", url_path="data"),
        ],
    },
    position="top",
)
ensure_store()
page.run()
