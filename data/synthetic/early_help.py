"""Early help: requests, assessments, plans, families who wait, steps up to social care."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import lengths
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    Rows,
    Texts,
    birthday,
    happened,
    known,
    only_where,
    plus_days,
    words_where,
)
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.randomness import arrivals, at_quantile, chance, pick
from data.synthetic.teams import desk_for
from data.synthetic.trajectories import share_on
from data.synthetic.working_days import add_working_days, next_working_day

REQUESTS_A_MONTH = 72.0  # from the front door and from partners, borough of size 1
STEP_DOWN_SHARE = 0.72  # of referrals that close with "referred to early help"
PARTNER_SHARE = 0.34  # assessments made by schools and health
ORGANISATIONS = {
    "Early Help Service": 0.0, "School": 0.6, "Health visiting service": 0.22, "Voluntary organisation": 0.18
}  # fmt: skip
REASONS = {
    "Parenting support": 0.3, "Behaviour at home": 0.16, "School attendance": 0.14,
    "Parental mental health": 0.14,
    "Domestic abuse, support after": 0.1, "Housing or money": 0.08, "Young carer": 0.04,
    "Child's health": 0.04,
}  # fmt: skip
EXTRA_WAIT_SHARE = 0.55  # of families who wait longer than a week for a service to begin


@dataclass(frozen=True)
class EarlyHelp(Rows):
    """One row per request for early help. A date that has not come about is NEVER.

    `waited_to` is when a service began, or will begin, for those whose help is planned.
    """

    child: Numbers
    desk: Numbers
    requested_on: Dates
    is_step_down: Flags
    assessed_from: Dates
    assessed_to: Dates
    organisation: Texts
    is_partner: Flags
    reason: Texts
    is_help_planned: Flags
    waited_to: Dates
    plan_from: Dates
    plan_to: Dates
    ended_because: Texts


def make_early_help(council: Council, journey: Journey) -> EarlyHelp:
    """Return requests for early help from a year before the history on, in order of date."""
    rng = council.stream("early help")
    end, later = council.ends_on, council.later_by_days
    dates = arrivals(rng, council.detail_from, end, REQUESTS_A_MONTH * council.size)
    child = someone(rng, journey, dates)
    stepped = np.flatnonzero(
        (journey.episodes.help.close_reason == "RC9")
        & (journey.episodes.help.closed_on <= end)
        & (journey.episodes.help.closed_on >= council.detail_from)
    )
    stepped = stepped[chance(rng, STEP_DOWN_SHARE, len(stepped))]
    parts = [
        (child, dates, np.zeros(len(dates), dtype=bool)),
        (
            journey.episodes.referred.child[stepped],
            next_working_day(journey.episodes.help.closed_on[stepped]),
            np.ones(len(stepped), dtype=bool),
        ),
    ]
    child, requested, is_step_down = (np.concatenate(column) for column in zip(*parts, strict=True))
    in_time = (requested <= end) & (requested < birthday(journey.children.born_on[child], 18)) & (child >= 0)
    order = np.flatnonzero(in_time)
    order = order[np.lexsort((child[order], requested[order]))]
    child, requested, is_step_down = child[order], requested[order], is_step_down[order]

    size = len(child)
    started = add_working_days(
        next_working_day(requested), at_quantile(rng.random(size), ((0, 0), (0.7, 4), (1, 12)))
    )
    share = share_on("early_help_assessment_in_25_working_days", add_working_days(started, 25), later)
    draw, on_time = rng.random(size), rng.random(size) < share
    after = np.where(
        on_time, at_quantile(draw, lengths.EARLY_HELP_ON_TIME), at_quantile(draw, lengths.EARLY_HELP_LATE)
    )
    completed = add_working_days(started, after)
    is_partner = chance(rng, PARTNER_SHARE, size) & ~is_step_down
    weeks = share_on("early_help_waiting_weeks", completed, later) * 100
    waits = chance(rng, EXTRA_WAIT_SHARE, size)
    waited_to = plus_days(completed, np.where(waits, 7 * weeks * (0.5 + 1.3 * rng.random(size)), 3))
    has_plan = chance(rng, 0.8, size)
    plan_from = only_where(has_plan, waited_to)
    plan_to = plus_days(plan_from, at_quantile(rng.random(size), lengths.EARLY_HELP))
    because = pick(
        rng.random(size),
        {"Outcomes met": 0.66, "Family withdrew": 0.14, "No further action": 0.14, "Moved away": 0.06},
    )
    stepped_up = _next_referral(journey, child, plan_from)
    is_step_up = (stepped_up <= plan_to) | ((stepped_up < plus_days(plan_to, 200)) & chance(rng, 0.3, size))
    is_step_up &= stepped_up > plan_from
    plan_to = np.where(is_step_up, stepped_up, plan_to)
    return EarlyHelp(
        child=child,
        desk=desk_for("early_help", journey.children.place[child]),
        requested_on=requested,
        is_step_down=is_step_down,
        assessed_from=happened(started, end),
        assessed_to=happened(completed, end),
        organisation=np.where(is_partner, pick(rng.random(size), ORGANISATIONS), "Early Help Service"),
        is_partner=is_partner,
        reason=pick(rng.random(size), REASONS),
        is_help_planned=has_plan,
        waited_to=only_where(has_plan, waited_to),
        plan_from=happened(plan_from, end),
        plan_to=happened(plan_to, end),
        ended_because=words_where(plan_to <= end, np.where(is_step_up, "Stepped up to social care", because)),
    )


def someone(rng: np.random.Generator, journey: Journey, dates: Dates) -> Numbers:
    """Return a child under 18 (or expected) for each date, -1 where none is found; some come up often."""
    weight = np.cumsum(rng.exponential(1.0, len(journey.children)) + 0.25)
    found = np.full(len(dates), -1)
    born, grown = journey.children.born_on, birthday(journey.children.born_on, 18)
    for _ in range(4):
        tried = np.minimum(np.searchsorted(weight, rng.random(len(dates)) * weight[-1]), len(weight) - 1)
        fits = (dates >= plus_days(born[tried], -100)) & (dates < grown[tried])
        found = np.where((found < 0) & fits, tried, found)
    return found


def _next_referral(journey: Journey, child: Numbers, after: Dates) -> Dates:
    """Return the first referral of each child after a date, NEVER where there is none."""
    referred = journey.episodes.referred
    keys = referred.child * 100_000 + np.maximum(referred.received_on.astype(np.int64), 0)
    asked = child * 100_000 + np.where(known(after), after, np.datetime64("1970-01-01")).astype(np.int64)
    found = np.searchsorted(keys, asked, side="right")
    row = np.minimum(found, len(keys) - 1)
    there = known(after) & (found < len(keys)) & (referred.child[row] == child)
    return np.where(there, referred.received_on[row], NEVER)
