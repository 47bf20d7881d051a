"""Deliberate faults in the stitching of Annex A workbooks; the others are in faults.py. Each must be noticed."""

from __future__ import annotations

from tests.independent.faults import Fault
from tests.independent.small_workbooks import STITCHED


def stitch(says: str, table: str, old: str, new: str) -> Fault:
    return Fault(says, STITCHED, f"queries/staged/annex_a/{table}.sql", old, new)


STITCHING_FAULTS = (
    stitch(
        "the oldest extract counts",
        "assessments",
        "            ORDER BY numbered.as_at_on DESC NULLS LAST",
        "            ORDER BY numbered.as_at_on ASC NULLS LAST",
    ),
    stitch(
        "no support needed before it is authorised",
        "assessments",
        "WHEN newest.assessment_authorised_on IS NOT NULL\n",
        "WHEN TRUE\n",
    ),
    stitch(
        "a plan that is gone from the list goes on",
        "cp_plans",
        "coalesce(followed.plan_ended_on, least(disappeared.missing_on, followed.next_started_on))",
        "followed.plan_ended_on",
    ),
    stitch(
        "a booked visit was made",
        "care_visits",
        "WHERE in_list.last_social_work_visit_on <= in_list.as_at_on",
        "WHERE in_list.last_social_work_visit_on IS NOT NULL",
    ),
    stitch(
        "only the newest visit is kept",
        "cp_visits",
        "WHERE in_list.last_statutory_visit_on <= in_list.as_at_on\n",
        "WHERE\n    in_list.last_statutory_visit_on <= in_list.as_at_on\n"
        "    AND in_list.as_at_on = (SELECT max(newest.as_at_on) FROM staged.annex_a_list_7 AS newest"
        " WHERE newest.last_statutory_visit_on IS NOT NULL)\n",
    ),
    stitch(
        "a child on another plan is visited as a child in need",
        "cin_visits",
        " AND in_list.case_status_code = 'child_in_need'",
        "",
    ),
    stitch(
        "two contacts on a day are one",
        "contacts",
        "PARTITION BY in_list.load_id, in_list.child_id, in_list.contact_received_on",
        "PARTITION BY in_list.load_id, in_list.child_id, in_list.contact_source_code",
    ),
    stitch(
        "a referral without an episode stays open",
        "referrals",
        "ELSE least(without_episode.missing_on, next_episodes.started_on)",
        "ELSE NULL",
    ),
    stitch(
        "a referral without action stays open",
        "referrals",
        "WHEN listed.no_further_action_answer = 'yes' THEN listed.referral_received_on",
        "WHEN listed.no_further_action_answer = 'yes' THEN NULL",
    ),
    stitch(
        "a booked conference ends the enquiry",
        "section_47_enquiries",
        "WHEN newest.initial_conference_held_on <= newest.as_at_on THEN",
        "WHEN newest.initial_conference_held_on IS NOT NULL THEN",
    ),
    stitch(
        "an enquiry that led to none stays open",
        "section_47_enquiries",
        "THEN newest.found_unnecessary_on",
        "THEN NULL",
    ),
    stitch(
        "a child whose status changed is still on a plan",
        "cin_plans",
        "coalesce(newest.case_status_code = 'child_in_need', FALSE) AS has_plan",
        "newest.child_id IS NOT NULL AS has_plan",
    ),
    stitch(
        "a placement outlasts the period of care",
        "placements",
        "        care_episodes.episode_ceased_on\n",
        "        NULL\n",
    ),
    stitch(
        "a child who is gone from the list is still in care",
        "care_episodes",
        "least(disappeared.missing_on, followed.next_started_on)",
        "followed.next_started_on",
    ),
    stitch(
        "what was open has not disappeared",
        "disappeared",
        "    last_seen.is_open\n",
        "    NOT last_seen.is_open\n",
    ),
    stitch(
        "an unknown answer is no",
        "counts",
        "in_list.emergency_protection_in_last_6_months_answer WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END",
        "in_list.emergency_protection_in_last_6_months_answer WHEN 'yes' THEN TRUE ELSE FALSE END",
    ),
    stitch(
        "a new worker has been there from the start",
        "involvements",
        "coalesce(arg_min_null(numbered.earlier_on + 1, numbered.as_at_on), DATE '0001-01-01')",
        "DATE '0001-01-01'",
    ),
)
