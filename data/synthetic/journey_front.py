"""From a referral to the end of the assessment, with the first section 47 enquiry and conference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import lengths
from data.synthetic.arrays import FAR_AWAY, Dates, Flags, Numbers, Rows, Texts, only_where
from data.synthetic.children import Children
from data.synthetic.councils import Council
from data.synthetic.randomness import at_quantile, pick, sibling_draws
from data.synthetic.stories import HIDING_SHARE_LATE, is_hiding
from data.synthetic.teams import TODAY_NAMES, desk_for, on_time_share
from data.synthetic.trajectories import share_on
from data.synthetic.working_days import add_working_days, next_working_day

ASSESSMENT_LIMIT, SECTION_47_LIMIT, CONFERENCE_LIMIT = 45, 15, 15  # working days, Working Together 2023
NO_ACTION_SHARE = 0.062  # referrals that end without an assessment
SECTION_47_SHARE = 0.37  # assessed referrals with an enquiry at the start
TO_CONFERENCE_SHARE = 0.33  # enquiries that lead to an initial conference (England: 32 %)
TO_PROTECTION_SHARE = 0.87  # initial conferences that end in a plan
TRANSFERRED_IN_SHARE = 0.009  # referrals of children who come with a plan from another authority
OTHER_AUTHORITY_SHARE = 0.006  # referrals of children who stay for a while under another authority's plan
DISABILITY_TEAM_SHARE = 0.75  # disabled children whom the disability teams work with
OUTCOMES = {"no_action": 0.43, "early_help": 0.2, "need_plan": 0.37}


@dataclass(frozen=True)
class Referred(Rows):
    """Referrals to follow: `child` is a position in Children, `route` ordinary | unaccompanied | care."""

    child: Numbers
    received_on: Dates
    route: Texts


@dataclass(frozen=True)
class Front(Rows):
    """What happened up to the assessment's authorisation; one row per referral. Dates may lie in the
    future of the extract; FAR_AWAY marks an assessment that is never authorised."""

    is_no_action: Flags
    decided_on: Dates
    assessed_from: Dates
    assessed_to: Dates
    assessment_desk: Numbers
    outcome: Texts
    special: Texts  # "", "transferred_in" or "other_authority"
    enquiry_from: Dates
    enquiry_to: Dates
    conference_on: Dates
    is_protection: Flags


def conference_after(
    council: Council, rng: np.random.Generator, family: Numbers, enquiry_on: Dates, is_held: Flags
) -> tuple[Dates, Flags]:
    """Return the date of the initial conference of each enquiry (NEVER: none) and whether it ended in a plan.

    Conferences sit on working days; the limit is 15 working days from the enquiry's start (day 0).
    """
    due_on = add_working_days(enquiry_on, CONFERENCE_LIMIT)
    share = share_on("icpc_in_15_working_days", due_on, council.later_by_days)
    draw, late_draw = sibling_draws(rng, family), sibling_draws(rng, family)
    is_late = late_draw >= share
    late = at_quantile(draw, lengths.CONFERENCE_LATE)
    after = np.where(is_late, late, at_quantile(draw, lengths.CONFERENCE_ON_TIME))
    is_protection = is_held & (sibling_draws(rng, family) < TO_PROTECTION_SHARE)
    return only_where(is_held, add_working_days(enquiry_on, after)), is_protection


def enquiry_end(council: Council, rng: np.random.Generator, family: Numbers, started_on: Dates) -> Dates:
    """Return the date on which each section 47 enquiry ends."""
    due_on = add_working_days(started_on, SECTION_47_LIMIT)
    draw = sibling_draws(rng, family)
    share = share_on("section_47_in_15_working_days", due_on, council.later_by_days)
    on_time = sibling_draws(rng, family) < share
    late = at_quantile(draw, lengths.SECTION_47_LATE)
    after = np.where(on_time, at_quantile(draw, lengths.SECTION_47_ON_TIME), late)
    return np.maximum(started_on, add_working_days(started_on, after))


def assessment_end(
    council: Council, rng: np.random.Generator, family: Numbers, started_on: Dates, desk: Numbers
) -> Dates:
    """Return when each assessment is authorised; FAR_AWAY where a team holds late work open (story 3)."""
    due_on = add_working_days(started_on, ASSESSMENT_LIMIT)
    share = on_time_share(council, "assessment_in_45_working_days", due_on, desk)
    hiding = is_hiding(TODAY_NAMES[desk], due_on) & council.has_stories
    share = np.where(hiding, 1 - HIDING_SHARE_LATE, share)
    draw = sibling_draws(rng, family)
    on_time = sibling_draws(rng, family) < share
    late = at_quantile(draw, lengths.ASSESSMENT_LATE)
    after = np.where(on_time, at_quantile(draw, lengths.ASSESSMENT_ON_TIME), late)
    ended_on = np.maximum(started_on, add_working_days(started_on, after))
    return np.where(hiding & ~on_time & ~np.isnat(started_on), FAR_AWAY, ended_on)


def follow_front(council: Council, rng: np.random.Generator, kids: Children, referred: Referred) -> Front:
    """Return what happened to each referral up to its assessment. `kids` has one row per referral."""
    size, family, received_on = len(referred), kids.family, referred.received_on
    ordinary = referred.route == "ordinary"
    draw = rng.random(size)
    special = np.where(ordinary & (draw < TRANSFERRED_IN_SHARE), "transferred_in", "").astype(object)
    is_visitor = ordinary & (draw > 1 - OTHER_AUTHORITY_SHARE)
    special[is_visitor] = "other_authority"
    usual = ordinary & (special == "")
    is_no_action = usual & (sibling_draws(rng, family) < NO_ACTION_SHARE)
    waited = at_quantile(sibling_draws(rng, family), lengths.REFERRAL_DECISION)
    decided_on = np.maximum(received_on, add_working_days(received_on, waited))

    is_assessed = ~is_no_action & ~is_visitor
    start_after = at_quantile(sibling_draws(rng, family), lengths.ASSESSMENT_START)
    started_on = next_working_day(np.maximum(received_on, add_working_days(received_on, start_after)))
    assessed_from = only_where(is_assessed, started_on)
    by_disability_team = kids.is_disabled & (rng.random(size) < DISABILITY_TEAM_SHARE)
    older = ((received_on - kids.born_on).astype(np.int64) >= 12 * 365.25).astype(float) / 2
    desk = np.where(by_disability_team, desk_for("disability", older), desk_for("assessment", kids.place))
    assessed_to = assessment_end(council, rng, family, assessed_from, desk)

    has_enquiry = usual & is_assessed & (sibling_draws(rng, family) < SECTION_47_SHARE)
    enquiry_after = at_quantile(sibling_draws(rng, family), lengths.SECTION_47_START)
    enquiry_from = next_working_day(np.maximum(received_on, add_working_days(received_on, enquiry_after)))
    enquiry_from = only_where(has_enquiry, enquiry_from)
    is_held = has_enquiry & (sibling_draws(rng, family) < TO_CONFERENCE_SHARE) & (assessed_to != FAR_AWAY)
    transferred_in = special == "transferred_in"
    counted_from = np.where(transferred_in, received_on, enquiry_from)
    conference_on, is_protection = conference_after(
        council, rng, family, counted_from, is_held | transferred_in
    )
    return Front(
        is_no_action=is_no_action,
        decided_on=decided_on,
        assessed_from=assessed_from,
        assessed_to=assessed_to,
        assessment_desk=desk,
        outcome=np.where(is_assessed, pick(sibling_draws(rng, family), OUTCOMES), "none"),
        special=special,
        enquiry_from=enquiry_from,
        enquiry_to=enquiry_end(council, rng, family, enquiry_from),
        conference_on=conference_on,
        is_protection=is_protection | transferred_in,
    )
