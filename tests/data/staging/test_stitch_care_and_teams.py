"""Monthly Annex A workbooks, stitched: children in care, care leavers, adoption, and who has worked with whom."""

from __future__ import annotations

from datetime import date

import pytest

from tests.data.staging.annex_a_rows import (
    AUGUST,
    CARE,
    CHILD,
    LEAVER,
    OCTOBER,
    OTHER,
    PLAN,
    REFERRAL,
    SEPTEMBER,
)
from tests.data.staging.conftest import Staging


def test_placements_and_legal_statuses_follow_each_other(staging: Staging) -> None:
    staging.annex_a(AUGUST, {8: [CARE]})
    moved = {
        "placement_started_on": date(2026, 9, 10), "placement_type_code": "p) K2: Children's Homes",
        "legal_status_code": "C2: FCO", "legal_status_started_on": date(2026, 9, 3),
    }  # fmt: skip
    staging.annex_a(SEPTEMBER, {8: [{**CARE, **moved}]})
    left = {"care_ended_on": date(2026, 10, 9), "care_ended_reason_code": "e) E4A"}
    staging.annex_a(OCTOBER, {8: [{**CARE, **moved, **left}]})
    build = staging.stage()
    assert build.rows(
        "staged.care_episodes", "episode_started_on", "episode_ceased_on", "ceased_reason_code"
    ) == [(date(2026, 5, 4), date(2026, 10, 9), "E4A")]
    columns = ("placement_started_on", "placement_ended_on", "placement_type_code")
    assert build.rows("staged.placements", *columns) == [
        (date(2026, 5, 4), date(2026, 9, 10), "U6"),
        (date(2026, 9, 10), date(2026, 10, 9), "K2"),
    ]
    columns = ("status_started_on", "status_ended_on", "legal_status_code")
    assert build.rows("staged.legal_statuses", *columns) == [
        (date(2026, 5, 4), date(2026, 9, 3), "V2"),
        (date(2026, 9, 3), date(2026, 10, 9), "C2"),
    ]


def test_on_which_side_of_the_border_a_placement_lies(staging: Staging) -> None:
    staging.annex_a(AUGUST, {8: [{**CARE, "placement_location_code": "b) Out"}]})
    moved = {"placement_started_on": date(2026, 9, 10), "placement_location_code": "a) In"}
    staging.annex_a(SEPTEMBER, {8: [{**CARE, **moved}]})
    assert staging.stage().rows("staged.placements", "placement_started_on", "location_code") == [
        (date(2026, 5, 4), "outside"),
        (date(2026, 9, 10), "inside"),
    ]


def test_what_is_only_known_about_children_in_care(staging: Staging) -> None:
    known = {
        "last_care_review_on": date(2026, 8, 5), "last_social_work_visit_on": date(2026, 8, 7),
        "last_health_assessment_on": date(2026, 6, 2), "last_dental_check_on": date(2026, 7, 2),
        "permanence_plan_code": "f) Long-term fostering", "unaccompanied_answer": "a) Yes",
        "disability_answer": "a) Yes", "placements_in_last_12_months": 2, "missing_episodes_in_last_12_months": 1,
    }  # fmt: skip
    staging.annex_a(AUGUST, {8: [{**CARE, **known}]})
    build = staging.stage()
    assert build.rows("staged.care_reviews", "review_held_on") == [date(2026, 8, 5)]
    assert build.rows("staged.care_visits", "visited_on", "is_child_seen") == [(date(2026, 8, 7), True)]
    assert build.rows("staged.health_checks", "check_type", "checked_on") == [
        ("Dental Check", date(2026, 7, 2)),
        ("Health Assessment", date(2026, 6, 2)),
    ]
    assert build.rows("staged.care_plans", "permanence_plan", "plan_started_on") == [
        ('{"LTFOST18": "Y"}', AUGUST)
    ]
    assert build.rows("staged.immigration_statuses", "immigration_status", "status_started_on") == [
        ("UASC", date(2026, 5, 4))
    ]
    assert build.rows("staged.disabilities", "disability_code") == ["UNSPECIFIED"]
    columns = ("list_number", "known_on", "placements_last_12_months", "missing_last_12_months")
    assert build.rows("staged.annex_a_counts", *columns) == [(8, AUGUST, 2, 1)]


@pytest.mark.parametrize(
    ("written", "expected"), [("a) Yes", True), ("b) No", False), ("c) Unknown", None), (None, None)]
)
def test_an_answer_that_is_not_known_is_never_no(
    staging: Staging, written: str | None, expected: bool | None
) -> None:
    in_care = dict.fromkeys(
        (
            "second_period_of_care_in_last_12_months_answer",
            "return_interview_offered_answer",
            "return_interview_accepted_answer",
        ),
        written,
    )
    on_plan = {"emergency_protection_in_last_6_months_answer": written}
    staging.annex_a(AUGUST, {7: [{**PLAN, **on_plan}], 8: [{**CARE, **in_care}]})
    build = staging.stage()
    columns = (
        "list_number",
        "has_emergency_protection_in_6_months",
        "has_second_care_period_in_12_months",
        "is_return_interview_offered",
        "is_return_interview_accepted",
    )
    assert build.rows("staged.annex_a_counts", *columns) == [
        (7, expected, None, None, None),
        (8, None, expected, expected, expected),
    ]


def test_each_list_of_care_leavers_is_kept_with_its_day(staging: Staging) -> None:
    staging.annex_a(AUGUST, {9: [LEAVER, {**LEAVER, **OTHER}]})
    staging.annex_a(
        SEPTEMBER,
        {9: [{**LEAVER, "in_touch_code": "b) No", "accommodation_suitability_code": "a) Suitable"}]},
    )
    build = staging.stage()
    columns = ("known_on", "eligibility_code", "in_touch_code", "suitability_code")
    assert build.rows("staged.care_leavers", *columns) == [
        (AUGUST, "Former Relevant", "YES", None),
        (AUGUST, "Former Relevant", "YES", None),
        (SEPTEMBER, "Former Relevant", "NO", "1"),
    ]
    assert build.rows("staged.disappeared", "list_number", "missing_on") == [(9, SEPTEMBER)]


def test_workers_and_teams_are_stretches_between_extracts(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [PLAN]})
    staging.annex_a(SEPTEMBER, {7: [{**PLAN, "allocated_team": "ASSESSMENT  North"}]})
    staging.annex_a(OCTOBER, {7: [{**PLAN, "allocated_worker": "Worker Two"}]})
    build = staging.stage()
    assert build.rows("staged.involvements", "involvement_started_on", "involvement_ended_on", "team_id") == [
        (date(2026, 6, 1), OCTOBER, "assessment_north"),
        (date(2026, 10, 1), None, "assessment_north"),
    ]
    assert build.rows("staged.org_units", "org_unit_id") == [
        "northmere:assessment",
        "northmere:assessment_north",
    ]


def test_a_team_that_the_feed_knows_by_name_has_the_feeds_id(staging: Staging) -> None:
    staging.feed("teams", [{"team_id": "T5", "name": "Assessment north", "service_area": "assessment"}])
    staging.annex_a(AUGUST, {3: [REFERRAL]})
    build = staging.stage()
    assert build.rows("staged.referrals", "team_id") == ["T5"]
    assert build.rows("staged.org_units", "org_unit_id") == ["northmere:T5", "northmere:assessment"]


def test_adoption_and_adopters(staging: Staging) -> None:
    child = {**CHILD, "care_started_on": date(2025, 1, 6), "adoption_decided_on": date(2026, 3, 2)}
    adopter = {"adopter_id": "A1", "gender_code": "b) Female", "enquiry_received_on": date(2026, 1, 5)}
    staging.annex_a(AUGUST, {10: [child], 11: [adopter]})
    later = {"adoption_order_made_on": date(2026, 9, 14)}
    staging.annex_a(SEPTEMBER, {10: [{**child, **later}], 11: [{**adopter, "matched_on": date(2026, 9, 1)}]})
    build = staging.stage()
    columns = ("entered_care_on", "adoption_decided_on", "order_made_on", "order_type")
    assert build.rows("staged.permanence", *columns) == [
        (date(2025, 1, 6), date(2026, 3, 2), date(2026, 9, 14), "Adoption")
    ]
    assert build.rows("staged.adopters", "enquiry_received_on", "matched_on") == [
        (date(2026, 1, 5), date(2026, 9, 1))
    ]
    assert "A1" not in build.rows("staged.adopters", "adopter_id")


def test_workbooks_without_a_gap_cover_together_from_the_newest_back(staging: Staging) -> None:
    staging.annex_a(date(2025, 1, 31), {3: [REFERRAL | {"referral_received_on": date(2025, 1, 6)}]})
    staging.annex_a(date(2026, 4, 30), {3: [REFERRAL | {"referral_received_on": date(2026, 4, 6)}]})
    staging.annex_a(OCTOBER, {3: [REFERRAL]})
    # 30 April to 31 October is six months: no gap. January 2025 to April 2026 is one.
    assert staging.stage().rows("staged.coverage", "covered_from", "as_at_on") == [
        (date(2025, 10, 30), OCTOBER)
    ]
