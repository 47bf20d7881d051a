"""Standard Safeguarding Dataset: care leavers, permanence, missing, professionals, teams, involvements."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.synthetic import code_lists, imperfections
from data.synthetic.arrays import (
    NEVER,
    Dates,
    Flags,
    Numbers,
    Texts,
    happened,
    is_nothing,
    known,
    plus_days,
    words_where,
)
from data.synthetic.columns import blank, datetime_column, decimal, text, whole, yes_no
from data.synthetic.councils import OUTSIDE
from data.synthetic.ids import Ids
from data.synthetic.imperfections import SENTINEL
from data.synthetic.leaving_care import category_on
from data.synthetic.randomness import chance, pick
from data.synthetic.records import Records
from data.synthetic.ssd_care import PREVIOUS_PERMANENCE_SHARE, care_children
from data.synthetic.teams import SERVICE_AREAS, TEAM_NAMES, TEAMS, team_of
from data.synthetic.workers import SOCIAL_WORK_ROLES, TITLES

AREA_NUMBERS = {area: 100 - len(SERVICE_AREAS) + number for number, area in enumerate(SERVICE_AREAS)}


def last_by(keys: Numbers, dates: Dates, size: int, by: np.datetime64) -> tuple[Dates, Numbers]:
    """Return, for keys 0 to size - 1, the last date up to `by` and its position (-1: none).

    Rows must be in order of date within a key.
    """
    rows = np.flatnonzero(dates <= by)
    found, position = np.full(size, NEVER), np.full(size, -1)
    found[keys[rows]] = dates[rows]
    position[keys[rows]] = rows
    return found, position


def care_leavers_table(records: Records, ids: Ids, on: np.datetime64 | None = None) -> pa.Table:
    """Return ssd_care_leavers: one row per young person entitled on a date (the end), latest values only."""
    by = records.council.ends_on if on is None else on
    rng = records.council.stream("care leaver imperfections")
    care, leavers = records.care, records.care.leavers
    eligibility = category_on(leavers, by)
    contact, _ = last_by(care.leaver_contacts.stretch, care.leaver_contacts.held_on, len(leavers), by)
    reviewed, state = last_by(care.leaver_states.leaver, care.leaver_states.reviewed_on, len(leavers), by)
    has_state, at = state >= 0, np.maximum(state, 0)
    as_1900 = ~has_state & chance(rng, imperfections.NO_PATHWAY_PLAN_AS_1900, len(leavers))
    draw = records.children.desk_draw[leavers.child]
    adviser = records.workforce.author(leavers.desk, draw, np.full(len(leavers), by))
    adviser = np.where(care.adviser_from <= by, adviser, -1)
    table = pa.table(
        {
            "clea_table_id": ids.records("CLEA", len(leavers)),
            "clea_person_id": ids.child(leavers.child),
            "clea_care_leaver_eligibility": text(eligibility),
            "clea_care_leaver_in_touch": text(leavers.in_touch),
            "clea_care_leaver_latest_contact": datetime_column(contact),
            "clea_care_leaver_accommodation": text(
                words_where(has_state, care.leaver_states.accommodation[at])
            ),
            "clea_care_leaver_accom_suitable": yes_no(
                care.leaver_states.is_suitable[at], ~has_state, ("1", "2")
            ),
            "clea_care_leaver_activity": text(words_where(has_state, care.leaver_states.activity[at])),
            "clea_pathway_plan_review_date": datetime_column(np.where(as_1900, SENTINEL, reviewed)),
            "clea_care_leaver_personal_advisor": ids.worker(adviser),
            "clea_care_leaver_allocated_team": ids.team(team_of(leavers.desk, np.full(len(leavers), by))),
            "clea_care_leaver_worker_id": ids.worker(adviser),
        }
    )
    return table.filter(pa.array(~is_nothing(eligibility)))


def permanence_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_permanence: decisions for adoption with each step, and permanence orders."""
    rows, steps, end = records.care.permanence, records.care.steps, records.council.ends_on
    rng = records.council.stream("permanence table")
    size, period = len(rows), rows.period
    carer = chance(rng, 0.12, size)

    def step(dates: Dates) -> pa.Array:
        return datetime_column(happened(dates[period], end))

    decided = happened(steps.decided_on[period], end)
    reversed_on = happened(steps.reversed_on[period], end)
    worker = records.at_work.worker(
        records.care.periods.child[period],
        records.at_work.desk(records.care.periods.child[period], np.where(known(decided), decided, end)),
        np.where(known(decided), decided, end),
    )
    return pa.table(
        {
            "perm_table_id": ids.records("PERM", size),
            "perm_person_id": ids.child(records.care.periods.child[period]),
            "perm_cla_id": ids.record("CLA", period),
            "perm_adm_decision_date": step(steps.decided_on),
            "perm_ffa_cp_decision_date": step(steps.early_permanence_on),
            "perm_placement_order_date": step(steps.ordered_on),
            "perm_placed_for_adoption_date": step(steps.placed_on),
            "perm_matched_date": step(steps.matched_on),
            "perm_adopted_by_carer_flag": yes_no(carer, rows.adopters < 0),
            "perm_placed_ffa_cp_date": step(steps.early_permanence_on),
            "perm_decision_reversed_date": datetime_column(reversed_on),
            "perm_placed_foster_carer_date": datetime_column(np.where(carer, SENTINEL, NEVER)),
            "perm_part_of_sibling_group": yes_no(rows.siblings > 1, rows.siblings < 0, ("1", "0")),
            "perm_siblings_placed_together": whole(rows.siblings, rows.siblings < 0),
            "perm_siblings_placed_apart": whole(np.zeros(size, dtype=np.int64), rows.siblings < 0),
            "perm_placement_provider_urn": ids.record(
                "URN", np.where(rows.adopters > 0, rng.integers(90, 99, size), -1)
            ),
            "perm_decision_reversed_reason": text(
                words_where(known(reversed_on), steps.reversed_reason[period])
            ),
            "perm_permanence_order_date": datetime_column(rows.order_on),
            "perm_permanence_order_type": text(rows.order_type),
            "perm_adoption_worker_id": ids.worker(worker),
            "perm_adopter_sex": text(rows.adopter_sex),
            "perm_adopter_legal_status": text(rows.adopter_legal),
            "perm_number_of_adopters": whole(rows.adopters, rows.adopters < 0),
        }
    )


def previous_permanence_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_cla_previous_permanence: children who had an adoption or guardianship order before."""
    rng = records.council.stream("previous permanence")
    child = care_children(records)
    child = child[chance(rng, PREVIOUS_PERMANENCE_SHARE, len(child))]
    size, born = len(child), records.children.born_on[child]
    child, born = child[born < records.council.starts_on], born[born < records.council.starts_on]
    size = len(child)
    on = plus_days(born, 200 + 400 * rng.random(size))
    iso = np.datetime_as_string(on, unit="D") if size else np.zeros(0, dtype="U10")
    written = np.array([f"{value[8:]}/{value[5:7]}/{value[:4]}" for value in iso], dtype=object)
    return pa.table(
        {
            "lapp_table_id": ids.records("LAPP", size),
            "lapp_person_id": ids.child(child),
            "lapp_previous_permanence_order_date": text(written),
            "lapp_previous_permanence_option": text(pick(rng.random(size), code_lists.PERMANENCE_OPTION)),
            "lapp_previous_permanence_la": text(
                np.array(OUTSIDE, dtype=object)[rng.integers(0, len(OUTSIDE), size)]
            ),
        }
    )


def missing_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_missing: moments of going and coming back, and whether an interview was offered."""
    rows = records.missing
    waiting = ~known(rows.end)

    def letters(flags: Flags, unknown: Flags) -> pa.Array:
        words: Texts = np.where(rows.is_away, "NA", np.where(flags, "Y", "N"))
        return text(words_where(~unknown, words))

    return pa.table(
        {
            "miss_table_id": ids.records("MISS", len(rows)),
            "miss_person_id": ids.child(rows.child),
            "miss_missing_episode_start_date": datetime_column(rows.start),
            "miss_missing_episode_type": text(np.where(rows.is_away, "Away", "Missing").astype(object)),
            "miss_missing_episode_end_date": datetime_column(rows.end),
            "miss_missing_rhi_offered": letters(rows.is_offered, waiting),
            "miss_missing_rhi_accepted": letters(rows.is_accepted, waiting | ~rows.is_offered),
        }
    )


def professionals_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_professionals: every worker of the history. Names are never filled in."""
    force, end = records.workforce, records.council.ends_on
    holders, numbers = force.holders, np.arange(len(force.holders))
    is_social = np.isin(holders.role, SOCIAL_WORK_ROLES) | (force.posts.kind[holders.post] != "practitioner")
    year = end.astype("datetime64[Y]").astype(np.int64) + 1970
    counted_on = np.datetime64(f"{year if end >= np.datetime64(f'{year}-09-30') else year - 1}-09-30")
    rows = records.involvements
    is_held = (rows.start <= counted_on) & ~(rows.end < counted_on) & (rows.role == "ALLOCATED CASE WORKER")
    caseload = np.bincount(rows.worker[is_held], minlength=len(holders))
    titles = np.array([TITLES[str(role)] for role in holders.role], dtype=object)
    last_day = np.where(known(holders.left_on), holders.left_on, end)
    desk = force.posts.desk[holders.post]
    return pa.table(
        {
            "prof_professional_id": ids.worker(numbers),
            "prof_staff_id": ids.staff(numbers),
            "prof_professional_name": blank(len(holders)),
            "prof_social_worker_registration_no": ids.record("REG", np.where(is_social, numbers, -1)),
            "prof_professional_job_title": text(titles),
            "prof_professional_caseload": whole(caseload, caseload == 0),
            "prof_professional_department": text(TEAM_NAMES[team_of(desk, last_day, holders.post)]),
            "prof_full_time_equivalency": decimal(holders.fte, 2),
            "prof_agency_worker_flag": yes_no(holders.is_agency),
        }
    )


def department_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_department: all teams, old and new, under their service; services have no parent."""
    areas = list(SERVICE_AREAS)
    numbers = np.array([AREA_NUMBERS[area] for area in areas])
    parents = np.array([AREA_NUMBERS[team.service_area] for team in TEAMS])
    names = np.array([SERVICE_AREAS[team.service_area] for team in TEAMS], dtype=object)
    area_names = np.array(list(SERVICE_AREAS.values()), dtype=object)
    return pa.table(
        {
            "dept_team_id": pa.concat_arrays([ids.team(numbers), ids.team(np.arange(len(TEAMS)))]),
            "dept_team_name": text(np.concatenate([area_names, TEAM_NAMES])),
            "dept_team_parent_id": pa.concat_arrays([blank(len(areas)), ids.team(parents)]),
            "dept_team_parent_name": text(np.concatenate([np.full(len(areas), None), names])),
        }
    )


def involvements_table(records: Records, ids: Ids) -> pa.Table:
    """Return ssd_involvements; at the reorganisation a row ends and another begins with the same worker."""
    rows = records.involvements
    return pa.table(
        {
            "invo_involvements_id": ids.records("INVO", len(rows)),
            "invo_professional_id": ids.worker(rows.worker),
            "invo_professional_role_id": text(rows.role),
            "invo_professional_team": ids.team(team_of(rows.desk, rows.start, rows.post)),
            "invo_involvement_start_date": datetime_column(rows.start),
            "invo_involvement_end_date": datetime_column(rows.end),
            "invo_worker_change_reason": text(rows.change_reason),
            "invo_person_id": ids.child(rows.child),
            "invo_referral_id": ids.record("REF", rows.episode),
        }
    )


def leaving_and_staff_tables(records: Records, ids: Ids) -> dict[str, pa.Table]:
    """Return the tables of this module by name."""
    return {
        "ssd_care_leavers": care_leavers_table(records, ids),
        "ssd_permanence": permanence_table(records, ids),
        "ssd_cla_previous_permanence": previous_permanence_table(records, ids),
        "ssd_missing": missing_table(records, ids),
        "ssd_professionals": professionals_table(records, ids),
        "ssd_department": department_table(records, ids),
        "ssd_involvements": involvements_table(records, ids),
    }
