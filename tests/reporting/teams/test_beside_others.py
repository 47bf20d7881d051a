"""The teams of a measure in one funnel, and where a team stands in it, in words; the same on every screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.store import Store
from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis, BetterWhen, Level, State
from reporting.organisation_tree import OrganisationTree, OrgUnit, organisation_tree
from reporting.teams.beside_others import (
    Place,
    figures_of_teams,
    place_of,
    teams_compared,
    teams_in_month,
)
from reporting.teams.team_profile import team_profile
from reporting.teams.unit_figures import UnitFigure

OCTOBER = date(2026, 10, 31)
Figures = dict[str, UnitFigure]


def council(service: str, own_service: int, others: int = 0) -> OrganisationTree:
    """Return a council with teams T1, T2, ... first in one service, then in another."""
    parents = [service] * own_service + ["elsewhere"] * others
    teams = [
        OrgUnit(f"x:T{number}", f"x:{parent}", "x", Level.TEAM, f"T{number}", None, None)
        for number, parent in enumerate(parents, start=1)
    ]
    services = [
        OrgUnit(f"x:{name}", "x", "x", Level.SERVICE_AREA, "Assessment", None, None)
        for name in (service, "elsewhere")
    ]
    return OrganisationTree("x", (*services, *teams))


def figures(own: tuple[float, float], other: tuple[float, float] = (90, 100), teams: int = 5) -> Figures:
    counts = {f"x:T{number}": other for number in range(2, teams + 1)} | {"x:T1": own}
    return {
        unit: UnitFigure(top, bottom, 100 * top / bottom, State.COUNTED)
        for unit, (top, bottom) in counts.items()
    }


def place(kpi: KpiDefinition, tree: OrganisationTree, known: Figures, unit: str = "x:T1") -> Place:
    return place_of(kpi, teams_compared(kpi, tree, known, OCTOBER), known.get(unit), unit)


def test_a_team_like_the_others_is_inside_the_limits(share: KpiDefinition) -> None:
    tree = council(share.service_area, 5)
    assert place(share, tree, figures((88, 100))) == Place("Inside the limits", "5 teams of Assessment")


def test_a_team_far_below_is_outside_and_which_way_is_better_is_said(share: KpiDefinition) -> None:
    # 50 of 100 beside four teams with 90 of 100: the centre is 82%, and 50 or fewer of 100 is next to impossible.
    tree, known = council(share.service_area, 5), figures((50, 100))
    found = place(share, tree, known)
    assert found.is_outside
    assert found.words == "Outside the limits, lower by more than chance: worse"
    lower = replace(share, better_when=BetterWhen.LOWER)
    assert place(lower, tree, known).words.endswith(": better")
    neutral = replace(share, better_when=BetterWhen.NEUTRAL)
    assert place(neutral, tree, known).words.endswith("than chance")


def test_with_too_few_teams_of_the_service_all_teams_of_the_council_are_compared(
    share: KpiDefinition,
) -> None:
    tree = council(share.service_area, 3, others=2)
    assert place(share, tree, figures((88, 100))).among == "5 teams of the council"


def test_a_team_of_another_service_is_not_put_among_those_of_the_measures_own(share: KpiDefinition) -> None:
    tree, known = council(share.service_area, 5, others=1), figures((88, 100), teams=6)
    assert place(share, tree, known, "x:T6") == Place("Not compared", "5 teams of Assessment are")


def test_ten_teams_that_vary_more_than_chance_have_wider_limits_and_it_is_said(share: KpiDefinition) -> None:
    # 60 and 90 of 100 in turn: chance alone makes 75 +/- 13.4, so the plain limits flag every team
    tree = council(share.service_area, 10)
    known = {
        f"x:T{number}": UnitFigure(top, 100, top, State.COUNTED)
        for number, top in enumerate((60.0, 90.0) * 5, start=1)
    }
    compared = teams_compared(share, tree, known, OCTOBER)
    plain = teams_compared(share, tree, known, OCTOBER, adjust=False)
    assert compared is not None
    assert plain is not None
    assert compared.judged.is_adjusted
    assert "None differs" in compared.sentence
    assert all(area.flag_998 for area in plain.judged.areas)
    phi = f"{compared.judged.phi:.1f}"
    assert place(share, tree, known) == Place(
        "Inside the limits", f"10 teams of Assessment, which vary {phi} times as much as chance"
    )
    assert f"Areas vary {phi} times as much" in compared.judged.words


def test_with_four_teams_or_four_cases_nothing_is_said_about_chance(share: KpiDefinition) -> None:
    tree = council(share.service_area, 5)
    assert place(share, tree, figures((88, 100), teams=4)).words == "Too few teams to compare"
    assert place(share, tree, figures((0, 4))).words == "Too few cases to compare"


def test_a_figure_in_doubt_is_compared_with_nothing(share: KpiDefinition) -> None:
    tree, known = council(share.service_area, 6), figures((50, 100), teams=6)
    known["x:T1"] = replace(known["x:T1"], is_doubtful=True)
    compared = teams_compared(share, tree, known, OCTOBER)
    assert compared is not None
    assert compared.names == ("T2", "T3", "T4", "T5", "T6")
    assert place(share, tree, known) == Place()


def test_a_number_or_a_team_without_a_figure_has_no_place(
    share: KpiDefinition, number: KpiDefinition
) -> None:
    tree = council(share.service_area, 5)
    assert place(number, tree, figures((88, 100))) == Place()
    assert place(share, tree, figures((88, 100)), "x:T9") == Place()


def test_a_team_counts_in_the_month_it_ends_in_and_what_is_in_no_team_never() -> None:
    def team(name: str, ends: date | None, begins: date | None = None) -> OrgUnit:
        return OrgUnit(f"x:{name}", "x", "x", Level.TEAM, name, begins, ends)

    tree = OrganisationTree(
        "x",
        (
            team("ended before", date(2026, 9, 30)),
            team("ended within", date(2026, 10, 15)),
            team("began within", None, date(2026, 10, 16)),
            team("begins after", None, date(2026, 11, 1)),
            team("not_allocated", None),
        ),
    )
    assert [unit.name for unit in teams_in_month(tree, OCTOBER)] == ["ended within", "began within"]


def test_the_page_of_a_team_and_the_funnel_of_the_measure_never_differ(
    northmere: Store, library: KpiLibrary
) -> None:
    tree = organisation_tree(northmere, "northmere")
    kpis = [kpi for kpi in library if kpi.is_share]
    compared_pairs = 0
    for team in ("northmere:T09", "northmere:T14"):
        unit = tree.unit(team)
        assert unit is not None
        profile = team_profile(northmere, library, tree, unit, OCTOBER, Basis.COMPLETED)
        by_kpi = figures_of_teams(northmere, kpis, tree, OCTOBER, Basis.COMPLETED)
        for row in profile.rows:
            compared = teams_compared(row.kpi, tree, by_kpi.get(row.kpi.id, {}), OCTOBER, own=team)
            if compared is None or team not in compared.ids:
                assert not row.place.is_outside
                continue
            compared_pairs += 1
            flag = compared.judged.areas[compared.ids.index(team)].flag_998
            assert row.place.is_outside == (flag is not None)
            assert (unit.name in compared.sentence) == row.place.is_outside
            assert row.place.among.startswith(compared.among) or row.place.words.startswith("Too few")
    assert compared_pairs > 10
