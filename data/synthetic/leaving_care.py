"""Care experienced young people: who is entitled to what, contacts and pathway plans over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    Rows,
    Texts,
    birthday,
    days_between,
    keep,
    known,
    plus_days,
    words_where,
)
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.protection import ShareCurve
from data.synthetic.randomness import chance, pick
from data.synthetic.regular_events import RegularEvents, Rhythm, Stretches, regular_events
from data.synthetic.teams import desk_for

CONTACT_DAYS, PATHWAY_DAYS, FIRST_PATHWAY_DAYS = 56, 183, 92
ENTITLED_TO_25_SHARE = 0.18  # who ask for help after 21
WEEKS_13 = 91


@dataclass(frozen=True)
class Leavers(Rows):
    """One row per young person who is or was entitled during the history, from the 16th birthday or
    13 weeks in care, whichever is later. `left_care_on` may be after the end of the extract."""

    child: Numbers
    desk: Numbers
    entitled_from: Dates
    entitled_to: Dates
    left_care_on: Dates
    adult_on: Dates
    category_as_adult: Texts
    in_touch: Texts


@dataclass(frozen=True)
class LeaverStates(Rows):
    """Where a young person lives and what they do, as recorded at each pathway plan review."""

    leaver: Numbers
    reviewed_on: Dates
    due_on: Dates
    accommodation: Texts
    is_suitable: Flags
    activity: Texts


def leavers_of(council: Council, journey: Journey) -> Leavers:
    """Return everyone who is entitled at some time in the history; positions are of this journey's children.

    Eligible: in care after 16 for 13 weeks. Relevant: left care at 16 or 17. Former relevant: either
    of these once 18. Qualifying: left care after 16 with less than 13 weeks.
    """
    rng = council.stream("leavers")
    help_ = journey.episodes.help
    rows = np.flatnonzero(known(help_.care_from))
    child = journey.episodes.referred.child[rows]
    born = journey.children.born_on[child]
    began, left = help_.care_from[rows], help_.care_to[rows]
    sixteen, eighteen = birthday(born, 16), birthday(born, 18)
    counted_from = np.maximum(began, birthday(born, 14))
    enough = np.where(left > counted_from, days_between(counted_from, left), 0) >= WEEKS_13
    past_16 = left > sixteen
    start = np.where(enough, np.maximum(sixteen, plus_days(counted_from, WEEKS_13)), left)
    to_25 = rng.random(len(journey.children))[child] < ENTITLED_TO_25_SHARE
    end = np.where(to_25, birthday(born, 25), birthday(born, 21))
    chosen = past_16 & (start <= council.ends_on) & (end >= council.starts_on)
    chosen &= enough | (rng.random(len(rows)) < 0.5)
    adopted = np.isin(help_.care_path[rows], ("adoption", "guardian"))
    chosen &= ~adopted
    keep_rows = np.flatnonzero(chosen)
    _, last_of_child = np.unique(child[keep_rows][::-1], return_index=True)
    keep_rows = np.sort(keep_rows[::-1][last_of_child])
    child, size = child[keep_rows], len(keep_rows)
    alone = journey.children.is_unaccompanied[child]
    desk = np.where(
        alone, desk_for("asylum", np.zeros(size)), desk_for("leaving_care", journey.children.place[child])
    )
    touch = pick(rng.random(size), {"YES": 0.93, "NO": 0.035, "REFU": 0.02, "NREQ": 0.01, "RHOM": 0.005})
    return Leavers(
        child=child,
        desk=desk,
        entitled_from=start[keep_rows],
        entitled_to=end[keep_rows],
        left_care_on=left[keep_rows],
        adult_on=eighteen[keep_rows],
        category_as_adult=np.where(enough[keep_rows], "Former Relevant", "Qualifying"),
        in_touch=touch,
    )


def _stretches(council: Council, leavers: Leavers) -> Stretches:
    return Stretches(leavers.entitled_from, np.minimum(leavers.entitled_to, council.ends_on))


def leaver_contacts(council: Council, leavers: Leavers) -> RegularEvents:
    """Return contacts with the young people (stretch = position in Leavers)."""
    stretches = _stretches(council, leavers)
    lost = np.isin(leavers.in_touch, ("NO", "REFU", "RHOM"))
    halfway = plus_days(stretches.start, days_between(stretches.start, stretches.end) * 0.6)
    stretches = Stretches(stretches.start, np.where(lost, halfway, stretches.end))
    return regular_events(
        council.stream("leaver contacts"),
        stretches,
        Rhythm(CONTACT_DAYS, CONTACT_DAYS, early=(0.4, 1.0)),
        ShareCurve("care_leaver_contact", council.later_by_days),
        not_before=council.detail_from,
    )


def leaver_states(council: Council, journey: Journey, leavers: Leavers) -> LeaverStates:
    """Return the pathway plan reviews with the circumstances recorded at each."""
    rng = council.stream("leaver states")
    events = regular_events(
        council.stream("pathway plans"),
        _stretches(council, leavers),
        Rhythm(FIRST_PATHWAY_DAYS, PATHWAY_DAYS, early=(0.8, 1.0)),
        ShareCurve("pathway_plan", council.later_by_days),
        not_before=council.detail_from,
    )
    events = keep(events, events.held_on <= council.ends_on)
    who, on, size = events.stretch, events.held_on, len(events)
    # circumstances change slowly: one draw for the person, now and then another
    home_draw = rng.random(len(leavers))[who] * 0.82 + 0.18 * rng.random(size)
    shares = {code: share for code, (share, _) in code_lists.LEAVER_ACCOMMODATION.items()}
    home = pick(home_draw, shares)
    suitable_share = np.array([code_lists.LEAVER_ACCOMMODATION[str(code)][1] for code in home])
    activity = pick(rng.random(len(leavers))[who] * 0.7 + 0.3 * rng.random(size), code_lists.LEAVER_ACTIVITY)
    in_care = on < leavers.left_care_on[who]
    activity = np.where(in_care & chance(rng, 0.6, size), "F2", activity)
    home = np.where(in_care, pick(home_draw, {"D": 0.5, "E": 0.1, "C": 0.2, "Y": 0.2}), home)
    suitable = np.where(in_care, chance(rng, 0.97, size), rng.random(size) < suitable_share)
    return LeaverStates(who, on, events.due_on, home, suitable, activity)


def category_on(leavers: Leavers, on: Dates | np.datetime64) -> Texts:
    """Return each person's eligibility on a date; None when not entitled then."""
    entitled = (leavers.entitled_from <= on) & (leavers.entitled_to > on)
    young = np.where(leavers.left_care_on > on, "Eligible", "Relevant")
    young = np.where(leavers.category_as_adult == "Qualifying", "Qualifying", young)
    return words_where(entitled, np.where(leavers.adult_on <= on, leavers.category_as_adult, young))


def personal_adviser_from(leavers: Leavers, rng: np.random.Generator) -> Dates:
    """Return when each young person got a personal adviser; NEVER for the few who have none."""
    size = len(leavers)
    return np.where(chance(rng, 0.96, size), plus_days(leavers.entitled_from, 60 * rng.random(size)), NEVER)
