"""The heat map as HTML: every cell says everything in words, and leads to the measure of its unit."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from charts.palette import LIGHT
from data.store import Store
from metrics.library import load_library
from metrics.vocabulary import Basis
from pages.parts.linked_html import Links
from pages.parts.teams.heat_map import HeatRow, heat_map_html
from reporting.organisation_tree import organisation_tree
from reporting.teams.columns import structure_at_the_time
from reporting.teams.side_by_side import SideBySide, side_by_side

OCTOBER = date(2026, 10, 31)


def heat_map(northmere: Store, whole: str, subject: str) -> tuple[SideBySide, str, Links]:
    tree, library = organisation_tree(northmere, "northmere"), load_library()
    structure = structure_at_the_time(tree, whole, OCTOBER.replace(day=1), OCTOBER)
    assert structure is not None
    found = side_by_side(northmere, library.in_service_area(subject), structure, OCTOBER, Basis.COMPLETED)
    rows = [HeatRow(row.kpi.short_name, "", None, row) for row in found.rows]
    links = Links()
    return found, heat_map_html("A & B", "Measure", found.columns, rows, LIGHT, links), links


@pytest.fixture(scope="module")
def assessment(northmere: Store) -> tuple[SideBySide, str, Links]:
    return heat_map(northmere, "northmere:assessment", "assessment")


def test_every_cell_with_a_figure_says_value_count_and_rating(
    assessment: tuple[SideBySide, str, Links],
) -> None:
    found, html, _ = assessment
    text = unescape(html)
    cells = [
        cell for row in found.rows for cell in row.cells if cell.figure and cell.figure.value is not None
    ]
    assert cells
    for cell in cells:
        for words in (cell.value_words, cell.count_words, cell.rating_words):
            assert words in text
        if cell.rating.colour != "none":
            assert cell.rating_words in ("On target", "Near target", "Off target")
    assert "<caption>A &amp; B</caption>" in html


def test_cells_lead_to_the_measure_of_their_team_and_columns_to_the_team(
    assessment: tuple[SideBySide, str, Links],
) -> None:
    found, _, links = assessment
    teams = [column.opens for column in found.columns]
    assert [opens for screen, opens in links.opens if screen == "team"] == [
        {"authority": "northmere", "unit": team} for team in teams
    ]
    units = {opens.get("unit") for screen, opens in links.opens if screen == "kpi"}
    assert units <= {*teams, "northmere:assessment", "northmere:not_allocated"}
    assert "northmere:assessment" in units


def test_services_side_by_side_lead_to_their_teams(northmere: Store) -> None:
    found, _, links = heat_map(northmere, "northmere", "workforce")
    assert {screen for screen, _ in links.opens} == {"teams", "kpi"}
    down = [opens for screen, opens in links.opens if screen == "teams"]
    assert {"authority": "northmere", "service_area": "workforce", "service": "northmere:assessment"} in down
    assert len(down) == len(found.columns)
