"""The rules of children's services that people and programs most often get wrong, and what proves ours.

Each rule names the tests, and the worked examples of definitions (which run as tests), that fail when the
rule is broken. Sources: Working Together to Safeguard Children 2023; the Care Planning, Placement and Case
Review (England) Regulations 2010; the guides to the children in need census and the SSDA903 return.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.named_tests import is_there

CALENDAR, CLOCKS = "tests/data/test_calendar_table.py", "tests/metrics/test_clocks.py"
NUMBERS, ADD_UP = "tests/data/calculation/test_numbers.py", "tests/independent/test_parts_add_up.py"
EVENTS, DEFINITIONS = "tests/queries/test_events", "metrics/definitions"

RULES: Mapping[str, tuple[str, ...]] = {
    "the day it starts is day 0, the last day of a limit is on time and the next is late": (
        f"{CALENDAR}::test_working_days_after_the_start_up_to_and_including_the_end",
        f"{CLOCKS}::test_day_45_is_on_time_and_the_next_working_day_is_late",
        f"{NUMBERS}::test_day_45_is_on_time_and_day_46_is_late",
        f"{DEFINITIONS}/assessment/assessments_within_45_working_days.yaml"
        "::Day 45 is on time, day 46 is late; the same day is on time.",
    ),
    "weekends and bank holidays are no working days, and a Saturday is due when its Friday is": (
        f"{CLOCKS}::test_a_bank_holiday_on_a_weekday_is_no_working_day",
        f"{CLOCKS}::test_bank_holidays_are_those_of_gov_uk",
        f"{CALENDAR}::test_due_date_is_the_last_of_the_working_days",
        f"{NUMBERS}::test_a_saturday_after_a_friday_that_was_day_45_is_on_time",
    ),
    "an assessment has two clocks, from its start and from the referral, told apart": (
        f"{EVENTS}_assessments.py::test_working_days_from_the_start",
        f"{EVENTS}_assessments.py::test_the_referral_clock_starts_with_the_referral_the_assessment_names",
        f"{EVENTS}_assessments.py::test_a_second_assessment_in_an_open_episode_has_no_referral_clock",
    ),
    "open work is never on time, and what is due and not done fails": (
        f"{NUMBERS}::test_open_work_is_never_on_time_and_late_open_work_fails_the_month_it_was_due",
        f"{EVENTS}_assessments.py::test_an_open_assessment_is_overdue_from_the_46th_working_day",
        f"{DEFINITIONS}/children_in_care/initial_health_assessments_within_20_working_days.yaml"
        "::Not assessed and past the day is a fail.",
    ),
    "what is too recent to judge is shown and never counted": (
        f"{EVENTS}_front_door.py::test_a_contact_is_too_recent_until_its_window_has_closed",
        f"{EVENTS}_front_door.py::test_a_referral_is_too_recent_for_an_assessment_until_20_working_days_are_up",
        f"{DEFINITIONS}/children_in_care/initial_health_assessments_within_20_working_days.yaml"
        "::A child whose day has not passed at the extract is too recent, done or not.",
    ),
    "no cases is not 0 per cent, and unknown is never no": (
        f"{NUMBERS}::test_no_cases_is_not_nought_per_cent",
        f"{NUMBERS}::test_unknown_is_not_yes",
        "tests/data/staging/test_whole_extracts.py::test_unknown_is_never_no",
        f"{EVENTS}_front_door.py::test_a_blank_outcome_is_not_no",
    ),
    "a longer period or a larger part is the sum of its cases, never an average of percentages": (
        f"{NUMBERS}::test_longer_periods_are_made_of_sums_and_never_of_averages",
        f"{NUMBERS}::test_the_median_of_a_quarter_is_of_its_events_and_not_of_its_months",
        f"{ADD_UP}::test_teams_and_not_allocated_make_the_areas_and_the_authority",
        f"{DEFINITIONS}/workforce/social_worker_vacancy_rate.yaml"
        "::Teams are added up: 2 of 10 and 1 of 20 are 10%.",
    ),
    "what stands at a month's end is never added over months": (
        f"{NUMBERS}::test_what_stands_at_a_month_end_is_never_added_over_months",
    ),
    "a re-referral counts from referral to referral, 12 calendar months to the day": (
        f"{EVENTS}_front_door.py::test_a_re_referral_is_within_12_calendar_months",
        f"{EVENTS}_front_door.py::test_re_referral_counts_from_referral_to_referral_not_from_the_closing",
        f"{EVENTS}_front_door.py::test_looking_back_from_the_end_of_a_leap_february_ends_on_28_february",
        f"{CALENDAR}::test_both_clocks_add_the_same_months",
    ),
    "a conference deemed unnecessary means no conference, though the answer is yes": (
        f"{EVENTS}_section_47.py::test_a_conference_is_unnecessary_only_if_the_record_says_so",
        "tests/data/staging/test_stitch_annex_a.py::test_an_enquiry_and_its_conference",
    ),
    "a child protection plan of another council is out, and an unborn child is in": (
        f"{EVENTS}_child_protection.py::test_a_plan_of_another_authority_is_in_no_table",
        f"{EVENTS}_child_protection.py::test_an_unborn_child_counts_and_has_the_age_band_unborn",
        f"{EVENTS}_child_protection_visits.py::test_before_birth_a_visit_counts_though_no_child_can_be_seen",
    ),
    "a second plan is ever, or within 24 months of the end of the one before, and not the same": (
        f"{EVENTS}_child_protection.py::test_a_second_plan",
        f"{EVENTS}_child_protection.py::test_the_latest_of_several_earlier_plans_counts_for_24_months",
        f"{EVENTS}_child_protection.py"
        "::test_a_count_of_earlier_plans_from_annex_a_reaches_further_back_than_the_extract",
    ),
    "two years on a plan are more than 729 days with the day it ends": (
        f"{EVENTS}_child_protection.py::test_two_years_are_more_than_729_days_with_the_day_of_ceasing",
    ),
    "reviews of a plan are due after 91 and then 183 days, and one late review fails the plan": (
        f"{EVENTS}_child_protection.py::test_reviews_are_due_after_91_and_then_183_days",
        f"{EVENTS}_child_protection.py::test_one_late_review_fails_the_plan_from_then_on",
        f"{EVENTS}_child_protection.py::test_a_review_that_is_overdue_now_fails_the_plan",
    ),
    "in care a first review is due in working days and the later ones in calendar days": (
        f"{EVENTS}_care_visits_and_reviews.py"
        "::test_reviews_are_due_after_20_working_days_then_91_then_183_days",
    ),
    "a visit in care is due within a week of each placement, and then by how long it is meant to last": (
        f"{EVENTS}_care_visits_and_reviews.py::test_the_first_visit_is_due_within_a_week_and_the_next_within_six",
        f"{EVENTS}_care_visits_and_reviews.py::test_a_move_sets_the_clock_to_one_week_again",
        f"{EVENTS}_care_visits_and_reviews.py"
        "::test_after_a_year_long_term_fostering_needs_a_visit_every_three_months",
    ),
    "short breaks and those of 18 are not children in care": (
        f"{EVENTS}_care.py::test_short_breaks_are_marked_and_in_no_other_table",
        f"{EVENTS}_care.py::test_an_open_episode_does_not_keep_an_18_year_old_in_care",
    ),
    "three placements in a year: the one open at the start counts, one under 24 hours does not": (
        f"{EVENTS}_care_placements.py::test_a_placement_open_at_the_start_of_the_12_months_counts_1",
        f"{EVENTS}_care_placements.py::test_a_placement_of_under_24_hours_does_not_count",
        f"{EVENTS}_care_placements.py::test_a_temporary_placement_and_the_way_back_home_do_not_count",
    ),
    "health assessments hold for as long as the child's age on their day says": (
        f"{EVENTS}_care_health.py::test_the_age_at_the_assessment_says_how_long_it_holds",
    ),
    "a return home interview has 72 hours, over weekends and a change of clocks": (
        f"{EVENTS}_missing.py::test_an_interview_is_on_time_within_72_hours",
        f"{CLOCKS}::test_72_hours_end_at_the_same_time_of_day_over_a_change_of_clocks",
    ),
    "care leavers who refuse contact stay in, and those who died or went home are out": (
        f"{DEFINITIONS}/care_experienced/care_leavers_in_touch.yaml"
        "::Refused and no longer needed stay in the denominator.",
        f"{DEFINITIONS}/care_experienced/care_leavers_in_touch.yaml::Died and returned home are out.",
    ),
    "changes of social worker are not the number of social workers": (
        f"{EVENTS}_social_workers.py::test_a_worker_who_comes_back_counts_once_but_is_a_change",
        f"{EVENTS}_social_workers.py::test_three_workers_are_two_changes_and_other_roles_do_not_count",
    ),
    "a child with several kinds of help is one case, of the most far-reaching": (
        f"{EVENTS}_workforce.py::test_a_child_on_two_routes_is_one_case",
        f"{EVENTS}_children_in_need.py"
        "::test_the_highest_status_of_a_child_counts_and_the_lower_one_comes_back",
    ),
    "vacant posts are in the denominator of vacancies, and agency workers are not in post": (
        f"{EVENTS}_workforce.py::test_the_vacancy_rate_counts_vacant_and_filled_posts_and_agency_is_not_in_post",
        f"{DEFINITIONS}/workforce/social_worker_vacancy_rate.yaml"
        "::3 vacant beside 17 filled: 15%, because the vacant posts are in the denominator.",
    ),
    "too few to rate is said, not coloured": (
        "tests/metrics/ratings/test_rag.py::test_ten_are_enough_and_a_kpi_without_denominator_needs_none",
        "tests/metrics/ratings/test_rag.py::test_no_colour_on_doubt",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_that_people_get_wrong_has_a_test(rule: str) -> None:
    assert RULES[rule]
    gone = [proof for proof in RULES[rule] if not is_there(proof)]
    assert not gone, "these are not there any more: name the tests that took their place"
