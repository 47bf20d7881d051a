"""The monthly workbooks agree with the tables they come from, as they were known at each month's end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data.synthetic import SyntheticAuthority
from data.synthetic.annex_a import month_ends_before

Read = Callable[[str], pd.DataFrame]
Sheets = dict[int, pd.DataFrame]
Books = dict[date, Sheets]


LAST = pd.Timestamp(2026, 10, 31)


@pytest.fixture(scope="module")
def lists(northmere: SyntheticAuthority) -> dict[date, dict[int, pd.DataFrame]]:
    books = {}
    for book in northmere.annex_a:
        workbook = CalamineWorkbook.from_path(book.path)
        sheets = {}
        for number in range(1, 12):
            header, *rows = workbook.get_sheet_by_name(f"List {number}").to_python()
            frame = pd.DataFrame(rows, columns=header).replace({"": None})
            for name in header:
                if any(isinstance(value, date) for value in frame[name]):  # a real Excel date, not a text
                    frame[name] = pd.to_datetime(frame[name])
            sheets[number] = frame
        books[book.as_at] = sheets
    return books


@pytest.fixture(scope="module")
def last(lists: dict[date, dict[int, pd.DataFrame]]) -> dict[int, pd.DataFrame]:
    return lists[date(2026, 10, 31)]


def test_workbooks_are_about_the_last_month_ends(lists: Books) -> None:
    assert list(lists) == [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]
    assert month_ends_before(date(2024, 3, 15), 2) == (date(2024, 1, 31), date(2024, 2, 29))


def test_flow_lists_hold_six_months_and_nothing_later(lists: Books) -> None:
    for as_at, sheets in lists.items():
        first = (pd.Timestamp(as_at) + pd.Timedelta("1D")) - pd.DateOffset(months=6)
        for number, column in ((1, "Date of Contact"), (3, "Date of referral")):
            dates = sheets[number][column]
            assert first <= dates.min() <= first + pd.Timedelta("3D"), (as_at, number)
            assert dates.max() <= pd.Timestamp(as_at)
    for sheets in lists.values():
        for number, column in ((4, "Continuous Assessment Date of Authorisation"), (6, "CIN Closure Date")):
            assert sheets[number][column].dropna().min() >= pd.Timestamp(2026, 3, 1)


def test_contacts_and_referrals_are_those_of_the_tables(last: Sheets, ssd: Read) -> None:
    first = pd.Timestamp(2026, 5, 1)
    contacts = ssd("ssd_contacts")
    assert len(last[1]) == (contacts["cont_contact_date"] >= first).sum()
    referrals = ssd("ssd_cin_episodes")
    recent = referrals[referrals["cine_referral_date"] >= first]
    assert len(last[3]) == len(recent)
    assert (last[3]["Referral NFA?"] == "a) Yes").sum() == (recent["cine_referral_nfa"] == "Y").sum()
    rows = (
        referrals.sort_values("cine_referral_date").groupby("cine_person_id")["cine_referral_date"].agg(list)
    )
    for _, row in last[3].sample(60, random_state=1).iterrows():
        on = row["Date of referral"]
        before = [day for day in rows[row["Child Unique ID"]] if on - pd.DateOffset(months=12) <= day < on]
        assert row["Number of Referrals in Last 12 Months"] == len(before)


def test_open_assessments_have_neither_authorisation_nor_outcome(last: Sheets, ssd: Read) -> None:
    sheet = last[4]
    authorised = ssd("ssd_cin_assessments")["cina_assessment_auth_date"]
    is_open = sheet["Continuous Assessment Date of Authorisation"].isna()
    assert is_open.sum() == (authorised.isna() | (authorised == pd.Timestamp(1900, 1, 1))).sum()
    assert (
        sheet.loc[is_open, "Was the child assessed as requiring LA children's social care support?"]
        .isna()
        .all()
    )


def test_enquiries_say_unnecessary_where_no_conference_was_held(last: Sheets) -> None:
    sheet = last[5]
    held = sheet["Date of Initial Child Protection Conference"].notna()
    unnecessary = sheet["Was an Initial Child Protection Conference deemed unnecessary?"]
    assert (unnecessary[held] == "b) No").all()
    assert (unnecessary[~held].dropna() == "a) Yes").mean() > 0.9
    result = sheet["Did the Initial Child Protection Conference Result in a Child Protection Plan"]
    assert result[held].isin(["a) Yes", "b) No"]).all() and result[~held].isna().all()


def test_stock_lists_have_one_row_per_child_and_the_open_ones_of_the_tables(last: Sheets, ssd: Read) -> None:
    for number in (6, 7, 8, 9, 10):
        assert last[number]["Child Unique ID"].is_unique, number
    plans = ssd("ssd_cp_plans").query("cppl_cp_plan_ola == 'N' and cppl_cp_plan_end_date.isna()")
    on_plan = last[7][last[7]["Child Protection Plan End Date"].isna()]
    assert set(on_plan["Child Unique ID"]) == set(plans["cppl_person_id"])
    care = ssd("ssd_cla_episodes")
    breaks = set(
        ssd("ssd_legal_status").query("lega_legal_status == 'V4' and lega_legal_status_end_date.isna()")[
            "lega_person_id"
        ]
    )
    in_care = set(care[care["clae_cla_episode_ceased_date"].isna()]["clae_person_id"]) - breaks
    assert set(last[8][last[8]["Date Ceased to be Looked After"].isna()]["Child Unique ID"]) == in_care
    status = last[6].set_index("Child Unique ID")["Case Status"]
    shown = status.reindex(sorted(in_care)).dropna()
    # up to two young people left care at 18 and were never closed in the case system (imperfections.OPEN_PAST_18)
    assert (shown != "a) Looked after child").sum() <= 2
    assert len(last[9]) == len(ssd("ssd_care_leavers"))


def test_last_visit_is_the_latest_on_which_the_child_was_seen(last: Sheets, ssd: Read) -> None:
    visits = ssd("ssd_cp_visits").query("cppv_cp_visit_seen == 'Y'").merge(
        ssd("ssd_cp_plans"), left_on="cppv_cp_plan_id", right_on="cppl_cp_plan_id"
    )  # fmt: skip
    latest = visits.groupby(["cppl_person_id", "cppl_cp_plan_start_date"])["cppv_cp_visit_date"].max()
    sheet = last[7].set_index(["Child Unique ID", "Child Protection Plan Start Date"])[
        "Date of the Last Statutory Visit"
    ]
    expected = latest.reindex(sheet.index)
    assert sheet.isna().equals(expected.isna())
    assert (sheet.dropna() == expected.dropna()).all()


def test_a_workbook_holds_what_had_been_written_down_by_then(lists: Books, ssd: Read, feed: Read) -> None:
    as_at = pd.Timestamp(2026, 8, 31)
    times = feed("recording_times").set_index("record_id")["recorded_at"]
    visits = ssd("ssd_cp_visits").query("cppv_cp_visit_seen == 'Y'")
    visits = visits[visits["cppv_cp_visit_date"] <= as_at]
    visits = visits.assign(recorded=visits["cppv_cp_visit_id"].map(times))
    late = visits[visits["recorded"] >= as_at + pd.Timedelta("1D")]
    assert len(late) > 5
    known = (
        visits[visits["recorded"] < as_at + pd.Timedelta("1D")]
        .groupby("cppv_cp_plan_id")["cppv_cp_visit_date"]
        .max()
    )
    plans = ssd("ssd_cp_plans").set_index("cppl_cp_plan_id")
    sheet = lists[date(2026, 8, 31)][7].set_index(["Child Unique ID", "Child Protection Plan Start Date"])
    for plan_id in late["cppv_cp_plan_id"].unique():
        plan = plans.loc[plan_id]
        key = (plan["cppl_person_id"], plan["cppl_cp_plan_start_date"])
        if key in sheet.index:
            shown = sheet.loc[key, "Date of the Last Statutory Visit"]
            assert shown == known.get(plan_id, pd.NaT) or (pd.isna(shown) and plan_id not in known)


def test_answers_are_those_of_the_form(last: Sheets) -> None:
    starts = {
        (
            1,
            "Contact Source",
        ): r"[a-u]1?\) (1A|1B|1C|1D|2A|2B|3A|3B|3C|3D|3E|3F|4|5A|5B|5C|5D|6|7|8|9|10): .+",
        (1, "Ethnicity"): r"[a-u]\) ([A-Z]{4}|UNKNOWN)",
        (1, "Gender"): r"a\) Male|b\) Female|c\) Not stated/recorded \(or unborn\)",
        (4, "Child Seen During Continuous Assessment"): r"a\) Yes|b\) No|c\) Unknown",
        (6, "Primary Need Code"): r"N[0-9] - .+",
        (6, "Reason for Closure"): r"RC[1-9] - .+",
        (6, "Case Status"): (
            r"a\) Looked after child|b\) Child Protection plan|c\) Child in need plan|d\) Open assessment"
            r"|e\) Closed episode"
        ),
        (
            7,
            "Latest Category of Abuse",
        ): r"a\) Neglect|b\) Physical abuse|c\) Sexual abuse|d\) Emotional abuse|e\) Mult.+",
        (8, "Child's Legal Status"): r"(C1|C2|D1|E1|V2|L1|L2|L3|J1|J2|J3): .+",
        (8, "Placement Type"): r"[a-z]\) (U[1-6]|A[3-6]|P[1-3]|H5|K[12]|R[1235]|S1|Z1): .+",
        (8, "Placement Provider"): r"[a-f]\) PR[0-5] - .+",
        (8, "Reason Ceased to be Looked After"): r"[a-v]\) (E[0-9]+[AB]?|X1)",
        (8, "Placement Location"): r"a\) In|b\) Out",
        (
            9,
            "Eligibility Category",
        ): r"a\) Relevant child|b\) Former relevant child|c\) Qualifying care leaver|d\) Eligible child",
        (9, "LA in Touch"): r"a\) Yes|b\) No|c\) Died|d\) Refu|e\) NREQ|f\) Rhom",
        (9, "Suitability of Accommodation"): r"a\) Suitable|b\) Unsuitable",
        (9, "Activity Status"): r"(F1|P1|F2|P2|F4|P4|F5|P5|G4|G5|G6): .+",
        (11, "Is the (prospective) adopter fostering for adoption?"): r"1 - Yes|0 - No",
    }
    for (number, column), pattern in starts.items():
        values = last[number][column].dropna().astype(str)
        assert len(values), (number, column)
        assert values.str.fullmatch(pattern).all(), (number, column, sorted(set(values))[:5])


def test_ages_are_whole_years_and_blank_for_the_unborn(last: Sheets) -> None:
    sheet = last[3].dropna(subset="Date of Birth")
    born, age = sheet["Date of Birth"], sheet["Age of Child (Years)"]
    had_birthday = (born.dt.month < 10) | ((born.dt.month == 10) & (born.dt.day <= 31))
    assert (age.astype(int) == LAST.year - born.dt.year - (~had_birthday).astype(int)).all()
    unborn = last[3][last[3]["Date of Birth"].isna()]
    assert len(unborn) > 0
    assert unborn["Age of Child (Years)"].isna().all()
    assert (unborn["Gender"] == "c) Not stated/recorded (or unborn)").all()
