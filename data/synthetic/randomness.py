"""Seeded chance: every part of the generator draws from its own named stream.

Because each stream depends only on the seed, the authority and its own name, a change in one part
leaves the random numbers of all the others as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np

from data.synthetic.arrays import Dates, Flags, Numbers, Shares, Texts, days_between, months_of, plus_days
from data.synthetic.working_days import is_working_day

Quantiles = Sequence[tuple[float, float]]  # (share of records at or below, value), from share 0 to share 1

SIBLINGS_ALIKE = 0.85  # share of decisions that siblings on one referral have in common


def stream(seed: int, authority: int, part: str) -> np.random.Generator:
    """Return the random numbers of one named part of one authority."""
    return np.random.default_rng(np.random.SeedSequence([seed, authority, crc32(part.encode())]))


def pick(draws: Shares, weights: Mapping[str, float]) -> Texts:
    """Return a key of `weights` for each draw between 0 and 1; weights need not add up to 1."""
    keys = np.array(list(weights), dtype=object)
    edges = np.cumsum(np.array(list(weights.values()), dtype=float))
    found: Texts = keys[np.minimum(np.searchsorted(edges, draws * edges[-1], side="right"), len(keys) - 1)]
    return found


def at_quantile(draws: Shares, quantiles: Quantiles) -> Numbers:
    """Return whole numbers whose distribution runs through the quantiles, one for each draw."""
    shares, values = zip(*quantiles, strict=True)
    drawn: Numbers = np.interp(draws, shares, values).astype(np.int64)
    return drawn


def chance(rng: np.random.Generator, share: Shares | float, size: int) -> Flags:
    """Return yes for about `share` (0 to 1) of `size` rows; `share` may differ by row."""
    return rng.random(size) < share


def sibling_draws(rng: np.random.Generator, family: Numbers) -> Shares:
    """Return a draw for each row that brothers and sisters mostly share (SIBLINGS_ALIKE).

    Families make neighbouring records alike, so monthly percentages vary more than coin tosses
    would: the reason the dashboard uses p-prime charts.
    """
    together = rng.random(int(family.max()) + 1 if len(family) else 0)[family]
    alone = rng.random(len(family))
    return np.where(rng.random(len(family)) < SIBLINGS_ALIKE, together, alone)


# Twelve factors, January to December. Schools refer little in August; contacts peak in March,
# May to June and November. Their mean is 1.
SCHOOL_YEAR = np.array([1.03, 1.00, 1.12, 0.96, 1.07, 1.10, 1.05, 0.72, 1.00, 1.08, 1.10, 0.77])
WEEKDAY = np.array(
    [1.14, 1.12, 1.09, 1.07, 1.02, 0.12, 0.09]
)  # Monday to Sunday: police contacts at weekends
MONTH_TO_MONTH_NOISE = 0.045  # standard deviation of the logarithm of monthly volume
GROWTH_A_YEAR = 0.02


def arrivals(
    rng: np.random.Generator,
    first: np.datetime64,
    last: np.datetime64,
    per_month: float,
    *,
    seasonal: bool = True,
) -> Dates:
    """Return dates, in order, on which something arrives, about `per_month` a month, both ends included."""
    every_day = np.arange(first, last + np.timedelta64(1, "D"))
    if len(every_day) == 0:
        return every_day
    month = every_day.astype("datetime64[M]").astype(np.int64)
    month_noise = np.exp(rng.normal(0.0, MONTH_TO_MONTH_NOISE, int(month[-1] - month[0]) + 1))
    weekday = (every_day.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    quiet = np.where(is_working_day(every_day) | (weekday >= 5), 1.0, 0.1)  # bank holidays
    season = SCHOOL_YEAR[months_of(every_day) - 1] if seasonal else np.ones(len(every_day))
    years_to_end = days_between(every_day, np.full(len(every_day), last)) / 365.25
    expected = per_month / 30.44 * 7 / WEEKDAY.sum() * WEEKDAY[weekday] * quiet * season
    expected *= month_noise[month - month[0]] * (1 - GROWTH_A_YEAR * np.minimum(years_to_end - 2.5, 10))
    return np.repeat(every_day, rng.poisson(expected))


def within(rng: np.random.Generator, start: Dates, end: Dates) -> Dates:
    """Return a date from start to end, both included, for each row."""
    return plus_days(start, np.floor(rng.random(len(start)) * (days_between(start, end) + 1)))
