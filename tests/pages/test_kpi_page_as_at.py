"""KPI in detail as at an earlier month: everything knows only the months up to then, and links keep the month.

The made-up months of the measure are 69 to 74 of 100 until October 2025 (73), then 84 to 88 until October 2026 (86).
"""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from journal.commentary import write_commentary
from journal.database import Journal
from tests.pages.monthly_figures import AUTHORITY_ID
from tests.pages.test_kpi_page import KPI, kpi_page, months_page, shown
from tests.pages.test_month_screens import markup, screen

AS_AT = "As at October 2025: figures, rating, limits and outlook know nothing of later months."


def facts(test: AppTest) -> str:
    """Return what stands above and beside the chart, without markup."""
    return " ".join(
        re.sub(r"<[^>]+>", " ", " ".join(str(found.proto.body) for found in test.get("html"))).split()
    )


@pytest.mark.usefixtures("use_monthly_store")
def test_an_earlier_month_is_shown_as_if_it_were_the_newest() -> None:
    test = months_page(period="2025-10")
    text = shown(test)
    assert AS_AT in text
    assert "73.0% (October 2025)" in text
    assert "Change: +4.0 points since Sep 2025" in text
    assert "86.0%" not in text + facts(test)
    assert "Limits could start afresh" not in text  # they could only after the months to come
    assert "Nothing is written about October 2025" in text
    assert test.selectbox(key="widget:period").value == "2025-10"


@pytest.mark.usefixtures("use_monthly_store")
@pytest.mark.parametrize("period", [{}, {"period": "latest"}, {"period": "2026-10"}])
def test_the_newest_month_is_not_said_to_be_an_earlier_one(period: dict[str, str]) -> None:
    text = shown(months_page(**period))
    assert "As at" not in text
    assert "86.0% (October 2026)" in text
    assert "Limits could start afresh in November 2025." in text


@pytest.mark.usefixtures("use_monthly_store")
def test_a_link_of_the_scorecard_opens_the_measure_as_at_its_month() -> None:
    card = screen("scorecard", authority=AUTHORITY_ID, service_area="assessment", period="2025-10")
    link = next(found for found in re.findall(r'href="/kpi\?([^"]+)"', markup(card)) if f"kpi={KPI}" in found)
    assert "73.0%" in markup(card)
    test = kpi_page(**dict(parse_qsl(html.unescape(link))))
    assert AS_AT in shown(test)
    assert "73.0% (October 2025)" in shown(test)
    way = next(found.proto.body for found in test.get("html") if "breadcrumbs" in found.proto.body)
    back = re.findall(r'href="([^"]+)"', way)
    assert back
    assert all("period=2025-10" in step for step in back)


@pytest.mark.usefixtures("use_monthly_store")
def test_links_of_the_newest_month_name_none() -> None:
    card = screen("scorecard", authority=AUTHORITY_ID, service_area="assessment", period="latest")
    assert "/kpi?" in markup(card)
    assert "period=" not in markup(card)


@pytest.mark.usefixtures("use_monthly_store")
def test_before_the_first_figure_it_says_so_instead_of_nothing_at_all() -> None:
    test = months_page("core_groups_on_time", period="2025-10", tab="Figures and sources")
    assert "Nothing has been published or loaded for this measure here up to October 2025." in shown(test)
    assert "Nothing has been published or loaded up to October 2025" in facts(test) + shown(test)


def test_words_about_later_months_are_left_out(months_to_write_in: Journal) -> None:
    for month, words in ((date(2025, 10, 31), "Said then."), (date(2026, 10, 31), "Said later.")):
        write_commentary(
            months_to_write_in,
            authority_id=AUTHORITY_ID,
            org_unit_id=AUTHORITY_ID,
            kpi_id=KPI,
            month=month,
            what_changed=words,
            why="",
            what_we_do="",
            post="head_of_assessment",
        )
    text = shown(months_page(period="2025-10"))
    assert "Said then." in text
    assert "Said later." not in text
    assert "Change the commentary on October 2025" in [
        expander.label for expander in months_page(period="2025-10").expander
    ]


@pytest.mark.usefixtures("use_northmere")
def test_what_is_open_and_overdue_is_that_of_the_month() -> None:
    test = kpi_page(authority="northmere", kpi=KPI, period="2026-03", tab="Bases")
    bases = markup(test)
    assert "Not done on 31 March 2026" in bases
    assert "October 2026" not in bases
