"""Contacts and referrals: links by window, re-referrals, duplicates, decisions, allocation in time.

Days are counted on a wall calendar; 4 April 2026 to 6 April 2026 is the Easter weekend (Good Friday is 3 April).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.queries.staged_tables import COUNCIL, StagedTables


def add_contact(staged: StagedTables, name: str = "K", child: str = "C1", **values: Any) -> None:
    staged.add("contacts", contact_id=name, child_id=child, **values)


def add_referral(staged: StagedTables, name: str = "R", child: str = "C1", **values: Any) -> None:
    staged.add("referrals", referral_id=name, child_id=child, **values)


def flags(**values: str) -> str:
    return "{" + ", ".join(f'"{name}_FLAG": "{value}"' for name, value in values.items()) + "}"


# Contacts


def test_a_contact_about_three_children_is_three_rows_and_the_unborn_child_is_one(
    staged: StagedTables,
) -> None:
    staged.add("people", child_id="C1", born_on=date(2015, 3, 2), sex_code="F", ethnicity_code="CHNE")
    staged.add("people", child_id="C2", expected_on=date(2026, 12, 1), sex_code="U", ethnicity_code="NOBT")
    for child in ("C1", "C2", "C3"):
        add_contact(staged, f"K-{child}", child, contact_received_on=date(2026, 9, 7), source_code="6")
    rows = staged.events("contacts")
    assert [row["age_band"] for row in rows] == ["10 to 15", "Unborn", None]
    assert [row["sex"] for row in rows] == ["Female", None, None]
    assert [row["ethnicity_group"] for row in rows] == ["Asian", None, None]
    assert {row["source_group"] for row in rows} == {"Police"}


@pytest.mark.parametrize(
    ("referred_on", "is_referral"),
    [
        pytest.param(date(2026, 4, 1), False, id="the day before the contact"),
        pytest.param(date(2026, 4, 2), True, id="the same day"),
        pytest.param(date(2026, 4, 13), True, id="the fifth working day after, over Easter"),
        pytest.param(date(2026, 4, 14), False, id="the sixth working day after"),
    ],
)
def test_without_an_outcome_a_contact_became_a_referral_within_the_window(
    staged: StagedTables, referred_on: date, is_referral: bool
) -> None:
    # Thursday 2 April; then 7, 8, 9, 10 and 13 April are the five working days
    add_contact(staged, contact_received_on=date(2026, 4, 2))
    add_referral(staged, referral_received_on=referred_on)
    add_referral(staged, "R2", "another", referral_received_on=date(2026, 4, 2))
    row = staged.event("contacts")
    assert (row["window_closes_on"], row["is_referral"]) == (date(2026, 4, 13), is_referral)


def test_a_recorded_outcome_decides_whatever_the_dates_say(staged: StagedTables) -> None:
    add_referral(staged, referral_received_on=date(2026, 9, 8))
    add_contact(
        staged, "K1", contact_received_on=date(2026, 9, 7), outcome_flags=flags(NEW_REFERRAL="N", NFA="Y")
    )
    add_contact(
        staged, "K2", "C2", contact_received_on=date(2026, 9, 7), outcome_flags=flags(NEW_REFERRAL="Y")
    )
    add_contact(
        staged, "K3", contact_received_on=date(2026, 9, 7), outcome_flags=flags(NEW_REFERRAL="", NFA="")
    )
    rows = staged.events("contacts")
    assert [row["is_referral"] for row in rows] == [False, True, True]
    assert [row["is_no_further_action"] for row in rows] == [True, None, None]


def test_a_contact_is_too_recent_until_its_window_has_closed(staged: StagedTables) -> None:
    staged.cover(date(2020, 4, 1), date(2026, 9, 14))
    # Monday 7 September is five working days before the extract, Tuesday 8 is one of its last five
    add_contact(staged, "K1", contact_received_on=date(2026, 9, 7))
    add_contact(staged, "K2", contact_received_on=date(2026, 9, 8), outcome_flags=flags(NEW_REFERRAL="Y"))
    assert [row["is_too_recent"] for row in staged.events("contacts")] == [False, True]


def test_a_contact_about_a_child_already_open_is_told_apart(staged: StagedTables) -> None:
    for name, outcome in (
        ("K1", flags(EXISTING_REFERRAL="Y")),
        ("K2", flags(EXISTING_REFERRAL="N")),
        ("K3", None),
    ):
        add_contact(staged, name, contact_received_on=date(2026, 9, 7), outcome_flags=outcome)
    groups = [row["open_case_group"] for row in staged.events("contacts")]
    assert groups == ["Child already open", "Child not open", None]


def test_the_decision_comes_from_the_local_feed(staged: StagedTables) -> None:
    add_contact(staged, "K1", contact_received_on=date(2026, 9, 7))
    add_contact(staged, "K2", contact_received_on=date(2026, 9, 7))
    staged.add(
        "contact_decisions",
        contact_id="K1",
        child_id="C1",
        received_at=datetime(2026, 9, 7, 9),
        rating="amber",
        reason="neglect",
        decided_at=datetime(2026, 9, 8, 16, 5),
        decision="no_further_action",
    )
    decided, not_known = staged.events("contacts")
    assert (decided["has_decision_record"], decided["decided_on"]) == (True, date(2026, 9, 8))
    assert (decided["is_no_further_action"], decided["is_referral"], decided["rating"]) == (
        True,
        False,
        "amber",
    )
    assert (not_known["has_decision_record"], not_known["decided_on"]) == (False, None)


def test_once_the_feed_of_decisions_has_begun_no_row_means_undecided(staged: StagedTables) -> None:
    for name, day in {"K1": 6, "K2": 7, "K3": 8}.items():
        add_contact(staged, name, contact_received_on=date(2026, 9, day))
    # one of a contact that the case system does not have begins nothing
    for name, day in {"K2": 7, "elsewhere": 1}.items():
        received_at = datetime(2026, 9, day, 9)
        staged.add("contact_decisions", contact_id=name, child_id="C1", received_at=received_at)
    rows = staged.events("contacts")
    assert [row["is_decision_known"] for row in rows] == [False, True, True]
    assert [row["has_decision_record"] for row in rows] == [False, True, False]


def test_repeat_contacts_are_counted_over_six_whole_months(staged: StagedTables) -> None:
    # six months to 30 September 2026 begin on 1 April
    for number, day in enumerate([date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30), date(2026, 10, 1)]):
        add_contact(staged, f"K{number}", contact_received_on=day)
    table = "contacts_by_child_at_month_end"
    in_6 = staged.months(table, "contacts_in_6_months", child_id="C1")
    assert (in_6["2026-08"], in_6["2026-09"], in_6["2026-10"]) == (2, 2, 2)
    in_3 = staged.months(table, "contacts_in_3_months", child_id="C1")
    assert (in_3["2026-06"], in_3["2026-07"], in_3["2026-09"]) == (1, 0, 1)


def test_repeat_contacts_are_not_known_before_the_extracts_hold_six_months(staged: StagedTables) -> None:
    staged.cover(date(2026, 1, 1), date(2026, 9, 14))
    add_contact(staged, contact_received_on=date(2026, 4, 20))
    known = staged.months("contacts_by_child_at_month_end", "has_6_months")
    assert known == {"2026-04": False, "2026-05": False, "2026-06": True, "2026-07": True, "2026-08": True}


# Referrals


@pytest.mark.parametrize(
    ("earlier", "is_re_referral"),
    [
        pytest.param(date(2024, 2, 29), True, id="exactly 12 months, from 29 February"),
        pytest.param(date(2024, 2, 28), True, id="exactly 12 months"),
        pytest.param(date(2024, 2, 27), False, id="12 months and a day"),
        pytest.param(date(2025, 2, 27), True, id="the day before"),
    ],
)
def test_a_re_referral_is_within_12_calendar_months(
    staged: StagedTables, earlier: date, is_re_referral: bool
) -> None:
    add_referral(staged, "R1", referral_received_on=earlier)
    add_referral(staged, "R2", referral_received_on=date(2025, 2, 28))
    assert staged.event("referrals", event_id=f"{COUNCIL}:R2")["is_re_referral"] is is_re_referral


def test_looking_back_from_the_end_of_a_leap_february_ends_on_28_february(staged: StagedTables) -> None:
    add_referral(staged, "R1", referral_received_on=date(2023, 2, 28))
    add_referral(staged, "R2", referral_received_on=date(2024, 2, 29))
    assert staged.event("referrals", event_id=f"{COUNCIL}:R2")["is_re_referral"]


def test_re_referral_counts_from_referral_to_referral_not_from_the_closing(staged: StagedTables) -> None:
    add_referral(staged, "R1", referral_received_on=date(2024, 1, 8), closed_on=date(2025, 1, 6))
    add_referral(staged, "R2", referral_received_on=date(2025, 3, 3))
    row = staged.event("referrals", event_id=f"{COUNCIL}:R2")
    assert (row["is_re_referral"], row["is_within_year_of_closure"]) == (False, True)


def test_referrals_of_one_child_on_one_day_are_one_and_no_re_referral(staged: StagedTables) -> None:
    day = date(2026, 9, 7)
    add_referral(staged, "R1", referral_received_on=day, is_no_further_action=True, closed_on=day)
    add_referral(staged, "R2", referral_received_on=day, is_no_further_action=False)
    add_referral(staged, "R3", "sister", referral_received_on=day)
    rows = staged.events("referrals")
    assert [row["event_id"] for row in rows] == [f"{COUNCIL}:R2", f"{COUNCIL}:R3"]
    assert [row["is_re_referral"] for row in rows] == [False, False]


def test_a_shorter_local_window_counts_from_the_day_it_holds(staged: StagedTables) -> None:
    staged.set_rule("re_referral_months", 6, "months", valid_from=date(2026, 4, 1))
    for child, second in (("C1", date(2026, 3, 31)), ("C2", date(2026, 4, 1))):
        add_referral(staged, f"{child}-1", child, referral_received_on=date(2025, 7, 1))
        add_referral(staged, f"{child}-2", child, referral_received_on=second)
    found = {row["event_id"][-4:]: row["is_re_referral"] for row in staged.events("referrals")}
    assert (found["C1-2"], found["C2-2"]) == (True, False)


def test_whether_it_is_a_re_referral_is_not_known_without_12_months_of_history(staged: StagedTables) -> None:
    staged.cover(date(2026, 4, 1), date(2026, 11, 2))
    add_referral(staged, "R1", referral_received_on=date(2026, 5, 1))
    add_referral(staged, "R2", referral_received_on=date(2026, 9, 7))
    add_referral(staged, "R3", "C2", referral_received_on=date(2026, 9, 7))
    add_referral(staged, "R4", "C3", referral_received_on=date(2026, 9, 7))
    counts = {"list_number": 3, "known_on": date(2026, 10, 1)}
    staged.add("annex_a_counts", child_id="C2", referrals_last_12_months=1, **counts)
    staged.add("annex_a_counts", child_id="C3", referrals_last_12_months=0, **counts)
    found = [(row["is_re_referral"], row["is_re_referral_known"]) for row in staged.events("referrals")]
    # the earlier referral of C1 on 1 May happens to be there: that makes nothing known
    assert found == [(False, False), (True, False), (True, True), (False, True)]


def test_in_the_first_12_months_not_only_the_repeats_are_known(staged: StagedTables) -> None:
    staged.cover(date(2025, 10, 1), date(2026, 11, 2))
    add_referral(staged, "A1", "A", referral_received_on=date(2025, 11, 3), closed_on=date(2025, 12, 1))
    add_referral(staged, "A2", "A", referral_received_on=date(2026, 9, 30))
    add_referral(staged, "B1", "B", referral_received_on=date(2026, 9, 30))
    add_referral(staged, "C1", "C", referral_received_on=date(2026, 10, 1))
    rows = staged.events("referrals")
    assert [row["is_re_referral"] for row in rows] == [False, True, False, False]
    assert [row["is_re_referral_known"] for row in rows] == [False, False, False, True]
    assert [row["is_within_year_of_closure"] for row in rows] == [False, True, False, False]
    assert [row["is_within_year_of_closure_known"] for row in rows] == [False, False, False, True]


def test_the_number_of_12_months_is_no_answer_for_a_shorter_window(staged: StagedTables) -> None:
    staged.cover(date(2026, 4, 1), date(2026, 11, 2))
    staged.set_rule("re_referral_months", 6, "months", valid_from=date(2026, 4, 1))
    add_referral(staged, referral_received_on=date(2026, 9, 7))
    staged.add(
        "annex_a_counts",
        child_id="C1",
        list_number=3,
        known_on=date(2026, 10, 1),
        referrals_last_12_months=1,
    )
    row = staged.event("referrals")
    assert (row["is_re_referral"], row["is_re_referral_known"]) == (False, False)


def test_a_blank_outcome_is_not_no(staged: StagedTables) -> None:
    day = date(2026, 9, 7)
    add_referral(staged, "R1", referral_received_on=day)
    add_referral(staged, "R2", "C2", referral_received_on=day, outcome_flags=flags(NFA="Y"))
    add_referral(
        staged, "R3", "C3", referral_received_on=day, is_no_further_action=False, outcome_flags=flags(NFA="")
    )
    assert [row["is_no_further_action"] for row in staged.events("referrals")] == [None, True, False]


def test_a_referral_went_on_to_an_assessment_within_20_working_days(staged: StagedTables) -> None:
    # 20 working days from Thursday 2 April 2026, over Easter and the holiday of 4 May, are up on 5 May
    for child, started_on in (("C1", date(2026, 5, 5)), ("C2", date(2026, 5, 6)), ("C3", date(2026, 3, 30))):
        add_referral(staged, f"R-{child}", child, referral_received_on=date(2026, 4, 2))
        staged.add(
            "assessments",
            assessment_id=f"A-{child}",
            child_id=child,
            referral_id=f"R-{child}",
            assessment_started_on=started_on,
        )
    found = [(row["is_assessed_within_20_days"], row["is_progressed"]) for row in staged.events("referrals")]
    assert found == [(True, True), (False, True), (False, False)]


def test_a_referral_is_too_recent_for_an_assessment_until_20_working_days_are_up(
    staged: StagedTables,
) -> None:
    # those of 1 April are up on 1 May, those of 2 April on 5 May
    staged.cover(date(2020, 4, 1), date(2026, 5, 5))
    add_referral(staged, "R1", referral_received_on=date(2026, 4, 1))
    add_referral(staged, "R2", "C2", referral_received_on=date(2026, 4, 2))
    assert [row["is_too_recent_for_assessment"] for row in staged.events("referrals")] == [False, True]


def test_a_worker_is_allocated_in_time_counted_in_working_days(staged: StagedTables) -> None:
    # Friday 4 September; Monday is the first working day after, Friday 11 the fifth
    roles = {"C1": "CW", "C2": "social worker", "C3": "CW", "C4": "DUTY WORKER", "C5": "CW"}
    starts = {
        "C1": (2026, 9, 7),
        "C2": (2026, 9, 8),
        "C3": (2026, 9, 14),
        "C4": (2026, 9, 4),
        "C5": (2025, 1, 6),
    }
    for child, role in roles.items():
        add_referral(staged, f"R-{child}", child, referral_received_on=date(2026, 9, 4))
        staged.add(
            "involvements",
            involvement_id=f"I-{child}",
            child_id=child,
            worker_id="W",
            role_code=role,
            involvement_started_on=date(*starts[child]),
        )
    rows = staged.events("referrals")
    assert [row["is_allocated_within_1_day"] for row in rows] == [True, False, False, False, True]
    assert [row["is_allocated_within_5_days"] for row in rows] == [True, True, False, False, True]
    # a duty worker is not allocated; a worker who was there already is allocated on the day
    assert [row["allocated_on"] for row in rows][3:] == [None, date(2026, 9, 4)]


def test_a_referral_that_is_within_a_year_of_a_closing_to_the_day(staged: StagedTables) -> None:
    for child, closed_on in (("C1", date(2025, 9, 7)), ("C2", date(2025, 9, 6))):
        add_referral(staged, f"{child}-1", child, referral_received_on=date(2024, 1, 8), closed_on=closed_on)
        add_referral(staged, f"{child}-2", child, referral_received_on=date(2026, 9, 7))
    found = {row["event_id"][-4:]: row["is_within_year_of_closure"] for row in staged.events("referrals")}
    assert (found["C1-2"], found["C2-2"]) == (True, False)


def test_a_child_referred_again_counts_once_among_the_children_of_12_months(staged: StagedTables) -> None:
    # the 12 months to 30 September 2026 begin on 1 October 2025
    days = {"C1": [date(2025, 9, 30), date(2026, 3, 2), date(2026, 6, 1)], "C2": [date(2025, 10, 1)]}
    for child, received in days.items():
        for number, day in enumerate(received):
            add_referral(staged, f"{child}-{number}", child, referral_received_on=day)
    table = "referred_children_at_month_end"
    first = staged.months(table, "referrals_in_12_months", "is_re_referred", child_id="C1")
    assert (first["2025-09"], first["2026-08"], first["2026-09"]) == ((1, False), (3, True), (2, True))
    second = staged.months(table, "is_re_referred", "is_re_referred_known", child_id="C2")
    assert (min(second), max(second), second["2026-09"]) == ("2025-10", "2026-09", (False, True))


def test_whether_a_child_was_referred_again_needs_24_months_of_history(staged: StagedTables) -> None:
    """The 12 months to 30 September 2026 begin on 1 October 2025, and are looked back on to 1 October 2024."""
    add_referral(staged, "R1", referral_received_on=date(2026, 9, 7))
    add_referral(staged, "R2", "C2", referral_received_on=date(2026, 8, 3))
    add_referral(staged, "R3", "C2", referral_received_on=date(2026, 9, 7))

    def known(child: str) -> dict[str, Any]:
        return staged.months("referred_children_at_month_end", "is_re_referred_known", child_id=child)

    staged.cover(date(2024, 10, 2), date(2026, 11, 2))
    # C2 is known to have been referred again, C1 is not: either both count, or neither
    assert (known("C1")["2026-09"], known("C2")["2026-09"]) == (False, False)
    assert (known("C1")["2026-10"], known("C2")["2026-10"]) == (True, True)
    staged.cover(date(2024, 10, 1), date(2026, 11, 2))
    assert (known("C1")["2026-09"], known("C2")["2026-09"]) == (True, True)


def test_a_child_whose_latest_referral_annex_a_counted_is_known_with_12_months(staged: StagedTables) -> None:
    for child, number in (("C1", 0), ("C2", 1), ("C3", None)):
        add_referral(staged, f"R-{child}", child, referral_received_on=date(2026, 9, 7))
        counts = {"list_number": 3, "known_on": date(2026, 9, 30), "referrals_last_12_months": number}
        staged.add("annex_a_counts", child_id=child, **counts)
    add_referral(staged, "R-C2-earlier", "C2", referral_received_on=date(2026, 9, 1))  # never the latest

    def september() -> list[Any]:
        rows = staged.events("referred_children_at_month_end")
        return [row["is_re_referred_known"] for row in rows if row["month_end"] == date(2026, 9, 30)]

    staged.cover(date(2025, 10, 1), date(2026, 9, 30))
    staged.connection.execute("INSERT INTO month_ends VALUES (?, DATE '2026-09-30')", [COUNCIL])
    assert september() == [True, True, False]
    staged.cover(date(2025, 10, 2), date(2026, 9, 30))
    staged.connection.execute("INSERT INTO month_ends VALUES (?, DATE '2026-09-30')", [COUNCIL])
    assert september() == [False, False, False]
