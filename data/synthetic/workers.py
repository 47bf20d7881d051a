"""The workforce: posts, who held them when, and who had a child's work on a day.

A post belongs to a desk (teams.py). Holders follow each other with gaps (vacancies), some of which
agency workers fill. Workers are numbers with post titles; no names exist.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    Rows,
    Shares,
    Texts,
    keep,
    known,
    number_within,
    plus_days,
    stack,
)
from data.synthetic.councils import Council
from data.synthetic.randomness import pick
from data.synthetic.teams import TODAY, WORK
from data.synthetic.trajectories import share_on

DAY_KEY = 100_000  # larger than any day number, so that post * DAY_KEY + day sorts by post, then day
ASYE_SHARE, ADVANCED_SHARE = 0.16, 0.2  # of permanent social workers when they start
AGENCY_LEAVES = 0.075  # share of agency workers who leave in a month
FILLED_A_MONTH = 0.32  # share of vacant posts that somebody joins in a month

TITLES = {
    "asye": "Newly qualified social worker (ASYE)",
    "social_worker": "Social worker",
    "advanced_practitioner": "Advanced practitioner",
    "team_manager": "Team manager",
    "service_manager": "Service manager",
    "personal_adviser": "Personal adviser",
    "early_help_practitioner": "Early help practitioner",
    "family_support_worker": "Family support worker",
    "supervising_social_worker": "Supervising social worker",
    "conference_chair": "Conference chair and independent reviewing officer",
}
SOCIAL_WORK_ROLES = ("asye", "social_worker", "advanced_practitioner")


@dataclass(frozen=True)
class Posts(Rows):
    """One row per post; posts of one desk are adjacent, practitioners first, then the manager."""

    desk: Numbers
    kind: Texts  # practitioner or manager
    role: Texts  # the role of the post; a practitioner's own role may be asye or advanced_practitioner


@dataclass(frozen=True)
class Holders(Rows):
    """One row per worker, in order of post and start. `left_on` is the last day, NEVER while in post."""

    post: Numbers
    role: Texts
    is_agency: Flags
    fte: Shares
    started_on: Dates
    left_on: Dates


@dataclass(frozen=True)
class Roster(Rows):
    """Who did the work of each post between two days, in order of post and day; `end` NEVER: still."""

    post: Numbers
    worker: Numbers
    start: Dates
    end: Dates


@dataclass(frozen=True)
class Workforce:
    """Posts, the workers who held them (worker number = position) and quick look-ups."""

    posts: Posts
    holders: Holders
    roster: Roster
    first_post: Numbers  # of each desk
    practitioners: Numbers  # of each desk

    def post_for(self, desk: Numbers, draw: Shares) -> Numbers:
        """Return the practitioner's post at each desk that a draw (0 to 1) falls on."""
        return self.first_post[desk] + np.minimum(
            (draw * self.practitioners[desk]).astype(np.int64), self.practitioners[desk] - 1
        )

    def manager_post(self, desk: Numbers) -> Numbers:
        """Return the post of the team manager of each desk."""
        return self.first_post[desk] + self.practitioners[desk]

    def worker_in(self, post: Numbers, on: Dates) -> Numbers:
        """Return who did the work of each post on a date; -1: nobody, or before the first holder."""
        return _in_post(self.roster, post, on)

    def author(self, desk: Numbers, draw: Shares, on: Dates) -> Numbers:
        """Return who recorded something for a desk: the practitioner, else the manager, else -1."""
        practitioner = self.worker_in(self.post_for(desk, draw), on)
        return np.where(practitioner >= 0, practitioner, self.worker_in(self.manager_post(desk), on))


def _role_of(desk: int) -> str:
    name, area = TODAY[desk][0], TODAY[desk][1]
    if name in WORK["early_help"]:
        return "early_help_practitioner"
    if name in WORK["leaving_care"]:
        return "personal_adviser"
    if name in WORK["reviewing"]:
        return "conference_chair"
    if name == "Virtual Adolescent Hub":
        return "family_support_worker"
    return "supervising_social_worker" if area == "fostering_and_placements" else "social_worker"


def _posts(council: Council) -> tuple[Posts, Numbers, Numbers]:
    practitioners = np.array([max(2, round(row[2] * council.size)) for row in TODAY])
    first = np.cumsum(practitioners + 1) - practitioners - 1
    desk = np.repeat(np.arange(len(TODAY)), practitioners + 1)
    is_manager = number_within(desk) == practitioners[desk]
    role = np.array([_role_of(position) for position in range(len(TODAY))], dtype=object)[desk]
    areas = sorted({row[1] for row in TODAY})
    heads = np.array([next(i for i, row in enumerate(TODAY) if row[1] == area) for area in areas])
    posts = Posts(
        desk, np.where(is_manager, "manager", "practitioner"), np.where(is_manager, "team_manager", role)
    )
    head_posts = Posts(
        heads, np.full(len(heads), "head", dtype=object), np.full(len(heads), "service_manager", dtype=object)
    )
    return stack([posts, head_posts]), first, practitioners


def _service(council: Council, posts: Posts) -> Holders:
    """Return who came to and left each post, followed month by month for all posts at once."""
    rng = council.stream("workforce")
    size = len(posts)
    is_manager = posts.kind != "practitioner"
    months = np.arange(
        council.burn_in_from.astype("datetime64[M]"), council.ends_on.astype("datetime64[M]") + 1
    )
    agency_aim = share_on("agency_share", months.astype("datetime64[D]"), council.later_by_days)
    leaving = share_on("leaves_in_a_year", months.astype("datetime64[D]"), council.later_by_days) / 12
    filled = rng.random(size) < 0.9
    is_agency = filled & ~is_manager & (rng.random(size) < agency_aim[0])
    served = np.where(is_agency, 300, 2600) * rng.random(size)
    started = np.where(filled, plus_days(np.full(size, council.burn_in_from), -served), NEVER)
    parts: list[Holders] = []

    def gone(rows: Flags, left_on: Dates) -> None:
        chosen = np.flatnonzero(rows)
        role = np.full(len(chosen), "", dtype=object)
        fte = np.ones(len(chosen))
        parts.append(Holders(chosen, role, is_agency[chosen], fte, started[chosen], left_on[chosen]))

    for month, aim, rate in zip(months, agency_aim, leaving, strict=True):
        was_filled = np.array(filled)
        on = plus_days(np.full(size, month.astype("datetime64[D]")), 28 * rng.random(size))
        hazard = np.where(is_agency, AGENCY_LEAVES, rate * np.where(is_manager, 0.7, 1.0))
        leaves = filled & (rng.random(size) < hazard) & (on > plus_days(started, 60)) & (on < council.ends_on)
        gone(leaves, on)
        filled, started = filled & ~leaves, np.where(leaves, NEVER, started)
        short_of_agency = is_agency[filled].mean() < aim
        joins = ~was_filled & (rng.random(size) < FILLED_A_MONTH) & (on <= council.ends_on)
        is_agency = np.where(
            joins, ~is_manager & (rng.random(size) < (0.85 if short_of_agency else 0.06)), is_agency
        )
        filled, started = filled | joins, np.where(joins, on, started)
    gone(filled, np.full(size, NEVER))
    together = stack(parts)
    return keep(together, np.lexsort((together.started_on, together.post)))


def _described(council: Council, posts: Posts, holders: Holders) -> Holders:
    """Return the holders with their role and contracted hours (full-time equivalent)."""
    rng = council.stream("worker roles")
    size = len(holders)
    role, draw = posts.role[holders.post], rng.random(size)
    is_social = role == "social_worker"
    role = np.where(is_social & ~holders.is_agency & (draw < ASYE_SHARE), "asye", role)
    role = np.where(is_social & (draw > 1 - ADVANCED_SHARE), "advanced_practitioner", role)
    fte = pick(rng.random(size), {"1.0": 0.8, "0.8": 0.12, "0.6": 0.08}).astype(float)
    whole = holders.is_agency | (role == "asye") | (posts.kind[holders.post] != "practitioner")
    return Holders(
        holders.post, role, holders.is_agency, np.where(whole, 1.0, fte), holders.started_on, holders.left_on
    )


def _roster(
    council: Council, posts: Posts, practitioners: Numbers, first: Numbers, holders: Holders
) -> Roster:
    """Return who does the work of each post: its holder, and a colleague of the same desk while it is vacant.

    The colleague is the holder of the next post. Where that one is vacant too, or leaves, nobody does
    it: those children have no allocated worker.
    """
    own = Roster(holders.post, np.arange(len(holders)), holders.started_on, holders.left_on)
    gap_from = plus_days(holders.left_on, 1)
    followed = np.r_[holders.post[1:] == holders.post[:-1], False]
    gap_to = np.where(followed, plus_days(np.r_[holders.started_on[1:], NEVER], -1), council.ends_on)
    rows = np.flatnonzero(
        known(gap_from) & (gap_from <= gap_to) & (posts.kind[holders.post] == "practitioner")
    )
    desk = posts.desk[holders.post[rows]]
    neighbour = first[desk] + (holders.post[rows] - first[desk] + 1) % practitioners[desk]
    worker = _in_post(own, neighbour, gap_from[rows])
    left = np.where(worker >= 0, holders.left_on[np.maximum(worker, 0)], NEVER)
    cover = Roster(holders.post[rows], worker, gap_from[rows], np.fmin(gap_to[rows], left))
    together = stack([own, keep(cover, worker >= 0)])
    return keep(together, np.lexsort((together.start, together.post)))


def _in_post(roster: Roster, post: Numbers, on: Dates) -> Numbers:
    keys = roster.post * DAY_KEY + roster.start.astype(np.int64)
    asked = np.where(np.isnat(on), 0, on.astype("datetime64[D]").astype(np.int64))
    found = np.searchsorted(keys, post * DAY_KEY + asked, side="right") - 1
    row = np.maximum(found, 0)
    end = roster.end[row]
    there = (found >= 0) & (roster.post[row] == post) & (np.isnat(end) | (end >= on)) & ~np.isnat(on)
    return np.where(there, roster.worker[row], -1)


def make_workforce(council: Council) -> Workforce:
    """Return the posts, everyone who held one, and who did the work of each post when."""
    posts, first, practitioners = _posts(council)
    holders = _described(council, posts, _service(council, posts))
    return Workforce(
        posts, holders, _roster(council, posts, practitioners, first, holders), first, practitioners
    )
