"""Mistakes that other tools make when they read Annex A, each from a workbook to its staged rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from data.sources.annex_a import StagedList, propose_reference_date, read_annex_a, stage_list
from tests.data.sources.annex_a.workbooks import ASSESSMENT, CONTACT, HEADINGS, WriteWorkbook, with_cells

Staged = Callable[..., StagedList]
LEAVER = [
    *(
        "2001",
        "a) Male",
        "a) WBRI",
        date(2006, 3, 1),
        19,
        "b) No",
        "b) No",
        "Team East",
        "Worker 2",
        "Worker 3",
    ),
    *("b) Former relevant child", date(2026, 1, 9), "a) Yes", date(2026, 2, 1)),
    *("U: Independent living", "a) Suitable", "F2: Full time in education other than higher"),
]


def test_list_1_is_not_taken_from_list_10_or_list_11(write_workbook: WriteWorkbook) -> None:
    adoption = [["3001", "F1"]]
    sheets = {
        "List_10": [HEADINGS[10], *adoption],
        "List_11": [["x"]],
        "List_1": [HEADINGS[1], CONTACT, CONTACT],
    }
    workbook = read_annex_a(write_workbook(sheets))
    assert workbook.lists[1].sheet == "List_1"
    assert workbook.lists[1].rows.num_rows == 2
    assert workbook.lists[10].rows.num_rows == 1


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("a) Yes", "yes"),
        ("b) No", "no"),
        ("c) Unknown", "unknown"),
        ("Not known", "unknown"),
        ("Not recorded", "unknown"),
        ("No contact, not known", None),
        ("Unborn", None),
        (None, None),
    ],
)
def test_no_is_not_found_inside_not_known(staged: Staged, written: str | None, answer: str | None) -> None:
    found = staged(4, with_cells(ASSESSMENT, 4, Child_Seen=written))
    assert found.rows["child_seen_answer"].to_pylist() == [answer]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a) Suitable", "suitable"),
        ("a) Yes", "suitable"),
        ("1 - Suitable", "suitable"),
        ("b) Unsuitable", "unsuitable"),
        ("Not suitable", "unsuitable"),
        ("c) Not in touch or not recorded", None),
        (None, None),
    ],
)
def test_suitable_accommodation_is_not_only_what_says_yes(
    staged: Staged, written: str | None, code: str | None
) -> None:
    found = staged(9, with_cells(LEAVER, 9, Suitability=written))
    assert found.rows["accommodation_suitability_code"].to_pylist() == [code]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("F1: Full time in higher education", "F1"),
        ("d1) F2: Full time in education other than higher", "F2"),
        ("e1) P5: Part time in training or employment - not apprenticeship", "P5"),
        ("d1) G5: Not in education, employment or training - other", "G5"),
        ("a) Not in education, employment or training - illness or disability", "G4"),
        ("d1) something else", None),
    ],
)
def test_activity_is_read_by_its_code_and_words_and_not_by_the_letter_of_an_old_form(
    staged: Staged, written: str, code: str | None
) -> None:
    found = staged(9, with_cells(LEAVER, 9, Activity=written))
    assert found.rows["activity_code"].to_pylist() == [code]


def test_an_open_assessment_has_no_end(staged: Staged) -> None:
    found = staged(4, with_cells(ASSESSMENT, 4, Continuous_Assessment_Date=None))
    assert found.rows["assessment_authorised_on"].to_pylist() == [None]


def test_the_reference_date_is_not_the_first_of_the_month(write_workbook: WriteWorkbook) -> None:
    workbook = read_annex_a(write_workbook({"List 1": [HEADINGS[1], CONTACT]}))
    staged = {number: stage_list(found) for number, found in workbook.lists.items()}
    found = propose_reference_date(workbook.file_name, staged, last_day=date(2026, 11, 20))
    assert found.proposed_on == date(2026, 2, 3)


def test_a_child_who_is_referred_twice_has_two_rows_and_the_count_that_was_given(staged: Staged) -> None:
    first = [
        "1001",
        "b) Female",
        "a) WBRI",
        date(2012, 5, 1),
        13,
        date(2026, 1, 3),
        "6: Police",
        "b) No",
        0,
        "T",
        "W",
    ]
    second = with_cells(first, 3, Date_of_referral=date(2026, 2, 20), Number_of=1)
    found = staged(3, first, second, second)
    assert found.rows["referrals_in_last_12_months"].to_pylist() == [0, 1, 1]


def test_missing_and_absent_are_two_columns_and_empty_is_not_0(staged: Staged) -> None:
    headings = [
        "Child Unique ID",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    ]
    found = staged(8, ["1", 0, 4], ["2", None, None], headings=headings)
    assert found.rows["missing_episodes_in_last_12_months"].to_pylist() == [4, None]
    assert found.rows["absent_episodes_in_last_12_months"].to_pylist() == [0, None]
