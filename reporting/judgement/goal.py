"""Which target the months are judged against, and when it is to be met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from metrics.ratings.rag import OPERATORS_THAT_FIT
from metrics.vocabulary import KpiKind, Unit
from reporting.figures import TargetStep
from reporting.scorecard import ScorecardRow
from reporting.words import target_words

MONTHS_AHEAD = 6  # how far an outlook looks where no date is set

Band = tuple[float, float]


@dataclass(frozen=True)
class JudgedTarget:
    """A target as the judgement takes it, in the KPI's unit.

    in_force: the number in force in the last month, for the assurance. to_meet: the number or band that
    the outlook is about, `words` for it; a target that comes into force later counts here. why_not: why
    nothing is judged against a target, as a sentence; '' where it is. date_words says where months_ahead
    comes from.
    """

    in_force: float | None = None
    to_meet: float | Band | None = None
    words: str = ""
    strictly_below: bool = False
    months_ahead: int = MONTHS_AHEAD
    why_not: str = ""
    date_words: str = ""


def judged_target(row: ScorecardRow, last_month: date) -> JudgedTarget:
    """Return the target to judge a row against; a queried or unfitting one is none, and said so."""
    step = row.step if row.step is not None and row.step.is_in_force(last_month) else None
    goal = step or row.coming_step
    why_not = why_no_target(row, goal)
    ahead, date_words = months_to_go(goal, last_month, comes_later=step is None)
    if goal is None or why_not:
        return JudgedTarget(months_ahead=MONTHS_AHEAD, why_not=why_not)
    return JudgedTarget(
        in_force=step.target if step else None,
        to_meet=band_of(goal) or goal.target,
        words=target_words(goal, row.kpi, with_operator=True),
        strictly_below=goal.operator == "below",
        months_ahead=ahead,
        date_words=date_words,
    )


def why_no_target(row: ScorecardRow, goal: TargetStep | None) -> str:
    """Return why the months are judged against no target, the first reason that applies; '' if they are."""
    if row.kpi.kind is KpiKind.ACTIVITY:
        return "This measure shows demand or context; it has no target to meet."
    if goal is None or goal.state != "set" or (goal.target is None and band_of(goal) is None):
        return "No target is set."
    if goal.is_doubtful or row.kpi.holds_rating(row.org_unit_id):
        return "The target is in doubt, so nothing is judged against it."
    if goal.operator not in OPERATORS_THAT_FIT[row.kpi.better_when]:
        return f"A target of {target_words(goal, row.kpi, with_operator=True)} does not fit this measure."
    ends = [end for end in (goal.target, goal.band_low, goal.band_high) if end is not None]
    if row.kpi.unit is Unit.PERCENT and not all(0.0 <= end <= 100.0 for end in ends):
        return "The target is not a percentage from 0 to 100."
    return ""


def months_to_go(goal: TargetStep | None, last_month: date, *, comes_later: bool) -> tuple[int, str]:
    """Return how many months ahead the target is to be met, and where that comes from, in words."""
    if goal is None:
        return MONTHS_AHEAD, ""
    day = goal.to_reach_by or (goal.in_force_from if comes_later else None)
    if day is None:
        return MONTHS_AHEAD, f"No date is set for the target: {MONTHS_AHEAD} months ahead."
    ahead = (day.year - last_month.year) * 12 + day.month - last_month.month
    if ahead < 1:
        return MONTHS_AHEAD, f"The date for the target has passed: {MONTHS_AHEAD} months ahead."
    return ahead, ""


def band_of(goal: TargetStep) -> Band | None:
    """Return the good range of a target that has one."""
    return None if goal.band_low is None or goal.band_high is None else (goal.band_low, goal.band_high)
