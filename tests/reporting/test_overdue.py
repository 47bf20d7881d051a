"""How many are open and overdue, and in which team most of them are."""

from __future__ import annotations

from datetime import date

import pytest

from data.store import Store
from metrics.library import KpiLibrary
from metrics.vocabulary import Basis, Level
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
