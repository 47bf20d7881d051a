"""Assessments as records: the one after each referral, and later ones while help goes on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic.allocations import AtWork
from data.synthetic.arrays import (
    FAR_AWAY,
    Dates,
    Flags,
    Numbers,
    Rows,
    Shares,
    Texts,
    happened,
    keep,
    known,
    plus_days,
    stack,
    words_where,
)
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.journey_front import assessment_end
from data.synthetic.protection import until
from data.synthetic.randomness import chance
from data.synthetic.regular_events import Rhythm, Stretches, regular_events
from data.synthetic.trajectories import share_on

AGAIN_AFTER_DAYS = 330
AGAIN_SHARE = 0.45  # children helped for longer who get another assessment each year


@dataclass(frozen=True)
class Assessments(Rows):
    """One row per assessment. `ended_on` is NEVER while open; outcome None while open:
    no_action | early_help | need_plan | protection | care | continues."""

    episode: Numbers
    child: Numbers
    desk: Numbers
    is_first: Flags
    started_on: Dates
    ended_on: Dates
    outcome: Texts
    is_seen: Flags


def _first(council: Council, journey: Journey) -> Assessments:
    front, help_ = journey.episodes.front, journey.episodes.help
    rows = np.flatnonzero(front.assessed_from <= council.ends_on)
    end = front.assessed_to[rows]
    outcome = front.outcome[rows]
    has_protection = known(help_.protection_from[rows]) & (help_.protection_from[rows] <= plus_days(end, 30))
    outcome = np.where(has_protection, "protection", outcome)
    in_care = known(help_.care_from[rows]) & (help_.care_from[rows] <= plus_days(end, 30))
    return Assessments(
        episode=rows,
        child=journey.episodes.referred.child[rows],
        desk=front.assessment_desk[rows],
        is_first=np.ones(len(rows), dtype=bool),
        started_on=front.assessed_from[rows],
        ended_on=end,
        outcome=np.where(in_care, "care", outcome),
        is_seen=np.zeros(len(rows), dtype=bool),
    )


def _later(council: Council, journey: Journey, at_work: AtWork) -> Assessments:
    """Return the assessments of children who have been helped for about a year or longer."""
    spells = keep(at_work.spells, np.isin(at_work.spells.status, ("need", "protection")))

    def share(due_on: Dates, stretch: Numbers) -> Shares:
        return np.full(len(due_on), AGAIN_SHARE)

    events = regular_events(
        council.stream("later assessments"),
        Stretches(spells.start, until(spells.end, council)),
        Rhythm(AGAIN_AFTER_DAYS, 365, early=(0.6, 1.0)),
        share,
        not_before=council.starts_on - np.timedelta64(500, "D"),
    )
    events = keep(events, (events.held_on <= events.due_on) & (events.held_on <= council.ends_on))
    spell, started = events.stretch, events.held_on
    rng = council.stream("later assessment lengths")
    child = spells.child[spell]
    end = assessment_end(council, rng, journey.children.family[child], started, spells.desk[spell])
    still_helped = np.where(known(spells.end[spell]), spells.end[spell], FAR_AWAY)
    rows = Assessments(
        spells.episode[spell], child, spells.desk[spell], np.zeros(len(spell), dtype=bool), started, end,
        np.full(len(spell), "continues", dtype=object), np.zeros(len(spell), dtype=bool),
    )  # fmt: skip
    return keep(rows, (end < still_helped) & (rows.episode >= 0))


def make_assessments(council: Council, journey: Journey, at_work: AtWork) -> Assessments:
    """Return every assessment that had begun, in order of start."""
    rng = council.stream("assessments")
    rows = stack([_first(council, journey), _later(council, journey, at_work)])
    rows = keep(rows, np.lexsort((rows.child, rows.started_on)))
    ended = happened(rows.ended_on, council.ends_on)
    share = share_on("child_seen_in_assessment", rows.started_on, council.later_by_days)
    born = journey.children.born_on[rows.child]
    is_born = born <= np.where(known(ended), ended, council.ends_on)
    return Assessments(
        rows.episode, rows.child, rows.desk, rows.is_first, rows.started_on, ended,
        words_where(known(ended), rows.outcome), chance(rng, share, len(rows)) & is_born,
    )  # fmt: skip
