"""What the council does for children in care: visits, reviews, health, dentist, wellbeing, plans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.synthetic import code_lists, lengths
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Numbers,
    Rows,
    Shares,
    Texts,
    birthday,
    happened,
    keep,
    known,
    plus_days,
    stack,
    years_old,
)
from data.synthetic.care import CarePeriods, Placements
from data.synthetic.councils import Council
from data.synthetic.journey import Journey
from data.synthetic.protection import ShareCurve, until
from data.synthetic.randomness import Quantiles, at_quantile, chance, pick
from data.synthetic.regular_events import RegularEvents, Rhythm, Stretches, regular_events
from data.synthetic.trajectories import health_season, share_on

FIRST_VISIT_DAYS, VISIT_DAYS = 7, 42  # Care Planning Regulations 2010, regulation 28
FIRST_REVIEW_WORKING_DAYS, SECOND_REVIEW_DAYS, REVIEW_DAYS = 20, 91, 183
FIRST_HEALTH_WORKING_DAYS, HEALTH_DAYS_UNDER_5, HEALTH_DAYS = 20, 182, 365
ONCE = 36_500  # an interval that is never reached: something that happens once
HEALTH_LATE: Quantiles = ((0, 4), (0.5, 28), (0.85, 70), (1, 160))
REFUSED_SHARE, CANCELLED_SHARE = 0.02, 0.02
SDQ_SCORE: Quantiles = ((0, 0), (0.25, 8), (0.5, 14), (0.75, 20), (0.95, 30), (1, 38))


@dataclass(frozen=True)
class HealthChecks(Rows):
    """Health assessments and dental checks. Status: Completed | Refused | Cancelled | Planned."""

    child: Numbers
    kind: Texts
    on: Dates
    status: Texts


@dataclass(frozen=True)
class CarePlans(Rows):
    """Care plans with the permanence goal, one or two rows per period of care; goal "" where not recorded."""

    period: Numbers
    start: Dates
    end: Dates
    goal: Texts


@dataclass(frozen=True)
class Scores(Rows):
    """Completed strengths and difficulties questionnaires, score 0 to 40."""

    child: Numbers
    on: Dates
    score: Numbers


@dataclass(frozen=True)
class HealthShare:
    """The on-time share of review health assessments: the journey and the season."""

    later_by_days: int

    def __call__(self, due_on: Dates, stretch: Numbers) -> Shares:
        """Return the share for each due date."""
        share = share_on("review_health_assessment", due_on, self.later_by_days)
        return np.minimum(share * health_season(due_on), 0.99)


def real_care(periods: CarePeriods) -> Numbers:
    """Return the positions of the periods that are not short breaks."""
    return np.flatnonzero(~periods.is_short_break)


def care_visits(council: Council, periods: CarePeriods, homes: Placements) -> RegularEvents:
    """Return the visits of every placement (stretch: position in Placements); a move restarts the clock."""
    end = np.where(periods.is_short_break[homes.period], homes.start, until(homes.end, council))
    return regular_events(
        council.stream("care visits"),
        Stretches(homes.start, end),
        Rhythm(FIRST_VISIT_DAYS, VISIT_DAYS, late_by=lengths.CARE_VISIT_LATE),
        ShareCurve("cla_visit", council.later_by_days),
        not_before=council.detail_from,
    )


def care_reviews(council: Council, periods: CarePeriods) -> RegularEvents:
    """Return the statutory reviews of every period (stretch = position in CarePeriods)."""
    end = np.where(periods.is_short_break, periods.began_on, until(periods.ended_on, council))
    rhythm = Rhythm(
        FIRST_REVIEW_WORKING_DAYS,
        REVIEW_DAYS,
        SECOND_REVIEW_DAYS,
        first_in_working_days=True,
        early=(0.8, 1.0),
    )
    return regular_events(
        council.stream("care reviews"),
        Stretches(periods.began_on, end),
        rhythm,
        ShareCurve("cla_review", council.later_by_days),
        not_before=council.detail_from,
    )


def _assessments(
    council: Council, journey: Journey, periods: CarePeriods
) -> list[tuple[Numbers, str, Dates]]:
    """Return child, kind and date of initial and review health assessments and dental checks."""
    rows = real_care(periods)
    later, since = council.later_by_days, council.detail_from
    begin, end = periods.began_on[rows], until(periods.ended_on[rows], council)
    fifth = birthday(journey.children.born_on[periods.child[rows]], 5)
    first = regular_events(
        council.stream("initial health"),
        Stretches(begin, end),
        Rhythm(FIRST_HEALTH_WORKING_DAYS, ONCE, first_in_working_days=True, late_by=HEALTH_LATE),
        ShareCurve("initial_health_assessment", later),
        not_before=since,
    )
    seen_on = np.array(begin)
    seen = (first.number == 1) & known(first.held_on)
    seen_on[first.stretch[seen]] = first.held_on[seen]
    young = Stretches(seen_on, np.where(fifth > begin, np.minimum(end, fifth), seen_on))
    older = Stretches(np.where(fifth > seen_on, fifth, seen_on), end)
    found = [(periods.child[rows][first.stretch], "Initial Health Assessment", first.held_on)]
    for name, part, days in (("young", young, HEALTH_DAYS_UNDER_5), ("older", older, HEALTH_DAYS)):
        starts_later = (part.start > seen_on) if name == "older" else np.zeros(len(rows), dtype=bool)
        again = regular_events(
            council.stream(f"review health {name}"),
            part,
            Rhythm(
                np.where(starts_later, HEALTH_DAYS_UNDER_5, days),
                days,
                early=(0.85, 1.0),
                late_by=HEALTH_LATE,
            ),
            HealthShare(later),
            not_before=since,
        )
        found.append((periods.child[rows][again.stretch], "Review Health Assessment", again.held_on))
    teeth = regular_events(
        council.stream("dental checks"),
        Stretches(begin, end),
        Rhythm(120, HEALTH_DAYS, early=(0.6, 1.0), late_by=HEALTH_LATE),
        ShareCurve("dental_check", later),
        not_before=since,
    )
    found.append((periods.child[rows][teeth.stretch], "Dental Check", teeth.held_on))
    return found


def health_checks(council: Council, journey: Journey, periods: CarePeriods) -> HealthChecks:
    """Return health and dental checks with a few refused, cancelled and planned ones."""
    rng = council.stream("health checks")
    parts = []
    for child, kind, on in _assessments(council, journey, periods):
        draw, size = rng.random(len(child)), len(child)
        teenager = years_old(journey.children.born_on[child], on) >= 14
        status = np.where(draw < REFUSED_SHARE * (1 + 2 * teenager), "Refused", "Completed")
        status = np.where(draw > 1 - CANCELLED_SHARE, "Cancelled", status).astype(object)
        done = on <= council.ends_on
        parts.append(keep(HealthChecks(child, np.full(size, kind, dtype=object), on, status), done))
    rows = real_care(periods)
    waiting = rows[~known(periods.ended_on[rows]) & chance(rng, 0.2, len(rows))]
    size = len(waiting)
    ahead = plus_days(np.full(size, council.ends_on), 3 + 40 * rng.random(size))
    planned = np.full(size, "Planned", dtype=object)
    next_check = np.full(size, "Review Health Assessment", dtype=object)
    parts.append(HealthChecks(periods.child[waiting], next_check, ahead, planned))
    together = stack(parts)
    return keep(together, np.lexsort((together.on, together.child)))


def wellbeing_scores(council: Council, journey: Journey, periods: CarePeriods) -> Scores:
    """Return questionnaires of children of 4 to 16 in care for a year; late ones are often never done."""
    rng = council.stream("wellbeing scores")
    rows = real_care(periods)
    born = journey.children.born_on[periods.child[rows]]
    start = np.fmax(plus_days(periods.began_on[rows], 200), birthday(born, 4))
    end = np.fmin(until(periods.ended_on[rows], council), birthday(born, 17))
    events = regular_events(
        council.stream("wellbeing dates"),
        Stretches(start, np.fmax(end, start)),
        Rhythm(150, 365, early=(0.8, 1.0), late_by=HEALTH_LATE),
        ShareCurve("sdq", council.later_by_days),
        not_before=council.detail_from,
    )
    on_time = events.held_on <= events.due_on
    events = keep(events, (on_time | (rng.random(len(events)) < 0.35)) & (events.held_on <= council.ends_on))
    child = periods.child[rows][events.stretch]
    level = rng.random(len(journey.children))[child] * 0.8 + 0.2 * rng.random(len(child))
    return Scores(child, events.held_on, at_quantile(level, SDQ_SCORE))


def care_plans(council: Council, periods: CarePeriods) -> CarePlans:
    """Return the care plans: one soon after entry, one with the permanence goal by the second review."""
    rng = council.stream("care plans")
    rows = real_care(periods)
    size, began, ended = len(rows), periods.began_on[rows], periods.ended_on[rows]
    recorded_share = share_on(
        "permanence_recorded_by_second_review", plus_days(began, 112), council.later_by_days
    )
    on_time = rng.random(size) < recorded_share
    decided = plus_days(began, np.where(on_time, 60 + 50 * rng.random(size), 130 + 250 * rng.random(size)))
    decided = np.where((decided <= council.ends_on) & ~(decided >= ended), decided, NEVER)
    goal = np.array([code_lists.PERMANENCE_GOAL[path] for path in periods.path[rows]], dtype=object)
    older = chance(rng, 0.25, size) & (goal == "LTFOST18")
    goal = np.where(older, pick(rng.random(size), {"SUPPLIV": 0.6, "RESPLMT": 0.3, "OTHERPLN": 0.1}), goal)
    early = chance(rng, 0.35, size)
    soon = happened(plus_days(began, 2 + 8 * rng.random(size)), council.ends_on)
    has_first = known(soon) & ~(soon >= ended)
    first = CarePlans(rows, soon, np.where(known(decided), decided, ended), np.where(early, "RETURN6M", ""))
    second = CarePlans(rows, decided, ended, goal)
    together = stack([keep(first, has_first), keep(second, known(decided))])
    return keep(together, np.lexsort((together.start, together.period)))


def last_reviewer_contact(council: Council, periods: CarePeriods, reviews: RegularEvents) -> Dates:
    """Return the reviewing officer's latest contact in each period: at a review or after it."""
    rng = council.stream("reviewer contact")
    held = keep(reviews, reviews.held_on <= council.ends_on)
    last = np.full(len(periods), NEVER)
    last[held.stretch] = held.held_on  # rows are in order of date, so the latest review stays
    between = plus_days(last, 30 + 90 * rng.random(len(periods)))
    is_met = chance(rng, 0.6, len(periods)) & (
        between <= np.fmin(council.ends_on, until(periods.ended_on, council))
    )
    return np.where(is_met, between, last)
