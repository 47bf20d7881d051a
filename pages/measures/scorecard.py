"""Service scorecard: every KPI of a service area with value, target, rating, change and trend."""

import streamlit as st

from charts.palette import palette
from metrics.periods import month_label
from pages.parts.board import board
from pages.parts.choices import choose
from pages.parts.page_heading import page_heading
from pages.parts.scorecard_rows import HEADINGS, board_row, summary_words
from pages.parts.sources import sources
from reporting.scorecard import months_with_figures, scorecard

EVERY_PERIOD = "latest"

page_heading("Service scorecard", "How each measure of a service stands against its target.")
known = sources()
authority_box, area_box, period_box = st.columns([2, 2, 1.4])
with authority_box:
    authority_id = choose(
        "Authority", "authority", [a.org_unit_id for a in known.authorities], lambda i: known.authority(i).label
    )
with area_box:
    areas = known.registers.service_areas
    service_area = choose("Service area", "service_area", list(areas), lambda i: areas[i].name)
with period_box:
    months = {month.isoformat()[:7]: month for month in months_with_figures(known.store, authority_id)}
    period = choose(
        "Figures up to",
        "period",
        [EVERY_PERIOD, *months],
        lambda i: "Latest" if i == EVERY_PERIOD else month_label(months[i]),
    )

card = scorecard(
    known.store, known.library, known.library.in_service_area(service_area), authority_id, months.get(period)
)
only_figures = st.toggle("Only measures with a figure", value=True, key="only_figures")
rows = [row for row in card.rows if not only_figures or row.figures]
st.markdown(summary_words(card, len(rows)))
if not rows:
    st.info("No figure has been published or loaded for this service area. Turn the switch off to see what is awaited.")
    st.stop()
colours = palette(st.context.theme.type)
opened = board(
    f"{areas[service_area].name}, {known.authority(authority_id).name}",
    HEADINGS,
    [board_row(row, authority_id, colours) for row in rows],
    colours,
    address="kpi",
    key="scorecard",
)
if opened:
    st.switch_page("pages/measures/kpi_in_detail.py", query_params=opened)
