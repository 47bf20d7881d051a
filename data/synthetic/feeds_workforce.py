"""Local feeds on the organisation: teams, workers, posts, absence, supervision, weights, survey."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic.arrays import (
    NEVER,
    Dates,
    Shares,
    happened,
    known,
    only_where,
    plus_days,
    repeat_rows,
    words_where,
)
from data.synthetic.columns import date_column, decimal, second_column, text, whole
from data.synthetic.ids import Ids
from data.synthetic.randomness import at_quantile, pick
from data.synthetic.records import Records
from data.synthetic.teams import (
    REORGANISED_ON,
    SERVICE_AREAS,
    TEAMS,
    TODAY,
    reorganised_between,
    team_changes,
    team_of,
)
from data.synthetic.trajectories import share_on
from data.synthetic.workers import TITLES
from data.synthetic.working_days import working_days_between

FIRST_YEAR_DAYS = 365
ABSENCES_A_YEAR = 1.3
SURVEY_MONTHS = (3, 9)  # a survey each March and September
QUESTIONS = {  # how much easier than "satisfied" it is to agree
    "satisfied": 0.0, "manageable_caseload": -0.09, "good_supervision": 0.05, "would_recommend": -0.03,
    "induction": 0.06,
}  # fmt: skip
COMPLEXITY = {"low": 0.22, "medium": 0.46, "high": 0.24, "very_high": 0.08}
POINTS = {"low": 0.6, "medium": 1.0, "high": 1.6, "very_high": 2.4}


def teams_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed teams."""
    return pa.table(
        {
            "team_id": ids.team(np.arange(len(TEAMS))),
            "name": pa.array([team.name for team in TEAMS]),
            "service_area": pa.array([team.service_area for team in TEAMS]),
            "valid_from": date_column(np.array([team.valid_from or NEVER for team in TEAMS])),
            "valid_to": date_column(np.array([team.valid_to or NEVER for team in TEAMS])),
        }
    )


def team_changes_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed team_changes."""
    changes = team_changes()
    return pa.table(
        {
            "changed_on": date_column(np.full(len(changes), REORGANISED_ON)),
            "old_team_id": ids.team(np.array([change.old for change in changes])),
            "new_team_id": ids.team(np.array([change.new for change in changes])),
            "kind": pa.array([change.kind for change in changes]),
        }
    )


def workers_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed workers: two rows for a worker who was in post at the reorganisation."""
    rng = records.council.stream("workers feed")
    force, holders = records.workforce, records.workforce.holders
    desk = force.posts.desk[holders.post]
    moved = reorganised_between(holders.started_on, holders.left_on, desk)
    worker, number = repeat_rows(1 + moved.astype(np.int64))
    came = np.where(number == 1, REORGANISED_ON, holders.started_on[worker])
    went = np.where(moved[worker] & (number == 0), REORGANISED_ON - 1, holders.left_on[worker])
    reasons = pick(
        rng.random(len(holders)), {"resigned": 0.74, "retired": 0.12, "dismissed": 0.02, "other": 0.12}
    )
    reasons = np.where(holders.is_agency, "agency_ended", reasons)
    reasons = words_where(known(holders.left_on), reasons)
    first_year = only_where(holders.role == "asye", plus_days(holders.started_on, FIRST_YEAR_DAYS))
    return pa.table(
        {
            "worker_id": ids.worker(worker),
            "post_title": pa.array([TITLES[str(role)] for role in holders.role[worker]]),
            "role": text(holders.role[worker]),
            "contract": text(np.where(holders.is_agency[worker], "agency", "permanent")),
            "fte": decimal(holders.fte[worker], 2),
            "team_id": ids.team(team_of(desk[worker], came, holders.post[worker])),
            "in_team_from": date_column(came),
            "in_team_to": date_column(went),
            "started_on": date_column(holders.started_on[worker]),
            "left_on": date_column(holders.left_on[worker]),
            "leaving_reason": text(reasons[worker]),
            "first_year_ends_on": date_column(first_year[worker]),
        }
    )


def month_ends(records: Records) -> Dates:
    """Return the last day of every month of the history."""
    first = records.council.starts_on.astype("datetime64[M]")
    count = int((records.council.ends_on.astype("datetime64[M]") - first).astype(np.int64)) + 1
    next_months = first + np.arange(1, count + 1).astype("timedelta64[M]")
    last_days: Dates = next_months.astype("datetime64[D]") - np.timedelta64(1, "D")
    return last_days


def posts_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed posts: one row per month, team and role of the post."""
    posts, holders = records.workforce.posts, records.workforce.holders
    dates = month_ends(records)
    in_post = (holders.started_on <= dates[:, None]) & ~(holders.left_on < dates[:, None])
    filled = {agency: np.zeros((len(dates), len(posts))) for agency in (True, False)}
    for agency, fte in filled.items():
        when, who = np.nonzero(in_post & (holders.is_agency == agency))
        np.add.at(fte, (when, holders.post[who]), holders.fte[who])
    month = np.repeat(np.arange(len(dates)), len(posts))
    post = np.tile(np.arange(len(posts)), len(dates))
    roles, role = np.unique(posts.role.astype(str), return_inverse=True)
    team = team_of(posts.desk[post], dates[month], post)
    rows, place = np.unique(np.stack([month, team, role[post]]), axis=1, return_inverse=True)

    def total(values: Shares) -> Shares:
        summed: Shares = np.bincount(place.ravel(), values, rows.shape[1]).astype(np.float64)
        return summed

    established, permanent = total(np.ones(len(post))), total(filled[False].ravel())
    return pa.table(
        {
            "month_end": date_column(dates[rows[0]]),
            "team_id": ids.team(rows[1]),
            "role": text(roles.astype(object)[rows[2]]),
            "established_fte": decimal(established, 2),
            "permanent_fte": decimal(permanent, 2),
            "agency_fte": decimal(total(filled[True].ravel()), 2),
            "vacant_fte": decimal(np.maximum(established - permanent, 0), 2),
        }
    )


def absence_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed absence."""
    rng = records.council.stream("absence")
    holders, end = records.workforce.holders, records.council.ends_on
    begin = np.maximum(holders.started_on, records.council.starts_on)
    last = np.where(known(holders.left_on), holders.left_on, end)
    days = np.maximum((last - begin).astype(np.int64), 0)
    worker = np.repeat(np.arange(len(holders)), rng.poisson(ABSENCES_A_YEAR * days / 365.25))
    start = plus_days(begin[worker], rng.random(len(worker)) * days[worker])
    reason = pick(rng.random(len(worker)), {"sickness": 0.93, "parental_leave": 0.03, "other": 0.04})
    length = at_quantile(rng.random(len(worker)), ((0, 0), (0.5, 2), (0.85, 9), (0.95, 35), (1, 200)))
    length = np.where(reason == "parental_leave", 150 + length, length)
    stop = np.minimum(plus_days(start, length), last[worker])
    order = np.lexsort((worker, start))
    worker, start, stop, reason = worker[order], start[order], stop[order], reason[order]
    still_away = (stop >= end) & ~known(holders.left_on[worker])
    counted = working_days_between(start - np.timedelta64(1, "D"), stop)
    return pa.table(
        {
            "absence_id": ids.records("ABS", len(worker)),
            "worker_id": ids.worker(worker),
            "started_on": date_column(start),
            "ended_on": date_column(np.where(still_away, NEVER, stop)),
            "reason": text(reason),
            "working_days_lost": whole(counted),
        }
    )


def personal_supervision_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed personal_supervision."""
    rows = records.personal_supervisions
    return pa.table(
        {
            "personal_supervision_id": ids.records("PSUP", len(rows)),
            "worker_id": ids.worker(rows.worker),
            "supervisor_id": ids.worker(rows.supervisor),
            "held_on": date_column(rows.on),
        }
    )


def case_supervision_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed case_supervision."""
    rows = records.supervisions
    return pa.table(
        {
            "supervision_id": ids.records("SUP", len(rows)),
            "child_id": ids.child(rows.child),
            "status": text(rows.status),
            "kind": text(rows.kind),
            "held_at": second_column(rows.at),
            "recorded_at": second_column(rows.recorded_at),
            "worker_id": ids.worker(rows.worker),
            "supervisor_id": ids.worker(rows.supervisor),
            "team_id": ids.team(team_of(rows.desk, rows.at.astype("datetime64[D]"))),
        }
    )


def caseload_weights_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed caseload_weights: one row for each stretch of work in the history."""
    rng = records.council.stream("caseload weights")
    spells = records.spells
    rows = np.flatnonzero(~(spells.end < records.council.starts_on))
    harder = np.isin(spells.status[rows], ("protection", "care")) * 0.18
    complexity = pick(np.minimum(rng.random(len(rows)) * 0.9 + harder, 0.999), COMPLEXITY)
    points = np.array([POINTS[str(band)] for band in complexity])
    return pa.table(
        {
            "caseload_weight_id": ids.records("WGT", len(rows)),
            "child_id": ids.child(spells.child[rows]),
            "complexity": text(complexity),
            "weight": decimal(points, 1),
            "valid_from": date_column(spells.start[rows]),
            "valid_to": date_column(happened(spells.end[rows], records.council.ends_on)),
        }
    )


def workforce_survey_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed workforce_survey."""
    rng = records.council.stream("workforce survey")
    dates = month_ends(records)
    dates = dates[np.isin(dates.astype("datetime64[M]").astype(np.int64) % 12 + 1, SURVEY_MONTHS)]
    areas, questions = list(SERVICE_AREAS), [*QUESTIONS, "admin_time"]
    when, area, question = (
        part.ravel()
        for part in np.meshgrid(
            np.arange(len(dates)), np.arange(len(areas)), np.arange(len(questions)), indexing="ij"
        )
    )
    holders = records.workforce.holders
    area_of = np.array([areas.index(row[1]) for row in TODAY])[records.workforce.posts.desk[holders.post]]
    there = (holders.started_on <= dates[when][:, None]) & ~(holders.left_on < dates[when][:, None])
    invited = (there & (area_of == area[:, None])).sum(axis=1)
    answered = rng.binomial(invited, np.minimum(0.45 + 0.05 * when, 0.8))
    satisfied = share_on("workforce_satisfied", dates[when], records.council.later_by_days)
    ease = np.array([*QUESTIONS.values(), 0.0])[question]
    agree = np.where(question == len(QUESTIONS), 1.15 - satisfied, satisfied + ease)
    return pa.table(
        {
            "survey_on": date_column(dates[when]),
            "service_area": pa.array([areas[position] for position in area]),
            "question": pa.array([questions[position] for position in question]),
            "invited": whole(invited),
            "answered": whole(answered),
            "agreed": whole(rng.binomial(answered, np.clip(agree, 0.05, 0.95))),
        }
    )


def workforce_feeds(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the feeds of this module by name."""
    return {
        "teams": teams_feed(records, ids),
        "team_changes": team_changes_feed(records, ids),
        "workers": workers_feed(records, ids),
        "posts": posts_feed(records, ids),
        "absence": absence_feed(records, ids),
        "personal_supervision": personal_supervision_feed(records, ids),
        "case_supervision": case_supervision_feed(records, ids),
        "caseload_weights": caseload_weights_feed(records, ids),
        "workforce_survey": workforce_survey_feed(records, ids),
    }
