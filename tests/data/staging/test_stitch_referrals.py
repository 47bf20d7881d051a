"""Monthly Annex A workbooks, stitched: when a referral was closed, which list 6 says of one episode of a child only."""

from __future__ import annotations

from datetime import date

from tests.data.staging.annex_a_rows import AUGUST, NEED, OCTOBER, OTHER, REFERRAL, SEPTEMBER
from tests.data.staging.conftest import Staging


def test_need_and_closing_of_a_referral_come_from_the_list_of_children_in_need(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL], 6: [NEED]})
    closed = {
        "child_in_need_ended_on": date(2026, 9, 25), "closure_reason_code": "RC7", "case_status_code": "e) Closed episode"
    }  # fmt: skip
    staging.annex_a(SEPTEMBER, {3: [REFERRAL], 6: [{**NEED, **closed}]})
    build = staging.stage()
    columns = ("referral_received_on", "primary_need_code", "closed_on", "closure_reason_code")
    assert build.rows("staged.referrals", *columns) == [(date(2026, 8, 3), "N1", date(2026, 9, 25), "RC7")]
    assert build.rows("staged.cin_plans", "plan_started_on", "plan_ended_on") == [
        (date(2026, 8, 3), date(2026, 9, 25))
    ]


def test_a_referral_without_action_is_closed_on_its_day(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [{**REFERRAL, "no_further_action_answer": "a) Yes"}]})
    assert staging.stage().rows("staged.referrals", "is_no_further_action", "closed_on") == [
        (True, date(2026, 8, 3))
    ]


def test_a_referral_that_no_episode_stands_for_is_over_by_the_first_list_without_one(
    staging: Staging,
) -> None:
    early = {**REFERRAL, "referral_received_on": date(2026, 7, 20)}
    late = {**REFERRAL, **OTHER, "referral_received_on": date(2026, 8, 20)}
    others = {**NEED, "child_id": "9003"}
    staging.annex_a(AUGUST, {3: [early, late], 6: [others]})
    # an episode may begin a while after its referral, so the late one may still get one
    assert staging.stage().rows("staged.referrals", "referral_received_on", "closed_on") == [
        (date(2026, 7, 20), AUGUST),
        (date(2026, 8, 20), None),
    ]
    begun = {**NEED, **OTHER, "child_in_need_started_on": date(2026, 9, 4)}
    staging.annex_a(SEPTEMBER, {3: [early, late], 6: [others, begun]})
    assert staging.stage().rows("staged.referrals", "referral_received_on", "closed_on") == [
        (date(2026, 7, 20), AUGUST),
        (date(2026, 8, 20), None),
    ]


def test_a_referral_whose_episode_gave_way_to_a_later_one_was_over_by_then(staging: Staging) -> None:
    early = {**REFERRAL, "referral_received_on": date(2026, 4, 13)}
    staging.annex_a(AUGUST, {3: [early, REFERRAL], 6: [NEED]})
    assert staging.stage().rows("staged.referrals", "referral_received_on", "closed_on") == [
        (date(2026, 4, 13), date(2026, 8, 3)),
        (date(2026, 8, 3), None),
    ]


def test_without_a_list_of_children_in_need_no_referral_is_over(staging: Staging) -> None:
    staging.annex_a(AUGUST, {3: [REFERRAL]})
    staging.annex_a(OCTOBER, {3: [REFERRAL]})
    assert staging.stage().rows("staged.referrals", "closed_on") == [None]


def test_a_row_in_need_that_could_not_be_read_closes_no_referral(staging: Staging) -> None:
    others = [{**NEED, "child_id": f"91{number:02d}"} for number in range(10)]
    unread = {**NEED, "child_in_need_started_on": "soon"}
    staging.annex_a(OCTOBER, {3: [REFERRAL], 6: [unread, *others]})
    assert staging.stage().rows("staged.referrals", "closed_on") == [None]
