"""Standard Safeguarding Dataset: children in care: episodes, placements, visits, reviews, health."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa

from data.synthetic import code_lists, imperfections
from data.synthetic.arrays import (
    NEVER,
    Flags,
    Numbers,
    Texts,
    birthday,
    keep,
    known,
    plus_days,
    words_where,
    years_old,
)
from data.synthetic.columns import datetime_column, decimal, text, yes_no
from data.synthetic.councils import OUTSIDE
from data.synthetic.ids import Ids
from data.synthetic.randomness import chance, pick
from data.synthetic.records import Records
from data.synthetic.ssd_front_door import primary_need
from data.synthetic.ssd_people import ELSEWHERE, HOME_AREA, postcodes
from data.synthetic.ssd_plans import seen_columns
from data.synthetic.trajectories import share_on

GOAL_KEYS = (
    "REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV", "ADOPTION",
    "OTHERPLN",
)  # fmt: skip
REGISTERED_KINDS = ("K1", "K2", "H5", "R3", "S1")  # placements with a provider's registration number
OLDER_CHILD_AGE = 10
SUBSTANCE_SHARE, CONVICTED_SHARE, PREVIOUS_PERMANENCE_SHARE = 0.045, 0.025, 0.04


def left_open(records: Records) -> Flags:
    """Return which periods of care were never closed in the case system after the 18th birthday."""
    periods, end = records.care.periods, records.council.ends_on
    adult_on = birthday(records.children.born_on[periods.child], 18)
    recent = np.flatnonzero((periods.ended_on == adult_on) & (adult_on > end - np.timedelta64(300, "D")))
    forgotten = np.zeros(len(periods), dtype=bool)
    forgotten[recent[: round(imperfections.OPEN_PAST_18 * records.council.size)]] = True
    return forgotten


def care_episodes_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_episodes: several rows per period of care (clae_cla_id)."""
    care, rows = records.care, records.care.episodes
    periods, size = care.periods, len(rows)
    end = np.where(
        left_open(records)[rows.period] & (rows.end == periods.ended_on[rows.period]), NEVER, rows.end
    )
    is_last = np.r_[rows.period[1:] != rows.period[:-1], True] if size else np.zeros(0, dtype=bool)
    return pa.table(
        {
            "clae_cla_episode_id": ids.records("CLAE", size),
            "clae_person_id": ids.child(periods.child[rows.period]),
            "clae_cla_episode_start_date": datetime_column(rows.start),
            "clae_cla_episode_start_reason": text(rows.reason),
            "clae_cla_primary_need_code": text(primary_need(records)[periods.episode[rows.period]]),
            "clae_cla_episode_ceased_date": datetime_column(end),
            "clae_cla_episode_ceased_reason": text(words_where(known(end), rows.ending)),
            "clae_cla_id": ids.record("CLA", rows.period),
            "clae_referral_id": ids.record("REF", periods.episode[rows.period]),
            "clae_cla_placement_id": ids.record("PLAC", rows.placement),
            "clae_entered_care_date": datetime_column(periods.began_on[rows.period]),
            "clae_cla_last_iro_contact_date": datetime_column(
                np.where(is_last, care.reviewer_contact[rows.period], NEVER)
            ),
        }
    )


def legal_status_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_legal_status."""
    rows = records.care.laws
    return pa.table(
        {
            "lega_legal_status_id": ids.records("LEGA", len(rows)),
            "lega_person_id": ids.child(rows.child),
            "lega_legal_status": text(rows.code),
            "lega_legal_status_start_date": datetime_column(rows.start),
            "lega_legal_status_end_date": datetime_column(rows.end),
        }
    )


def placement_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_placement. Postcodes that begin with QN are in the authority, XV elsewhere."""
    rng = records.council.stream("placement addresses")
    rows, size = records.care.homes, len(records.care.homes)
    area = np.where(rows.is_in_area, HOME_AREA, ELSEWHERE).astype(object)
    elsewhere = np.array(OUTSIDE, dtype=object)[rng.integers(0, len(OUTSIDE), size)]
    registered = np.isin(rows.kind, REGISTERED_KINDS)
    return pa.table(
        {
            "clap_cla_placement_id": ids.records("PLAC", size),
            "clap_cla_placement_start_date": datetime_column(rows.start),
            "clap_cla_placement_type": text(rows.kind),
            "clap_cla_placement_urn": ids.record("URN", np.where(registered, rng.integers(0, 90, size), -1)),
            "clap_cla_placement_distance": decimal(rows.distance, 1),
            "clap_cla_id": ids.record("CLA", rows.period),
            "clap_cla_placement_provider": text(rows.provider),
            "clap_cla_placement_postcode": text(postcodes(rng, area, rng.integers(1, 9, size))),
            "clap_cla_placement_end_date": datetime_column(rows.end),
            "clap_cla_placement_change_reason": text(words_where(known(rows.end), rows.change_reason)),
            "clap_person_id": ids.child(rows.child),
            "_is_in_area": pa.array(rows.is_in_area),
            "_authority": text(np.where(rows.is_in_area, records.council.name, elsewhere)),
        }
    )


def care_reviews_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_reviews: reviews held, and a few that were cancelled before them."""
    rng = records.council.stream("care reviews table")
    periods, end = records.care.periods, records.council.ends_on
    reviews = keep(records.care.reviews, records.care.reviews.held_on <= end)
    called_off = keep(reviews, chance(rng, 0.015, len(reviews)) & (reviews.number > 1))
    period = np.concatenate([reviews.stretch, called_off.stretch])
    due = np.concatenate([reviews.due_on, called_off.due_on])
    on = np.concatenate([reviews.held_on, np.minimum(called_off.due_on, called_off.held_on)])
    cancelled = np.arange(len(period)) >= len(reviews)
    child = periods.child[period]
    age_4 = birthday(records.children.born_on[child], 4) <= on
    part = np.where(age_4, pick(rng.random(len(period)), code_lists.REVIEW_PARTICIPATION), "PN0")
    return pa.table(
        {
            "clar_cla_review_id": ids.records("CLAR", len(period)),
            "clar_cla_id": ids.record("CLA", period),
            "clar_cla_review_due_date": datetime_column(due),
            "clar_cla_review_date": datetime_column(on),
            "clar_cla_review_cancelled": yes_no(cancelled),
            "clar_cla_review_participation": text(words_where(~cancelled, part)),
            "clar_cla_person_id": ids.child(child),
        }
    )


def care_visits_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_visits."""
    visits = records.visits["care"]
    return pa.table(
        {
            "clav_cla_visit_id": ids.records("CLAV", len(visits)),
            "clav_cla_id": ids.record("CLA", records.care.homes.period[visits.stretch]),
            "clav_person_id": ids.child(visits.child),
            "clav_cla_visit_date": datetime_column(visits.on),
            **seen_columns(records, visits, "clav_cla_visit"),
            "_recorded_at": datetime_column(visits.recorded_at),
        }
    )


def health_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_health: health and dental checks with their status; planned ones lie ahead."""
    rows = records.care.health
    rng = records.council.stream("health recording")
    recorded = plus_days(rows.on, np.where(rng.random(len(rows)) < 0.8, 0, 25 * rng.random(len(rows))))
    recorded = np.where(rows.status == "Planned", records.council.ends_on, recorded)
    table = pa.table(
        {
            "clah_health_check_id": ids.records("HLTH", len(rows)),
            "clah_person_id": ids.child(rows.child),
            "clah_health_check_type": text(rows.kind),
            "clah_health_check_date": datetime_column(rows.on),
            "clah_health_check_status": text(rows.status),
            "_recorded_at": datetime_column(recorded),
        }
    )
    return table.filter(pa.array(recorded <= records.council.ends_on))


def care_children(records: Records) -> Numbers:
    """Return every child who has been in care, once, short breaks left out."""
    periods = records.care.periods
    return np.unique(periods.child[~periods.is_short_break])


def immunisations_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_immunisations: one row per child, the status now."""
    rng = records.council.stream("immunisations")
    child, end = care_children(records), records.council.ends_on
    share = share_on("immunised", np.full(len(child), end), records.council.later_by_days)
    return pa.table(
        {
            "clai_person_id": ids.child(child),
            "clai_immunisations_status": yes_no(rng.random(len(child)) < share),
            "clai_immunisations_status_date": datetime_column(
                np.maximum(
                    plus_days(np.full(len(child), end), -360 * rng.random(len(child))),
                    records.children.born_on[child],
                )
            ),
        }
    )


def scores_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_sdq_scores; the score is text, as case systems deliver it."""
    rows = records.care.scores
    return pa.table(
        {
            "csdq_table_id": ids.records("SDQ", len(rows)),
            "csdq_person_id": ids.child(rows.child),
            "csdq_sdq_completed_date": datetime_column(rows.on),
            "csdq_sdq_reason": pa.nulls(len(rows), pa.string()),
            "csdq_sdq_score": pa.array(rows.score).cast(pa.string()),
        }
    )


def care_plan_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_care_plan: the permanence goal as flags, all N where none is recorded."""
    rows, periods = records.care.plans, records.care.periods
    texts = {
        goal: json.dumps({key: "Y" if key == goal else "N" for key in GOAL_KEYS}) for goal in (*GOAL_KEYS, "")
    }
    goals: Texts = np.array([texts[str(goal)] for goal in rows.goal], dtype=object)
    return pa.table(
        {
            "lacp_table_id": ids.records("LACP", len(rows)),
            "lacp_person_id": ids.child(periods.child[rows.period]),
            "lacp_cla_care_plan_start_date": datetime_column(rows.start),
            "lacp_cla_care_plan_end_date": datetime_column(rows.end),
            "lacp_cla_care_plan_json": text(goals),
            "_goal": text(words_where(~(rows.goal == ""), rows.goal)),
        }
    )


def _older_in_care(records: Records, share: float, part: str) -> tuple[Numbers, np.random.Generator]:
    """Return about `share` of the children of 10 to 17 in care for a year, a few of them twice."""
    rng = records.council.stream(part)
    periods, end = records.care.periods, records.council.ends_on
    rows = np.flatnonzero(~known(periods.ended_on) & (periods.began_on < end - np.timedelta64(365, "D")))
    rows = rows[~periods.is_short_break[rows]]
    child = periods.child[rows][
        years_old(records.children.born_on[periods.child[rows]], end) >= OLDER_CHILD_AGE
    ]
    return np.sort(child[rng.random(len(child)) < share]), rng


def substance_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_substance_misuse."""
    child, rng = _older_in_care(records, SUBSTANCE_SHARE, "substance misuse")
    on = plus_days(np.full(len(child), records.council.ends_on), -330 * rng.random(len(child)))
    return pa.table(
        {
            "clas_substance_misuse_id": ids.records("SUBS", len(child)),
            "clas_person_id": ids.child(child),
            "clas_substance_misuse_date": datetime_column(on),
            "clas_substance_misused": text(pick(rng.random(len(child)), code_lists.SUBSTANCE)),
            "clas_intervention_received": yes_no(rng.random(len(child)) < 0.5),
        }
    )


def convictions_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_convictions."""
    child, rng = _older_in_care(records, CONVICTED_SHARE, "convictions")
    on = plus_days(np.full(len(child), records.council.ends_on), -330 * rng.random(len(child)))
    kinds = {"Theft": 0.4, "Common assault": 0.35, "Criminal damage": 0.25}
    return pa.table(
        {
            "clac_cla_conviction_id": ids.records("CONV", len(child)),
            "clac_person_id": ids.child(child),
            "clac_cla_conviction_date": datetime_column(on),
            "clac_cla_conviction_offence": text(pick(rng.random(len(child)), kinds)),
        }
    )


def care_tables(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the tables of this module by name."""
    return {
        "ssd_cla_episodes": care_episodes_table(records, ids),
        "ssd_legal_status": legal_status_table(records, ids),
        "ssd_cla_placement": placement_table(records, ids),
        "ssd_cla_reviews": care_reviews_table(records, ids),
        "ssd_cla_visits": care_visits_table(records, ids),
        "ssd_cla_health": health_table(records, ids),
        "ssd_cla_immunisations": immunisations_table(records, ids),
        "ssd_sdq_scores": scores_table(records, ids),
        "ssd_cla_care_plan": care_plan_table(records, ids),
        "ssd_cla_substance_misuse": substance_table(records, ids),
        "ssd_cla_convictions": convictions_table(records, ids),
    }
