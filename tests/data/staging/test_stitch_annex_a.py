"""Monthly Annex A workbooks, stitched: what is seen again is brought up to date, what came before is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from tests.data.staging.annex_a_rows import (
    ASSESSMENT,
    AUGUST,
    CHILD,
    ENQUIRY,
    NEED,
    OCTOBER,
    OTHER,
    PLAN,
    REFERRAL,
    SEPTEMBER,
)
from tests.data.staging.conftest import Staging


def test_a_child_is_known_once_by_the_newest_that_is_said(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL], 4: [ASSESSMENT]})
    staging.annex_a(SEPTEMBER, {3: [{**REFERRAL, "ethnicity_code": "f) MWBC", "gender_code": None}]})
    columns = ("sex_code", "ethnicity_code", "born_on", "expected_on")
    assert staging.stage().rows("staged.people", *columns) == [("F", "MWBC", date(2015, 3, 2), None)]


def test_an_unborn_child_has_an_expected_date(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [{**PLAN, "born_on": date(2026, 12, 1)}]})
    assert staging.stage().rows("staged.people", "born_on", "expected_on") == [(None, date(2026, 12, 1))]


def test_an_assessment_seen_again_is_brought_up_to_date_and_counts_once(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL], 4: [{**ASSESSMENT, "support_needed_answer": "b) No"}]})
    build = staging.stage()
    # some extracts fill the answer with No before there is one
    columns = ("assessment_authorised_on", "is_no_further_action")
    assert build.rows("staged.assessments", *columns) == [(None, None)]
    done = {"assessment_authorised_on": date(2026, 9, 20), "support_needed_answer": "a) Yes"}
    staging.annex_a(SEPTEMBER, {3: [REFERRAL], 4: [{**ASSESSMENT, **done}]})
    build = staging.stage()
    assert build.rows("staged.assessments", *columns) == [(date(2026, 9, 20), False)]
    referral = build.rows("staged.referrals", "referral_id")
    assert build.rows("staged.assessments", "referral_id") == referral


def test_an_older_workbook_loaded_later_does_not_take_back_what_is_known(staging: Staging) -> None:
    staging.annex_a(SEPTEMBER, {4: [{**ASSESSMENT, "assessment_authorised_on": date(2026, 9, 20)}]})
    late = staging.annex_a(AUGUST, {4: [ASSESSMENT], 3: [REFERRAL]})
    assert any("an extract about 2026-09-30 was loaded before" in note for note in late.notes)
    build = staging.stage()
    assert build.rows("staged.assessments", "assessment_authorised_on") == [date(2026, 9, 20)]
    assert build.count("referrals") == 1  # and what only the older one says is taken


def test_a_second_workbook_about_the_same_day_replaces_the_first(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL, {**REFERRAL, **OTHER}]})
    staging.annex_a(AUGUST, {3: [REFERRAL]})
    assert staging.stage().count("referrals") == 1


def test_two_contacts_on_one_day_are_two_in_every_extract(staging: Staging) -> None:
    contacts = [
        {**CHILD, "contact_received_on": date(2026, 8, 1), "contact_source_code": source}
        for source in ("q) 6: Police", "e) 2A: Schools")
    ]
    staging.annex_a(AUGUST, {1: contacts})
    staging.annex_a(SEPTEMBER, {1: list(reversed(contacts))})
    assert staging.stage().rows("staged.contacts", "source_code") == ["2A", "6"]


def test_earlier_visits_and_reviews_of_a_plan_are_kept(staging: Staging) -> None:
    first, second, review = date(2026, 8, 20), date(2026, 9, 17), date(2026, 8, 25)
    visited = {**PLAN, "last_statutory_visit_on": first, "child_seen_alone_answer": "a) Yes"}
    staging.annex_a(AUGUST, {7: [{**visited, "last_review_conference_on": review}]})
    again = {**visited, "last_statutory_visit_on": second, "child_seen_alone_answer": "c) Unknown"}
    staging.annex_a(SEPTEMBER, {7: [{**again, "last_review_conference_on": review}]})
    build = staging.stage()
    columns = ("visited_on", "is_child_seen_alone", "is_child_seen")
    assert build.rows("staged.cp_visits", *columns) == [(first, True, True), (second, None, True)]
    assert build.rows("staged.cp_reviews", "review_held_on") == [review]
    assert build.rows("staged.cp_plans", "plan_ended_on", "latest_category_code") == [(None, "NEG")]
    assert set(build.rows("staged.cp_visits", "cp_plan_id")) == set(
        build.rows("staged.cp_plans", "cp_plan_id")
    )


def test_a_visit_after_the_day_of_the_extract_is_no_visit(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [{**PLAN, "last_statutory_visit_on": AUGUST + timedelta(days=1)}]})
    assert staging.stage().count("cp_visits") == 0


def test_a_plan_that_disappears_without_an_end_is_reported_and_taken_as_ended(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [PLAN, {**PLAN, **OTHER, "plan_ended_on": date(2026, 8, 15)}]})
    staging.annex_a(SEPTEMBER, {7: [{**PLAN, "child_id": "9003"}]})
    staging.annex_a(OCTOBER, {7: [{**PLAN, "child_id": "9003"}]})
    build = staging.stage()
    columns = ("list_number", "started_on", "last_seen_on", "missing_on")
    assert build.rows("staged.disappeared", *columns) == [(7, date(2026, 6, 1), AUGUST, SEPTEMBER)]
    assert build.rows("staged.cp_plans", "plan_ended_on") == [None, date(2026, 8, 15), SEPTEMBER]


def test_a_list_that_is_missing_from_a_workbook_makes_nobody_disappear(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [PLAN]})
    staging.annex_a(SEPTEMBER, {3: [REFERRAL]})
    build = staging.stage()
    assert build.count("disappeared") == 0
    assert build.rows("staged.cp_plans", "plan_ended_on") == [None]


def test_a_child_who_comes_back_has_not_disappeared(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [PLAN]})
    staging.annex_a(SEPTEMBER, {7: [{**PLAN, "child_id": "9003"}]})
    staging.annex_a(OCTOBER, {7: [PLAN, {**PLAN, "child_id": "9003"}]})
    assert staging.stage().count("disappeared") == 0


def test_a_child_whose_row_could_not_be_read_has_not_disappeared(staging: Staging) -> None:
    others = [{**PLAN, "child_id": f"91{number:02d}"} for number in range(10)]
    staging.annex_a(AUGUST, {7: [PLAN, *others]})
    staging.annex_a(SEPTEMBER, {7: [{**PLAN, "plan_ended_on": "soon"}, *others]})
    build = staging.stage()
    assert build.rows("staged.rejected_rows", "landed_table", "landed_row") == [("list_7", 2)]
    assert build.count("disappeared") == 0
    assert set(build.rows("staged.cp_plans", "plan_ended_on")) == {None}
    staging.annex_a(OCTOBER, {7: others})
    columns = ("last_seen_on", "missing_on")
    assert staging.stage().rows("staged.disappeared", *columns) == [(AUGUST, OCTOBER)]


def test_a_plan_for_a_child_in_need_goes_on_over_a_row_that_could_not_be_read(staging: Staging) -> None:
    others = [{**NEED, "child_id": f"91{number:02d}"} for number in range(10)]
    for as_at, seen_on in ((AUGUST, date(2026, 8, 9)), (SEPTEMBER, "soon"), (OCTOBER, date(2026, 10, 9))):
        staging.annex_a(as_at, {6: [{**NEED, "child_last_seen_on": seen_on}, *others]})
    found = staging.stage().rows("staged.cin_plans", "plan_started_on", "plan_ended_on")
    assert found == [(date(2026, 8, 3), None)] * 11


def test_a_plan_that_gives_way_to_another_ended_by_then(staging: Staging) -> None:
    staging.annex_a(AUGUST, {7: [PLAN]})
    staging.annex_a(SEPTEMBER, {7: [{**PLAN, "plan_started_on": date(2026, 9, 8)}]})
    assert staging.stage().rows("staged.cp_plans", "plan_started_on", "plan_ended_on") == [
        (date(2026, 6, 1), date(2026, 9, 8)),
        (date(2026, 9, 8), None),
    ]


def test_an_episode_older_than_the_referrals_listed_has_a_referral_of_its_own(staging: Staging) -> None:
    old = {**NEED, "child_in_need_started_on": date(2024, 1, 8)}
    recent = {
        **NEED,
        **OTHER,
        "child_in_need_started_on": date(2026, 8, 10),
    }  # in the months listed, and not there
    staging.annex_a(AUGUST, {3: [], 6: [old, recent]})
    columns = ("referral_received_on", "is_no_further_action", "closed_on")
    assert staging.stage().rows("staged.referrals", *columns) == [(date(2024, 1, 8), False, None)]


def test_a_plan_for_a_child_in_need_lasts_while_the_extracts_say_so(staging: Staging) -> None:
    staging.annex_a(AUGUST, {6: [{**NEED, "case_status_code": "d) Open assessment"}]})
    staging.annex_a(SEPTEMBER, {6: [{**NEED, "child_last_seen_on": date(2026, 9, 28)}]})
    staging.annex_a(OCTOBER, {6: [{**NEED, "case_status_code": "b) Child Protection plan"}]})
    build = staging.stage()
    # from the day after the extract with another status, to the next extract with another one
    assert build.rows("staged.cin_plans", "plan_started_on", "plan_ended_on") == [(date(2026, 9, 1), OCTOBER)]
    assert build.rows("staged.cin_visits", "visited_on", "is_child_seen", "is_child_seen_alone") == [
        (date(2026, 9, 28), True, None)
    ]


def test_a_plan_for_a_child_in_need_that_goes_on_is_open(staging: Staging) -> None:
    staging.annex_a(AUGUST, {6: [NEED]})
    staging.annex_a(SEPTEMBER, {6: [NEED]})
    assert staging.stage().rows("staged.cin_plans", "plan_started_on", "plan_ended_on") == [
        (date(2026, 8, 3), None)
    ]


@pytest.mark.parametrize(
    ("answers", "enquiry", "conference"),
    [
        # "deemed unnecessary: yes" means that there was no conference
        ({"conference_unnecessary_answer": "a) Yes"}, (True, AUGUST), []),
        (
            {
                "conference_unnecessary_answer": "b) No",
                "initial_conference_held_on": date(2026, 8, 28),
                "led_to_plan_answer": "a) Yes",
            },
            (False, date(2026, 8, 28)),
            [(date(2026, 8, 28), True)],
        ),
        ({"initial_conference_held_on": date(2026, 9, 2)}, (None, None), []),  # only booked on 31 August
        ({}, (None, None), []),
    ],
)
def test_an_enquiry_and_its_conference(
    staging: Staging,
    answers: Mapping[str, object],
    enquiry: tuple[bool | None, date | None],
    conference: list[tuple[date, bool]],
) -> None:
    staging.annex_a(AUGUST, {5: [{**ENQUIRY, **answers}]})
    build = staging.stage()
    assert build.rows("staged.section_47_enquiries", "is_no_further_action", "enquiry_ended_on") == [enquiry]
    assert build.rows("staged.initial_conferences", "conference_held_on", "is_plan_outcome") == conference


def test_an_enquiry_that_led_to_no_conference_was_over_by_the_first_extract_that_says_so(
    staging: Staging,
) -> None:
    over = {**ENQUIRY, "conference_unnecessary_answer": "a) Yes"}
    staging.annex_a(AUGUST, {5: [ENQUIRY]})
    staging.annex_a(SEPTEMBER, {5: [over]})
    staging.annex_a(OCTOBER, {5: [over]})
    assert staging.stage().rows("staged.section_47_enquiries", "enquiry_ended_on") == [SEPTEMBER]


@pytest.mark.parametrize(
    ("first", "clock_from"),
    [
        pytest.param({}, date(2026, 8, 3), id="both name the conference: the first began it"),
        pytest.param(
            {"conference_unnecessary_answer": "a) Yes"}, date(2026, 9, 1), id="the first led to none"
        ),
        pytest.param({"initial_conference_held_on": None}, date(2026, 9, 1), id="only the second names it"),
        pytest.param({"strategy_discussion_on": date(2026, 9, 12)}, date(2026, 9, 1), id="begun after it"),
    ],
)
def test_the_clock_of_a_conference_runs_from_the_strategy_discussion_that_began_it(
    staging: Staging, first: Mapping[str, object], clock_from: date
) -> None:
    held = {"initial_conference_held_on": date(2026, 9, 9)}
    begun = {**ENQUIRY, **held, "strategy_discussion_on": date(2026, 8, 3), **first}
    again = {**ENQUIRY, **held, "strategy_discussion_on": date(2026, 9, 1)}
    staging.annex_a(SEPTEMBER, {5: [begun, again]})
    # once the first has left the list the clock stays as it was
    staging.annex_a(OCTOBER, {5: [again]})
    build = staging.stage()
    assert build.rows("staged.initial_conferences", "conference_held_on") == [date(2026, 9, 9)]
    linked = build.connection.execute(
        "SELECT enquiries.enquiry_started_on FROM staged.initial_conferences"
        " JOIN staged.section_47_enquiries AS enquiries USING (authority_id, section_47_enquiry_id)"
    ).fetchall()
    assert linked == [(clock_from,)]
