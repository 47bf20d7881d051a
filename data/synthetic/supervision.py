"""Supervision: of the work with each child, and of each worker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import lengths
from data.synthetic.allocations import AtWork, Spells
from data.synthetic.arrays import Dates, Flags, Numbers, Rows, Shares, Texts, keep
from data.synthetic.councils import Council
from data.synthetic.protection import until
from data.synthetic.randomness import chance, pick
from data.synthetic.recording import Moments, end_of, in_working_hours, recorded_in_72_hours
from data.synthetic.regular_events import Rhythm, Stretches, regular_events
from data.synthetic.trajectories import share_on
from data.synthetic.workers import Workforce

DAYS_BY_STATUS = {"assessment": 28, "need": 61, "protection": 31, "care": 61, "leaving": 92}
EASE_BY_STATUS = {"assessment": 0.06, "need": 0.05, "protection": 0.01, "care": -0.02, "leaving": -0.05}
PERSONAL_DAYS = 31
KINDS = {"one_to_one": 0.86, "group": 0.08, "systemic_consultation": 0.06}


@dataclass(frozen=True)
class Supervisions(Rows):
    """Supervision of the work with a child, one row per child and session recorded by the end."""

    child: Numbers
    status: Texts
    desk: Numbers
    worker: Numbers
    supervisor: Numbers
    kind: Texts
    at: Moments
    recorded_at: Moments


@dataclass(frozen=True)
class PersonalSupervisions(Rows):
    """A worker's own supervision, one row per session."""

    worker: Numbers
    supervisor: Numbers
    on: Dates


def case_supervisions(council: Council, at_work: AtWork) -> Supervisions:
    """Return the supervision of every stretch of work."""
    rng = council.stream("case supervision")
    spells: Spells = at_work.spells
    days = np.array([DAYS_BY_STATUS[str(status)] for status in spells.status])
    ease = np.array([EASE_BY_STATUS[str(status)] for status in spells.status])

    def share(due_on: Dates, stretch: Numbers) -> Shares:
        aim: Shares = share_on("supervision", due_on, council.later_by_days) + ease[stretch]
        return aim

    events = regular_events(
        council.stream("case supervision dates"),
        Stretches(spells.start, until(spells.end, council)),
        Rhythm(days, days, early=(0.7, 1.0), late_by=lengths.SUPERVISION_LATE),
        share,
        not_before=council.detail_from,
    )
    on, spell = events.held_on, events.stretch
    at = in_working_hours(rng, on)
    recorded = recorded_in_72_hours(council, rng, at)
    desk, child = spells.desk[spell], spells.child[spell]
    manager = at_work.workforce.worker_in(at_work.workforce.manager_post(desk), on)
    rows = Supervisions(
        child, spells.status[spell], desk, at_work.worker(child, desk, on), manager,
        pick(rng.random(len(on)), KINDS), at, recorded,
    )  # fmt: skip
    rows = keep(rows, (recorded <= end_of(council.ends_on)) & (rows.worker >= 0))
    return keep(rows, np.lexsort((rows.child, rows.at)))


def personal_supervisions(council: Council, workforce: Workforce) -> PersonalSupervisions:
    """Return the personal supervision of every worker who is not a head of service."""
    rng = council.stream("personal supervision")
    holders = workforce.holders
    rows = np.flatnonzero(workforce.posts.kind[holders.post] != "head")
    later = council.later_by_days

    def share(due_on: Dates, stretch: Numbers) -> Shares:
        return share_on("personal_supervision", due_on, later)

    events = regular_events(
        council.stream("personal supervision dates"),
        Stretches(holders.started_on[rows], until(holders.left_on[rows], council)),
        Rhythm(PERSONAL_DAYS, PERSONAL_DAYS, early=(0.7, 1.0)),
        share,
        not_before=council.starts_on,
    )
    recorded: Flags = (events.held_on <= council.ends_on) & (events.held_on >= council.starts_on)
    events = keep(events, recorded & chance(rng, 0.99, len(events)))
    worker = rows[events.stretch]
    manager = workforce.manager_post(workforce.posts.desk[holders.post[worker]])
    supervisor = workforce.worker_in(manager, events.held_on)
    is_self = supervisor == worker  # managers are supervised by their head of service
    found = PersonalSupervisions(worker, np.where(is_self, -1, supervisor), events.held_on)
    return keep(found, np.lexsort((found.worker, found.on)))
