"""Whether teams make the service and services the council: worked out by hand, and seen to fail."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.definition import KpiDefinition
from metrics.vocabulary import State
from reporting.organisation_tree import OrganisationTree
from reporting.structures import TeamChange
from reporting.teams.adding_up import AddingUp, adding_up
from reporting.teams.columns import structure_at_the_time, todays_columns
from reporting.teams.side_by_side import adding_up_sentence
from reporting.teams.unit_figures import UnitFigure

OCTOBER, JUNE = date(2026, 10, 31), date(2024, 6, 30)
# 50 of 55, 33 of 35 and 17 of 20 make 100 of 110 in assessment; 40 of 45 in care; 3 of 5 in no team: 143 of 160.
NOW = {
    "x:Assessment East": (50, 55),
    "x:Assessment West": (33, 35),
    "x:Assessment North": (17, 20),
    "x:assessment": (100, 110),
    "x:Court": (40, 45),
    "x:care": (40, 45),
    "x:not_allocated": (3, 5),
    "x:not_allocated_service": (3, 5),
    "x": (143, 160),
}


def check(
    kpi: KpiDefinition,
    tree: OrganisationTree,
    counts: dict[str, tuple[int, int]],
    whole: str = "x:assessment",
) -> AddingUp:
    structure = structure_at_the_time(tree, whole, OCTOBER.replace(day=1), OCTOBER)
    assert structure is not None
    return adding_up(kpi, structure, figures(kpi, counts, OCTOBER), OCTOBER)


def figures(
    kpi: KpiDefinition, counts: dict[str, tuple[int, int]], end: date
) -> dict[tuple[str, str, date], UnitFigure]:
    return {
        (kpi.id, unit, end): UnitFigure(top, bottom, 100 * top / bottom, State.COUNTED)
        for unit, (top, bottom) in counts.items()
    }


def test_teams_make_the_service_and_everything_makes_the_council(
    share: KpiDefinition, tree: OrganisationTree
) -> None:
    found = check(share, tree, NOW)
    assert found.agrees is True
    assert found.verdict == "Adds up"
    assert found.sum_words == "Teams together 100 of 110 = service 100 of 110"
    assert (
        found.authority_words
        == "With other services and not allocated together 143 of 160 = council 143 of 160"
    )


def test_services_make_the_council(share: KpiDefinition, tree: OrganisationTree) -> None:
    found = check(share, tree, NOW, "x")
    assert found.agrees is True
    assert found.words == "Services and not allocated together 143 of 160 = council 143 of 160"


def test_a_team_that_is_missing_is_seen_and_the_words_say_unequal(
    share: KpiDefinition, tree: OrganisationTree
) -> None:
    found = check(share, tree, {unit: count for unit, count in NOW.items() if unit != "x:Assessment North"})
    assert found.agrees is False
    assert found.verdict == "Does not add up"
    assert found.sum_words == "Teams together 83 of 90 ≠ service 100 of 110"


def test_a_council_figure_that_holds_more_than_its_parts_is_seen(
    share: KpiDefinition, tree: OrganisationTree
) -> None:
    found = check(share, tree, NOW | {"x": (150, 170)})
    assert found.whole_agrees is True
    assert found.agrees is False


def test_by_todays_structure_teams_that_moved_differ_from_the_service_and_still_make_the_council(
    share: KpiDefinition, tree: OrganisationTree, changes: tuple[TeamChange, ...]
) -> None:
    # June 2024: 20 of 30 of Court Work were assessment's then, and are care's by today's structure.
    june = {
        "x:Duty 1": (10, 10),
        "x:Duty 4": (30, 40),
        "x:Court Work": (20, 30),
        "x:assessment": (60, 80),
        "x": (60, 80),
    }
    structure = todays_columns(tree, "x:assessment", changes, OCTOBER)
    assert structure is not None
    found = adding_up(share, structure, figures(share, june, JUNE), JUNE)
    assert found.parts == UnitFigure(40, 50, 80.0, State.COUNTED)
    assert found.has_moved
    assert found.agrees is True
    assert found.words == (
        "Teams together 40 of 50 ≠ service 60 of 80 at the time: teams have changed service since"
    )


def test_nothing_counted_is_no_agreement(share: KpiDefinition, tree: OrganisationTree) -> None:
    found = check(share, tree, {})
    assert found.agrees is None
    assert found.verdict == "Nothing counted"


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (
            {},
            "Check: in all 1 measures the teams add up to the service and the council. In 1 of them something is",
        ),
        ({"x:Assessment East": (49, 55)}, "Check: in 1 of 1 measures the teams do not add up."),
    ],
)
def test_the_sentence_over_all_rows_says_what_does_not_add_up(
    share: KpiDefinition, tree: OrganisationTree, broken: dict[str, tuple[int, int]], words: str
) -> None:
    found = check(share, tree, NOW | broken)
    assert adding_up_sentence([found], found.structure, "measures").startswith(words)
