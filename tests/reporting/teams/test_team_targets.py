"""Which target judges a team, and on how few it is not rated."""

from __future__ import annotations

from datetime import date

from metrics.definition import KpiDefinition
from metrics.library import KpiLibrary
from metrics.vocabulary import State
from reporting.figures import TargetStep
from reporting.teams.targets import Targets, rating_of, short_reason
from reporting.teams.unit_figures import UnitFigure

OCTOBER = date(2026, 10, 31)


def step(target: float, begins: date, ends: date | None = None) -> TargetStep:
    return TargetStep(
        breakdown=None,
        part=None,
        kind="goal",
        state="set",
        operator="at_least",
        target=target,
        floor=target - 10,
        band_low=None,
        band_high=None,
        in_force_from=begins,
        in_force_until=ends,
        to_reach_by=None,
        label_as_printed=None,
        set_by="Board",
        is_inferred_from_words=False,
        is_doubtful=False,
        source="Plan",
        plan_reference=None,
        note=None,
    )


FIRST, SECOND = step(85, date(2025, 4, 1), date(2026, 4, 1)), step(95, date(2026, 4, 1))


def figure(top: float, bottom: float) -> UnitFigure:
    return UnitFigure(top, bottom, 100 * top / bottom, State.COUNTED)


def test_a_team_has_its_own_target_else_the_authoritys_of_that_day(share: KpiDefinition) -> None:
    targets = Targets(
        "x", {(share.id, "x"): (FIRST, SECOND), (share.id, "x:T1"): (step(70, date(2026, 1, 1)),)}
    )
    assert targets.in_force(share, "x:T1", OCTOBER) == step(70, date(2026, 1, 1))
    assert targets.in_force(share, "x:T2", OCTOBER) == SECOND
    assert targets.in_force(share, "x:T2", date(2026, 3, 31)) == FIRST
    assert targets.in_force(share, None, OCTOBER) == SECOND
    assert targets.in_force(share, "x:T2", date(2025, 3, 31)) is None


def test_a_number_of_children_for_the_council_is_no_target_for_a_team(
    number: KpiDefinition, library: KpiLibrary
) -> None:
    targets = Targets("x", {(number.id, "x"): (SECOND,), ("maximum_caseload", "x"): (SECOND,)})
    assert targets.in_force(number, "x:T1", OCTOBER) is None
    assert targets.in_force(library.by_id("maximum_caseload"), "x:T1", OCTOBER) == SECOND


def test_ten_are_rated_and_nine_are_too_few(share: KpiDefinition) -> None:
    ten, nine = figure(10, 10), figure(9, 9)
    assert rating_of(share, ten, SECOND, "x").colour == "green"
    rating = rating_of(share, nine, SECOND, "x")
    assert rating.colour == "none"
    assert short_reason(share, nine, SECOND, rating) == "too few to rate"


def test_near_the_target_is_amber_and_without_a_target_nothing_is_rated(share: KpiDefinition) -> None:
    near = figure(90, 100)
    assert short_reason(share, near, SECOND, rating_of(share, near, SECOND, "x")) == "near target"
    assert short_reason(share, near, None, rating_of(share, near, None, "x")) == "no target"
    assert short_reason(share, None, SECOND, rating_of(share, None, SECOND, "x")) == ""
