"""Where a team stands among the others, in words."""

from __future__ import annotations

from dataclasses import replace

from metrics.definition import KpiDefinition
from metrics.vocabulary import BetterWhen, State
from reporting.teams.beside_others import Place, place_among
from reporting.teams.unit_figures import UnitFigure

SERVICE = [f"x:T{number}" for number in range(1, 6)]


def figures(
    own: tuple[float, float], other: tuple[float, float] = (90, 100), teams: int = 5
) -> dict[str, UnitFigure]:
    counts = {f"x:T{number}": other for number in range(2, teams + 1)} | {"x:T1": own}
    return {
        unit: UnitFigure(top, bottom, 100 * top / bottom, State.COUNTED)
        for unit, (top, bottom) in counts.items()
    }


def test_a_team_like_the_others_is_inside_the_limits(share: KpiDefinition) -> None:
    assert place_among(share, figures((88, 100)), "x:T1", SERVICE) == Place(
        "Inside the limits", "5 teams of the service"
    )


def test_a_team_far_below_is_outside_and_which_way_is_better_is_said(share: KpiDefinition) -> None:
    # 50 of 100 beside four teams with 90 of 100: the centre is 82%, and 50 or fewer of 100 is next to impossible.
    found = place_among(share, figures((50, 100)), "x:T1", SERVICE)
    assert found.is_outside
    assert found.words == "Outside the limits, lower by more than chance: worse"
    lower = replace(share, better_when=BetterWhen.LOWER)
    assert place_among(lower, figures((50, 100)), "x:T1", SERVICE).words.endswith(": better")
    neutral = replace(share, better_when=BetterWhen.NEUTRAL)
    assert place_among(neutral, figures((50, 100)), "x:T1", SERVICE).words.endswith("than chance")


def test_with_too_few_teams_of_the_service_all_teams_of_the_council_are_compared(
    share: KpiDefinition,
) -> None:
    found = place_among(share, figures((88, 100)), "x:T1", SERVICE[:3])
    assert found.among == "5 teams of the council"


def test_with_four_teams_or_four_cases_nothing_is_said_about_chance(share: KpiDefinition) -> None:
    assert (
        place_among(share, figures((88, 100), teams=4), "x:T1", SERVICE).words == "Too few teams to compare"
    )
    assert place_among(share, figures((0, 4)), "x:T1", SERVICE).words == "Too few cases to compare"


def test_a_number_or_a_team_without_a_figure_has_no_place(
    share: KpiDefinition, number: KpiDefinition
) -> None:
    assert place_among(number, figures((88, 100)), "x:T1", SERVICE) == Place()
    assert place_among(share, figures((88, 100)), "x:T9", SERVICE) == Place()
