"""Local feeds on children in need and child protection: meetings, reviews, pre-proceedings."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
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
from data.synthetic.protection import ShareCurve, until
from data.synthetic.randomness import chance, pick
from data.synthetic.recording import in_working_hours
from data.synthetic.records import Records
from data.synthetic.regular_events import RegularEvents, Rhythm, Stretches, regular_events
from data.synthetic.teams import desk_for, team_of
from data.synthetic.trajectories import share_on
from data.synthetic.working_days import add_working_days

FIRST_CORE_GROUP_WORKING_DAYS, CORE_GROUP_DAYS = 10, 42
MINUTES_DAYS = 21
TWO_WEEKS_FROM = np.datetime64("2024-04-01", "D")  # Northmere's own rule for visits to children on a plan
VISITS_WITHIN_WORKING_DAYS = 10
PRE_PROCEEDINGS_SHARE = 0.2  # child protection plans that lasted four months and led there
PRE_PROCEEDINGS_AFTER_DAYS, PRE_PROCEEDINGS_DAYS = 120, 84
AGENCIES = {"police": 0.04, "health": 0.02, "education": 0.0, "other_agency": -0.16}  # against the curve
CONFERENCE_AGENCIES = {"police": -0.2, "health": 0.02, "education": 0.04, "adult_services": -0.25}


def core_groups_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed core_groups: every core group that fell due, held or not."""
    plans, council = records.protection.protection_plans, records.council
    own = np.flatnonzero(~plans.is_other_authority)
    events = regular_events(
        council.stream("core groups"),
        Stretches(plans.start[own], until(plans.end[own], council)),
        Rhythm(FIRST_CORE_GROUP_WORKING_DAYS, CORE_GROUP_DAYS, first_in_working_days=True, early=(0.6, 1.0)),
        ShareCurve("core_group", council.later_by_days),
        not_before=council.detail_from,
    )
    plan = own[events.stretch]
    return pa.table(
        {
            "core_group_id": ids.records("CORE", len(events)),
            "child_id": ids.child(plans.child[plan]),
            "plan_id": ids.record("CPP", plan),
            "is_first": yes_no(events.number == 1),
            "due_on": date_column(events.due_on),
            "held_on": date_column(happened(events.held_on, council.ends_on)),
        }
    )


def cin_reviews_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed cin_reviews: every review that fell due, held or not."""
    rng = records.council.stream("cin reviews feed")
    plans, events = records.protection.need_plans, records.protection.need_reviews
    held = happened(events.held_on, records.council.ends_on)
    child = plans.child[events.stretch]
    young = events.due_on < birthday(records.children.born_on[child], 4)
    size = len(events)
    return pa.table(
        {
            "cin_review_id": ids.records("CINR", size),
            "child_id": ids.child(child),
            "plan_id": ids.record("CINP", events.stretch),
            "due_on": date_column(events.due_on),
            "held_on": date_column(held),
            "plan_updated": yes_no(chance(rng, 0.88, size), ~known(held)),
            "child_contributed": yes_no(chance(rng, 0.7, size), ~known(held) | young),
        }
    )


def _presence(rng: np.random.Generator, share: np.ndarray, easier: float) -> Texts:
    size = len(share)
    came = rng.random(size) < np.clip(share + easier, 0, 0.99)
    words = np.where(
        came,
        "attended",
        pick(rng.random(size), {"sent_information": 0.45, "absent": 0.45, "not_needed": 0.1}),
    )
    return words.astype(object)


def strategy_meetings_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed strategy_meetings: one row per child; brothers and sisters share a meeting."""
    council, rows = records.council, records.protection.enquiries
    rng = council.stream("strategy meetings")
    family = records.children.family[rows.child]
    _, meeting = np.unique(family * 100_000 + rows.started_on.astype(np.int64), return_inverse=True)
    first = np.zeros(meeting.max() + 1 if len(rows) else 0, dtype=np.int64)
    first[meeting[::-1]] = np.arange(len(rows))[::-1]
    on, size = rows.started_on[first], len(first)
    complex_one = chance(rng, 0.16, size)
    before = np.where(
        complex_one, 6 * rng.random(size), np.where(chance(rng, 0.84, size), 0, 3 * rng.random(size))
    )
    held = in_working_hours(rng, on)
    asked = np.minimum(in_working_hours(rng, plus_days(on, -before)), held - np.timedelta64(30, "m"))
    share = share_on("agency_attends_strategy_meeting", on, council.later_by_days)
    agencies = {name: _presence(rng, share, easier) for name, easier in AGENCIES.items()}
    agreed = rng.integers(2, 9, size)
    recent = on > council.ends_on - np.timedelta64(60, "D")
    done = rng.binomial(agreed, np.clip(share - 0.12, 0, 1))
    return pa.table(
        {
            "strategy_meeting_id": ids.record("STRAT", meeting),
            "child_id": ids.child(rows.child),
            "enquiry_id": ids.records("S47", len(rows)),
            "requested_at": second_column(asked[meeting]),
            "held_at": second_column(held[meeting]),
            "urgency": text(np.where(complex_one, "complex", "serious_harm").astype(object)[meeting]),
            **{name: text(words[meeting]) for name, words in agencies.items()},
            "actions_agreed": whole(agreed[meeting]),
            "actions_on_time": whole(done[meeting], recent[meeting]),
        }
    )


def _all_conferences(records: Records, ids: Ids) -> tuple[pa.Array, Numbers, Dates, Texts]:
    """Return identifier, child, date and kind of all initial and review conferences."""
    first, end = records.protection.conferences, records.council.ends_on
    reviews: RegularEvents = keep(
        records.protection.protection_reviews, records.protection.protection_reviews.held_on <= end
    )
    child = np.concatenate([first.child, records.protection.protection_plans.child[reviews.stretch]])
    on = np.concatenate([first.held_on, reviews.held_on])
    kind = np.where(np.arange(len(child)) < len(first), "initial", "review").astype(object)
    number = pa.concat_arrays([ids.records("ICPC", len(first)), ids.records("CPR", len(reviews))])
    return number, child, on, kind


def conference_minutes_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed conference_minutes."""
    council = records.council
    rng = council.stream("conference minutes")
    number, child, on, kind = _all_conferences(records, ids)
    size = len(child)
    share = share_on("conference_minutes_in_21_days", plus_days(on, MINUTES_DAYS), council.later_by_days)
    in_time = rng.random(size) < share
    days = np.where(in_time, 4 + 17.9 * rng.random(size), 22 + 40 * rng.random(size) ** 2)
    young: Flags = on < birthday(records.children.born_on[child], 4)
    contributed = chance(rng, 0.72, size)
    return pa.table(
        {
            "conference_id": number,
            "child_id": ids.child(child),
            "kind": text(kind),
            "held_on": date_column(on),
            "minutes_shared_on": date_column(happened(plus_days(on, days), council.ends_on)),
            "child_attended": yes_no(contributed & chance(rng, 0.24, size), young),
            "child_contributed": yes_no(contributed, young),
            "advocate_offered": yes_no(chance(rng, 0.66, size), young),
        }
    )


def conference_attendance_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed conference_attendance: four agencies for each child and conference."""
    council = records.council
    rng = council.stream("conference attendance")
    number, child, on, _ = _all_conferences(records, ids)
    parts = []
    for agency, easier in CONFERENCE_AGENCIES.items():
        size = len(child)
        share = share_on("agency_attends_strategy_meeting", on, council.later_by_days)
        attended = rng.random(size) < np.clip(share + easier, 0, 0.99)
        reported = chance(rng, 0.8 if agency != "police" else 0.9, size)
        on_time = chance(rng, 0.68, size)
        before = np.where(on_time, 5 + 4 * rng.random(size), 4.9 * rng.random(size))
        parts.append(
            pa.table(
                {
                    "conference_id": number,
                    "child_id": ids.child(child),
                    "held_on": date_column(on),
                    "agency": text(np.full(size, agency, dtype=object)),
                    "attended": yes_no(attended),
                    "report_shared_on": date_column(only_where(reported, plus_days(on, -before))),
                }
            )
        )
    return pa.concat_tables(parts).combine_chunks()


def pre_proceedings_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed pre_proceedings: families whose child protection plan did not change enough."""
    council, plans = records.council, records.protection.protection_plans
    rng = council.stream("pre-proceedings")
    family = records.children.family[plans.child]
    of_family = rng.random((8, int(family.max()) + 1 if len(family) else 1))
    days = (until(plans.end, council) - plans.start).astype(np.int64)
    took_to_court = known(records.episodes.help.care_from[plans.episode])
    chosen = (of_family[0][family] < PRE_PROCEEDINGS_SHARE + 0.3 * took_to_court) & ~plans.is_other_authority
    rows = np.flatnonzero(chosen & (days > PRE_PROCEEDINGS_AFTER_DAYS + 20))
    draw = of_family[:, family[rows]]
    # brothers and sisters enter together: the day is counted from the family's first plan
    _, first = np.unique(family[rows], return_inverse=True)
    began = np.full(first.max() + 1 if len(rows) else 0, np.datetime64("2200-01-01"))
    np.minimum.at(began, first, plans.start[rows])
    planned = plus_days(began[first], 60 + 60 * draw[1])
    planned = add_working_days(np.maximum(planned, plans.start[rows]), 0)
    decided = add_working_days(planned, (2 + 12 * draw[2]).astype(np.int64))
    share = share_on(
        "pre_proceedings_in_12_weeks", plus_days(decided, PRE_PROCEEDINGS_DAYS), council.later_by_days
    )
    in_time = draw[3] < share
    ended = plus_days(decided, np.where(in_time, 35 + 49 * draw[4], 85 + 110 * draw[4] ** 2))
    issued = draw[5] < 0.4
    court = plus_days(ended, 120 + 130 * draw[6])
    first_known = (decided <= council.ends_on) & (decided >= council.starts_on - np.timedelta64(200, "D"))
    known_end = happened(ended, council.ends_on)
    tracked = np.where(draw[7] < 0.85, plus_days(np.full(len(rows), council.ends_on), -25 * draw[7]), NEVER)
    tracked = np.where(known(known_end), np.minimum(tracked, known_end), tracked)
    tracked = only_where(tracked >= decided, tracked)
    table = pa.table(
        {
            "pre_proceedings_id": ids.record("PLO", rows),
            "child_id": ids.child(plans.child[rows]),
            "family_id": ids.record("FAM", family[rows]),
            "legal_planning_meeting_on": date_column(planned),
            "decided_on": date_column(decided),
            "letter_sent_on": date_column(happened(plus_days(decided, 1 + 8 * draw[1]), council.ends_on)),
            "first_meeting_on": date_column(happened(plus_days(decided, 12 + 14 * draw[2]), council.ends_on)),
            "extension_agreed": yes_no(~in_time & (draw[1] < 0.6)),
            "ended_on": date_column(known_end),
            "outcome": text(words_where(known(known_end), np.where(issued, "issued", "stepped_down"))),
            "issued_on": date_column(only_where(issued, known_end)),
            "concluded_on": date_column(only_where(issued, happened(court, council.ends_on))),
            "last_tracked_on": date_column(tracked),
            "team_id": ids.team(team_of(desk_for("court", np.zeros(len(rows))), decided)),
        }
    )
    return table.filter(pa.array(first_known))


def settings_feed() -> pa.Table:
    """Return the feed settings of Northmere: on one day its visits went from three weeks to two."""
    return pa.table(
        {
            "setting_id": ["cp_visit_interval"],
            "valid_from": date_column(np.array([TWO_WEEKS_FROM])),
            "value": [VISITS_WITHIN_WORKING_DAYS],
        }
    )


def plan_feeds(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the feeds of this module by name; councils other than Northmere keep the usual settings."""
    return {
        **({"settings": settings_feed()} if records.council.has_stories else {}),
        "core_groups": core_groups_feed(records, ids),
        "cin_reviews": cin_reviews_feed(records, ids),
        "strategy_meetings": strategy_meetings_feed(records, ids),
        "conference_minutes": conference_minutes_feed(records, ids),
        "conference_attendance": conference_attendance_feed(records, ids),
        "pre_proceedings": pre_proceedings_feed(records, ids),
    }
