"""Who works with whom: stretches of work with a child by status, and the involvements of workers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.synthetic import code_lists
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Numbers,
    Rows,
    Shares,
    Texts,
    earliest,
    happened,
    keep,
    known,
    plus_days,
    repeat_rows,
    stack,
    words_where,
)
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.leaving_care import Leavers
from data.synthetic.protection import casework_desk, until
from data.synthetic.randomness import chance, pick
from data.synthetic.teams import REORGANISED_ON, desk_for, reorganised_between
from data.synthetic.workers import DAY_KEY, Workforce

COURT_WORK_DAYS = 130  # a child who enters care stays with the court or safeguarding team about this long
ALLOCATED, ADVISER = "ALLOCATED CASE WORKER", "PERSONAL ADVISER"
REVIEWER, DUTY = "INDEPENDENT REVIEWING OFFICER", "DUTY WORKER"


@dataclass(frozen=True)
class Spells(Rows):
    """Stretches in which one desk works with a child in one status; they never overlap for a child.

    `status` is assessment | need | protection | care | leaving. `end` is the last day, NEVER: open.
    """

    episode: Numbers
    child: Numbers
    status: Texts
    desk: Numbers
    start: Dates
    end: Dates


@dataclass(frozen=True)
class Involvements(Rows):
    """One row per worker, child and stretch; `worker` is a position in Holders."""

    worker: Numbers
    child: Numbers
    episode: Numbers
    desk: Numbers
    post: Numbers
    role: Texts
    start: Dates
    end: Dates
    change_reason: Texts


def work_spells(council: Council, journey: Journey, leavers: Leavers) -> Spells:
    """Return the stretches of work with each child, in order of child and date.

    Within an episode each stretch lasts until the next one starts, the last until the episode closes.
    """
    episodes, kids = journey.episodes, keep(journey.children, journey.episodes.referred.child)
    front, help_ = episodes.front, episodes.help
    alone, size = kids.is_unaccompanied, len(episodes)
    on_court = council.stream("court work").random(size) < 0.85
    care_desk = np.where(alone, desk_for("asylum", kids.place), desk_for("care", kids.place))
    settled_on = np.where(alone, NEVER, plus_days(help_.care_from, COURT_WORK_DAYS))
    settled_on = np.where(settled_on < help_.care_to, settled_on, NEVER)
    filled = np.where(known(help_.care_from), help_.care_from, council.ends_on)
    care_first = np.where(
        on_court, desk_for("court", kids.place), casework_desk(journey, episodes.referred.child, filled)
    )
    parts = []
    for status, start, desk in (
        ("assessment", front.assessed_from, front.assessment_desk),
        ("need", help_.need_from, None),
        ("protection", help_.protection_from, None),
        ("care", help_.care_from, np.where(alone, care_desk, care_first)),
        ("care", settled_on, care_desk),
        ("need", help_.step_down_from, None),
    ):
        rows = np.flatnonzero((start <= council.ends_on) & (start < help_.closed_on))
        child = episodes.referred.child[rows]
        at = casework_desk(journey, child, start[rows]) if desk is None else desk[rows]
        nothing = np.full(len(rows), NEVER)
        parts.append(Spells(rows, child, np.full(len(rows), status, dtype=object), at, start[rows], nothing))
    together = stack(parts)
    together = keep(together, np.lexsort((together.start, together.episode)))
    ends_day = np.r_[together.start[1:] == together.start[:-1], False]
    same_episode = np.r_[together.episode[1:] == together.episode[:-1], False]
    together = keep(together, ~(ends_day & same_episode))  # two begin on one day: the later kind counts
    followed = np.r_[together.episode[1:] == together.episode[:-1], False]
    closed = happened(help_.closed_on, council.ends_on)[together.episode]
    end = np.where(followed, plus_days(np.r_[together.start[1:], NEVER], -1), closed)
    together = Spells(together.episode, together.child, together.status, together.desk, together.start, end)
    grown = np.fmax(leavers.adult_on, leavers.entitled_from)
    starts = np.fmax(grown, np.fmin(leavers.left_care_on, grown))
    rows = np.flatnonzero((starts <= council.ends_on) & (starts < leavers.entitled_to))
    after = Spells(
        np.full(len(rows), -1),
        leavers.child[rows],
        np.full(len(rows), "leaving", dtype=object),
        leavers.desk[rows],
        starts[rows],
        happened(leavers.entitled_to[rows], council.ends_on),
    )
    everything = stack([together, after])
    return keep(everything, np.lexsort((everything.start, everything.child)))


def _involved(
    council: Council, workforce: Workforce, spells: Spells, post: Numbers, role: str
) -> Involvements:
    """Return one row for each worker who held the post of a spell while it lasted."""
    rng = council.stream(f"involvements {role}")
    roster = workforce.roster
    starts = roster.post * DAY_KEY + roster.start.astype(np.int64)
    ends = roster.post * DAY_KEY + np.where(known(roster.end), roster.end, council.ends_on).astype(np.int64)
    last_day = until(spells.end, council)
    first = np.searchsorted(ends, post * DAY_KEY + np.maximum(spells.start.astype(np.int64), 0))
    last = (
        np.searchsorted(starts, post * DAY_KEY + np.maximum(last_day.astype(np.int64), 0), side="right") - 1
    )
    spell, number = repeat_rows(np.maximum(last - first + 1, 0))
    row = first[spell] + number
    start = np.fmax(spells.start[spell], roster.start[row])
    end = earliest(spells.end[spell], roster.end[row])
    by_spell = end == spells.end[spell]
    reason = pick(rng.random(len(spell)), code_lists.WORKER_CHANGE)
    reason = np.where(by_spell, "TSPROC", reason)
    whole = Involvements(
        roster.worker[row], spells.child[spell], spells.episode[spell], spells.desk[spell], post[spell],
        np.full(len(spell), role, dtype=object), start, end, words_where(known(end), reason),
    )  # fmt: skip
    crosses = reorganised_between(whole.start, whole.end, whole.desk)
    both = keep(whole, crosses)
    size = len(both)
    last_day = np.full(size, REORGANISED_ON - np.timedelta64(1, "D"))
    moved = np.full(size, "ORGRST", dtype=object)
    first_half = replace(both, end=last_day, change_reason=moved)
    second_half = replace(both, start=np.full(size, REORGANISED_ON))
    return stack([keep(whole, ~crosses), first_half, second_half])


def involvements(
    council: Council,
    journey: Journey,
    workforce: Workforce,
    spells: Spells,
    leavers: Leavers,
    adviser_from: Dates,
) -> Involvements:
    """Return all involvements: allocated workers, personal advisers, reviewing officers and duty workers."""
    draw = journey.children.desk_draw
    parts = []
    is_leaving = spells.status == "leaving"
    for role, rows in ((ALLOCATED, ~is_leaving), (ADVISER, is_leaving)):
        chosen = keep(spells, rows)
        parts.append(
            _involved(council, workforce, chosen, workforce.post_for(chosen.desk, draw[chosen.child]), role)
        )
    young = np.flatnonzero((adviser_from < leavers.adult_on) & (adviser_from <= council.ends_on))
    end = happened(plus_days(leavers.adult_on[young], -1), council.ends_on)
    early = Spells(
        np.full(len(young), -1), leavers.child[young], np.full(len(young), "leaving", dtype=object),
        leavers.desk[young], adviser_from[young], end,
    )  # fmt: skip
    parts.append(
        _involved(council, workforce, early, workforce.post_for(early.desk, draw[early.child]), ADVISER)
    )
    in_care = keep(spells, spells.status == "care")
    chair = np.full(len(in_care), desk_for("reviewing", np.zeros(1))[0])
    reviewing = Spells(in_care.episode, in_care.child, in_care.status, chair, in_care.start, in_care.end)
    parts.append(
        _involved(council, workforce, reviewing, workforce.post_for(chair, draw[in_care.child]), REVIEWER)
    )
    # somebody on duty at the front door looks at one referral in four first
    referred = journey.episodes.referred
    rng = council.stream("duty")
    seen = np.flatnonzero((referred.received_on >= council.burn_in_from) & chance(rng, 0.25, len(referred)))
    desk = np.full(len(seen), desk_for("front_door", np.zeros(1))[0])
    ended = happened(plus_days(referred.received_on[seen], 1), council.ends_on)
    duty = Spells(
        seen,
        referred.child[seen],
        np.full(len(seen), "duty", dtype=object),
        desk,
        referred.received_on[seen],
        ended,
    )
    parts.append(_involved(council, workforce, duty, workforce.post_for(desk, rng.random(len(seen))), DUTY))
    together = stack(parts)
    return keep(together, np.lexsort((together.role.astype(str), together.start, together.child)))


@dataclass(frozen=True)
class AtWork:
    """Answers who had a child's work on a day. Spells must be in order of child and start."""

    spells: Spells
    workforce: Workforce
    desk_draw: Shares

    def spell(self, child: Numbers, on: Dates) -> Numbers:
        """Return the spell (position) that each child was in on a date, -1: in none."""
        keys = self.spells.child * DAY_KEY + self.spells.start.astype(np.int64)
        found = np.searchsorted(keys, child * DAY_KEY + on.astype(np.int64), side="right") - 1
        row = np.maximum(found, 0)
        end = self.spells.end[row]
        there = (found >= 0) & (self.spells.child[row] == child) & (np.isnat(end) | (end >= on))
        return np.where(there, row, -1)

    def desk(self, child: Numbers, on: Dates) -> Numbers:
        """Return the desk that worked with each child on a date, -1: none."""
        spell = self.spell(child, on)
        return np.where(spell >= 0, self.spells.desk[np.maximum(spell, 0)], -1)

    def post(self, child: Numbers, desk: Numbers) -> Numbers:
        """Return the practitioner's post of each child at a desk; desk -1 gives -1."""
        return np.where(desk >= 0, self.workforce.post_for(np.maximum(desk, 0), self.desk_draw[child]), -1)

    def worker(self, child: Numbers, desk: Numbers, on: Dates) -> Numbers:
        """Return the worker who did something for a child at a desk: the practitioner, else the manager."""
        there = np.maximum(desk, 0)
        found = self.workforce.author(there, self.desk_draw[child], on)
        return np.where(desk >= 0, found, -1)
