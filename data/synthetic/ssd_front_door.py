"""Standard Safeguarding Dataset: contacts, early help, referrals, assessments and their factors."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa

from data.synthetic import code_lists, imperfections
from data.synthetic.arrays import Dates, Numbers, Texts, happened, is_nothing, known, latest, words_where
from data.synthetic.columns import (
    datetime_column,
    flags_as_json,
    looked_up,
    take_rows,
    text,
    yes_no,
)
from data.synthetic.ids import Ids
from data.synthetic.imperfections import SENTINEL
from data.synthetic.journey import Episodes
from data.synthetic.randomness import chance, pick, sibling_draws
from data.synthetic.records import Records
from data.synthetic.teams import desk_for, team_of

CONTACT_KEYS = (
    "NEW_REFERRAL_FLAG", "EXISTING_REFERRAL_FLAG", "CP_ENQUIRY_FLAG", "NFA_FLAG", "NON_AGENCY_ADOPTION_FLAG",
    "PRIVATE_FOSTERING_FLAG", "ADVICE_FLAG", "MISSING_FLAG", "OLA_CP_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
CONTACT_OUTCOMES = {
    "referral": ("NEW_REFERRAL_FLAG",), "open_episode": ("EXISTING_REFERRAL_FLAG",),
    "advice": ("ADVICE_FLAG",),
    "no_further_action": ("NFA_FLAG",), "early_help_service": ("OTHER_OUTCOMES_EXIST_FLAG",),
    "early_help_assessment": ("OTHER_OUTCOMES_EXIST_FLAG",),
}  # fmt: skip
OUTCOME_KEYS = (
    "NFA_FLAG", "NFA_S47_END_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG", "PRIVATE_FOSTERING_FLAG",
    "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "SPECIALIST_ASSESSMENT_FLAG",
    "REFERRAL_TO_OTHER_AGENCY_FLAG", "OTHER_ACTIONS_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
ASSESSMENT_OUTCOMES = {
    "no_action": ("NFA_FLAG",), "early_help": ("REFERRAL_TO_OTHER_AGENCY_FLAG",),
    "need_plan": ("PROV_OF_SERVICES_FLAG",), "protection": ("STRATEGY_DISCUSSION_FLAG",
    "PROV_OF_SERVICES_FLAG"),
    "care": ("CLA_REQUEST_FLAG",), "continues": ("PROV_OF_SERVICES_FLAG",),
}  # fmt: skip
REFERRAL_KEYS = (
    "SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG",
    "CP_CONFERENCE_FLAG",
    "NON_AGENCY_ADOPTION_FLAG", "PRIVATE_FOSTERING_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
REFERRAL_OUTCOMES = {
    "no_action": ("NFA_FLAG",), "assessed": ("SINGLE_ASSESSMENT_FLAG",),
    "enquiry": ("SINGLE_ASSESSMENT_FLAG", "STRATEGY_DISCUSSION_FLAG"),
    "care": ("SINGLE_ASSESSMENT_FLAG", "CLA_REQUEST_FLAG"), "visitor": ("OTHER_OUTCOMES_EXIST_FLAG",),
    "transferred_in": ("SINGLE_ASSESSMENT_FLAG", "CP_CONFERENCE_FLAG"),
}  # fmt: skip


def contacts_entered(records: Records) -> tuple[Texts, Numbers]:
    """Return the source of each contact as it was entered, and which contact each row holds: a few are there twice."""
    rng = records.council.stream("contact imperfections")
    source = imperfections.blanked(rng, records.contacts.source, imperfections.MISSING_SOURCE)
    return source, imperfections.repeated_rows(rng, len(records.contacts), imperfections.REPEATED_CONTACTS)


def contacts_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_contacts: one row per child and contact, a few entered twice."""
    rows, size = records.contacts, len(records.contacts)
    source, entered = contacts_entered(records)
    table = pa.table(
        {
            "cont_contact_id": ids.records("CONT", size),
            "cont_person_id": ids.child(rows.child),
            "cont_contact_date": datetime_column(rows.on),
            "cont_contact_source_code": text(source),
            "cont_contact_source_desc": looked_up(source, code_lists.SOURCE_MEANING),
            "cont_contact_outcome_json": looked_up(
                rows.outcome, flags_as_json(CONTACT_KEYS, CONTACT_OUTCOMES)
            ),
        }
    )
    table = take_rows(table, entered)
    return table.set_column(0, "cont_contact_id", ids.records("CONT", len(table)))


def early_help_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_early_help_episodes: plans that began."""
    rows = records.early_help
    begun = np.flatnonzero(known(rows.plan_from))
    draw = records.children.desk_draw[rows.child[begun]]
    worker = records.workforce.author(rows.desk[begun], draw, rows.plan_from[begun])
    worker = np.where(rows.is_partner[begun], -1, worker)
    return pa.table(
        {
            "earl_episode_id": ids.record("EH", begun),
            "earl_person_id": ids.child(rows.child[begun]),
            "earl_episode_start_date": datetime_column(rows.plan_from[begun]),
            "earl_episode_end_date": datetime_column(rows.plan_to[begun]),
            "earl_episode_reason": text(rows.reason[begun]),
            "earl_episode_end_reason": text(
                words_where(known(rows.plan_to[begun]), rows.ended_because[begun])
            ),
            "earl_episode_organisation": text(rows.organisation[begun]),
            "earl_episode_worker_id": ids.worker(worker),
        }
    )


def primary_need(records: Records) -> Texts:
    """Return the primary need code of each episode."""
    rng = records.council.stream("primary need")
    child = records.episodes.referred.child
    need = pick(sibling_draws(rng, records.children.family[child]), code_lists.NEED)
    disabled = records.children.is_disabled[child] & chance(rng, 0.55, len(child))
    need = np.where(disabled, "N2", need)
    protected = known(records.episodes.help.protection_from)
    need = np.where(protected & chance(rng, 0.85, len(child)), "N1", need)
    return np.where(records.children.is_unaccompanied[child], "N8", need)


def referral_outcome(episodes: Episodes) -> Texts:
    """Return what each referral led to first."""
    front, help_ = episodes.front, episodes.help
    straight = known(help_.care_from) & (help_.care_from <= latest(front.assessed_to, help_.care_from))
    outcome = np.where(known(front.enquiry_from), "enquiry", np.where(straight, "care", "assessed")).astype(
        object
    )
    outcome = np.where(front.special == "transferred_in", "transferred_in", outcome)
    outcome = np.where(front.special == "other_authority", "visitor", outcome)
    return np.where(front.is_no_action, "no_action", outcome)


def front_door_team(records: Records, on: Dates) -> tuple[Numbers, Numbers]:
    """Return team and worker who took each referral."""
    rng = records.council.stream("front door workers")
    desk = np.full(len(on), desk_for("front_door", np.zeros(1))[0])
    return team_of(desk, on), records.workforce.author(desk, rng.random(len(on)), on)


def cin_episodes_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cin_episodes: one row per referral with its closing, blank while open."""
    rng = records.council.stream("referral imperfections")
    episodes, end = records.episodes, records.council.ends_on
    size, received = len(episodes), episodes.referred.received_on
    closed = happened(episodes.help.closed_on, end)
    decided = episodes.front.decided_on <= end
    outcome = words_where(decided, referral_outcome(episodes))
    team, worker = front_door_team(records, received)
    source = imperfections.blanked(rng, records.source, imperfections.MISSING_SOURCE)
    return pa.table(
        {
            "cine_referral_id": ids.records("REF", size),
            "cine_person_id": ids.child(episodes.referred.child),
            "cine_referral_date": datetime_column(received),
            "cine_cin_primary_need_code": text(
                imperfections.blanked(rng, primary_need(records), imperfections.MISSING_NEED)
            ),
            "cine_referral_source_code": text(source),
            "cine_referral_source_desc": looked_up(source, code_lists.SOURCE_MEANING),
            "cine_referral_outcome_json": looked_up(outcome, flags_as_json(REFERRAL_KEYS, REFERRAL_OUTCOMES)),
            "cine_referral_nfa": yes_no(episodes.front.is_no_action, ~decided),
            "cine_close_reason": text(words_where(known(closed), episodes.help.close_reason)),
            "cine_close_date": datetime_column(closed),
            "cine_referral_team": ids.team(team),
            "cine_referral_worker_id": ids.worker(worker),
        }
    )


def assessments_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cin_assessments: open ones have no authorisation, or the sentinel 1900-01-01."""
    rng = records.council.stream("assessment imperfections")
    rows, size = records.assessments, len(records.assessments)
    is_open = ~known(rows.ended_on)
    sentinel = is_open & chance(rng, imperfections.NOT_AUTHORISED_AS_1900, size)
    backwards = ~is_open & chance(rng, imperfections.AUTHORISED_BEFORE_START, size)
    authorised = np.where(sentinel, SENTINEL, np.where(backwards, rows.started_on - 2, rows.ended_on))
    outcome = imperfections.blanked(rng, rows.outcome, imperfections.MISSING_OUTCOME)
    nothing = is_nothing(outcome)
    team = team_of(rows.desk, np.where(is_open, rows.started_on, rows.ended_on))
    draw = records.children.desk_draw[rows.child]
    worker = records.workforce.author(rows.desk, draw, rows.started_on)
    unseen = is_open | chance(rng, imperfections.MISSING_CHILD_SEEN, size)
    table = pa.table(
        {
            "cina_assessment_id": ids.records("ASMT", size),
            "cina_person_id": ids.child(rows.child),
            "cina_referral_id": ids.record("REF", rows.episode),
            "cina_assessment_start_date": datetime_column(rows.started_on),
            "cina_assessment_child_seen": yes_no(rows.is_seen, unseen & ~rows.is_seen),
            "cina_assessment_auth_date": datetime_column(authorised),
            "cina_assessment_outcome_json": looked_up(
                outcome, flags_as_json(OUTCOME_KEYS, ASSESSMENT_OUTCOMES)
            ),
            "cina_assessment_outcome_nfa": yes_no(np.equal(outcome, "no_action"), nothing),
            "cina_assessment_team": ids.team(team),
            "cina_assessment_worker_id": ids.worker(worker),
        }
    )
    table = take_rows(table, imperfections.repeated_rows(rng, size, imperfections.REPEATED_ASSESSMENTS))
    return table.set_column(0, "cina_assessment_id", ids.records("ASMT", len(table)))


def factors_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_assessment_factors: the factors found at the end of each completed assessment."""
    rng = records.council.stream("assessment factors")
    done = np.flatnonzero(known(records.assessments.ended_on))
    codes = np.array(list(code_lists.FACTORS), dtype=object)
    shares = np.array(list(code_lists.FACTORS.values()))
    family = records.children.family[records.assessments.child[done]]
    profile = rng.integers(0, 1500, int(family.max()) + 1 if len(family) else 1)[family]
    found = rng.random((1500, len(codes))) < shares * 1.15  # 1,500 different combinations of factors
    none = list(codes).index("21")  # no factors identified
    found[:, none] = False
    found[:, none] = ~found.any(axis=1)
    texts = np.array([json.dumps(list(codes[row])) for row in found], dtype=object)
    return pa.table(
        {
            "cinf_table_id": ids.records("FACT", len(done)),
            "cinf_assessment_id": ids.record("ASMT", done),
            "cinf_assessment_factors_json": text(texts[profile]),
        }
    )


def front_door_tables(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the tables of this module by name."""
    return {
        "ssd_contacts": contacts_table(records, ids),
        "ssd_early_help_episodes": early_help_table(records, ids),
        "ssd_cin_episodes": cin_episodes_table(records, ids),
        "ssd_cin_assessments": assessments_table(records, ids),
        "ssd_assessment_factors": factors_table(records, ids),
    }
