"""Puts story 2 of stories.py into the journey: one month in which a few more conferences were late."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.synthetic.arrays import Dates, Flags, Numbers, known
from data.synthetic.councils import Council
from data.synthetic.journey import Episodes, Journey
from data.synthetic.stories import NOISE_LATE_BY, NOISE_MONTH, NOISE_MONTHS, number_late
from data.synthetic.working_days import add_working_days, working_days_between

LIMIT = 15  # working days from the strategy discussion


@dataclass(frozen=True)
class Held:
    """Conferences after a section 47 enquiry: first those of the assessment, then later ones.

    `episode` is the position of the episode; one episode may be there twice.
    """

    episode: Numbers
    family: Numbers
    enquiry_on: Dates
    on: Dates


def _can_be_late(episodes: Episodes, held: Held, late_on: Dates) -> Flags:
    """Return which conferences can move to a later date without meeting anything that came after them."""
    help_, row = episodes.help, held.episode
    later = np.fmin(np.fmin(help_.protection_to[row], help_.closed_on[row]), help_.care_from[row])
    started_by_it = (help_.protection_from[row] == held.on) | ~known(help_.protection_from[row])
    same_month = late_on.astype("datetime64[M]") == held.on.astype("datetime64[M]")
    free: Flags = started_by_it & ~(later <= late_on) & same_month
    return free


def _dates_with_story(rng: np.random.Generator, episodes: Episodes, held: Held) -> Dates:
    """Return the dates of the conferences with as many late ones in each month as the story says.

    Families are taken in order, so brothers and sisters are late together. A late conference that
    has to be on time moves to its last day; one on time that has to be late, up to NOISE_LATE_BY
    working days after it.
    """
    on = held.on.copy()
    due_on = add_working_days(held.enquiry_on, LIMIT)
    late_on = add_working_days(due_on, 1 + held.family % NOISE_LATE_BY)
    free = _can_be_late(episodes, held, late_on)
    in_order = np.argsort(held.family, kind="stable")
    months = np.arange(NOISE_MONTHS[0], NOISE_MONTHS[1] + np.timedelta64(1, "M"))
    # the month itself comes last: conferences of the next month may have moved into it
    for month in np.append(months[months != NOISE_MONTH], NOISE_MONTH):
        rows = in_order[(on[in_order].astype("datetime64[M]") == month) & known(held.enquiry_on[in_order])]
        is_late = working_days_between(held.enquiry_on[rows], on[rows]) > LIMIT
        more = number_late(rng, len(rows), month) - int(is_late.sum())
        become_late = rows[~is_late & free[rows]][: max(more, 0)]
        become_early = rows[is_late][: max(-more, 0)]
        on[become_late] = late_on[become_late]
        on[become_early] = due_on[become_early]
    return on


def with_noise(council: Council, journey: Journey) -> Journey:
    """Return the journey with story 2 in it. A plan starts on the day of its conference and moves with it."""
    episodes = journey.episodes
    front, help_, size = episodes.front, episodes.help, len(episodes)
    family = journey.children.family[episodes.referred.child]
    held = Held(
        episode=np.tile(np.arange(size), 2),
        family=np.tile(family, 2),
        enquiry_on=np.concatenate([front.enquiry_from, help_.second_enquiry_from]),
        on=np.concatenate([front.conference_on, help_.second_conference_on]),
    )
    first_on, second_on = np.split(_dates_with_story(council.stream("story noise"), episodes, held), 2)

    def moved(dates: Dates) -> Dates:
        after_first = np.where(dates == front.conference_on, first_on, dates)
        return np.where(dates == help_.second_conference_on, second_on, after_first)

    return Journey(
        journey.children,
        Episodes(
            episodes.referred,
            replace(front, conference_on=first_on),
            replace(
                help_,
                second_conference_on=second_on,
                protection_from=moved(help_.protection_from),
                need_to=moved(help_.need_to),
            ),
        ),
    )
