"""Local feeds on children in care and care leavers: education, interviews, health, pathway plans, carers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic.arrays import (
    Dates,
    Numbers,
    Texts,
    birthday,
    happened,
    keep,
    known,
    only_where,
    plus_days,
    words_where,
)
from data.synthetic.columns import date_column, second_column, text, whole, yes_no
from data.synthetic.ids import Ids
from data.synthetic.protection import until
from data.synthetic.randomness import chance, pick
from data.synthetic.records import Records
from data.synthetic.trajectories import share_on
from data.synthetic.working_days import add_working_days

INITIAL_PLAN_WORKING_DAYS = 20
TERMS = (("autumn", "09-01", "12-20"), ("spring", "01-05", "03-31"), ("summer", "04-15", "07-20"))
CHECKS = (
    ("six_to_eight_weeks", 35, 60),
    ("one_year", 270, 380),
    ("two_years", 720, 920),
    ("four_years", 1400, 1550),
)
HOUSEHOLDS_AT_START, NEW_HOUSEHOLDS_A_MONTH = 88, 1.15
CONSTELLATIONS = 3
LOCATION_NOT_KNOWN = 0.01  # of placements


def _terms(records: Records) -> tuple[Texts, Dates, Dates]:
    """Return name, first and last day of every school term of the history."""
    council = records.council
    first = council.starts_on.astype("datetime64[Y]").astype(np.int64) + 1970
    last = council.ends_on.astype("datetime64[Y]").astype(np.int64) + 1970
    names, starts, ends = [], [], []
    for year in range(int(first), int(last) + 1):
        for name, from_day, to_day in TERMS:
            school_year = year if name == "autumn" else year - 1
            names.append(f"{school_year}/{(school_year + 1) % 100:02d} {name}")
            starts.append(np.datetime64(f"{year}-{from_day}"))
            ends.append(np.datetime64(f"{year}-{to_day}"))
    start, end = np.array(starts), np.array(ends)
    kept = (end >= council.starts_on) & (start <= council.ends_on)
    return np.array(names, dtype=object)[kept], start[kept], end[kept]


def education_plans_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed education_plans: children of 3 to 17 in care, one row for each term.

    The first one is due 20 working days after entering care, later ones by the end of the term.
    """
    council, periods = records.council, records.care.periods
    rng = council.stream("education plans")
    names, starts, ends = _terms(records)
    rows = np.flatnonzero(~periods.is_short_break)
    begin, stop = periods.began_on[rows], until(periods.ended_on[rows], council)
    born = records.children.born_on[periods.child[rows]]
    from_day, to_day = np.fmax(begin, birthday(born, 3)), np.fmin(stop, birthday(born, 18))
    shape = (len(rows), len(names))
    in_term = (from_day[:, None] <= ends) & (to_day[:, None] >= np.minimum(ends, council.ends_on))
    first_due = add_working_days(from_day, INITIAL_PLAN_WORKING_DAYS)
    is_first = np.broadcast_to(first_due[:, None], shape) >= starts
    is_first = is_first & (np.broadcast_to(first_due[:, None], shape) <= ends + np.timedelta64(30, "D"))
    is_first &= from_day[:, None] > starts - np.timedelta64(31, "D")
    row, term = np.nonzero(in_term)
    initial = is_first[row, term]
    due = np.where(initial, first_due[row], ends[term])
    curve = np.where(
        initial,
        share_on("initial_education_plan", due, council.later_by_days),
        share_on("education_plan_each_term", due, council.later_by_days),
    )
    size = len(row)
    on_time = rng.random(size) < curve
    earliest = np.maximum(np.where(initial, from_day[row], starts[term]), from_day[row])
    planned = plus_days(earliest, rng.random(size) * np.maximum((due - earliest).astype(np.int64), 0))
    late = only_where(chance(rng, 0.6, size), plus_days(due, 1 + 40 * rng.random(size)))
    done = happened(np.where(on_time, np.minimum(planned, due), late), council.ends_on)
    child = periods.child[rows][row]
    has_plan = rng.random(len(records.children))[child] < np.where(
        records.children.is_disabled[child], 0.75, 0.18
    )
    quality = pick(rng.random(size), {"good": 0.64, "requires_improvement": 0.3, "inadequate": 0.06})
    return pa.table(
        {
            "education_plan_id": ids.records("PEP", size),
            "child_id": ids.child(child),
            "term": text(names[term]),
            "is_initial": yes_no(initial),
            "due_on": date_column(due),
            "completed_on": date_column(done),
            "quality": text(words_where(known(done), quality)),
            "has_education_health_and_care_plan": yes_no(has_plan),
            "days_excluded": whole(np.where(chance(rng, 0.05, size), rng.integers(1, 6, size), 0)),
        }
    )


def return_interviews_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed return_home_interviews: missing episodes that have ended, "away" left out."""
    rng = records.council.stream("return interviews")
    position = np.flatnonzero(known(records.missing.end) & ~records.missing.is_away)
    rows = keep(records.missing, position)
    held = known(rows.interview_at)
    return pa.table(
        {
            "missing_id": ids.record("MISS", position),
            "child_id": ids.child(rows.child),
            "setting": text(np.where(rows.is_from_care, "care", "home").astype(object)),
            "returned_at": second_column(rows.end),
            "offered_at": second_column(rows.offered_at),
            "accepted": yes_no(rows.is_accepted, ~rows.is_offered),
            "held_at": second_column(rows.interview_at),
            "exploitation_risk_found": yes_no(chance(rng, 0.28, len(rows)), ~held),
        }
    )


def health_checks_under_5_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed health_checks_under_5: checks that fell due while the child was in care."""
    council, periods = records.council, records.care.periods
    rng = council.stream("checks under five")
    rows = np.flatnonzero(~periods.is_short_break)
    born = records.children.born_on[periods.child[rows]]
    parts: list[tuple[Numbers, Texts, Dates, Dates]] = []
    for name, from_day, to_day in CHECKS:
        due = plus_days(born, to_day)
        there = (periods.began_on[rows] <= due) & (until(periods.ended_on[rows], council) >= due)
        there &= due >= council.detail_from
        chosen = np.flatnonzero(there)
        size = len(chosen)
        done = plus_days(born[chosen], from_day + (to_day - from_day) * rng.random(size))
        late = plus_days(due[chosen], 5 + 80 * rng.random(size))
        happens = np.where(chance(rng, 0.88, size), done, only_where(chance(rng, 0.6, size), late))
        child = periods.child[rows][chosen]
        parts.append(
            (child, np.full(size, name, dtype=object), due[chosen], happened(happens, council.ends_on))
        )
    child, check, due_on, done_on = (np.concatenate(column) for column in zip(*parts, strict=True))
    return pa.table(
        {
            "health_check_id": ids.records("HC5", len(child)),
            "child_id": ids.child(child),
            "check": text(check),
            "due_on": date_column(due_on),
            "completed_on": date_column(done_on),
        }
    )


def pathway_plans_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed pathway_plans."""
    rng = records.council.stream("pathway plans feed")
    rows, leavers = records.care.leaver_states, records.care.leavers
    size = len(rows)
    return pa.table(
        {
            "pathway_plan_id": ids.records("PATH", size),
            "child_id": ids.child(leavers.child[rows.leaver]),
            "due_on": date_column(rows.due_on),
            "reviewed_on": date_column(rows.reviewed_on),
            "took_part": yes_no(chance(rng, 0.86, size)),
            "shared": yes_no(chance(rng, 0.82, size)),
            "has_health_passport": yes_no(chance(rng, 0.74, size)),
            "accommodation": text(rows.accommodation),
            "is_suitable": yes_no(rows.is_suitable),
            "activity": text(rows.activity),
        }
    )


def leaver_contacts_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed care_leaver_contacts."""
    council, leavers = records.council, records.care.leavers
    rng = council.stream("leaver contacts feed")
    events = keep(records.care.leaver_contacts, records.care.leaver_contacts.held_on <= council.ends_on)
    child, desk = leavers.child[events.stretch], leavers.desk[events.stretch]
    worker = records.workforce.author(desk, records.children.desk_draw[child], events.held_on)
    methods = {"visit": 0.48, "phone": 0.24, "message": 0.18, "video": 0.1}
    return pa.table(
        {
            "care_leaver_contact_id": ids.records("LCON", len(events)),
            "child_id": ids.child(child),
            "contacted_on": date_column(events.held_on),
            "method": text(pick(rng.random(len(events)), methods)),
            "worker_id": ids.worker(worker),
        }
    )


def foster_carers_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed foster_carers."""
    council = records.council
    rng = council.stream("foster carers")
    days = int((council.ends_on - council.starts_on).astype(np.int64))
    before, since = (
        round(HOUSEHOLDS_AT_START * council.size),
        rng.poisson(NEW_HOUSEHOLDS_A_MONTH * council.size * days / 30.44),
    )
    approved = np.concatenate(
        [
            plus_days(np.full(before, council.starts_on), -3650 * rng.random(before)),
            plus_days(np.full(since, council.starts_on), days * rng.random(since)),
        ]
    )
    approved = np.sort(approved)
    size = len(approved)
    lasting = np.fmax(approved, council.starts_on) + (rng.exponential(2400, size) + 60).astype(
        "timedelta64[D]"
    )
    kind = pick(rng.random(size), {"general": 0.68, "kinship": 0.27, "short_breaks": 0.05})
    circle = np.where((kind == "general") & chance(rng, 0.3, size), 1 + np.arange(size) % CONSTELLATIONS, 0)
    names = np.array(
        [None, *(f"Constellation {place}" for place in range(1, CONSTELLATIONS + 1))], dtype=object
    )
    return pa.table(
        {
            "household_id": ids.records("CARER", size),
            "kind": text(kind),
            "approved_on": date_column(approved),
            "ended_on": date_column(happened(lasting, council.ends_on)),
            "places": whole(rng.integers(1, 4, size)),
            "constellation": text(names[circle]),
        }
    )


def placement_locations_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed placement_locations; of a few placements nobody wrote down where they are."""
    homes = records.care.homes
    is_blank = chance(records.council.stream("placement locations"), LOCATION_NOT_KNOWN, len(homes))
    side = np.where(homes.is_in_area, "inside", "outside").astype(object)
    return pa.table(
        {
            "placement_id": ids.records("PLAC", len(homes)),
            "child_id": ids.child(homes.child),
            "location": text(words_where(~is_blank, side)),
        }
    )


def care_feeds(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the feeds of this module by name."""
    return {
        "education_plans": education_plans_feed(records, ids),
        "return_home_interviews": return_interviews_feed(records, ids),
        "health_checks_under_5": health_checks_under_5_feed(records, ids),
        "pathway_plans": pathway_plans_feed(records, ids),
        "care_leaver_contacts": leaver_contacts_feed(records, ids),
        "foster_carers": foster_carers_feed(records, ids),
        "placement_locations": placement_locations_feed(records, ids),
    }
