"""Children on plans: section 47 enquiries, conferences, plans, their visits and reviews as records."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists, lengths
from data.synthetic.arrays import (
    Dates,
    Flags,
    Numbers,
    Rows,
    Shares,
    Texts,
    happened,
    keep,
    known,
    stack,
)
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.randomness import pick
from data.synthetic.regular_events import RegularEvents, Rhythm, Stretches, regular_events
from data.synthetic.stories import with_step_up
from data.synthetic.teams import desk_for
from data.synthetic.trajectories import share_on

CP_VISIT_WORKING_DAYS = 10
CP_FIRST_REVIEW_DAYS, CP_REVIEW_DAYS = 91, 183
CIN_VISIT_DAYS = 28
CIN_FIRST_REVIEW_DAYS, CIN_REVIEW_DAYS = 42, 84


@dataclass(frozen=True)
class Enquiries(Rows):
    """Section 47 enquiries; `episode` is the position of the referral."""

    episode: Numbers
    child: Numbers
    desk: Numbers
    started_on: Dates
    ended_on: Dates
    leads_to_conference: Flags


@dataclass(frozen=True)
class Conferences(Rows):
    """Initial conferences; `enquiry` is a position in Enquiries, -1 after a transfer in."""

    episode: Numbers
    child: Numbers
    enquiry: Numbers
    counted_from: Dates
    held_on: Dates
    is_protection: Flags
    is_transfer: Flags


@dataclass(frozen=True)
class Plans(Rows):
    """Child protection or child in need plans; `conference` is a position in Conferences or -1."""

    episode: Numbers
    child: Numbers
    desk: Numbers
    conference: Numbers
    start: Dates
    end: Dates
    category: Texts
    latest_category: Texts
    is_other_authority: Flags


@dataclass(frozen=True)
class Protection:
    """All records of child protection and of children in need plans."""

    enquiries: Enquiries
    conferences: Conferences
    protection_plans: Plans
    need_plans: Plans
    protection_visits: RegularEvents
    protection_reviews: RegularEvents
    need_visits: RegularEvents
    need_reviews: RegularEvents


def casework_desk(journey: Journey, child: Numbers, on: Dates) -> Numbers:
    """Return the desk that holds a child's plan: safeguarding, or disabilities for disabled children."""
    kids = keep(journey.children, child)
    older = ((on - kids.born_on).astype(np.int64) >= 12 * 365.25).astype(float) / 2
    by_disability_team: Flags = kids.is_disabled & (kids.desk_draw < 0.75)
    return np.where(by_disability_team, desk_for("disability", older), desk_for("safeguarding", kids.place))


def _enquiries(council: Council, journey: Journey) -> Enquiries:
    episodes, end = journey.episodes, council.ends_on
    parts = []
    for start, stop, conference, desk in (
        (episodes.front.enquiry_from, episodes.front.enquiry_to, episodes.front.conference_on, None),
        (
            episodes.help.second_enquiry_from,
            episodes.help.second_enquiry_to,
            episodes.help.second_conference_on,
            1,
        ),
    ):
        rows = np.flatnonzero(start <= end)
        child = episodes.referred.child[rows]
        at_desk = (
            episodes.front.assessment_desk[rows]
            if desk is None
            else casework_desk(journey, child, start[rows])
        )
        held = known(conference[rows])
        parts.append(Enquiries(rows, child, at_desk, start[rows], happened(stop[rows], end), held))
    together = stack(parts)
    return keep(together, np.lexsort((together.started_on, together.child)))


def _conferences(council: Council, journey: Journey, enquiries: Enquiries) -> Conferences:
    episodes, end = journey.episodes, council.ends_on
    front, help_ = episodes.front, episodes.help
    size = len(episodes)
    first, second = np.full(size, -1), np.full(size, -1)
    is_first = enquiries.started_on == front.enquiry_from[enquiries.episode]
    first[enquiries.episode[is_first]] = np.flatnonzero(is_first)
    second[enquiries.episode[~is_first]] = np.flatnonzero(~is_first)
    transfer = front.special == "transferred_in"
    parts = []
    for held_on, is_plan, enquiry, counted_from, is_transfer in (
        (front.conference_on, front.is_protection, first, front.enquiry_from, transfer),
        (
            help_.second_conference_on,
            help_.is_second_protection,
            second,
            help_.second_enquiry_from,
            transfer & False,
        ),
    ):
        rows = np.flatnonzero(held_on <= end)
        counted = np.where(is_transfer, episodes.referred.received_on, counted_from)[rows]
        parts.append(
            Conferences(
                rows, episodes.referred.child[rows], enquiry[rows], counted, held_on[rows], is_plan[rows],
                is_transfer[rows],
            )
        )  # fmt: skip
    together = stack(parts)
    return keep(together, np.lexsort((together.held_on, together.child)))


def _protection_plans(council: Council, journey: Journey, conferences: Conferences) -> Plans:
    episodes, end = journey.episodes, council.ends_on
    rng = council.stream("child protection plans")
    rows = np.flatnonzero(episodes.help.protection_from <= end)
    start, child = episodes.help.protection_from[rows], episodes.referred.child[rows]
    size = len(rows)
    of_family = rng.random(int(journey.children.family.max()) + 1)[journey.children.family[child]]
    category = pick(of_family, code_lists.ABUSE)
    changed = rng.random(size) < 0.08
    conference_of = np.full(len(episodes), -1)
    is_plan = conferences.is_protection
    conference_of[conferences.episode[is_plan]] = np.flatnonzero(is_plan)
    is_visitor = episodes.front.special[rows] == "other_authority"
    return Plans(
        episode=rows,
        child=child,
        desk=casework_desk(journey, child, start),
        conference=np.where(is_visitor, -1, conference_of[rows]),
        start=start,
        end=happened(episodes.help.protection_to[rows], end),
        category=category,
        latest_category=np.where(changed, pick(rng.random(size), code_lists.ABUSE), category),
        is_other_authority=is_visitor,
    )


def _need_plans(council: Council, journey: Journey) -> Plans:
    episodes, end = journey.episodes, council.ends_on
    parts = []
    for start, stop in (
        (episodes.help.need_from, episodes.help.need_to),
        (episodes.help.step_down_from, episodes.help.step_down_to),
    ):
        rows = np.flatnonzero(start <= end)
        child = episodes.referred.child[rows]
        nothing = np.full(len(rows), "", dtype=object)
        parts.append(
            Plans(
                rows, child, casework_desk(journey, child, start[rows]), np.full(len(rows), -1), start[rows],
                happened(stop[rows], end), nothing, nothing, np.zeros(len(rows), dtype=bool),
            )
        )  # fmt: skip
    together = stack(parts)
    return keep(together, np.lexsort((together.start, together.child)))


def until(end: Dates, council: Council) -> Dates:
    """Return the ends of stretches of time; what is still open is followed to the end of the history."""
    return np.where(known(end), end, council.ends_on)


def make_protection(council: Council, journey: Journey) -> Protection:
    """Return the records of child protection and children in need."""
    enquiries = _enquiries(council, journey)
    conferences = _conferences(council, journey, enquiries)
    plans, need = _protection_plans(council, journey, conferences), _need_plans(council, journey)
    later = council.later_by_days

    def cp_visit_share(due_on: Dates, stretch: Numbers) -> Shares:
        share = share_on("cp_visit", due_on, later)
        return with_step_up(share, due_on) if council.has_stories else share

    def curve(name: str) -> ShareCurve:
        return ShareCurve(name, later)

    cp = Stretches(plans.start, until(plans.end, council))
    cin = Stretches(need.start, until(need.end, council))
    of_plan = {"not_before": council.detail_from}
    return Protection(
        enquiries=enquiries,
        conferences=conferences,
        protection_plans=plans,
        need_plans=need,
        protection_visits=regular_events(
            council.stream("cp visits"),
            cp,
            Rhythm(
                CP_VISIT_WORKING_DAYS,
                CP_VISIT_WORKING_DAYS,
                in_working_days=True,
                first_in_working_days=True,
                late_by=lengths.PROTECTION_VISIT_LATE,
            ),
            cp_visit_share,
            **of_plan,
        ),
        protection_reviews=regular_events(
            council.stream("cp reviews"),
            keep(cp, np.arange(len(cp))),
            Rhythm(CP_FIRST_REVIEW_DAYS, CP_REVIEW_DAYS, early=(0.8, 1.0)),
            curve("cp_review"),
            **of_plan,
        ),
        need_visits=regular_events(
            council.stream("cin visits"),
            cin,
            Rhythm(CIN_VISIT_DAYS, CIN_VISIT_DAYS, late_by=lengths.NEED_VISIT_LATE),
            curve("cin_visit"),
            **of_plan,
        ),
        need_reviews=regular_events(
            council.stream("cin reviews"),
            cin,
            Rhythm(CIN_FIRST_REVIEW_DAYS, CIN_REVIEW_DAYS, early=(0.75, 1.0)),
            curve("cin_review"),
            **of_plan,
        ),
    )


@dataclass(frozen=True)
class ShareCurve:
    """The on-time share of one curve of the journey, the same for every stretch."""

    name: str
    later_by_days: int

    def __call__(self, due_on: Dates, stretch: Numbers) -> Shares:
        """Return the share for each due date."""
        return share_on(self.name, due_on, self.later_by_days)
