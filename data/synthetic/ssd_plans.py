"""Standard Safeguarding Dataset: children in need and child protection."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic import imperfections
from data.synthetic.arrays import Dates, Flags, Numbers, birthday, keep, known, words_where
from data.synthetic.code_lists import REVIEW_PARTICIPATION
from data.synthetic.columns import datetime_column, flags_as_json, looked_up, text, yes_no
from data.synthetic.ids import Ids
from data.synthetic.protection import Plans
from data.synthetic.randomness import chance, pick
from data.synthetic.records import Records
from data.synthetic.teams import desk_for, team_of
from data.synthetic.visits import Visits
from data.synthetic.working_days import add_working_days

ENQUIRY_KEYS = (
    "NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "CP_CONFERENCE_FLAG",
    "NFA_CONTINUE_SINGLE_FLAG", "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
ENQUIRY_OUTCOMES = {
    "conference": ("CP_CONFERENCE_FLAG",), "no_action": ("NFA_FLAG",),
    "continue": ("NFA_CONTINUE_SINGLE_FLAG",)
}  # fmt: skip
CONFERENCE_KEYS = (
    "NFA_FLAG",
    "REFERRAL_TO_OTHER_AGENCY_FLAG",
    "SINGLE_ASSESSMENT_FLAG",
    "PROV_OF_SERVICES_FLAG",
    "CP_FLAG",
)
CONFERENCE_OUTCOMES = {"plan": ("CP_FLAG",), "services": ("PROV_OF_SERVICES_FLAG",)}


def _worker(records: Records, desk: Numbers, child: Numbers, on: Dates) -> Numbers:
    return records.workforce.author(desk, records.children.desk_draw[child], on)


def need_plans_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cin_plans: one row per child in need plan."""
    plans = records.protection.need_plans
    return pa.table(
        {
            "cinp_cin_plan_id": ids.records("CINP", len(plans)),
            "cinp_referral_id": ids.record("REF", plans.episode),
            "cinp_person_id": ids.child(plans.child),
            "cinp_cin_plan_start_date": datetime_column(plans.start),
            "cinp_cin_plan_end_date": datetime_column(plans.end),
            "cinp_cin_plan_team": ids.team(team_of(plans.desk, plans.start)),
            "cinp_cin_plan_worker_id": ids.worker(_worker(records, plans.desk, plans.child, plans.start)),
        }
    )


def seen_columns(records: Records, visits: Visits, prefix: str) -> dict[str, pa.Array]:
    """Return the columns on what was seen; "seen alone" is blank for children under four or unborn."""
    rng = records.council.stream(f"visit imperfections {prefix}")
    too_young: Flags = visits.on < birthday(records.children.born_on[visits.child], 4)
    unknown = too_young | chance(rng, imperfections.MISSING_SEEN_ALONE, len(visits))
    columns = {
        f"{prefix}_seen": yes_no(visits.is_seen),
        f"{prefix}_seen_alone": yes_no(visits.is_seen_alone, unknown),
    }
    if prefix != "clav_cla_visit":
        columns[f"{prefix}_bedroom"] = yes_no(visits.is_bedroom_seen)
    return columns


def need_visits_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cin_visits: no key to the plan, as in the specification."""
    visits = records.visits["need"]
    return pa.table(
        {
            "cinv_cin_visit_id": ids.records("CINV", len(visits)),
            "cinv_person_id": ids.child(visits.child),
            "cinv_cin_visit_date": datetime_column(visits.on),
            **seen_columns(records, visits, "cinv_cin_visit"),
            "_recorded_at": datetime_column(visits.recorded_at),
        }
    )


def enquiries_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_s47_enquiry: one row per section 47 enquiry; outcome blank while open."""
    rng = records.council.stream("enquiry outcomes")
    rows, size = records.protection.enquiries, len(records.protection.enquiries)
    undecided = ~known(rows.ended_on) & ~rows.leads_to_conference
    ends = np.where(rng.random(size) < 0.6, "continue", "no_action")
    outcome = np.where(rows.leads_to_conference, "conference", words_where(~undecided, ends))
    on = np.where(known(rows.ended_on), rows.ended_on, rows.started_on)
    return pa.table(
        {
            "s47e_s47_enquiry_id": ids.records("S47", size),
            "s47e_referral_id": ids.record("REF", rows.episode),
            "s47e_person_id": ids.child(rows.child),
            "s47e_s47_start_date": datetime_column(rows.started_on),
            "s47e_s47_end_date": datetime_column(rows.ended_on),
            "s47e_s47_nfa": yes_no(~rows.leads_to_conference, undecided),
            "s47e_s47_outcome_json": looked_up(outcome, flags_as_json(ENQUIRY_KEYS, ENQUIRY_OUTCOMES)),
            "s47e_s47_completed_by_worker_id": ids.worker(_worker(records, rows.desk, rows.child, on)),
            "s47e_s47_completed_by_team": ids.team(team_of(rows.desk, on)),
        }
    )


def conferences_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_initial_cp_conference. The worker column holds staff ids, as case systems write it."""
    rng = records.council.stream("conference chairs")
    rows, size = records.protection.conferences, len(records.protection.conferences)
    plan_of = np.full(size, -1)
    plans = records.protection.protection_plans
    plan_of[plans.conference[plans.conference >= 0]] = np.flatnonzero(plans.conference >= 0)
    desk = np.full(size, desk_for("reviewing", np.zeros(1))[0])
    family = records.children.family[rows.child]
    _, meeting = np.unique(family * 100_000 + rows.held_on.astype(np.int64), return_inverse=True)
    outcome = np.where(rows.is_protection, "plan", "services").astype(object)
    return pa.table(
        {
            "icpc_icpc_id": ids.records("ICPC", size),
            "icpc_icpc_meeting_id": ids.record("MEET", meeting),
            "icpc_s47_enquiry_id": ids.record("S47", rows.enquiry),
            "icpc_person_id": ids.child(rows.child),
            "icpc_cp_plan_id": ids.record("CPP", plan_of),
            "icpc_referral_id": ids.record("REF", rows.episode),
            "icpc_icpc_transfer_in": yes_no(rows.is_transfer),
            "icpc_icpc_target_date": datetime_column(add_working_days(rows.counted_from, 15)),
            "icpc_icpc_date": datetime_column(rows.held_on),
            "icpc_icpc_outcome_cp_flag": yes_no(rows.is_protection),
            "icpc_icpc_outcome_json": looked_up(outcome, flags_as_json(CONFERENCE_KEYS, CONFERENCE_OUTCOMES)),
            "icpc_icpc_team": ids.team(team_of(desk, rows.held_on)),
            "icpc_icpc_worker_id": ids.staff(records.workforce.author(desk, rng.random(size), rows.held_on)),
        }
    )


def protection_plans_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cp_plans, with the few temporary plans of other authorities marked."""
    plans: Plans = records.protection.protection_plans
    return pa.table(
        {
            "cppl_cp_plan_id": ids.records("CPP", len(plans)),
            "cppl_referral_id": ids.record("REF", plans.episode),
            "cppl_icpc_id": ids.record("ICPC", plans.conference),
            "cppl_person_id": ids.child(plans.child),
            "cppl_cp_plan_start_date": datetime_column(plans.start),
            "cppl_cp_plan_end_date": datetime_column(plans.end),
            "cppl_cp_plan_initial_category": text(plans.category),
            "cppl_cp_plan_ola": yes_no(plans.is_other_authority),
            "cppl_cp_plan_latest_category": text(plans.latest_category),
        }
    )


def protection_visits_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cp_visits."""
    visits = records.visits["protection"]
    return pa.table(
        {
            "cppv_cp_visit_id": ids.records("CPV", len(visits)),
            "cppv_person_id": ids.child(visits.child),
            "cppv_cp_plan_id": ids.record("CPP", visits.stretch),
            "cppv_cp_visit_date": datetime_column(visits.on),
            **seen_columns(records, visits, "cppv_cp_visit"),
            "_recorded_at": datetime_column(visits.recorded_at),
        }
    )


def protection_reviews_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cp_reviews: reviews held, with the day each was due."""
    rng = records.council.stream("child protection reviews")
    plans, end = records.protection.protection_plans, records.council.ends_on
    reviews = keep(
        records.protection.protection_reviews, records.protection.protection_reviews.held_on <= end
    )
    size, child = len(reviews), plans.child[reviews.stretch]
    family = records.children.family[child]
    _, meeting = np.unique(family * 100_000 + reviews.held_on.astype(np.int64), return_inverse=True)
    offset = len(records.protection.conferences)  # meeting numbers after those of initial conferences
    ended_at_review = plans.end[reviews.stretch] <= reviews.held_on
    age_4 = birthday(records.children.born_on[child], 4) <= reviews.held_on
    part = np.where(age_4, pick(rng.random(size), REVIEW_PARTICIPATION), "PN0")
    quorate = yes_no(rng.random(size) < 0.95, chance(rng, imperfections.MISSING_QUORATE, size))
    return pa.table(
        {
            "cppr_cp_review_id": ids.records("CPR", size),
            "cppr_person_id": ids.child(child),
            "cppr_cp_plan_id": ids.record("CPP", reviews.stretch),
            "cppr_cp_review_due": datetime_column(reviews.due_on),
            "cppr_cp_review_date": datetime_column(reviews.held_on),
            "cppr_cp_review_meeting_id": ids.record("MEET", meeting + offset),
            "cppr_cp_review_outcome_continue_cp": yes_no(~ended_at_review),
            "cppr_cp_review_quorate": quorate,
            "cppr_cp_review_participation": text(part),
        }
    )


def plan_tables(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the tables of this module by name."""
    return {
        "ssd_cin_plans": need_plans_table(records, ids),
        "ssd_cin_visits": need_visits_table(records, ids),
        "ssd_s47_enquiry": enquiries_table(records, ids),
        "ssd_initial_cp_conference": conferences_table(records, ids),
        "ssd_cp_plans": protection_plans_table(records, ids),
        "ssd_cp_visits": protection_visits_table(records, ids),
        "ssd_cp_reviews": protection_reviews_table(records, ids),
    }
