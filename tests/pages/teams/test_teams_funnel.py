"""The funnel on the KPI page and the words on the page of a team: one comparison, its limits on request."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.paths import PROJECT_DIR
from data.store import Store
from metrics.library import KpiLibrary, load_library
from metrics.vocabulary import Basis
from reporting.comparison import AreasCompared
from reporting.organisation_tree import organisation_tree
from reporting.teams.beside_others import figures_of_teams, teams_compared
from tests.pages.test_kpi_page import OCTOBER, kpi_page, shown


def compared_by_kpi(store: Store, library: KpiLibrary) -> dict[str, AreasCompared]:
    tree = organisation_tree(store, "northmere")
    kpis = [kpi for kpi in library if kpi.is_share]
    figures = figures_of_teams(store, kpis, tree, OCTOBER, Basis.COMPLETED)
    found = {kpi.id: teams_compared(kpi, tree, figures.get(kpi.id, {}), OCTOBER) for kpi in kpis}
    return {kpi_id: compared for kpi_id, compared in found.items() if compared is not None}


@pytest.mark.usefixtures("use_northmere")
def test_limits_that_allow_for_more_than_chance_say_so_and_plain_ones_can_be_asked_for(
    northmere: Store,
) -> None:
    library = load_library()
    kpi_id, compared = next(
        (kpi_id, compared)
        for kpi_id, compared in compared_by_kpi(northmere, library).items()
        if compared.judged.is_adjusted
    )
    phi = f"{compared.judged.phi:.1f}"
    asked = {"authority": "northmere", "service_area": library.by_id(kpi_id).service_area, "kpi": kpi_id}
    test = kpi_page(**asked, tab="Teams")
    assert compared.sentence in shown(test)
    assert (
        f"Teams vary {phi} times as much as chance alone would make them; the limits allow for it."
        in shown(test)
    )
    test.toggle(key="plain_limits").set_value(True).run()
    assert f"Limits allow for chance alone. Teams vary {phi} times as much as that." in shown(test)


@pytest.mark.usefixtures("use_northmere")
def test_a_team_and_its_council_see_the_same_funnel(northmere: Store) -> None:
    library = load_library()
    kpi_id, compared = next(iter(compared_by_kpi(northmere, library).items()))
    asked = {"authority": "northmere", "service_area": library.by_id(kpi_id).service_area, "kpi": kpi_id}
    for unit in ("northmere", compared.ids[0]):
        assert compared.sentence in shown(kpi_page(**asked, unit=unit, tab="Teams"))
    of_team = shown(kpi_page(**asked, unit=compared.ids[0], tab="Teams"))
    assert f"The full mark is {compared.names[0]}." in of_team
    assert "A team has no teams below it." in of_team


@pytest.mark.usefixtures("use_northmere")
def test_the_page_of_a_team_says_what_its_limits_allow_for() -> None:
    test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60).run()
    test.switch_page("pages/teams/team.py")
    test.query_params.clear()
    test.query_params["authority"] = "northmere"
    test.run()
    assert not test.exception
    assert "They are those of the funnel on the page of the measure." in shown(test)
