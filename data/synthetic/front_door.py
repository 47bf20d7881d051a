"""The front door: every contact, the decision on it, and how long that took."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists
from data.synthetic.allocations import AtWork
from data.synthetic.arrays import (
    Dates,
    Numbers,
    Rows,
    Texts,
    keep,
    plus_days,
    stack,
    words_where,
    years_old,
)
from data.synthetic.councils import Council
from data.synthetic.early_help import EarlyHelp, someone
from data.synthetic.journey import Journey
from data.synthetic.randomness import Quantiles, arrivals, at_quantile, chance, pick
from data.synthetic.recording import Moments, in_working_hours, moment, recorded_in_24_hours
from data.synthetic.trajectories import share_on
from data.synthetic.working_days import add_working_days, next_working_day

CONTACTS_A_MONTH = 1_100.0  # all contacts, borough of size 1
RATINGS = {"red": 0.08, "amber": 0.42, "green": 0.5}
RED_ON_TIME: Quantiles = ((0, 15), (0.6, 130), (1, 238))  # minutes; the limit is 4 hours
RED_LATE: Quantiles = ((0, 242), (0.7, 500), (1, 1400))
REASONS = {
    "domestic_abuse": 0.24, "neglect": 0.13, "physical_harm": 0.1, "parental_mental_health": 0.09,
    "parental_substance_misuse": 0.07, "child_mental_health": 0.08, "behaviour": 0.07, "sexual_harm": 0.04,
    "exploitation": 0.04, "missing": 0.03, "homelessness": 0.03, "no_recourse_to_public_funds": 0.01,
    "private_fostering": 0.002, "request_for_information": 0.068,
}  # fmt: skip
OTHER_OUTCOMES = {
    "no_further_action": 0.34, "advice": 0.26, "early_help_service": 0.3, "early_help_assessment": 0.1
}  # fmt: skip


@dataclass(frozen=True)
class Contacts(Rows):
    """One row per child and contact, in order of date. `episode` is the referral it led to, -1: none.

    `outcome`: referral | open_episode | early_help_assessment | early_help_service | advice |
    no_further_action; None while nothing has been decided.
    """

    child: Numbers
    episode: Numbers
    on: Dates
    received_at: Moments
    decided_at: Moments
    recorded_at: Moments
    source: Texts
    reason: Texts
    rating: Texts
    outcome: Texts


def _arrived(council: Council, journey: Journey, at_work: AtWork, requests: EarlyHelp) -> Contacts:
    """Return who the contacts were about, when, and what they led to; times are filled in later."""
    rng = council.stream("contacts")
    referred = journey.episodes.referred
    first, end = council.starts_on, council.ends_on
    rows = np.flatnonzero((referred.received_on >= first) & (referred.route != "care"))
    early = np.flatnonzero((requests.requested_on >= first) & ~requests.is_step_down & ~requests.is_partner)
    every = (CONTACTS_A_MONTH * council.size) * ((end - first).astype(np.int64) + 1) / 30.44
    rest = max(every - len(rows) - len(early), 0) / ((end - first).astype(np.int64) + 1) * 30.44
    dates = arrivals(rng, first, end, rest)
    child = someone(rng, journey, dates)
    dates, child = dates[child >= 0], child[child >= 0]
    is_open = at_work.spell(child, dates) >= 0
    outcome = np.where(is_open, "open_episode", pick(rng.random(len(dates)), OTHER_OUTCOMES))
    parts = []
    for who, episode, on, led_to in (
        (referred.child[rows], rows, referred.received_on[rows], "referral"),
        (
            requests.child[early],
            np.full(len(early), -1),
            requests.requested_on[early],
            "early_help_assessment",
        ),
        (child, np.full(len(child), -1), dates, outcome),
    ):
        # half of all referrals are made on the day of the contact, the rest the working day after
        before = np.where(chance(rng, 0.5, len(on)) & (led_to == "referral"), 1, 0)
        on = np.maximum(plus_days(on, -before), first)
        nothing = np.full(len(on), "", dtype=object)
        when = on.astype("datetime64[m]")
        outcomes = np.full(len(on), led_to, dtype=object) if isinstance(led_to, str) else led_to
        parts.append(Contacts(who, episode, on, when, when, when, nothing, nothing, nothing, outcomes))
    together = stack(parts)
    return keep(together, np.lexsort((together.episode, together.child, together.on)))


def make_contacts(
    council: Council, journey: Journey, at_work: AtWork, requests: EarlyHelp, source_of_episode: Texts
) -> Contacts:
    """Return all contacts of the history with their decisions."""
    rng = council.stream("contact decisions")
    contacts = _arrived(council, journey, at_work, requests)
    size, on = len(contacts), contacts.on
    received = in_working_hours(rng, on)
    night = chance(rng, 0.12, size)
    received = np.where(night, moment(on, (1439 * rng.random(size)).astype(np.int64)), received)
    rating = pick(rng.random(size), RATINGS)
    is_red = rating == "red"
    later = council.later_by_days
    share = share_on("contact_decision_in_1_working_day", on, later)
    in_time = rng.random(size) < share
    limit = np.where(
        in_time, (2 * rng.random(size)).astype(np.int64), 2 + (4 * rng.random(size) ** 2).astype(np.int64)
    )
    decided_on = np.maximum(on, add_working_days(next_working_day(on), limit))
    decided_on = np.where(
        (limit == 1) & (decided_on > add_working_days(on, 1)), add_working_days(on, 1), decided_on
    )
    decided = np.maximum(
        in_working_hours(rng, np.maximum(decided_on, on)), received + np.timedelta64(20, "m")
    )
    red_draw = rng.random(size)
    red_minutes = np.where(
        rng.random(size) < share_on("red_contact_in_4_hours", on, later),
        at_quantile(red_draw, RED_ON_TIME),
        at_quantile(red_draw, RED_LATE),
    )
    decided = np.where(is_red, received + red_minutes.astype("timedelta64[m]"), decided)
    undecided = decided > (council.ends_on + 1).astype("datetime64[m]")
    age = years_old(journey.children.born_on[contacts.child], on)
    reason = pick(rng.random(size), REASONS)
    reason = np.where((reason == "homelessness") & (age < 16) & chance(rng, 0.6, size), "neglect", reason)
    source = np.where(
        contacts.episode >= 0, source_of_episode[contacts.episode], pick(rng.random(size), code_lists.SOURCE)
    )
    return Contacts(
        child=contacts.child,
        episode=contacts.episode,
        on=on,
        received_at=received,
        decided_at=np.where(undecided, np.datetime64("NaT", "m"), decided),
        recorded_at=np.where(
            undecided, np.datetime64("NaT", "m"), recorded_in_24_hours(council, rng, decided)
        ),
        source=source,
        reason=reason,
        rating=rating,
        outcome=words_where(~(undecided & (contacts.outcome != "referral")), contacts.outcome),
    )
