"""When things were written down: times of day, and the delay between doing and recording.

Every visit, supervision and decision has a moment at which it happened and one at which it was
recorded. An extract holds only what had been recorded by its own date, so last month always grows
a little: the late recording that a signed-off month has to live with.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.synthetic.arrays import Dates, Flags, Shares
from data.synthetic.councils import Council
from data.synthetic.randomness import Quantiles, at_quantile
from data.synthetic.trajectories import share_on

Moments = NDArray[np.datetime64]  # to the minute

WORKING_MINUTES = (9 * 60, 17 * 60 + 30)
WITHIN_72_HOURS: Quantiles = ((0, 10), (0.5, 1200), (0.9, 3200), (1, 4310))  # minutes after
AFTER_72_HOURS: Quantiles = ((0, 4330), (0.5, 8600), (0.9, 22_000), (1, 60_000))
WITHIN_24_HOURS: Quantiles = ((0, 5), (0.6, 200), (1, 1430))
AFTER_24_HOURS: Quantiles = ((0, 1450), (0.7, 4000), (1, 15_000))


def moment(dates: Dates, minutes: NDArray[np.int64] | int) -> Moments:
    """Return the moment `minutes` after midnight of each date; NEVER stays NEVER."""
    when: Moments = dates.astype("datetime64[m]") + np.asarray(minutes).astype("timedelta64[m]")
    return when


def in_working_hours(rng: np.random.Generator, dates: Dates) -> Moments:
    """Return a moment between 9:00 and 17:30 on each date."""
    low, high = WORKING_MINUTES
    return moment(dates, (low + (high - low) * rng.random(len(dates))).astype(np.int64))


def _after(rng: np.random.Generator, soon: Flags, early: Quantiles, late: Quantiles) -> NDArray[np.int64]:
    draw = rng.random(len(soon))
    return np.where(soon, at_quantile(draw, early), at_quantile(draw, late))


def recorded_in_72_hours(council: Council, rng: np.random.Generator, happened_at: Moments) -> Moments:
    """Return when each visit or supervision was recorded."""
    share: Shares = share_on(
        "recorded_in_72_hours", happened_at.astype("datetime64[D]"), council.later_by_days
    )
    after = _after(rng, rng.random(len(happened_at)) < share, WITHIN_72_HOURS, AFTER_72_HOURS)
    recorded_at: Moments = happened_at + after.astype("timedelta64[m]")
    return recorded_at


def recorded_in_24_hours(council: Council, rng: np.random.Generator, decided_at: Moments) -> Moments:
    """Return when each management decision was recorded."""
    share = share_on(
        "decision_recorded_in_24_hours", decided_at.astype("datetime64[D]"), council.later_by_days
    )
    after = _after(rng, rng.random(len(decided_at)) < share, WITHIN_24_HOURS, AFTER_24_HOURS)
    recorded_at: Moments = decided_at + after.astype("timedelta64[m]")
    return recorded_at


def end_of(day: np.datetime64) -> np.datetime64:
    """Return the last minute of a day: an extract holds what was recorded by then."""
    last: np.datetime64 = (day + np.timedelta64(1, "D")).astype("datetime64[m]") - np.timedelta64(1, "m")
    return last
