"""Lists the screens. Run it with: python start.py"""

import streamlit as st

from pages.parts.first_start import ensure_store
from pages.parts.printing import make_printable

st.logo("static/wordmark.svg", size="large")

page = st.navigation(
    {
        "This month": [
            st.Page("pages/review/this_month.py", title="This month", default=True),
        ],
        "Measures": [
            st.Page("pages/measures/scorecard.py", title="Service scorecard", url_path="scorecard"),
            st.Page("pages/measures/kpi_in_detail.py", title="KPI in detail", url_path="kpi"),
        ],
        "Teams and workforce": [
            st.Page("pages/teams/teams.py", title="Teams side by side", url_path="teams"),
            st.Page("pages/teams/team.py", title="One team", url_path="team"),
            st.Page("pages/teams/caseloads.py", title="Caseloads and workforce", url_path="caseloads"),
        ],
        "Children": [
            st.Page("pages/work/due_and_overdue.py", title="Due and overdue", url_path="due"),
            st.Page("pages/children/childs_journey.py", title="Child's journey", url_path="journey"),
            st.Page("pages/children/children_in_care.py", title="Children in care", url_path="care"),
            st.Page(
                "pages/children/exploitation_and_missing.py",
                title="Exploitation and missing",
                url_path="exploitation",
            ),
            st.Page("pages/children/quality_assurance.py", title="Quality assurance", url_path="quality"),
            st.Page("pages/children/pre_proceedings.py", title="Pre-proceedings", url_path="pre-proceedings"),
        ],
        "About the figures": [
            st.Page("pages/library/kpi_library.py", title="KPI library", url_path="library"),
            st.Page("pages/library/glossary.py", title="Glossary", url_path="glossary"),
            st.Page("pages/data/loaded_data.py", title="Data", url_path="data"),
            st.Page("pages/data/data_checks.py", title="Data checks", url_path="data-checks"),
        ],
    },
    position="top",
)
st.set_page_config(page_title=f"{page.title} - Trajectory", page_icon="static/icon.svg", layout="wide")
ensure_store()
page.run()
make_printable()
