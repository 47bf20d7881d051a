"""Children who go missing, from care and from home, and the interviews offered when they return."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic.allocations import AtWork
from data.synthetic.arrays import Dates, Flags, Numbers, Rows, birthday, keep, years_old
from data.synthetic.care import CarePeriods
from data.synthetic.councils import Council
from data.synthetic.early_help import someone
from data.synthetic.journey import Journey
from data.synthetic.protection import until
from data.synthetic.randomness import Quantiles, arrivals, at_quantile, chance
from data.synthetic.recording import Moments, end_of, moment
from data.synthetic.trajectories import share_on

EPISODES_A_YEAR_IN_CARE = 0.95  # mean for a child of 11 or over in care; most have none, a few have many
FROM_HOME_A_MONTH = 19.0  # borough of size 1
AWAY_SHARE = 0.08  # whereabouts known: recorded as away
MINUTES_MISSING: Quantiles = ((0, 90), (0.5, 600), (0.8, 1500), (0.95, 4300), (1, 20_000))
OFFER_WITHIN: Quantiles = ((0, 30), (0.6, 1500), (1, 4310))  # minutes after the return; 72 hours is 4,320
OFFER_LATE: Quantiles = ((0, 4330), (0.6, 9000), (1, 30_000))
ACCEPTED_SHARE = 0.68
MINUTE_KEY = 10**9  # larger than any moment in minutes, so that child * MINUTE_KEY + minute sorts by child


@dataclass(frozen=True)
class MissingEpisodes(Rows):
    """One row per episode, in order of start. Moments to the minute; NaT where it has not come about."""

    child: Numbers
    is_from_care: Flags
    is_away: Flags
    start: Moments
    end: Moments
    is_offered: Flags
    offered_at: Moments
    is_accepted: Flags
    interview_at: Moments


def _starts(
    council: Council, journey: Journey, periods: CarePeriods, at_work: AtWork
) -> tuple[Numbers, Dates, Flags]:
    rng = council.stream("missing starts")
    rows = np.flatnonzero(~periods.is_short_break)
    born = journey.children.born_on[periods.child[rows]]
    begin = np.fmax(np.fmax(periods.began_on[rows], birthday(born, 11)), council.detail_from)
    days = np.maximum((until(periods.ended_on[rows], council) - begin).astype(np.int64), 0)
    rate = EPISODES_A_YEAR_IN_CARE * rng.gamma(0.25, 4.0, len(rows)) / 365.25
    number = rng.poisson(np.minimum(rate * days, 60))
    row = np.repeat(np.arange(len(rows)), number)
    on = begin[row] + (rng.random(len(row)) * (days[row] + 1)).astype(np.int64).astype("timedelta64[D]")
    from_home = arrivals(
        rng, council.detail_from, council.ends_on, FROM_HOME_A_MONTH * council.size, seasonal=False
    )
    child = someone(rng, journey, from_home)
    age = years_old(journey.children.born_on[np.maximum(child, 0)], from_home)
    spell = at_work.spell(np.maximum(child, 0), from_home)
    in_care = (spell >= 0) & (at_work.spells.status[np.maximum(spell, 0)] == "care")
    fits = (child >= 0) & (age >= 9) & ~in_care
    children = np.concatenate([periods.child[rows][row], child[fits]])
    dates = np.concatenate([on, from_home[fits]])
    return children, dates, np.arange(len(children)) < len(row)


def make_missing(
    council: Council, journey: Journey, periods: CarePeriods, at_work: AtWork
) -> MissingEpisodes:
    """Return the episodes of going missing or being away, up to the end of the history."""
    rng = council.stream("missing")
    child, on, from_care = _starts(council, journey, periods, at_work)
    size = len(child)
    start = moment(on, (60 * 14 + 600 * rng.random(size)).astype(np.int64) % 1440)
    end = start + at_quantile(rng.random(size), MINUTES_MISSING).astype("timedelta64[m]")
    returned_on = end.astype("datetime64[D]")
    away = chance(rng, AWAY_SHARE, size)
    later = council.later_by_days
    offered = ~away & (rng.random(size) < share_on("return_interview_offered", returned_on, later))
    in_time = rng.random(size) < share_on("return_interview_in_72_hours", returned_on, later) / np.maximum(
        share_on("return_interview_offered", returned_on, later), 0.5
    )
    wait = np.where(
        in_time, at_quantile(rng.random(size), OFFER_WITHIN), at_quantile(rng.random(size), OFFER_LATE)
    )
    offered_at = end + wait.astype("timedelta64[m]")
    accepted = offered & chance(rng, ACCEPTED_SHARE, size)
    held_at = offered_at + (300 * rng.random(size)).astype(np.int64).astype("timedelta64[m]")
    never = np.datetime64("NaT", "m")
    last = end_of(council.ends_on)
    ended = np.where(end <= last, end, never)
    offer_known = offered & (offered_at <= last)
    held_known = accepted & (held_at <= last)
    rows = MissingEpisodes(
        child=child,
        is_from_care=from_care,
        is_away=away,
        start=start,
        end=ended,
        is_offered=offer_known,
        offered_at=np.where(offer_known, offered_at, never),
        is_accepted=held_known,
        interview_at=np.where(held_known, held_at, never),
    )
    rows = keep(rows, rows.start <= last)
    rows = keep(rows, np.lexsort((rows.start, rows.child)))
    # an episode cannot begin while the one before is still open
    still_away = np.where(np.isnat(rows.end), last, rows.end).astype(np.int64)
    back_by = np.maximum.accumulate(rows.child * MINUTE_KEY + still_away)
    clear = rows.child * MINUTE_KEY + rows.start.astype(np.int64) > np.r_[-1, back_by[:-1]]
    return keep(rows, clear)
