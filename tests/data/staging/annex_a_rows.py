"""Rows of Annex A lists, by our columns, that the tests of stitching change. Every person in them is made up."""

from __future__ import annotations

from datetime import date

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
CHILD = {
    "child_id": "9001",
    "gender_code": "b) Female",
    "ethnicity_code": "a) WBRI",
    "born_on": date(2015, 3, 2),
}
OTHER = {
    "child_id": "9002",
    "gender_code": "a) Male",
    "ethnicity_code": "j) AIND",
    "born_on": date(2011, 1, 9),
}
TEAM = {"allocated_team": "Assessment North", "allocated_worker": "Worker One"}
REFERRAL = {**CHILD, **TEAM, "referral_received_on": date(2026, 8, 3), "no_further_action_answer": "b) No"}
ASSESSMENT = {**CHILD, **TEAM, "assessment_started_on": date(2026, 8, 4)}
PLAN = {**CHILD, **TEAM, "plan_started_on": date(2026, 6, 1), "latest_abuse_category_code": "a) Neglect"}
NEED = {
    **CHILD,
    **TEAM,
    "child_in_need_started_on": date(2026, 8, 3),
    "primary_need_code": "N1 - Abuse or neglect",
    "case_status_code": "c) Child in need plan",
}
CARE = {
    **CHILD,
    **TEAM,
    "care_started_on": date(2026, 5, 4),
    "legal_status_code": "V2: Single period under S20",
    "legal_status_started_on": date(2026, 5, 4),
    "placement_started_on": date(2026, 5, 4),
    "placement_type_code": "f) U6: Foster placement - not FFA",
}
ENQUIRY = {**CHILD, **TEAM, "strategy_discussion_on": date(2026, 8, 10)}
LEAVER = {**CHILD, **TEAM, "eligibility_code": "b) Former relevant child", "in_touch_code": "a) Yes"}
