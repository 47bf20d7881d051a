"""Child protection and child in need plans: how long they run, when reviewed, when the child was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.store import Store
from metrics.periods import Period
from reporting.journey.periods import days_of
from reporting.records_behind import ROLES_THAT_MAY_SEE_RECORDS, RecordsError

PROTECTION, IN_NEED = "Child protection", "Child in need"
ENDED_EARLY, SECOND_PLAN = "ended_early", "second_plan"
BANDS = {
    0: "Under 3 months",
    3: "3 to 6 months",
    6: "6 to 9 months",
    9: "9 to 12 months",
    12: "12 to 15 months",
    15: "15 to 18 months",
    18: "18 months to 2 years",
    24: "2 years or more",
}
LONG_FROM = 9  # months from which a plan is worth asking about


@dataclass(frozen=True)
class OpenPlan:
    """One child on a plan at a month's end. `from_months` is where its band of BANDS begins.

    `days_since_review` runs from the start of the plan where it was never reviewed; days since the child
    was seen are None where no such visit of this plan is on record.
    """

    plan_kind: str
    child_id: str
    team_unit_id: str
    worker_id: str | None
    plan_started_on: date
    days_open: int
    from_months: int
    is_unborn: bool
    days_since_review: int
    is_reviewed: bool
    days_since_seen: int | None
    days_since_seen_alone: int | None


@dataclass(frozen=True)
class PlanToLookAt:
    """One plan that ended within three months (ENDED_EARLY) or followed another within two years (SECOND_PLAN)."""

    reason: str
    child_id: str
    team_unit_id: str
    plan_started_on: date
    plan_ended_on: date | None
    earlier_plan_ended_on: date | None
    category_of_abuse: str | None
    siblings: int


def open_plans(store: Store, authority_id: str, month_end: date, *, role: str) -> tuple[OpenPlan, ...]:
    """Return the plans open at a month's end, the longest first. RecordsError if the role may not see them."""
    _check(role)
    rows = store.rows("reporting/journey/open_plans", authority_id=authority_id, month_end=month_end)
    return tuple(OpenPlan(**row) for row in rows)


def plans_to_look_at(
    store: Store, authority_id: str, period: Period, *, role: str
) -> tuple[PlanToLookAt, ...]:
    """Return plans of a period that ended early or came back. RecordsError if the role may not see them."""
    _check(role)
    first_day, last_day = days_of(period)
    rows = store.rows(
        "reporting/journey/plans_to_look_at",
        authority_id=authority_id,
        first_day=first_day,
        last_day=last_day,
    )
    return tuple(PlanToLookAt(**row) for row in rows)


def _check(role: str) -> None:
    if role not in ROLES_THAT_MAY_SEE_RECORDS:
        raise RecordsError(f"The role {role} may not see children's records.")


def plans_by_band(plans: Sequence[OpenPlan]) -> dict[str, tuple[int, int]]:
    """Return how many child protection and child in need plans are in each band, every band in order."""
    counts = {months: [0, 0] for months in BANDS}
    for plan in plans:
        counts[plan.from_months][plan.plan_kind == IN_NEED] += 1
    return {BANDS[months]: (protection, in_need) for months, (protection, in_need) in counts.items()}


def plans_sentence(plans: Sequence[OpenPlan], on_words: str) -> str:
    """Return how many plans are open and how many are long."""
    if not plans:
        return f"No child was on a plan {on_words}."
    protection = [plan for plan in plans if plan.plan_kind == PROTECTION]
    in_need = [plan for plan in plans if plan.plan_kind == IN_NEED]
    two_years = sum(plan.from_months == max(BANDS) for plan in protection)
    long = sum(plan.from_months >= LONG_FROM for plan in in_need)
    return (
        f"{len(protection):,} children were on a child protection plan {on_words}, {two_years:,} of them for two "
        f"years or more, and {len(in_need):,} on a child in need plan, {long:,} of them for more than nine months."
    )
