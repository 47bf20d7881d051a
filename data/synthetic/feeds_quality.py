"""Local feeds on quality, money and numbers: audits, recording times, complaints, finance, population."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    happened,
    known,
    only_where,
    plus_days,
    words_where,
)
from data.synthetic.columns import date_column, decimal, second_column, text, whole, yes_no
from data.synthetic.feeds_workforce import month_ends
from data.synthetic.ids import Ids
from data.synthetic.randomness import arrivals, chance, pick
from data.synthetic.recording import end_of, in_working_hours, recorded_in_24_hours
from data.synthetic.records import Records
from data.synthetic.teams import SERVICE_AREAS, TODAY, team_of
from data.synthetic.trajectories import share_on
from data.synthetic.working_days import add_working_days

AUDITS_A_MONTH, COMPLAINTS_A_MONTH = 27.0, 5.2  # borough of size 1
REPEAT_SHARE = 0.06
CHILDREN_UNDER_18, POPULATION_GROWTH = 55_400, 0.008  # borough of size 1, and a year
TRIES = 60  # draws until a child is found whom somebody worked with that day; about one in fifteen is
THEMES = {
    "practitioner_took_part": 0.24, "family_took_part": -0.18, "child_voice_evident": 0.18,
    "chronology_up_to_date": 0.02, "plan_is_specific": 0.06, "management_oversight_evident": 0.12,
}  # fmt: skip
COMPLAINT_THEMES = {
    "communication": 0.34, "family_not_involved": 0.14, "decision": 0.24, "staff": 0.12, "delay": 0.1,
    "other": 0.06
}  # fmt: skip
COST_LINES = {"staff": 0.3, "agency": 0.06, "placements": 0.5, "legal": 0.05, "other": 0.09}
YEAR_BUDGET = 62_000_000.0  # pounds, borough of size 1
AREA_SHARE = {
    "front_door_and_early_help": 0.09, "assessment": 0.08, "safeguarding": 0.13,
    "children_with_disabilities": 0.09,
    "children_in_care": 0.16, "care_experienced": 0.08, "fostering_and_placements": 0.34,
    "exploitation_and_missing": 0.03,
}  # fmt: skip


def _grades(rng: np.random.Generator, good: np.ndarray) -> np.ndarray:
    draw = rng.random(len(good))
    return np.select(
        [draw < 0.06 * good, draw < good, draw < good + (1 - good) * 0.78],
        ["outstanding", "good", "requires_improvement"],
        "inadequate",
    ).astype(object)


def audits_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed audits: children who were being worked with on the day the audit was given out."""
    council, spells = records.council, records.spells
    rng = council.stream("audits")
    asked = arrivals(rng, council.starts_on, council.ends_on, AUDITS_A_MONTH * council.size, seasonal=False)
    drawn = rng.integers(0, len(spells), (TRIES, len(asked)))
    there = (spells.start[drawn] <= asked) & ~(spells.end[drawn] < asked)
    spell = np.where(there.any(axis=0), drawn[there.argmax(axis=0), np.arange(len(asked))], -1)
    asked, spell = asked[spell >= 0], spell[spell >= 0]
    size, later = len(asked), council.later_by_days
    good = share_on("audit_good_or_better", asked, later)
    grade = _grades(rng, good)
    harsher = chance(rng, 0.16, size)
    lower = {"outstanding": "good", "good": "requires_improvement", "requires_improvement": "inadequate"}
    moderated = np.where(harsher, [lower.get(str(words), words) for words in grade], grade)
    completed = happened(
        only_where(chance(rng, 0.9, size), plus_days(asked, 5 + 24 * rng.random(size))), council.ends_on
    )
    is_done = known(completed)
    moderated_on = only_where(chance(rng, 0.34, size), plus_days(completed, 3 + 14 * rng.random(size)))
    moderated_on = happened(moderated_on, council.ends_on)
    areas = np.array([row[1] for row in TODAY], dtype=object)
    kinds = {"practice": 0.7, "dip_sample": 0.18, "multi_agency": 0.07, "supervision": 0.05}

    def theme(easier: float) -> pa.Array:
        return yes_no(rng.random(size) < np.clip(good + easier, 0.05, 0.97), ~is_done)

    return pa.table(
        {
            "audit_id": ids.records("AUD", size),
            "child_id": ids.child(spells.child[spell]),
            "kind": text(pick(rng.random(size), kinds)),
            "service_area": text(areas[spells.desk[spell]]),
            "team_id": ids.team(team_of(spells.desk[spell], asked)),
            "allocated_on": date_column(asked),
            "completed_on": date_column(completed),
            "grade": text(words_where(is_done, grade)),
            "moderated_on": date_column(moderated_on),
            "moderated_grade": text(words_where(known(moderated_on), moderated)),
            "is_repeat": yes_no(chance(rng, REPEAT_SHARE, size)),
            **{name: theme(easier) for name, easier in THEMES.items()},
        }
    )


def recording_times_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed recording_times: visits, supervision, and decisions on assessments."""
    council, force = records.council, records.workforce
    rng = council.stream("decisions")
    parts = []
    for kind, prefix in (("protection", "CPV"), ("need", "CINV"), ("care", "CLAV")):
        rows = records.visits[kind]
        team = team_of(rows.desk, rows.on)
        parts.append(
            (
                ids.records(prefix, len(rows)),
                f"{kind}_visit",
                rows.child,
                rows.at,
                rows.recorded_at,
                rows.worker,
                team,
            )
        )
    sessions = records.supervisions
    team = team_of(sessions.desk, sessions.at.astype("datetime64[D]"))
    number = ids.records("SUP", len(sessions))
    parts.append(
        (number, "supervision", sessions.child, sessions.at, sessions.recorded_at, sessions.supervisor, team)
    )
    done = np.flatnonzero(records.assessments.ended_on >= council.detail_from)
    desk, ended = records.assessments.desk[done], records.assessments.ended_on[done]
    decided = in_working_hours(rng, ended)
    recorded = recorded_in_24_hours(council, rng, decided)
    kept = recorded <= end_of(council.ends_on)
    manager = force.worker_in(force.manager_post(desk), ended)
    child = records.assessments.child[done]
    parts.append(
        (
            ids.record("ASMT", done[kept]), "decision", child[kept], decided[kept], recorded[kept],
            manager[kept],
            team_of(desk, ended)[kept],
        )
    )  # fmt: skip
    return pa.concat_tables(
        [
            pa.table(
                {
                    "record_id": number,
                    "kind": text(np.full(len(child), kind, dtype=object)),
                    "child_id": ids.child(child),
                    "happened_at": second_column(at),
                    "recorded_at": second_column(written),
                    "worker_id": ids.worker(worker),
                    "team_id": ids.team(team),
                }
            )
            for number, kind, child, at, written, worker, team in parts
        ]
    ).combine_chunks()


def complaints_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed complaints."""
    council = records.council
    rng = council.stream("complaints")
    received = arrivals(
        rng, council.starts_on, council.ends_on, COMPLAINTS_A_MONTH * council.size, seasonal=False
    )
    size = len(received)
    is_complex = chance(rng, 0.3, size)
    due: Dates = add_working_days(received, np.where(is_complex, 20, 10))
    in_time = rng.random(size) < share_on("complaint_in_time", due, council.later_by_days)
    early = plus_days(received, rng.random(size) * ((due - received).astype(np.int64) + 1))
    closed = happened(
        np.where(in_time, np.minimum(early, due), plus_days(due, 1 + 30 * rng.random(size))), council.ends_on
    )
    found = pick(
        rng.random(size), {"upheld": 0.18, "partly_upheld": 0.36, "not_upheld": 0.38, "withdrawn": 0.08}
    )
    stage: Numbers = pick(rng.random(size), {"1": 0.88, "2": 0.1, "3": 0.02}).astype(np.int64)
    return pa.table(
        {
            "complaint_id": ids.records("COMP", size),
            "received_on": date_column(received),
            "stage": whole(stage),
            "service_area": text(pick(rng.random(size), AREA_SHARE)),
            "theme": text(pick(rng.random(size), COMPLAINT_THEMES)),
            "is_complex": yes_no(is_complex),
            "due_on": date_column(due),
            "closed_on": date_column(closed),
            "outcome": text(words_where(known(closed), found)),
        }
    )


def finance_lines_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed finance_lines: one row per month, service and kind of cost, in pounds."""
    council = records.council
    rng = council.stream("finance")
    dates = month_ends(records)
    month, area, line = (
        part.ravel()
        for part in np.meshgrid(
            np.arange(len(dates)), np.arange(len(SERVICE_AREAS)), np.arange(len(COST_LINES)), indexing="ij"
        )
    )
    lines, areas = list(COST_LINES), list(SERVICE_AREAS)
    on = dates[month]
    years = (council.ends_on - on).astype(np.int64) / 365.25
    is_home = np.array([name == "fostering_and_placements" for name in areas])[area]
    weight = np.array(list(AREA_SHARE.values()))[area] * np.array(list(COST_LINES.values()))[line]
    weight = np.where((line == lines.index("placements")) & ~is_home, 0.3 * weight, weight)
    year_budget = np.round(YEAR_BUDGET * council.size * weight * 0.96**years, -2)
    pressure = np.where(
        line == lines.index("agency"), 1.9 * share_on("agency_share", on, council.later_by_days) + 0.72, 1.03
    )
    actual = year_budget / 12 * pressure * (1 + 0.04 * rng.normal(size=len(on)))
    into_year: Numbers = (on.astype("datetime64[M]").astype(np.int64) + 9) % 12 + 1  # April is 1
    seen: Flags = into_year >= 3
    forecast = year_budget * np.where(seen, pressure, 1.0) * (1 + 0.01 * rng.normal(size=len(on)))
    return pa.table(
        {
            "month_end": date_column(on),
            "service_area": pa.array([areas[position] for position in area]),
            "cost_line": pa.array([lines[position] for position in line]),
            "budget": decimal(year_budget / 12, 0),
            "actual": decimal(actual, 0),
            "full_year_forecast": decimal(forecast, -3),
            "full_year_budget": decimal(year_budget, 0),
        }
    )


def populations_feed(records: Records, ids: Ids) -> pa.Table:
    """Return the feed populations: the mid-year estimate of under-18s, used from 1 July for a year."""
    council = records.council
    rng = council.stream("populations")
    first, last = (
        day.astype("datetime64[Y]").astype(np.int64) for day in (council.starts_on, council.ends_on)
    )
    years = np.arange(first - 1, last + 1)
    start = (years.astype("datetime64[Y]").astype("datetime64[M]") + np.timedelta64(6, "M")).astype(
        "datetime64[D]"
    )
    start, years = start[start <= council.ends_on], years[start <= council.ends_on]
    growth = (1 + POPULATION_GROWTH) ** (years - last) * (1 + 0.001 * rng.normal(size=len(years)))
    return pa.table(
        {
            "population_id": text(np.full(len(start), "children_under_18", dtype=object)),
            "valid_from": date_column(start),
            "valid_until": date_column(np.append(start[1:], NEVER)),
            "children": whole(np.round(CHILDREN_UNDER_18 * council.size * growth)),
        }
    )


def quality_feeds(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the feeds of this module by name."""
    return {
        "audits": audits_feed(records, ids),
        "recording_times": recording_times_feed(records, ids),
        "complaints": complaints_feed(records, ids),
        "finance_lines": finance_lines_feed(records, ids),
        "populations": populations_feed(records, ids),
    }
