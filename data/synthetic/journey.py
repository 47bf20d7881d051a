"""The child's journey: waves of referrals followed to their end, then what the extract can hold.

A child who comes back is a new referral in the next wave; a wave is followed for all its children
at once. Dates run past the end of the history at first; each file later leaves out what had not
happened yet (`arrays.happened`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from data.synthetic import lengths
from data.synthetic.arrays import (
    Dates,
    Numbers,
    Rows,
    birthday,
    keep,
    known,
    plus_days,
    stack,
)
from data.synthetic.children import (
    AGE_AT_CARE,
    AGE_AT_REFERRAL,
    AGE_UNACCOMPANIED,
    Children,
    new_children,
    new_families,
    on_same_day,
)
from data.synthetic.councils import CARE_BEFORE_DAYS, Council
from data.synthetic.journey_front import Front, Referred, follow_front
from data.synthetic.journey_help import Help, follow_help
from data.synthetic.randomness import arrivals, at_quantile, sibling_draws
from data.synthetic.trajectories import share_on

NEW_REFERRALS_A_MONTH = 134.0  # children referred for the first time, borough of size 1
UNACCOMPANIED_A_MONTH = 1.3
CARE_ENTRIES_A_MONTH = 10.4  # only for those who entered care before the burn-in
WAVES = 7  # a child can be referred this often
KEPT_BEFORE_DAYS = 365  # closed work is kept when it closed less than this before the history


@dataclass(frozen=True)
class Episodes(Rows):
    """One row per referral with its whole course, `front` and `help` joined; see Front and Help."""

    referred: Referred
    front: Front
    help: Help

    def __len__(self) -> int:
        return len(self.referred)


def keep_episodes(episodes: Episodes, chosen: Numbers) -> Episodes:
    """Return the episodes at the given positions."""
    return Episodes(**{field.name: keep(getattr(episodes, field.name), chosen) for field in fields(Episodes)})


def _joined(parts: list[Episodes]) -> Episodes:
    return Episodes(
        referred=stack([part.referred for part in parts]),
        front=stack([part.front for part in parts]),
        help=stack([part.help for part in parts]),
    )


@dataclass(frozen=True)
class Journey:
    """All children of an authority and their episodes in order of child and date."""

    children: Children
    episodes: Episodes


def _first_referrals(council: Council) -> tuple[Children, Referred]:
    """Return the children who become known by referral, by arriving alone, or were in care long before."""
    rng = council.stream("first referrals")
    size, end = council.size, council.ends_on
    parts: list[tuple[Children, Dates, str]] = []
    next_family = 0
    sources = (
        ("ordinary", NEW_REFERRALS_A_MONTH, council.burn_in_from, end, AGE_AT_REFERRAL),
        ("unaccompanied", UNACCOMPANIED_A_MONTH, council.burn_in_from, end, AGE_UNACCOMPANIED),
        (
            "care",
            CARE_ENTRIES_A_MONTH,
            council.starts_on - CARE_BEFORE_DAYS,
            council.burn_in_from - 1,
            AGE_AT_CARE,
        ),
    )
    for route, per_month, first, last, ages in sources:
        dates = arrivals(rng, first, last, per_month * size, seasonal=route == "ordinary")
        family = new_families(rng, len(dates), next_family, alone=route == "unaccompanied")
        dates = on_same_day(dates, family)
        kids = new_children(rng, dates, family, ages, unaccompanied=route == "unaccompanied")
        parts.append((kids, dates, route))
        next_family = int(family.max()) + 1 if len(family) else next_family
    routes = np.concatenate([np.full(len(dates), route, dtype=object) for _, dates, route in parts])
    dates = np.concatenate([dates for _, dates, _ in parts])
    return stack([kids for kids, _, _ in parts]), Referred(np.arange(len(dates)), dates, routes)


def _follow(council: Council, wave: int, children: Children, referred: Referred) -> Episodes:
    rng = council.stream(f"wave {wave}")
    kids = keep(children, referred.child)
    front = follow_front(council, rng, kids, referred)
    return Episodes(referred, front, follow_help(council, rng, kids, referred, front))


def _back_again(council: Council, wave: int, children: Children, before: Episodes) -> Referred:
    """Return the referrals of children who come back after their last episode closed."""
    rng = council.stream(f"back again {wave}")
    kids = keep(children, before.referred.child)
    closed_on = before.help.closed_on
    share = share_on("referral_comes_back", closed_on, council.later_by_days)
    comes_back = (sibling_draws(rng, kids.family) < share) & ~known(before.help.died_on)
    again_on = plus_days(closed_on, at_quantile(sibling_draws(rng, kids.family), lengths.BACK_AGAIN))
    adopted_or_grown = np.isin(before.help.care_path, ("adoption", "stays"))
    in_reach = (again_on <= council.ends_on) & (again_on >= council.burn_in_from)
    chosen = comes_back & in_reach & (again_on < birthday(kids.born_on, 18) - 14) & ~adopted_or_grown
    size = int(chosen.sum())
    return Referred(before.referred.child[chosen], again_on[chosen], np.full(size, "ordinary", dtype=object))


def make_journey(council: Council) -> Journey:
    """Return the children whom social care worked with and their episodes, not yet thinned out."""
    children, referred = _first_referrals(council)
    waves: list[Episodes] = []
    for wave in range(WAVES):
        episodes = _follow(council, wave, children, referred)
        waves.append(episodes)
        referred = _back_again(council, wave, children, episodes)
        if len(referred) == 0:
            break
    everything = _joined(waves)
    order = np.lexsort((everything.referred.received_on, everything.referred.child))
    return Journey(children, keep_episodes(everything, order))


def within_reach(council: Council, journey: Journey, leaving_care: Numbers) -> Journey:
    """Return the journey an extract can hold: children with something open or recent, renumbered.

    Kept are children with an episode that was open in the history, or who are in `leaving_care`
    (positions); of those, episodes that closed less than a year before the history began, and the
    care episodes of care leavers whatever their age. At most the number of children asked for is kept.
    """
    episodes = journey.episodes
    child, closed_on = episodes.referred.child, episodes.help.closed_on
    is_kept = np.zeros(len(journey.children), dtype=bool)
    is_kept[child[closed_on >= council.starts_on]] = True
    is_kept[leaving_care] = True
    rng = council.stream("children kept")
    has_care = np.zeros(len(is_kept), dtype=bool)
    has_care[child[known(episodes.help.care_from)]] = True
    rank = np.where(is_kept, rng.random(len(is_kept)) + ~has_care, 9.0)
    is_kept[np.argsort(rank)[council.children :]] = False
    new_number = np.cumsum(is_kept) - 1
    is_leaver = np.zeros(len(is_kept), dtype=bool)
    is_leaver[leaving_care] = True
    old_care = is_leaver[child] & known(episodes.help.care_from)
    recent = is_kept[child] & ((closed_on >= council.starts_on - KEPT_BEFORE_DAYS) | old_care)
    chosen = keep_episodes(episodes, np.flatnonzero(recent))
    referred = Referred(new_number[chosen.referred.child], chosen.referred.received_on, chosen.referred.route)
    _, family = np.unique(journey.children.family[is_kept], return_inverse=True)
    children = keep(journey.children, is_kept)
    return Journey(
        Children(
            children.born_on, family, *(getattr(children, field.name) for field in fields(Children)[2:])
        ),
        Episodes(referred, chosen.front, chosen.help),
    )
