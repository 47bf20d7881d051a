"""The three stories planted in Northmere, and nowhere else in the generator.

A dashboard that helps should make the first one visible, not raise an alarm over the second, and
find the third. Authorities other than Northmere have none of them.

1. A real step up: visits to children on a child protection plan. From STEP_UP_FROM each team plans
   visits a week ahead. The share of visits made within 10 working days jumps in one month from
   about 80 % to about 93 % and stays there. Those 10 working days are Northmere's own rule since
   April 2024, in its feed settings; other councils keep the usual 15.
2. A month of noise that looks like a fall: initial child protection conferences in NOISE_MONTH. About
   one conference in nine is a few days late instead of one in twenty-two, because large sibling
   groups were late. Few conferences are held in a month, so the point stays inside its limits,
   nothing changed before or after, and no action would be right. The other months since the recovery
   vary by chance but less, so that this one stands out.
3. The team that hides late work open: HIDING_TEAM, from HIDING_FROM. An assessment that would be
   late is not authorised at all. The published figure (completed in time, of those completed)
   stays near 100 %, while one in six assessments that fall due is missed and the number open and
   overdue climbs every month.
"""

from __future__ import annotations

import math

import numpy as np

from data.synthetic.arrays import Dates, Flags, Shares, Texts

STEP_UP_FROM = np.datetime64("2025-03-01", "D")
STEP_UP_TO = 0.93  # share of visits to children on a plan made in time, from then on

NOISE_MONTH = np.datetime64("2026-06", "M")
NOISE_LATE_BY = 4  # working days at most, so that the late ones are still held in the month
NOISE_MONTHS = (np.datetime64("2024-10", "M"), np.datetime64("2026-10", "M"))  # made ordinary around it
NOISE_USUAL, NOISE_SIGMAS = 0.955, 2.0  # their level, and how far below it the month lies
NOISE_MOST_OTHERWISE = 0.085  # share late in any other of these months, at most

HIDING_TEAM = "Assessment West"
HIDING_FROM = np.datetime64("2026-01-01", "D")  # for assessments due from this date
HIDING_SHARE_LATE = 0.17  # of the assessments of that team that fall due

LAGGING_TEAM = "Assessment East"  # no story, only slower than the others: its journey runs months later
LAGGING_DAYS = 120
LAGGING_COST = 0.04  # share of on-time work it stays below the others


def with_step_up(share_on_time: Shares, due_on: Dates) -> Shares:
    """Return the on-time shares of child protection visits with story 1 in them."""
    return np.where(due_on >= STEP_UP_FROM, STEP_UP_TO, share_on_time)


def number_late(rng: np.random.Generator, conferences: int, month: np.datetime64) -> int:
    """Return how many of the conferences held in a month of NOISE_MONTHS are late.

    NOISE_MONTH lies NOISE_SIGMAS standard deviations below the usual share; control limits lie three
    away, so it looks bad and means nothing. The other months vary by chance, but less.
    """
    late_share = 1 - NOISE_USUAL
    if month == NOISE_MONTH:
        sigma = math.sqrt(late_share * NOISE_USUAL * conferences)
        return math.floor(late_share * conferences + NOISE_SIGMAS * sigma)
    return min(int(rng.binomial(conferences, late_share)), math.floor(NOISE_MOST_OTHERWISE * conferences))


def is_hiding(team_name: Texts, due_on: Dates) -> Flags:
    """Return whether late work due on a date is left open by its team (story 3)."""
    hidden: Flags = (team_name == HIDING_TEAM) & (due_on >= HIDING_FROM)
    return hidden
