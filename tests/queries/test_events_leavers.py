"""Care experienced young people at month ends: codes, birthdays, intervals and what is not known.

The list of care leavers speaks for October 2026, the last complete month before the extract of 2 November.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.queries.staged_tables import StagedTables

TABLE = "care_leavers_at_month_end"
BORN_ON = date(2006, 5, 5)  # 20 at the end of October 2026


def add_person(
    staged: StagedTables, child: str = "C1", born_on: date | None = BORN_ON, **values: Any
) -> None:
    staged.add("people", child_id=child, born_on=born_on, **values)


def add_leaver(
    staged: StagedTables, child: str = "C1", born_on: date | None = BORN_ON, **values: Any
) -> None:
    add_person(staged, child, born_on)
    row = {"care_leaver_id": f"L-{child}", "child_id": child, "eligibility_code": "Former Relevant", **values}
    staged.add("care_leavers", **row)


def add_care(staged: StagedTables, started_on: date, child: str = "C1", **values: Any) -> None:
    row = {
        "episode_started_on": started_on,
        "start_reason_code": "S",
        "care_period_id": f"P-{child}",
        **values,
    }
    staged.add("care_episodes", care_episode_id=f"E-{child}-{started_on}", child_id=child, **row)


def october(staged: StagedTables, *columns: str, child: str = "C1") -> Any:
    return staged.months(TABLE, *columns, child_id=child)["2026-10"]


@pytest.mark.parametrize("code", ["YES", "NO", "REFU", "NREQ", "DIED", "RHOM"])
def test_in_touch_is_the_code_of_the_list(staged: StagedTables, code: str) -> None:
    add_leaver(staged, in_touch_code=code)
    assert october(staged, "in_touch_code", "is_in_touch_known") == (code, True)


@pytest.mark.parametrize(
    ("code", "is_suitable"),
    [
        ("1", True),
        ("Suitable", True),
        ("Yes", True),
        ("2", False),
        ("Unsuitable", False),
        ("No", False),
        (None, None),
    ],
)
def test_suitable_and_yes_are_the_same_and_blank_is_unknown(
    staged: StagedTables, code: str | None, is_suitable: bool | None
) -> None:
    add_leaver(staged, suitability_code=code)
    assert october(staged, "is_accommodation_suitable") is is_suitable


@pytest.mark.parametrize(
    ("activity", "is_in", "is_out"),
    [
        ("F1", True, False),
        ("P5", True, False),
        ("F3", True, False),
        ("G4", False, True),
        ("G6", False, True),
        ("F2: NOT IN EMPLOYMENT BUT IN EDUCATION", True, False),
        ("G5: NOT IN EDUCATION, EMPLOYMENT OR TRAINING", False, True),
        (None, False, False),
    ],
)
def test_activity_is_judged_by_its_code_not_by_its_words(
    staged: StagedTables, activity: str | None, is_in: bool, is_out: bool
) -> None:
    add_leaver(staged, activity_code=activity)
    assert october(staged, "is_in_education_or_work", "is_not_in_education_or_work") == (is_in, is_out)


@pytest.mark.parametrize(
    ("born_on", "age", "group"),
    [
        pytest.param(date(2007, 10, 31), 19, "19 to 21", id="19 on the day"),
        pytest.param(date(2007, 11, 1), 18, "17 to 18", id="19 tomorrow"),
        pytest.param(date(2004, 11, 1), 21, "19 to 21", id="22 tomorrow"),
        pytest.param(date(2004, 10, 31), 22, "22 to 24", id="22 on the day"),
        pytest.param(None, None, None, id="age not known"),
    ],
)
def test_the_age_group_needs_both_ends(
    staged: StagedTables, born_on: date | None, age: int | None, group: str | None
) -> None:
    add_leaver(staged, born_on=born_on)
    assert october(staged, "age_in_years", "age_group") == (age, group)


@pytest.mark.parametrize("born_on", [date(2010, 11, 1), date(2001, 10, 31)])
def test_under_16_and_from_25_nobody_is_a_care_leaver(staged: StagedTables, born_on: date) -> None:
    add_leaver(staged, born_on=born_on)
    assert staged.events(TABLE) == []


@pytest.mark.parametrize(
    ("reviewed_on", "born_on", "is_up_to_date"),
    [
        pytest.param(date(2026, 5, 1), BORN_ON, True, id="day 183"),
        pytest.param(date(2026, 4, 30), BORN_ON, False, id="day 184"),
        pytest.param(None, BORN_ON, False, id="none, as placeholders of 1900 are staged"),
        pytest.param(date(2025, 10, 31), date(2005, 10, 31), True, id="a year from the age of 21"),
        pytest.param(date(2025, 10, 30), date(2005, 10, 31), False, id="a year and a day"),
        pytest.param(date(2025, 10, 31), date(2005, 11, 1), False, id="21 tomorrow"),
    ],
)
def test_a_pathway_plan_is_up_to_date_for_183_days(
    staged: StagedTables, reviewed_on: date | None, born_on: date, is_up_to_date: bool
) -> None:
    add_leaver(staged, born_on=born_on, pathway_plan_reviewed_on=reviewed_on)
    add_leaver(staged, "other", pathway_plan_reviewed_on=date(2026, 9, 9))
    assert october(staged, "is_pathway_plan_up_to_date", "is_pathway_plan_known") == (is_up_to_date, True)


@pytest.mark.parametrize(
    ("contact_on", "is_in_time"),
    [(date(2026, 9, 5), True), (date(2026, 9, 4), False), (None, False), (date(2026, 11, 1), True)],
)
def test_a_contact_is_in_time_for_56_days(
    staged: StagedTables, contact_on: date | None, is_in_time: bool
) -> None:
    add_leaver(staged, latest_contact_on=contact_on)
    add_leaver(staged, "other", latest_contact_on=date(2026, 10, 1))
    assert october(staged, "is_contacted_in_8_weeks", "is_contact_known") == (is_in_time, True)


def test_what_the_list_never_says_is_not_known(staged: StagedTables) -> None:
    """The older form of list 9 has no adviser, no plan and no contact."""
    add_leaver(staged, in_touch_code="YES")
    known = ("is_in_touch_known", "is_contact_known", "is_pathway_plan_known", "is_adviser_known")
    assert october(staged, *known) == (True, False, False, False)


def test_the_list_says_nothing_of_earlier_months(staged: StagedTables) -> None:
    add_leaver(staged, in_touch_code="YES", pathway_plan_reviewed_on=date(2026, 9, 1))
    assert list(staged.months(TABLE, "age_in_years")) == ["2026-10"]


def add_list(staged: StagedTables, known_on: date, child: str = "C1", **values: Any) -> None:
    """Put a young person in the list of one day; its eligibility is former relevant."""
    row = {
        "care_leaver_id": f"L-{child}-{known_on}",
        "child_id": child,
        "eligibility_code": "Former Relevant",
    }
    staged.add("care_leavers", known_on=known_on, **row, **values)


def test_each_list_speaks_for_its_own_month(staged: StagedTables) -> None:
    for child in ("C1", "C2"):
        add_person(staged, child)
    add_list(staged, date(2026, 7, 31), in_touch_code="YES", activity_code="F2")
    add_list(staged, date(2026, 7, 31), "C2", in_touch_code="NO")
    # on 5 September the last whole month was August
    add_list(staged, date(2026, 9, 5), in_touch_code="REFU", activity_code="G5")
    add_list(staged, date(2026, 10, 31), in_touch_code="NO", activity_code="G4")
    add_list(staged, date(2026, 11, 2), in_touch_code="YES", activity_code="P2")  # October again, and newer
    columns = ("in_touch_code", "is_in_touch_known", "activity_code", "is_home_known")
    assert staged.months(TABLE, *columns, child_id="C1") == {
        "2026-07": ("YES", True, "F2", True),
        "2026-08": ("REFU", True, "G5", True),
        # between two lists that have the young person: entitled, and nothing is known of the month
        "2026-09": ("NO", False, None, False),
        "2026-10": ("YES", True, "P2", True),
    }
    assert staged.months(TABLE, *columns, child_id="C2") == {"2026-07": ("NO", True, None, True)}


def test_after_the_last_list_nothing_is_known(staged: StagedTables) -> None:
    add_person(staged)
    add_list(staged, date(2026, 8, 31), in_touch_code="YES", latest_contact_on=date(2026, 8, 20))
    columns = ("is_on_list", "is_in_touch_known", "is_contact_known", "is_home_known")
    months = staged.months(TABLE, *columns)
    assert months == {
        "2026-08": (True, True, True, True),
        "2026-09": (False, False, False, False),
        "2026-10": (False, False, False, False),
    }


def test_what_a_list_never_says_is_not_known_of_its_month_only(staged: StagedTables) -> None:
    add_person(staged)
    add_list(staged, date(2026, 9, 30), in_touch_code="YES")
    add_list(staged, date(2026, 10, 31), in_touch_code="YES", personal_adviser_id="W1")
    columns = ("has_personal_adviser", "is_adviser_known")
    assert staged.months(TABLE, *columns) == {"2026-09": (False, False), "2026-10": (True, True)}


def test_without_a_list_nobody_drops_out_after_the_last_contact(staged: StagedTables) -> None:
    """A young person of 20 whom nobody has met since July is late, not gone."""
    add_person(staged)
    add_person(staged, "C2", born_on=date(2005, 9, 20))  # 21 in September
    staged.add("care_leaver_contacts", child_id="C1", contacted_on=date(2026, 3, 2))
    for child in ("C1", "C2"):
        staged.add("care_leaver_contacts", child_id=child, contacted_on=date(2026, 7, 6))
    columns = ("is_contacted_in_8_weeks", "is_contact_known")
    months = staged.months(TABLE, *columns, child_id="C1")
    assert (months["2026-08"], months["2026-09"]) == ((True, True), (False, True))
    assert max(months) == "2026-10"
    assert list(staged.months(TABLE, *columns, child_id="C2")) == ["2026-07", "2026-08"]


def test_earlier_months_come_from_the_dated_feeds(staged: StagedTables) -> None:
    add_leaver(staged, in_touch_code="YES", latest_contact_on=date(2026, 10, 20), activity_code="G5")
    staged.add("care_leaver_contacts", child_id="C1", contacted_on=date(2026, 1, 10))
    staged.add("care_leaver_contacts", child_id="C1", contacted_on=date(2026, 6, 30))
    staged.add(
        "pathway_plans", child_id="C1", reviewed_on=date(2026, 1, 10), accommodation="U", is_suitable="Y"
    )
    staged.add("pathway_plans", child_id="C1", reviewed_on=date(2026, 8, 1), activity="F5", is_suitable="N")
    months = staged.months(
        TABLE, "in_touch_code", "days_since_contact", "activity_code", "is_accommodation_suitable"
    )
    assert next(iter(months)) == "2026-01"
    assert months["2026-07"] == ("YES", 31, None, True)
    assert months["2026-09"] == ("NO", 92, "F5", False)
    assert months["2026-10"] == ("YES", 11, "G5", False)
    known = staged.months(TABLE, "is_contact_known", "is_in_touch_known", "is_home_known")
    assert [known["2026-02"], known["2026-03"], known["2026-04"], known["2026-07"]] == [
        (False, False, False),
        (True, False, False),
        (True, True, False),
        (True, True, True),
    ]


def test_a_young_person_who_left_the_list_at_21_stays_in_earlier_months(staged: StagedTables) -> None:
    add_leaver(staged, "C2")
    add_person(staged, born_on=date(2005, 3, 10))  # 21 in March 2026
    staged.add("care_leaver_contacts", child_id="C1", contacted_on=date(2025, 11, 3))
    assert list(staged.months(TABLE, "age_in_years", child_id="C1")) == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]


def test_who_had_died_is_out(staged: StagedTables) -> None:
    add_person(staged, died_on=date(2026, 10, 12))
    staged.add("care_leavers", care_leaver_id="L", child_id="C1", eligibility_code="Former Relevant")
    assert staged.events(TABLE) == []


@pytest.mark.parametrize(
    ("entered_on", "is_eligible"),
    [(date(2026, 8, 1), True), (date(2026, 8, 2), False)],
    ids=["91 days", "90 days"],
)
def test_in_care_at_16_with_13_weeks_is_eligible_on_the_list_or_not(
    staged: StagedTables, entered_on: date, is_eligible: bool
) -> None:
    add_person(staged, born_on=date(2010, 7, 31))
    add_care(staged, entered_on)
    months = staged.months(TABLE, "eligibility", "is_on_list", "is_over_16_and_3_months", "has_pathway_plan")
    assert months == ({"2026-10": ("Eligible", False, True, False)} if is_eligible else {})


def test_13_weeks_are_added_up_over_periods_since_the_age_of_14(staged: StagedTables) -> None:
    add_person(staged, born_on=date(2010, 7, 31))
    # 61 days after the 14th birthday on 31 July 2024; a year before it that does not count; 30 days now
    add_care(staged, date(2023, 7, 1), episode_ceased_on=date(2024, 9, 30), ceased_reason_code="E4A")
    add_care(staged, date(2026, 10, 1))
    assert list(staged.months(TABLE, "eligibility")) == ["2026-10"]


def test_the_16th_birthday_and_three_months(staged: StagedTables) -> None:
    for child, born_on in {"C1": date(2010, 7, 31), "C2": date(2010, 8, 1)}.items():
        add_person(staged, child, born_on)
        add_care(staged, date(2024, 1, 1), child)
    assert october(staged, "is_over_16_and_3_months", child="C1") is True
    assert october(staged, "is_over_16_and_3_months", child="C2") is False


def test_staying_put_is_asked_of_those_in_foster_care_until_18(staged: StagedTables) -> None:
    for child, kind in {"C1": "U6", "C2": "K2"}.items():
        add_leaver(staged, child, accommodation_code="Z")
        add_care(
            staged, date(2020, 6, 1), child, episode_ceased_on=date(2024, 5, 5), ceased_reason_code="E17"
        )
        staged.add(
            "placements",
            placement_id=f"PL-{child}",
            child_id=child,
            care_period_id=f"P-{child}",
            placement_started_on=date(2020, 6, 1),
            placement_ended_on=date(2024, 5, 5),
            placement_type_code=kind,
        )
    columns = ("is_fostered_to_18", "is_with_former_carers")
    assert october(staged, *columns, child="C1") == (True, True)
    assert october(staged, *columns, child="C2") == (False, True)


def test_the_adviser_is_the_list_s_or_the_one_involved_on_the_day(staged: StagedTables) -> None:
    add_leaver(staged, personal_adviser_id="W2", team_id="T2")
    staged.add("care_leaver_contacts", child_id="C1", contacted_on=date(2026, 8, 3))
    staged.add(
        "involvements",
        involvement_id="I",
        child_id="C1",
        worker_id="W1",
        team_id="T1",
        role_code="Personal Adviser",
        involvement_started_on=date(2026, 9, 1),
    )
    months = staged.months(TABLE, "personal_adviser_id", "team_id", "is_adviser_known")
    assert months == {
        "2026-08": (None, None, False),
        "2026-09": ("W1", "T1", True),
        "2026-10": ("W2", "T2", True),
    }
