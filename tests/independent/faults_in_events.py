"""Deliberate faults in event queries; the others are in faults.py. Each must be noticed."""

from __future__ import annotations

from tests.independent.faults import Fault


def event(says: str, table: str, old: str, new: str, asks: str = "") -> Fault:
    return Fault(says, asks or table, f"queries/events/{table}.sql", old, new)


EVENT_FAULTS = (
    event(
        "every assessment has the clock of the referral",
        "assessments",
        "        AND ranked.number_in_referral = 1\n",
        "",
    ),
    event(
        "ended before it began",
        "assessments",
        "coalesce(clocked.assessment_authorised_on >= clocked.assessment_started_on, TRUE)",
        "TRUE",
    ),
    event(
        "seen before it is done",
        "assessments",
        "CASE WHEN clocked.assessment_authorised_on IS NOT NULL THEN clocked.is_child_seen END",
        "clocked.is_child_seen",
    ),
    event(
        "a year to the day is too long ago",
        "referrals",
        "joined.previous_referral_on >= joined.looked_back_to",
        "joined.previous_referral_on > joined.looked_back_to",
    ),
    event(
        "a referral twice on a day is two",
        "referrals",
        "        ) = 1\n),\n\nin_order AS",
        "        ) >= 1\n),\n\nin_order AS",
    ),
    event(
        "a blank outcome is no",
        "referrals",
        "    judged.is_no_further_action,\n",
        "    coalesce(judged.is_no_further_action, FALSE) AS is_no_further_action,\n",
    ),
    event(
        "anyone involved is allocated", "allocations", "upper(trim(involvements.role_code)) IN (", "'CW' IN ("
    ),
    event(
        "a visit without the child is a visit",
        "cp_visits",
        "    coalesce(in_plan.is_child_seen, FALSE)\n    OR",
        "    TRUE\n    OR",
        "cp_visits_due",
    ),
    event(
        "a visit before the plan is of the plan",
        "cp_visits",
        "            AND cp_visits.visited_on >= cp_plans.plan_started_on\n",
        "",
        "cp_visits_due",
    ),
    event(
        "two visits a day are two",
        "cp_visits_due",
        "            ORDER BY moments.load_id ASC NULLS LAST, moments.landed_row ASC NULLS LAST\n        ) = 1",
        "            ORDER BY moments.load_id ASC NULLS LAST, moments.landed_row ASC NULLS LAST\n        ) >= 1",
    ),
    event(
        "plans of another authority are ours",
        "cp_plans",
        "WHERE cp_plans.is_from_other_authority IS NOT TRUE",
        "WHERE TRUE",
    ),
    event(
        "a repeat is for ever",
        "section_47_enquiries",
        "joined.previous_enquiry_on >= joined.a_year_before",
        "joined.previous_enquiry_on < joined.a_year_before",
    ),
    event(
        "the limit of another rule",
        "section_47_enquiries",
        "time_limit.setting_id = 's47_limit'",
        "time_limit.setting_id = 'cp_visit_interval'",
    ),
)
