"""How many are open and overdue, and in which team most of them are."""

from __future__ import annotations

from datetime import date

import pytest

from data.store import Store
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis, BetterWhen, Level
from reporting.behind_figures import CountingAgainst, behind_figures
from reporting.figure_sets import figure_set
from reporting.organisation_tree import organisation_tree
from reporting.overdue import OverdueCount, overdue_counts

DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("count", "in_team", "words"),
    [
        (67, 65, "65 of them in Assessment West"),
        (9, 9, "all in Assessment West"),
        (10, 5, ""),  # a half is not most
        (11, 6, "6 of them in Assessment West"),
        (4, 4, ""),  # too few to say anything about the team
    ],
)
def test_a_team_is_named_where_most_are_its_own(count: int, in_team: int, words: str) -> None:
    assert OverdueCount(count, DAY, "Assessment West", in_team).mostly_in == words


def test_without_teams_there_is_none_to_name() -> None:
    assert OverdueCount(67, DAY).mostly_in == ""


def test_the_team_with_most_is_found_among_those_below_the_unit(
    northmere: Store, library: KpiLibrary
) -> None:
    ids = [kpi.id for kpi in library]
    tree = organisation_tree(northmere, "northmere")
    assessment = {team.org_unit_id: team.name for team in tree.parts_of("northmere:assessment")}
    everywhere = {team.org_unit_id: team.name for team in tree.of_level(Level.TEAM)}
    for unit, teams in (("northmere", everywhere), ("northmere:assessment", assessment)):
        counts = overdue_counts(northmere, ids, unit)
        of_teams = figure_set(northmere, ids, list(teams), bases=[Basis.OPEN_OVERDUE]).to_pylist()
        named = 0
        for kpi_id, found in counts.items():
            newest = [
                row["value"] or 0
                for row in of_teams
                if row["kpi_id"] == kpi_id and row["period_end"] == found.counted_on
            ]
            assert found.in_team == max(newest, default=0), kpi_id
            if found.team:
                named += 1
                assert found.team in teams.values()
        assert named
    assert all(not found.team for found in overdue_counts(northmere, ids, "northmere:T09").values())


def test_whose_most_of_what_counts_against_a_percentage_is_follows_from_the_figures_of_its_teams(
    northmere: Store, library: KpiLibrary
) -> None:
    found = behind_figures(northmere, "northmere", DAY).against
    teams = {
        team.org_unit_id: team.name for team in organisation_tree(northmere, "northmere").of_level(Level.TEAM)
    }
    rows = figure_set(
        northmere, list(found), [*teams, "northmere"], bases=[Basis.COMPLETED], since=DAY, until=DAY
    ).to_pylist()
    assert len(found) > 10
    for kpi_id, counted in found.items():
        is_lower = library.by_id(kpi_id).better_when is BetterWhen.LOWER
        against = {
            row["org_unit_id"]: row["numerator"] if is_lower else row["denominator"] - row["numerator"]
            for row in rows
            if row["kpi_id"] == kpi_id and row["period_kind"] in ("month", "as_at") and row["denominator"]
        }
        assert counted.count == round(against.pop("northmere")), kpi_id
        assert counted.in_team == round(max(against.values())), kpi_id
        assert len(against) >= 3, kpi_id  # of one team or two, that most are one's says nothing
    assert behind_figures(northmere, "northmere", None).against == {}


def test_a_team_is_named_only_where_most_of_what_counts_against_a_figure_is_its_own() -> None:
    assert CountingAgainst(67, "Assessment West", 65, DAY).mostly_in == (
        "65 of the 67 that count against it in Assessment West"
    )
    assert CountingAgainst(67, "Assessment West", 33, DAY).mostly_in == ""
    assert CountingAgainst(4, "Assessment West", 4, DAY).mostly_in == ""
