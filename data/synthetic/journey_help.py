"""From the assessment to the end of help: plans, protection, care, step down, closing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists, lengths
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Rows,
    Shares,
    Texts,
    birthday,
    known,
    latest,
    only_where,
    plus_days,
    words_where,
    years_old,
)
from data.synthetic.children import Children
from data.synthetic.councils import Council
from data.synthetic.journey_front import Front, Referred, conference_after, enquiry_end
from data.synthetic.randomness import at_quantile, pick, sibling_draws, within
from data.synthetic.working_days import add_working_days, next_working_day

ESCALATION_SHARE = 0.22  # child in need plans with a section 47 enquiry while open
ESCALATION_TO_CONFERENCE = 0.4
CARE_FROM_PROTECTION_SHARE = 0.13  # child protection plans that end because the child enters care
STEP_DOWN_SHARE = 0.72  # child protection plans followed by a child in need plan
HOME_SUPPORT_SHARE = 0.6  # children who return home from care and get a child in need plan
LONGER_FOR_DISABLED = 2.6  # disabled children are helped for longer
DIED_SHARE = 0.0004
CARE_SHARE_BY_AGE = ((-1, 0.056), (0, 0.056), (1, 0.025), (5, 0.018), (10, 0.03), (15, 0.038), (18, 0.04))


@dataclass(frozen=True)
class Help(Rows):
    """What help each referral led to; one row per referral. Dates may lie in the future."""

    need_from: Dates
    need_to: Dates
    second_enquiry_from: Dates
    second_enquiry_to: Dates
    second_conference_on: Dates
    is_second_protection: Flags
    protection_from: Dates
    protection_to: Dates
    care_from: Dates
    care_to: Dates
    care_path: Texts
    care_ending: Texts
    step_down_from: Dates
    step_down_to: Dates
    closed_on: Dates
    close_reason: Texts
    died_on: Dates


@dataclass(frozen=True)
class Care(Rows):
    """Periods of care, one row per referral; NEVER where the child did not enter care."""

    began_on: Dates
    ended_on: Dates
    path: Texts
    ending: Texts


def _care(rng: np.random.Generator, kids: Children, began_on: Dates, adult_on: Dates) -> Care:
    """Return how long each child stays in care and how it ends: at the latest on the 18th birthday."""
    size = len(began_on)
    path = np.full(size, "", dtype=object)
    age = np.where(known(began_on), years_old(kids.born_on, np.where(known(began_on), began_on, adult_on)), 0)
    bands = np.select([age < 1, age < 5, age < 10, age < 16], list(lengths.CARE_PATHS)[:4], "16_and_over")
    draw, long_draw, end_draw = rng.random(size), rng.random(size), rng.random(size)
    ended_on, ending = np.array(adult_on), np.full(size, "", dtype=object)
    for band, paths in lengths.CARE_PATHS.items():
        path = np.where(bands == band, pick(draw, paths), path)
    path = np.where(kids.is_unaccompanied, "stays", path)
    for name, quantiles in lengths.CARE.items():
        planned = plus_days(began_on, at_quantile(long_draw, quantiles))
        path = np.where((path == name) & (planned >= adult_on), "stays", path)
        ended_on = np.where(path == name, planned, ended_on)
    for name, endings in code_lists.CARE_ENDING.items():
        ending = np.where(path == name, pick(end_draw, endings), ending)
    in_care = known(began_on)
    return Care(
        began_on, only_where(in_care, ended_on), np.where(in_care, path, ""), np.where(in_care, ending, "")
    )


def _before_adult(start: Dates, end: Dates, adult_on: Dates) -> tuple[Dates, Dates]:
    """Return stretches of help that start before the 18th birthday, ended there at the latest."""
    kept = start < adult_on
    return only_where(kept, start), only_where(kept, np.minimum(end, adult_on))


def follow_help(
    council: Council, rng: np.random.Generator, kids: Children, referred: Referred, front: Front
) -> Help:
    """Return the help after each assessment. `kids` has one row per referral."""
    size, family = len(referred), kids.family
    adult_on = birthday(kids.born_on, 18)
    longer: Shares = np.where(kids.is_disabled, LONGER_FOR_DISABLED, 1.0)

    ages, shares = np.array(CARE_SHARE_BY_AGE).T
    care_share = np.interp(years_old(kids.born_on, referred.received_on), ages, shares)
    straight = (referred.route != "ordinary") | (
        (referred.route == "ordinary")
        & known(front.assessed_from)
        & (sibling_draws(rng, family) < care_share)
    )
    care_after = at_quantile(sibling_draws(rng, family), lengths.UNTIL_CARE)
    care_after = np.where(referred.route == "unaccompanied", 0, care_after)
    care_on = only_where(straight, plus_days(referred.received_on, care_after))

    has_need = (front.outcome == "need_plan") & ~front.is_protection & ~straight
    need_from = add_working_days(front.assessed_to, at_quantile(rng.random(size), lengths.NEED_PLAN_START))
    need_from = only_where(has_need, np.maximum(need_from, front.assessed_to))
    need_days = at_quantile(sibling_draws(rng, family), lengths.NEED_PLAN) * longer
    need_from, need_to = _before_adult(need_from, plus_days(need_from, need_days), adult_on)

    escalates = known(need_from) & (sibling_draws(rng, family) < ESCALATION_SHARE)
    second_from = next_working_day(only_where(escalates, within_open(rng, need_from, need_to)))
    second_from = only_where(second_from < need_to, second_from)
    is_held = known(second_from) & (sibling_draws(rng, family) < ESCALATION_TO_CONFERENCE)
    second_conference, is_second = conference_after(council, rng, family, second_from, is_held)
    need_to = np.where(is_second, second_conference, need_to)

    visitor = front.special == "other_authority"
    protection_from = np.where(front.is_protection, front.conference_on, NEVER)
    protection_from = np.where(is_second, second_conference, protection_from)
    protection_from = np.where(visitor, referred.received_on, protection_from)
    draw = sibling_draws(rng, family)
    planned = np.where(
        visitor, at_quantile(draw, lengths.OTHER_AUTHORITY_PLAN), at_quantile(draw, lengths.PROTECTION_PLAN)
    )
    protection_from, protection_to = _before_adult(
        protection_from, plus_days(protection_from, planned), adult_on
    )
    removed = (
        known(protection_from)
        & ~visitor
        & ~straight
        & (sibling_draws(rng, family) < CARE_FROM_PROTECTION_SHARE)
    )
    care_on = np.where(removed, within_open(rng, protection_from, protection_to), care_on)
    care_on = np.where(care_on <= kids.born_on, plus_days(kids.born_on, 1 + 3 * rng.random(size)), care_on)
    care_on = only_where(care_on < adult_on, care_on)
    care = _care(rng, kids, care_on, adult_on)
    ends_with_care = plus_days(care_on, 1 + 30 * rng.random(size))
    protection_to = np.where(
        care_on < protection_to, np.minimum(ends_with_care, protection_to), protection_to
    )
    protection_to = np.where(care_on < protection_from, plus_days(protection_from, 30), protection_to)

    home = np.isin(care.path, ("home_soon", "home_later")) & (rng.random(size) < HOME_SUPPORT_SHARE)
    after_plan = known(protection_to) & ~known(care_on) & ~visitor & (rng.random(size) < STEP_DOWN_SHARE)
    down_from = np.where(
        after_plan, plus_days(protection_to, 1), only_where(home, plus_days(care.ended_on, 1))
    )
    down_days = at_quantile(sibling_draws(rng, family), lengths.STEP_DOWN_PLAN) * longer
    down_from, down_to = _before_adult(down_from, plus_days(down_from, down_days), adult_on)

    second_to = enquiry_end(council, rng, family, second_from)
    last_on = latest(
        front.assessed_to, front.enquiry_to, front.conference_on, need_to, second_to, second_conference,
        protection_to, care.ended_on, down_to,
    )  # fmt: skip
    closed_on = plus_days(last_on, at_quantile(rng.random(size), lengths.CLOSING))
    closed_on = np.where(front.is_no_action, front.decided_on, closed_on)
    died = (
        (rng.random(size) < DIED_SHARE)
        & known(need_from)
        & (closed_on < adult_on)
        & (closed_on > kids.born_on)
    )
    return Help(
        need_from=need_from,
        need_to=need_to,
        second_enquiry_from=second_from,
        second_enquiry_to=second_to,
        second_conference_on=second_conference,
        is_second_protection=is_second,
        protection_from=protection_from,
        protection_to=protection_to,
        care_from=care.began_on,
        care_to=care.ended_on,
        care_path=care.path,
        care_ending=care.ending,
        step_down_from=down_from,
        step_down_to=down_to,
        closed_on=closed_on,
        close_reason=_close_reason(rng, front, care, known(latest(need_from, protection_from)), died),
        died_on=only_where(died, closed_on),
    )


def within_open(rng: np.random.Generator, start: Dates, end: Dates) -> Dates:
    """Return a date inside each stretch of time that has begun, NEVER for the others."""
    there = known(start) & known(end) & (start <= end)
    filled = np.where(there, start, np.datetime64("2000-01-01"))
    return only_where(there, within(rng, filled, np.where(there, end, filled)))


def _close_reason(rng: np.random.Generator, front: Front, care: Care, helped: Flags, died: Flags) -> Texts:
    """Return the CIN census reason for closing; None after a referral without further action."""
    size = len(front)
    reason = pick(rng.random(size), code_lists.CLOSE_REASON_OTHER)
    only_assessed = ~helped & (care.path == "")
    reason = np.where(only_assessed & (front.outcome == "no_action"), "RC8", reason)
    reason = np.where(only_assessed & (front.outcome == "early_help"), "RC9", reason)
    reason = np.where(care.path == "adoption", "RC1", np.where(care.path == "guardian", "RC4", reason))
    reason = np.where(care.ending == "E7", "RC6", np.where(care.ending == "E41", "RC3", reason))
    reason = np.where(died, "RC2", reason)
    return words_where(~front.is_no_action, reason)
